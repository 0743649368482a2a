"""Time as an outsider cuts it: periods that overlap share days, and a later extract may hold late decisions.

Every period is a run of spans (the stretches between any two dates on which some period starts or ends). A count of a
period is the sum of its spans' counts; so quarters, a year to date and overlapping periods hang together by addition.
A span that is released again may hold more people than before: then its late decisions are a part of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

Dates = tuple[str, str]


class Assumption(StrEnum):
    """What an outsider may take for granted about days that are released a second time."""

    SAME = "same"  # nothing has changed since the earlier release
    ADDED = "added"  # late decisions have been added, none taken away
    CHANGED = "changed"  # anything may have changed


class Part(NamedTuple):
    """People of one span; `late`: 0 for those of its first release, else the release in which they were added."""

    span: Dates
    late: int


@dataclass(frozen=True)
class Timeline:
    """The periods of each release, oldest release first; the last release is the one at hand."""

    periods: tuple[frozenset[Dates], ...]

    def parts(self, release: int, period: Dates, assumption: Assumption) -> tuple[Part, ...]:
        """What a period's count in that release is the sum of."""
        return tuple(
            Part(span, late)
            for span in self._spans(period)
            for late in (0, *(self._later(span, release) if assumption is not Assumption.SAME else ()))
        )

    def _spans(self, period: Dates) -> tuple[Dates, ...]:
        starts = sorted({day for p in self._all for day in (p[0], _next_day(p[1])) if period[0] <= day <= period[1]})
        ends = [*(_day_before(day) for day in starts[1:]), period[1]]
        return tuple(zip(starts, ends, strict=True))

    def _later(self, span: Dates, release: int) -> tuple[int, ...]:
        """The releases up to this one that hold the span, but for the first."""
        held = [k for k in range(release + 1) if any(_within(span, p) for p in self.periods[k])]
        return tuple(held[1:])

    @property
    def _all(self) -> frozenset[Dates]:
        return frozenset().union(*self.periods)


def touching(periods: frozenset[Dates], earlier: Sequence[frozenset[Dates]]) -> frozenset[Dates]:
    """The earlier periods that share a day with these, or with one that does, and so on."""
    reached, waiting = frozenset(periods), frozenset().union(*earlier)
    while more := {w for w in waiting - reached for p in reached if w[0] <= p[1] and p[0] <= w[1]}:
        reached |= more
    return reached & waiting


def _within(span: Dates, period: Dates) -> bool:
    return period[0] <= span[0] and span[1] <= period[1]


def _next_day(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
