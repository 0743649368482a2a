"""Headers, labels and sentences in; what they name out: an outcome, a reason, a workforce, a breakdown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from scorecard.model import MEASURES

_WORDS = {
    "passed": r"(?<!not )\bpass(ed|es)?\b|\bclear(ed)?\b|\bgranted\b|\baccepted\b",
    "refused": r"\brefus(ed|als?)\b|\bfail(ed|ures?)?\b|\brejected\b|\bdeclined\b|\bnot pass(ed)?\b",
    "decided": r"\bdecided\b|\bdecisions?\b|\bapplicants?\b|\bapplied\b|\bassessed\b|\btotal\b|\bbase\b|\bvetted\b",
    "withdrawn_by_applicant": r"withdr[ae]w[a-z]* by (the )?applicants?|withdr[ae]w",
    "withdrawn_by_force": r"withdr[ae]wn? by (the )?force",
    "suspended": r"\bsuspended\b",
    "cancelled": r"\bcancelled\b",
    "pending": r"\bpending\b",
}
HEADLINE = ("decided", "passed", "refused")  # what a number beside a group is about where nothing else is said
WORDS = {measure: re.compile(pattern) for measure, pattern in _WORDS.items()}
WORKFORCE = {"officer": re.compile(r"\bofficers?\b"), "staff": re.compile(r"\bstaff\b")}
PERIOD = re.compile(r"\b20\d{4}\b")
RATE = re.compile(r"rate|%|per ?cent|proportion|share|ratio", re.IGNORECASE)
RATIO = re.compile(r"ratio|÷\s*(?!decided|base)|\bodds\b", re.IGNORECASE)
OTHERWISE = re.compile(
    r"differ|parity|points|limit|lower|upper|\blow\b|\bhigh\b|below|above|\bplus\b|\bminus\b|\bp\b|\brank\b|statistic"
    r"|degrees|smallest|possible|if all|crude|stratified|contribution",
    re.IGNORECASE,
)  # a number under such a header is neither a count nor a rate of its row
DERIVED = re.compile(
    r"above parity|^refusals? (to|that would) end|^(refusal|pass|passed|refused|not passed)\b.*\b(rate|ratio)\b.*"
    r"\b(low|high|lower|upper|limits?|minus|plus|above|below)\b|^rate difference|^difference in (refusal|pass) rate"
    r"|^finding$"
)  # under such a header stands what only the refused and decided of the row (and of another group) give out
BLANK = re.compile(r"|n|no|numbers?|counts?|total|people|cases|series \d|val|values?")  # headers that say little
SYMBOL = re.compile(r"|[a-z]|n a|not assessed|reference( group)?")  # of plain words: "[c]", "–", "■ Reference group"
LEVEL = re.compile(r"\b\d\d(\.\d)?\s?(%|per ?cent)\s(confidence|interval|limits?|CI\b|level)", re.IGNORECASE)
_BASE = re.compile(r"\((%|share|per ?cent|proportion)[^)]*\)|^share of refused$", re.IGNORECASE)
PEOPLE = {"women": "female", "woman": "female", "females": "female", "men": "male", "man": "male", "males": "male"}
_STEMS = {"ethnicity": r"ethnic", "sex": r"\b(sex|gender)\b", "age": r"\bage\b", "sexual": r"\bsexual"}
_LITTLE = re.compile(
    r"\b(of|the|only|just|all|in|by|and|an?|were|was|are|is|total|n|no|number|count|police|officers?|staff|people|"
    r"applicants?|applications?|persons?|candidates?|women|men|decided|cases?|dec|ref|req)\b|\d+"
)
_SAYS_LITTLE = {"detail", "band"}
_ALSO = {"any contact": "(any contact|contacted)"}


@lru_cache(maxsize=10_000)
def plain(text: str) -> str:
    """Words in small letters with a space between them: "Non-declaration" and "non_declaration" alike."""
    return re.sub(r"[\W_]+", " ", text).strip().casefold()


def without_base(header: str) -> str:
    """A header without what its share is of: "Passed (% of decided)" -> "Passed"."""
    return _BASE.sub(" ", header.replace("_", " "))


def measure(text: str) -> str | None:
    """The outcome that a header or label names: "Refused", "Refusal rate", "not passed"; None for none or several."""
    said = plain(without_base(text))
    if said.replace(" ", "_") in MEASURES:
        return said.replace(" ", "_")
    named = [m for m in ("refused", "passed", *MEASURES[3:]) if WORDS[m].search(said)]
    if "withdrawn_by_force" in named and "withdrawn_by_applicant" in named:
        named.remove("withdrawn_by_applicant")
    if not named and WORDS["decided"].search(said):
        return "decided"
    return named[0] if len(named) == 1 else None


def measures(sentence: str) -> set[str]:
    """Every outcome that a sentence names."""
    return {m for m in MEASURES if WORDS[m].search(plain(sentence))}


def names_detail(name: str, pieces: tuple[str, ...], around: str, *, within: bool = False) -> bool:
    """True where the plain `pieces` (headers and labels) name a detail such as "reason:non_declaration".

    Each word of the item begins a piece, or stands `within` one (a sentence); its outcome is named by one. An item of a
    single word ("integrity", "sent") needs its topic named `around`; within a sentence "other" may be anything, and is
    never taken for one.
    """
    topic, _, item = name.partition(":")
    words = [plain(part) for part in item.split("|")]
    if not all(_named(word, pieces, within=within) for word in words) or (within and item == "other"):
        return False
    return (len(words) == 1 and " " in words[0]) or topic in around


def _named(word: str, pieces: tuple[str, ...], *, within: bool) -> bool:
    if word in MEASURES:
        said = {m for p in pieces for m in measures(p)} if within else {measure(p) for p in pieces}
        return word in said or (word == "decided" and not within and not said & {*MEASURES})
    look = re.search if within else re.match
    return any(look(rf"\b{_ALSO.get(word, re.escape(word))}\b", piece) for piece in pieces)


def details_named(known: Iterable[str], sentence: str, around: str) -> set[str]:
    """Every reason, panel outcome, appeal and contact, of those known, that a sentence names."""
    said, topics = plain(sentence), plain(f"{sentence} {around}")
    return {name for name in known if ":" in name and names_detail(name, (said,), topics, within=True)}


def is_label(words: str, groups: Iterable[str]) -> bool:
    """True for a group with a number and hardly a word more: "Black 7", "Mixed officers: 3 of 22", "3 Black people"."""
    left = plain(words)
    for group in groups:
        left = re.sub(rf"\b{re.escape(plain(group))}\b", " ", left)
    return len(_LITTLE.sub(" ", left).split()) <= 1


def workforces(text: str) -> set[str]:
    """The workforces that a text names."""
    return {name for name, pattern in WORKFORCE.items() if pattern.search(plain(text))}


def breakdowns(text: str, known: set[str]) -> set[str]:
    """The breakdowns, of those known, that a text names: "by sex" names sex, and ethnicity by sex too."""
    said = plain(text)
    return {b for b in known if any(_stem(word).search(said) for word in b.split("_") if word not in _SAYS_LITTLE)}


def _stem(word: str) -> re.Pattern[str]:
    return re.compile(_STEMS.get(word, rf"\b{re.escape(word)}\b"))
