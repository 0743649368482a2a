"""Which unknown stands for a printed count: the count of a stretch of days, the sum of several, or one of its own.

In: the cells of the release at hand and of earlier ones. Out: the stretches that their periods are cut into, the name
of each printed cell, and what is left of parts when periods are subtracted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterator
from dataclasses import dataclass
from functools import cached_property

from scorecard.disclosure.beliefs import Slack
from scorecard.disclosure.cells import Cell, Spot
from scorecard.disclosure.past import Past
from scorecard.disclosure.timeline import Dates, Difference, Part, Printed, Timeline
from scorecard.model import PrintedRate


@dataclass(frozen=True)
class Unknowns:
    """past: the earlier releases, oldest first. spots: the cells of the release at hand, which comes last; nobody: as
    of a Past."""

    past: tuple[Past, ...]
    spots: tuple[Spot, ...]
    nobody: frozenset[Spot] = frozenset()

    @cached_property
    def releases(self) -> tuple[tuple[Spot, ...], ...]:
        """The cells of every release, the one at hand last; those too that are known to be 0."""
        printed = (*(tuple(p.printed) for p in self.past), self.spots)
        return tuple((*spots, *sorted(zeros)) for spots, zeros in zip(printed, self.nobody_in, strict=True))

    @property
    def nobody_in(self) -> tuple[frozenset[Spot], ...]:
        """Of every release, the cells that are known to be 0."""
        return (*(p.nobody for p in self.past), self.nobody)

    @cached_property
    def time(self) -> Timeline:
        """Without earlier releases that only add up others: they tell of the records of those, not of later ones."""
        periods = (frozenset(s.period for s in spots) for spots in self.releases)
        return Timeline(tuple(frozenset() if k in self._only_added_up else p for k, p in enumerate(periods)))

    @cached_property
    def _only_added_up(self) -> frozenset[int]:
        return frozenset(k for k, past in enumerate(self.past) if past.made_of and self._is_all_added_up(k))

    def _is_all_added_up(self, release: int) -> bool:
        """Whether everything that it says is a sum of what the others said."""
        parts = [{s.cell for s in self.releases[k]} for k, _ in self.past[release].made_of]
        return all(s.cell in cells for s in self.releases[release] for cells in parts)

    def is_new(self, name: Hashable) -> bool:
        """Whether an unknown is about the release at hand, and none before it."""
        last = len(self.past)
        if isinstance(name, Slack):
            return name.release == last
        assert isinstance(name, tuple), name
        about = name[0]
        return about not in self.earlier if isinstance(about, Part) else about == last or not isinstance(about, int)

    @cached_property
    def earlier(self) -> frozenset[Part]:
        """The parts of earlier releases."""
        last = len(self.past)
        return frozenset(part for (release, _), parts in self.parts_of.items() if release < last for part in parts)

    @property
    def has_late_before(self) -> bool:
        """Whether earlier releases alone share days, so that it matters in which spirit they are read."""
        return any(part.late for part in self.earlier)

    def parts(self, release: int, period: Dates) -> tuple[Part, ...]:
        """What a period's counts in that release are the sums of; nothing where it only adds up other releases."""
        return self.parts_of.get((release, period), ())

    @cached_property
    def parts_of(self) -> dict[Printed, tuple[Part, ...]]:
        """The parts of every period of a release that does not only add up others."""
        return {
            (release, period): self.time.parts(release, period)
            for release, periods in enumerate(self.time.periods)
            for period in periods
        }

    @property
    def printed(self) -> frozenset[Hashable]:
        """The unknowns of all printed cells."""
        return frozenset(self.name(release, spot) for release, spots in enumerate(self.releases) for spot in spots)

    def held(self, parts: Collection[Part]) -> Iterator[int]:
        """The releases that have a period with one of these parts, once for each such period."""
        return (release for (release, _), held in self.parts_of.items() if not set(held).isdisjoint(parts))

    def name(self, release: int, spot: Spot) -> Hashable:
        """The unknown of a printed cell: that of its only part, or one of its own."""
        parts = self.parts(release, spot.period)
        return (parts[0], spot.cell) if len(parts) == 1 else (release, spot)

    @cached_property
    def cells(self) -> dict[Part, set[Cell]]:
        """What anybody has published of each part."""
        cells: dict[Part, set[Cell]] = {}
        for release, spots in enumerate(self.releases):
            for spot in spots:
                for part in self.parts(release, spot.period):
                    cells.setdefault(part, set()).add(spot.cell)
        return cells

    def left(self, difference: Difference) -> tuple[tuple[Part, int], ...]:
        """The parts that a difference is made of, and how many times each."""
        times = Counter(self.parts(*difference.whole))
        for printed in difference.less:
            times.subtract(self.parts(*printed))
        return tuple(sorted((part, n) for part, n in times.items() if n))

    def repeats(self) -> set[Printed]:
        """Which periods of earlier releases were printed in the very same way before."""
        seen: set[tuple[Dates, frozenset[tuple[Cell, int | None]], frozenset[PrintedRate]]] = set()
        found: set[Printed] = set()
        for release, past in enumerate(self.past):
            for period in sorted(self.time.periods[release]):
                counts = frozenset((s.cell, v) for s, v in past.printed.items() if s.period == period)
                printed = (period, counts, frozenset(rate for about, rate in past.rates if about == period))
                if printed in seen:
                    found.add((release, period))
                seen.add(printed)
        return found
