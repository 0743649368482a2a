"""What was released before, as somebody remembers it who keeps each printing once: a repeat tells nobody anything.

In: the releases, oldest first, and the exact counts behind them. Out: the releases to protect against, each with what
it is known to be the sum of.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from scorecard.disclosure.cells import dates
from scorecard.disclosure.firsts import Behind, counted_then
from scorecard.disclosure.policy import Policy
from scorecard.disclosure.release import Release, Terms
from scorecard.disclosure.repeat import changed
from scorecard.disclosure.timeline import Dates
from scorecard.model import Counts, PrintedRate


@dataclass(frozen=True)
class Printings:
    """releases: by the places of their first printings, those printed last at the end. then: from such a place to the
    exact counts of its time, as far as today's policy lets them out; None where they are not known."""

    releases: Mapping[int, Release]
    then: Behind

    @classmethod
    def of(cls, releases: Sequence[Release], then: Behind) -> Printings:
        """Each printing once."""
        prints = [print_of(r.counts, r.policy, r.rates) for r in releases]
        last_printed = sorted({p: at for at, p in enumerate(prints)}.values())
        return cls({(first := prints.index(prints[at])): releases[first] for at in last_printed}, then)

    def before(self, place: int) -> Printings:
        """Those that are older."""
        return Printings({at: r for at, r in self.releases.items() if at < place}, self.then)

    @property
    def periods(self) -> dict[int, Dates]:
        """The days of each release of ours, of those of a single period."""
        ours = {at: r.counts.periods for at, r in self.releases.items() if r.policy}
        return {at: dates(periods[0]) for at, periods in ours.items() if len(periods) == 1}

    @cached_property
    def oldest_first(self) -> tuple[Release, ...]:
        """The releases, with what each is the sum of by their places here."""
        return tuple(
            replace(self.releases[place], made_of=self.placed(self._sum_of(place))) for place in sorted(self.releases)
        )

    def placed(self, times: Mapping[int, int]) -> Terms:
        """How many times each release is in something, by its place in `oldest_first`."""
        at = {place: i for i, place in enumerate(sorted(self.releases))}
        return tuple((at[place], n) for place, n in times.items())

    def _sum_of(self, place: int) -> Mapping[int, int]:
        """Which older releases make it up, to the last count: whoever released it then said so."""
        older = self.before(place)
        counts = self.then(place) if place in self.periods and older.periods else None
        if counts is None:
            return {}
        made = (times for sum_, times in counted_then(counts, older.periods, self.then) if not changed(counts, sum_))
        return next(made, {})


def print_of(counts: Counts, policy: Policy | None, rates: tuple[PrintedRate, ...] = ()) -> tuple[object, ...]:
    """What a release prints, and how it is read: equal for two that tell the same."""
    return policy, rates, counts.periods, *(frame.to_csv(index=False) for frame in (counts.decisions, counts.details))
