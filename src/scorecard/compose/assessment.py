"""What became of each comparison of a group with its reference group, and of which groups that is to be said.

In: rows of figures.csv. Out: an Outcome for each compared group, and words for the groups that share one: each group
of which anybody was decided has exactly one outcome, so that a page which says them all leaves nobody out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from scorecard.compose.about import About
from scorecard.compose.numbers import listed
from scorecard.compose.records import FIRST, MAIN, now
from scorecard.compose.wording import heading, phrase_of
from scorecard.model import ALL, Breakdown, Figures, Finding

RELIABLE = (Finding.HIGHER, Finding.LOWER)


class Outcome(StrEnum):
    """What can be said of a compared group, or why nothing can."""

    FOUND = "found"
    NONE = "none"
    FEW = "few"
    NO_REFERENCE = "no_reference"
    NOBODY_REFUSED = "nobody_refused"
    ALL_REFUSED = "all_refused"
    WITHHELD = "withheld"
    NOBODY = "nobody"  # was decided
    NOT_TESTED = "not_tested"
    ALONE = "alone"  # of a breakdown: there is no group to compare


THROUGHOUT = (Outcome.NOBODY_REFUSED, Outcome.ALL_REFUSED)  # what can be true of everybody, and so of each group
_OF_FINDINGS = {
    Finding.HIGHER: Outcome.FOUND,
    Finding.LOWER: Outcome.FOUND,
    Finding.NO_RELIABLE_DIFFERENCE: Outcome.NONE,
    Finding.NOT_TESTED: Outcome.NOT_TESTED,
}


def outcome(row: Any, reference: Any, about: About) -> Outcome:
    """The outcome of one compared group. `row`, `reference`: rows of figures.csv."""
    if not isinstance(row.finding, str):
        return Outcome.WITHHELD
    return _OF_FINDINGS.get(Finding(row.finding)) or _why_too_few(row, reference, about)


def _why_too_few(row: Any, reference: Any, about: About) -> Outcome:
    """What lies behind the finding that numbers are too small."""
    if row.decided == 0:
        return Outcome.NOBODY
    if reference.decided == 0:
        return Outcome.NO_REFERENCE
    alike = {throughout(row), throughout(reference)}
    (same,) = alike if len(alike) == 1 else (None,)
    return same if same and row.decided >= about.smallest_decided else Outcome.FEW


def throughout(counted: Any) -> Outcome | None:
    """That none of those counted was refused, or all were; None where neither is so, or is known."""
    if not counted.decided or counted.refused is None:
        return None
    return {0: Outcome.NOBODY_REFUSED, counted.decided: Outcome.ALL_REFUSED}.get(counted.refused)


def told(row: Any, reference: Any, total: Any, about: About) -> Outcome:
    """The outcome as a page tells it: of nobody refused among all, each group, however small, is an instance."""
    became = outcome(row, reference, about)
    if became in (Outcome.FOUND, Outcome.NONE, Outcome.WITHHELD, Outcome.NOBODY, Outcome.NOT_TESTED):
        return became
    return throughout(total) or became


@dataclass(frozen=True)
class Compared:
    """The comparisons of one breakdown of one workforce.

    rows: each compared group of which anybody was decided, or of which that is withheld; reference, total: the row
    of the reference group, and that of All.
    """

    workforce: str
    breakdown: Breakdown
    rows: Sequence[Any]
    reference: Any
    total: Any

    def groups(self, about: About) -> Mapping[Outcome, Sequence[str]]:
        """The groups with each outcome that any has, in their order."""
        if not self.rows:
            return {Outcome.NOBODY if self.total.decided == 0 else Outcome.ALONE: []}
        found: dict[Outcome, list[str]] = {}
        for row in self.rows:
            found.setdefault(told(row, self.reference, self.total, about), []).append(row.group)
        return found


def compared(figures: Figures, workforces: Iterable[str], about: About) -> tuple[Compared, ...]:
    """The comparisons that are headlines: of one characteristic each, with a reference, of groups that nest in none."""
    made = []
    for workforce in workforces:
        for breakdown in figures.breakdowns:
            rows = {r.group: r for r in now(figures, MAIN, workforce, breakdown.name, about)}
            if len(breakdown.columns) > 1 or breakdown.parent or not breakdown.reference or not rows:
                continue
            some = [r for r in rows.values() if r.group in breakdown.assessed and r.decided != 0]
            made.append(Compared(workforce, breakdown, some, rows[breakdown.reference], rows[ALL]))
    return tuple(made)


def named(places: Sequence[Compared], which: Outcome, about: About) -> str:
    """`police officers by sex; Mixed and Other police staff`: the groups with that outcome, "" where none has it.

    A breakdown of which all groups have it is named as a whole, and workforces of which the same are named together.
    Groups of other characteristics than ethnicity and sex may be many: how many they are is said.
    """
    by: dict[str, list[str]] = {}
    parts = []
    for place in places:
        groups = place.groups(about).get(which)
        if groups is None:
            continue
        every = len(groups) == len(place.rows)
        if not every and place.breakdown.name in FIRST:
            parts.append(phrase_of(place.breakdown, groups, heading(place.workforce).lower()))
        else:
            some = "" if every else f" ({len(groups)} of {len(place.rows)} groups)"
            by.setdefault(place.workforce, []).append(f"{place.breakdown.label}{some}")
    alike: dict[str, list[str]] = {}
    for workforce, labels in by.items():
        alike.setdefault(listed(labels), []).append(heading(workforce).lower())
    return "; ".join([*(f"{listed(who)} by {labels}" for labels, who in alike.items()), *parts])
