"""Time as an outsider cuts it: periods that overlap share days, and a later extract may hold late decisions.

Every period is a run of spans (the stretches between any two dates on which some period starts or ends). A count of a
period is the sum of its spans' counts; so quarters, a year to date and overlapping periods hang together by addition.
A span that is released again may hold more people than before: then its late decisions are a part of their own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

Dates = tuple[str, str]
Printed = tuple[int, Dates]  # a release, and a period in it


class Part(NamedTuple):
    """People of one span; `late`: 0 for those of its first release, else the release that has more or fewer of them."""

    span: Dates
    late: int


class Difference(NamedTuple):
    """A printed period less other ones, none of which shares a day with another."""

    whole: Printed
    less: tuple[Printed, ...]


@dataclass(frozen=True)
class Timeline:
    """The periods of each release, oldest release first; the last release is the one at hand."""

    periods: tuple[frozenset[Dates], ...]

    def parts(self, release: int, period: Dates) -> tuple[Part, ...]:
        """What a period's count in that release is the sum of."""
        return tuple(Part(span, late) for span in self._spans(period) for late in (0, *self._later(span, release)))

    def differences(self, repeats: Collection[Printed] = ()) -> tuple[Difference, ...]:
        """What subtraction yields with the help of the last release: each period less others that lie within it.

        As many others as fit are taken: with fewer, a printed count more is left. repeats: what says no more than an
        earlier printing of the same period.
        """
        last = len(self.periods) - 1
        return tuple(d for d in self._differences(repeats) if last in (d.whole[0], *(k for k, _ in d.less)))

    def comparisons(self) -> tuple[Difference, ...]:
        """Differences of which nothing is left as long as nothing has changed, whichever releases are in them."""
        return tuple(
            d
            for d in self._differences()
            if self._spans(d.whole[1]) == tuple(sorted(span for p in d.less for span in self._spans(p[1])))
        )

    def _differences(self, repeats: Collection[Printed] = ()) -> Iterator[Difference]:
        every = [(k, period) for k, periods in enumerate(self.periods) for period in sorted(periods)]
        printed = [p for p in every if p not in repeats]
        for whole in printed:
            for less in _families([p for p in printed if p != whole and _within(p[1], whole[1])]):
                if less:
                    yield Difference(whole, less)

    def _spans(self, period: Dates) -> tuple[Dates, ...]:
        starts = [day for day in self._starts if period[0] <= day <= period[1]]
        ends = [*(_day_before(day) for day in starts[1:]), period[1]]
        return tuple(zip(starts, ends, strict=True))

    @cached_property
    def _starts(self) -> tuple[str, ...]:
        """The days on which a span begins: those of a period, and those after one."""
        return tuple(sorted({day for p in frozenset().union(*self.periods) for day in (p[0], _next_day(p[1]))}))

    def _later(self, span: Dates, release: int) -> tuple[int, ...]:
        """The releases up to this one that hold the span, but for the first."""
        held = [k for k in range(release + 1) if any(_within(span, p) for p in self.periods[k])]
        return tuple(held[1:])


def touching(periods: frozenset[Dates], earlier: Sequence[frozenset[Dates]]) -> frozenset[Dates]:
    """The earlier periods that share a day with these, or with one that does, and so on."""
    reached, waiting = frozenset(periods), frozenset().union(*earlier)
    while more := {w for w in waiting - reached for p in reached if _share(w, p)}:
        reached |= more
    return reached & waiting


def _families(printed: Sequence[Printed]) -> Iterator[tuple[Printed, ...]]:
    """The sets of periods without a day in common to which none can be added; the empty one where there are none.

    Each begins with a period that starts before the first one ends, or that one could be added.
    """
    if not printed:
        yield ()
        return
    first_end = min(end for _, (_, end) in printed)
    for one in printed:
        if one[1][0] <= first_end:
            for later in _families([p for p in printed if p[1][0] > one[1][1]]):
                yield (one, *later)


def _share(one: Dates, other: Dates) -> bool:
    """Whether two periods have a day in common."""
    return one[0] <= other[1] and other[0] <= one[1]


def _within(span: Dates, period: Dates) -> bool:
    return period[0] <= span[0] and span[1] <= period[1]


def _next_day(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
