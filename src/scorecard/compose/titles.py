"""What was found over all groups of a breakdown, in one line: the titles of its sections.

In: the rows of figures.csv for one workforce and breakdown. Out: the title of the section on rates, from the templates
of statements.toml, and of the one on ratios.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scorecard.compose.about import About
from scorecard.compose.assessment import RELIABLE, Outcome, outcome
from scorecard.compose.numbers import listed
from scorecard.compose.sentences import ending, is_finite, times, write
from scorecard.compose.wording import applicants, crossed, named_in, phrase, phrase_of
from scorecard.model import ALL, Breakdown, Finding

_SAID_OF = (
    (Finding.HIGHER, "reliably higher"),
    (Finding.LOWER, "reliably lower"),
    (Finding.NO_RELIABLE_DIFFERENCE, "no reliable difference"),
    (Outcome.FEW, "too few to assess"),
    (Outcome.NOBODY_REFUSED, "nobody refused"),
    (Outcome.ALL_REFUSED, "everybody refused"),
)
_OF_EVERYBODY = (("decided", "nobody"), ("refused", "nobody_refused"), ("passed", "all_refused"))  # who is 0
LONGEST_TITLE = 130


def section_title(rows: Sequence[Any], breakdown: Breakdown, about: About) -> str:
    """The finding of a whole breakdown in one sentence, for the section's title. `rows`: All and every group."""
    people = applicants(rows[0].workforce)
    words = {"people": people, "label": breakdown.label}
    if about.is_rounded:
        return write("title", "rounded", nearest=about.rounded_to, **words)
    total = next(r for r in rows if r.group == ALL)
    of_everybody = next((name for measure, name in _OF_EVERYBODY if getattr(total, measure) == 0), None)
    if of_everybody:
        return write("title", of_everybody, decided=about.numbers.count(total.decided), **words)
    reference = next((r for r in rows if r.finding == Finding.REFERENCE), None)
    if reference is None:
        return write("title", "no_reference", **words)
    words["reference"] = phrase(breakdown, reference.group, "applicants")
    if reference.decided is None:
        return write("title", "withheld", **words)
    if reference.decided == 0:
        return write("title", "reference_nobody", **words)
    return _compared(rows, breakdown, about, words, people)


def _compared(rows: Sequence[Any], breakdown: Breakdown, about: About, words: dict[str, str], people: str) -> str:
    higher = [r for r in rows if r.finding == Finding.HIGHER]
    lower = [r for r in rows if r.finding == Finding.LOWER]
    compared = [r for r in rows if r.group in breakdown.assessed and r.decided != 0]
    shown = [r for r in compared if isinstance(r.finding, str)]
    if len(higher) + len(lower) == 1:
        row = (higher + lower)[0]
        return write(
            "title",
            f"one{ending(row)}",
            who=phrase(breakdown, row.group, people),
            ratio=times(row, about),
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
        return write("title", "withheld" if compared else "alone", **words)
    return write("title", _nothing_reliable(shown, about), **words)


def _nothing_reliable(shown: Sequence[Any], about: About) -> str:
    """None was found, or none could have been: too few were decided, or nobody (or everybody) of many was refused."""
    if any(r.finding != Finding.TOO_FEW for r in shown):
        return "none"
    hopeless = [r for r in shown if not is_finite(r.smallest_detectable_ratio) and r.decided >= about.smallest_decided]
    return "no_power" if hopeless else "too_few"


def _groups(rows: Sequence[Any], breakdown: Breakdown, people: str) -> str:
    """`Asian and Black police officer applicants`; the bare names where the people are named already."""
    groups = [r.group for r in rows]
    return phrase_of(breakdown, groups, people) if people else listed([named_in(breakdown, g) for g in groups])


def ratio_title(rows: Sequence[Any], breakdown: Breakdown, about: About) -> str:
    """Which groups differ from the reference, with their ratios; how many, where their names would be too long."""
    if about.is_rounded:
        return f"Compared with {breakdown.reference}: ratios of rounded counts, which are not tested"
    groups: list[str] = []
    numbers: list[str] = []
    reference = next((r for r in rows if r.group == breakdown.reference), None)
    compared = [r for r in rows if r.group in breakdown.assessed and r.decided != 0 and isinstance(r.finding, str)]
    for which, words in _SAID_OF:
        found = [r for r in compared if which in (r.finding, outcome(r, reference, about))]
        if found:
            named = [_with_ratio(r, about) for r in found]
            groups.append(f"{words} for {listed(named)}")
            numbers.append(f"{words} for {len(found)} {'group' if len(found) == 1 else 'groups'}")
    title = f"Compared with {breakdown.reference}: {'; '.join(groups)}"
    return title if len(title) <= LONGEST_TITLE else f"Compared with {breakdown.reference}: {'; '.join(numbers)}"


def _with_ratio(row: Any, about: About) -> str:
    """The group and, where it differs reliably, its ratio, in words where a number would be 0."""
    name = crossed(row.group)
    if row.finding not in RELIABLE:
        return name
    return f"{name} ({times(row, about) if row.refused else 'none refused'})"
