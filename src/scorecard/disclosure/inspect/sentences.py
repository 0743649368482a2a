"""The words of a file in, wherever they stand; what they give away of withheld counts out.

A number is about the nearest group that is named: in its sentence, else in the words just before it. A group with a
number and nothing else ("Black 7") is a label: it may be about any outcome that the heading above does not rule out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from scorecard.disclosure.inspect.about import fitting_sentence, named_groups
from scorecard.disclosure.inspect.content import Text
from scorecard.disclosure.inspect.quantity import Number, numbers_of_sentence
from scorecard.disclosure.inspect.report import Leak
from scorecard.disclosure.inspect.spoken import in_figures
from scorecard.disclosure.inspect.telling import Telling
from scorecard.disclosure.inspect.withheld import Known, Secrets
from scorecard.disclosure.inspect.wording import HEADLINE, LEVEL, details_named, is_label, measures, plain, workforces
from scorecard.errors import ExtractError

CERTAIN = 3  # digits from which a rate beside a group points at a row of it
MOST = 20_000  # sentences with a number and a group; about two minutes of reading
HEADING = 120  # characters of words that may say what follows is about
SHORT = 40  # characters of a sentence that is an answer to the one before it
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^\da-z])|(?<=;)\s+|\n")  # "ref. 3" is one sentence


_WINDOW = re.compile(r".{1,500}(?:[\s,;}\]]|$)|\S{1,500}", re.DOTALL)  # what has no sentences is read in pieces


@dataclass(frozen=True)
class Said:
    """One sentence. before: the words just before it, which may say whom it is about; around: those it stands under,
    the nearest first: the opening of its paragraph, then the heading."""

    where: str
    words: str
    before: str
    around: tuple[str, ...]
    alone: bool

    @property
    def bare(self) -> bool:
        """True for a number without words."""
        return not any(c.isalpha() for c in self.words)


def sentences(texts: Iterable[Text]) -> Iterator[Said]:
    """Every sentence with a number, each with the words that may say what it is about."""
    where, before = "", ""
    for text in texts:
        before, opening = before if text.where == where else "", ""
        where = text.where
        for piece in (window for found in _SENTENCE.split(text.text) for window in _WINDOW.findall(found)):
            words = in_figures(piece)
            ended = not opening and before.rstrip().endswith(".") and workforces(words)
            said = Said(where, words, "" if ended else before, (opening, text.context), text.alone)
            if any(c.isdigit() for c in said.words) and (said.alone or not said.bare):
                yield said
            before = said.words if len(said.words) <= HEADING and not said.bare else ""
            opening = opening or words


class Sentences:
    """The search of sentences over one set of secrets."""

    def __init__(self, secrets: Secrets, telling: Telling) -> None:
        self.secrets, self.telling = secrets, telling

    def leaks(self, texts: Iterable[Text]) -> Iterator[Leak]:
        """All findings in these texts."""
        named = 0
        unlabelled = (replace(text, text=self.secrets.labels.out_of(text.text)) for text in texts)
        for said in sentences(unlabelled):
            named += bool(self.secrets.spoken.search(said.words.casefold()))
            if named > MOST:
                raise ExtractError(f"{said.where} holds more than {MOST:,} sentences about groups; check it in parts.")
            numbers = numbers_of_sentence(LEVEL.sub(" ", said.words))
            if numbers:
                yield from self._sentence(said, numbers)
            if any(self.telling.anywhere(number) for number in numbers):
                yield Leak("withheld_rate", said.where, "a fraction of withheld counts in a sentence")

    def _sentence(self, said: Said, numbers: tuple[Number, ...]) -> Iterator[Leak]:
        groups = self._groups(said)
        if not groups:
            return
        every = tuple(row for rows in groups.values() for row in rows)
        names = self._names(said, every)
        for number in numbers:
            near = sorted(groups, key=lambda at: _apart(at, groups[at][0].group, number))
            if number.fraction:
                if not said.words[: number.at].endswith("All ") and self._rate(number, names, every):
                    yield Leak("withheld_rate", said.where, f"{groups[near[0]][0].group}, in a sentence")
            elif name := self._count(number, names, [groups[at] for at in near]):
                yield Leak("withheld_count", said.where, f"{name}, in a sentence")

    def _groups(self, said: Said) -> dict[int, tuple[Known, ...]]:
        """The rows of each group that is named, by where its name stands."""
        found = dict(named_groups(self.secrets, said.words))
        if not found and (measures(said.words) - {"decided"} or _answers(said)):
            whom = said.before.partition("÷")[0]  # "group ÷ White" is not about White
            found = {at - len(said.before) - 1: group for at, group in named_groups(self.secrets, whom)}
        words = (said.words, said.before, *said.around)
        rows = {at: fitting_sentence(self.secrets.by_group[g], *words) for at, g in found.items()}
        return {at: some for at, some in rows.items() if some}

    def _names(self, said: Said, rows: tuple[Known, ...]) -> set[str]:
        """The counts that a sentence may be about: those it names; for a label its heading's, else HEADLINE.

        Who passed and who was refused are told by one another.
        """
        around = " ".join(said.around)
        named = measures(said.words) | details_named({n for r in rows for n in r.names}, said.words, around)
        label = is_label(said.words, {r.group for r in rows})
        if not named - {"decided"} and (label or _answers(said)):
            before = "" if label and not said.bare else said.before
            named = measures(before) - {"decided"} or measures(around)
            named = named - {"decided"} or ({*HEADLINE} if label and not said.bare else named)
        return named | {*HEADLINE[1:]} if named & {*HEADLINE[1:]} else named

    def _count(self, number: Number, names: set[str], groups: list[tuple[Known, ...]]) -> str:
        """The withheld count that a number is; "" where the nearest group that has that number shows it."""
        for rows in () if number.signed or not number.value else groups:
            same = [(r, n) for r in rows for n in sorted(names) if r.counts.get(n) == number.value]
            if any(r.shows(n) for r, n in same):
                return ""
            if hit := next(((r, n) for r, n in same if n in r.withheld), None):
                return f"{hit[0].group}, {plain(hit[1])}"
        return ""

    def _rate(self, number: Number, names: set[str], rows: tuple[Known, ...]) -> bool:
        """True where a number is the rate of a withheld count of one of the rows, and points at that count alone."""
        known = self.telling.also(rows)
        details = (((r,), q) for r in known for name in names if ":" in name for q in r.rates(name))
        rates = (*details, *(((r,), q) for r in known for q in r.quotients()))
        hits = [(of, q) for of, q in rates if number.is_(q.value) and _points(number, of[0])]
        return self.telling.of(hits, rows, number)


def _apart(at: int, group: str, number: Number) -> int:
    """How far a number stands from the end of a name before it, or from the beginning of one behind it."""
    return number.at - at - len(group) if at < number.at else at - number.at


def _points(number: Number, row: Known) -> bool:
    """True for three digits or more, and for a percentage of so few people that one count fits it: 5% of 56 is 3."""
    few = row.counts.get("decided", 0) * 10.0**-number.decimals < 1
    return number.digits >= CERTAIN or (number.percent and few)


def _answers(said: Said) -> bool:
    """True for a short sentence or a bare number behind words that may say what it is about."""
    if said.bare:
        return not any(c.isdigit() for c in said.before)
    return said.alone and len(said.words) <= SHORT and bool(measures(said.before) - {"decided"})
