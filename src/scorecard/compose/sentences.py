"""Findings to sentences: one template a kind of finding, filled with printed numbers and nothing else.

In: a row of figures.csv and its reference's row. Out: Statement values and the title of a section. A direction
("times as likely", "more often") is in the templates of reliable differences alone.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
from jinja2 import Environment, StrictUndefined, Template

from scorecard.compose.about import About
from scorecard.compose.numbers import listed
from scorecard.compose.wording import applicants, crossed, phrase, sentence
from scorecard.model import ALL, Breakdown, Finding, Statement, Tone, Unit
from scorecard.shipped import shipped


@cache
def templates() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(shipped("templates/statements.toml").read_text(encoding="utf-8"))


@cache
def _compiled(kind: str, name: str) -> Template:
    # Sentences are plain text; the HTML page escapes them when it copies them.
    plain = Environment(undefined=StrictUndefined, autoescape=False)  # noqa: S701
    return plain.from_string(templates()[kind][name])


def write(kind: str, name: str, **words: Any) -> str:
    """The sentence of that template with these words, its first letter in upper case."""
    return sentence(_compiled(kind, name).render(**words))


def _is_withheld(row: Any) -> bool:
    return any(getattr(row, c) is None for c in ("decided", "passed", "refused"))


def _is_finite(value: Any) -> bool:
    return value is not None and bool(np.isfinite(value))


def _too_few(row: Any, about: About) -> str:
    if row.decided == 0:
        return "too_few_nobody"
    if row.decided < about.smallest_decided:
        return "too_few_people"
    return "too_few_power" if _is_finite(row.smallest_detectable_ratio) else "too_few_no_power"


def _template_name(row: Any, about: About) -> str:
    """Which template says what was found for this row."""
    if _is_withheld(row) or not isinstance(row.finding, str):
        return "withheld"
    finding = Finding(row.finding)
    if finding is Finding.NOT_ASSESSED:
        return "not_assessed" if row.decided else "not_assessed_nobody"
    if finding is Finding.TOO_FEW:
        return _too_few(row, about)
    return f"{finding.value}{_ending(row)}"


def _ending(row: Any) -> str:
    """Which template says a reliable difference where nobody was refused in the reference, or in the group."""
    if not _is_finite(row.refusal_ratio):
        return "_no_ratio"
    return "_nobody" if row.refused == 0 and row.finding == Finding.LOWER else ""


def _figures(row: Any, reference: Any, breakdown: Breakdown, about: About) -> dict[str, str]:
    """The printed figures that templates may name."""
    people = applicants(row.workforce)
    low, high = about.numbers.ratio(row.refusal_ratio_low), about.numbers.ratio(row.refusal_ratio_high)
    p = about.numbers.text(row.p_adjusted, Unit.PROBABILITY)
    return {
        "who": phrase(breakdown, row.group, people),
        "decided": about.numbers.count(row.decided),
        "refused": about.numbers.count(row.refused),
        "rate": about.numbers.percent(row.refusal_rate),
        "ratio": about.numbers.ratio(row.refusal_ratio),
        "interval": f"95% interval {low} to {high}",
        "p": f"adjusted p {p}" if p.startswith("<") else f"adjusted p = {p}",
        "detectable": about.numbers.ratio(row.smallest_detectable_ratio),
        "reference": phrase(breakdown, row.reference_group, "applicants") if reference is not None else "",
        "reference_decided": about.numbers.count(reference.decided) if reference is not None else "",
        "reference_refused": about.numbers.count(reference.refused) if reference is not None else "",
        "reference_rate": about.numbers.percent(reference.refusal_rate) if reference is not None else "",
    }


def group_statement(row: Any, reference: Any, breakdown: Breakdown, about: About) -> Statement:
    """What was found for one group. `row`, `reference`: rows of figures.csv (reference None where there is none)."""
    name = _template_name(row, about)
    text = write("sentence", name, g=_figures(row, reference, breakdown, about))
    finding = None if name == "withheld" else Finding(row.finding)
    tone = Tone.FINDING if finding in (Finding.HIGHER, Finding.LOWER) else Tone.CONTEXT
    return Statement(text, tone, finding)


def headline_statement(row: Any, reference: Any, breakdown: Breakdown, about: About) -> Statement:
    """A reliable difference for the headline page: its size as a ratio and in people."""
    figures = _figures(row, reference, breakdown, about) | {"parity": _in_people(row, about)}
    text = write("sentence", f"headline{_ending(row)}", g=figures)
    return Statement(text, Tone.FINDING, Finding(row.finding))


def _in_people(row: Any, about: About) -> str:
    """How many refusals lie above or below the reference's rate."""
    if not _is_finite(row.refusals_above_parity):
        return ""
    people = about.numbers.text(abs(row.refusals_above_parity), Unit.PEOPLE).lstrip("+")
    side = "above" if row.refusals_above_parity > 0 else "below"
    return f"; {people} refusals {side} parity"


def too_few_statement(rows: Sequence[Any], about: About) -> Statement:
    """One sentence for many groups that are too few to assess, with their numbers."""
    groups = listed([f"{r.group} ({about.numbers.count(r.refused)} of {about.numbers.count(r.decided)})" for r in rows])
    text = write("sentence", "too_few_groups", number=len(rows), groups=groups)
    return Statement(text, Tone.CONTEXT, Finding.TOO_FEW)


def section_title(rows: Sequence[Any], breakdown: Breakdown, about: About) -> str:
    """The finding of a whole breakdown in one sentence, for the section's title. `rows`: All and every group."""
    people = applicants(rows[0].workforce)
    words = {"people": people, "label": breakdown.label}
    total = next(r for r in rows if r.group == ALL)
    if total.decided == 0:
        return write("title", "nobody", **words)
    reference = next((r for r in rows if r.finding == Finding.REFERENCE), None)
    if reference is None:
        return write("title", "no_reference", **words)
    words["reference"] = phrase(breakdown, reference.group, "applicants")
    if reference.decided is None:
        return write("title", "withheld", **words)
    if reference.decided == 0:
        return write("title", "reference_nobody", **words)
    return _compared(rows, breakdown, about, words, people)


_SAID_OF = (
    (Finding.HIGHER, "reliably higher"),
    (Finding.LOWER, "reliably lower"),
    (Finding.NO_RELIABLE_DIFFERENCE, "no reliable difference"),
    (Finding.TOO_FEW, "too few to assess"),
)
LONGEST_TITLE = 130


def ratio_title(rows: Sequence[Any], breakdown: Breakdown, about: About) -> str:
    """Which groups differ from the reference, with their ratios; how many, where their names would be too long."""
    groups: list[str] = []
    numbers: list[str] = []
    for finding, words in _SAID_OF:
        found = [r for r in rows if r.group in breakdown.assessed and r.finding == finding]
        if found:
            ratio = finding in (Finding.HIGHER, Finding.LOWER)
            named = [f"{r.group} ({about.numbers.ratio(r.refusal_ratio)})" if ratio else r.group for r in found]
            groups.append(f"{words} for {listed(named)}")
            numbers.append(f"{words} for {len(found)} {'group' if len(found) == 1 else 'groups'}")
    if not groups:
        return f"Comparisons with {breakdown.reference} are not shown"
    title = f"Compared with {breakdown.reference}: {'; '.join(groups)}"
    return title if len(title) <= LONGEST_TITLE else f"Compared with {breakdown.reference}: {'; '.join(numbers)}"


def _compared(rows: Sequence[Any], breakdown: Breakdown, about: About, words: dict[str, str], people: str) -> str:
    higher = [r for r in rows if r.finding == Finding.HIGHER]
    lower = [r for r in rows if r.finding == Finding.LOWER]
    shown = [r for r in rows if r.group in breakdown.assessed and isinstance(r.finding, str)]
    if len(higher) + len(lower) == 1:
        row = (higher + lower)[0]
        name = "one" if _is_finite(row.refusal_ratio) else "one_no_ratio"
        return write(
            "title",
            name,
            who=phrase(breakdown, row.group, people),
            ratio=about.numbers.ratio(row.refusal_ratio),
            **words,
        )
    if higher and lower:
        return write(
            "title", "both", higher=_groups(higher, breakdown, people), lower=_groups(lower, breakdown, ""), **words
        )
    if higher or lower:
        name = "higher" if higher else "lower"
        return write("title", name, groups=_groups(higher or lower, breakdown, people), **words)
    if not shown:
        return write("title", "withheld", **words)
    return write("title", "too_few" if all(r.finding == Finding.TOO_FEW for r in shown) else "none", **words)


def _groups(rows: Sequence[Any], breakdown: Breakdown, people: str) -> str:
    """`Asian and Black police officer applicants`; the bare names where the people are named already."""
    single = len(breakdown.columns) == 1
    names = listed([r.group if single else crossed(r.group) for r in rows])
    return phrase(breakdown, names, people) if people else names
