"""All that an outsider knows of a release: what it prints, how it hangs together, and what was printed before.

In: the cells of the release at hand, earlier releases, the policy. Out: a `Problem` whose candidates are those cells.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from scorecard.disclosure.cells import OUTCOME, Cell, Spot, Values, values
from scorecard.disclosure.links import Link, links
from scorecard.disclosure.policy import Policy
from scorecard.disclosure.problem import Candidate, Problem, Target, View
from scorecard.disclosure.ranges import Contradiction, ranges
from scorecard.disclosure.release import PrintedRate, Release
from scorecard.disclosure.system import UNBOUNDED, Knowledge, System
from scorecard.disclosure.timeline import Assumption, Dates, Part, Timeline, touching
from scorecard.model import ALL, Breakdown


def hidden_low(policy: Policy | None, spot: Spot, *, refused_shown: bool) -> int:
    """The least that a withheld count could be: 1 where zeros are shown, 0 where they need not be.

    Where everybody in a group was refused, its passed count is 0 and withheld with the refused count; so a withheld
    passed count may be 0 unless the refused count beside it is shown.
    """
    if policy is None or policy.method == "round" or not policy.show_zero:
        return 0
    passed = (spot.cell.topic, spot.cell.item) == (OUTCOME, "passed")
    return 0 if passed and not policy.show_all_refused and not refused_shown else 1


def bounds(policy: Policy | None, printed: Values, spot: Spot) -> tuple[float, float]:
    """What an outsider knows of one printed cell by itself."""
    value = printed[spot]
    if value is None:
        refused = printed.get(Spot(spot.period, spot.cell.outcome("refused")))
        return hidden_low(policy, spot, refused_shown=refused is not None), UNBOUNDED
    return policy.could_be(value) if policy and policy.method == "round" else (value, value)


@dataclass(frozen=True)
class _Past:
    """One earlier release: its policy, the cells that it printed about days that matter, its rates."""

    policy: Policy | None
    printed: Values
    rates: tuple[tuple[Dates, PrintedRate], ...]


@dataclass(frozen=True)
class Outsider:
    """An outsider who knows earlier releases, and how to read the release at hand."""

    policy: Policy
    spots: tuple[Spot, ...]
    breakdowns: tuple[Breakdown, ...]
    past: tuple[_Past, ...]

    @staticmethod
    def of(
        policy: Policy, spots: Collection[Spot], breakdowns: Sequence[Breakdown], released: Sequence[Release]
    ) -> Outsider:
        """The outsider that a release of these cells has to reckon with."""
        periods = frozenset(s.period for s in spots)
        printed = [values(r.counts, r.policy) for r in released]
        near = touching(periods, [frozenset(s.period for s in p) for p in printed])
        past = tuple(
            _Past(
                r.policy,
                {s: v for s, v in p.items() if s.period in near},
                tuple((d, rate) for rate in r.rates if (d := _dates(r, rate)) in near),
            )
            for r, p in zip(released, printed, strict=True)
        )
        known = {b.name: b for source in (breakdowns, *(r.counts.breakdowns for r in released)) for b in source}
        return Outsider(policy, tuple(spots), tuple(known.values()), tuple(p for p in past if p.printed))

    def problem(self, candidate: Callable[[Spot], Candidate]) -> Problem:
        """The question for the release at hand; `candidate` says how each of its cells may be shown or withheld."""
        assumptions = tuple(Assumption) if self.past else (Assumption.SAME,)
        made = tuple(candidate(spot) for spot in self.spots)
        return Problem(made, tuple(self._view(a) for a in assumptions), self.policy.threshold, self._implied(made))

    def _implied(self, made: Sequence[Candidate]) -> tuple[tuple[int, int], ...]:
        """Withholding passed means withholding refused (unless that is a 0, shown): so a withheld passed count beside a
        shown refused count never tells that somebody passed."""
        if self.policy.method == "round" or self.policy.show_all_refused:
            return ()
        at = {spot: i for i, spot in enumerate(self.spots)}
        passed = [s for s in self.spots if (s.cell.topic, s.cell.item) == (OUTCOME, "passed")]
        pairs = ((at[s], at.get(Spot(s.period, s.cell.outcome("refused")))) for s in passed)
        return tuple((one, other) for one, other in pairs if other is not None and not made[other].never)

    def _view(self, assumption: Assumption) -> View:
        web = _Web(self, assumption)
        systems = web.systems()
        at = {name: i for i, name in enumerate(systems[0].names)}
        own = np.array([at[web.name(len(self.past), s)] for s in self.spots], dtype=np.intp)
        return View(systems, own, _still_safe(systems, [replace(t, unknown=at[n]) for n, t in web.secrets()]))


def _dates(release: Release, rate: PrintedRate) -> Dates:
    period = release.counts.period(rate.key[1])
    return period.start.isoformat(), period.end.isoformat()


def _still_safe(systems: Sequence[System], targets: list[Target]) -> tuple[Target, ...]:
    """What earlier releases withheld, as far as they did not give it away themselves before this one."""
    if not targets:
        return ()
    unknowns = np.array([t.unknown for t in targets], dtype=np.intp)
    enough = np.array([t.need for t in targets], dtype=float)
    for system in systems:
        try:
            first, last = ranges(system, system.low, system.high, unknowns, enough).whole
        except Contradiction:
            continue
        return tuple(
            replace(t, need=int(min(t.need, last[i] - first[i] + 1)))
            for i, t in enumerate(targets)
            if last[i] > first[i]
        )
    return ()


class _Web:
    """The unknowns of one view, and the equations between them."""

    def __init__(self, outsider: Outsider, assumption: Assumption) -> None:
        self._outsider, self._assumption = outsider, assumption
        every = [*(tuple(p.printed) for p in outsider.past), outsider.spots]
        self._releases: tuple[tuple[Spot, ...], ...] = tuple(every)
        self._time = Timeline(tuple(frozenset(s.period for s in spots) for spots in every))

    def parts(self, release: int, period: Dates) -> tuple[Part, ...]:
        """What a period's counts in that release are the sums of."""
        return self._time.parts(release, period, self._assumption)

    def name(self, release: int, spot: Spot) -> Hashable:
        """The unknown of a printed cell: that of its only part, or one of its own."""
        parts = self.parts(release, spot.period)
        return (parts[0], spot.cell) if len(parts) == 1 else (release, spot)

    def secrets(self) -> list[tuple[Hashable, Target]]:
        """What must not be found out beside the cells at hand: cells withheld before, and what subtraction yields."""
        own, printed, found = self._outsider.policy.threshold, set(), []
        for release, spots in enumerate(self._releases):
            printed |= {self.name(release, s) for s in spots}
        for release, past in enumerate(self._outsider.past):
            need = past.policy.threshold if past.policy else 1
            found += [(self.name(release, s), Target(0, need)) for s, v in past.printed.items() if v is None]
        pieces = {(part, cell) for part, cells in self._cells().items() for cell in cells} - printed
        return [*found, *((piece, Target(0, own, only_small=True)) for piece in sorted(pieces))]

    def systems(self) -> tuple[System, ...]:
        """What is known under this assumption, boldest first: presumed links as equations, inequalities, not at all."""
        found = self._links()
        presumed = any(link.presumed for link, _ in found)
        return tuple(self._system(found, how) for how in (("equal", "at_most", "none") if presumed else ("equal",)))

    def _cells(self) -> dict[Part, set[Cell]]:
        cells: dict[Part, set[Cell]] = {}
        for release, spots in enumerate(self._releases):
            for spot in spots:
                for part in self.parts(release, spot.period):
                    cells.setdefault(part, set()).add(spot.cell)
        return cells

    def _links(self) -> list[tuple[Link, Callable[[Cell], Hashable]]]:
        """Links between the cells of one part, and between those of one printed period made of several parts."""
        found: list[tuple[Link, Callable[[Cell], Hashable]]] = []
        for part, cells in sorted(self._cells().items()):
            signed = part.late and self._assumption is Assumption.CHANGED
            here = links(cells, self._outsider.breakdowns)
            found += [(link, _in(part)) for link in here if link.kind == "equal" or not signed]
        for release, spots in enumerate(self._releases):
            for period in sorted({s.period for s in spots}):
                if len(self.parts(release, period)) > 1:
                    cells = {s.cell for s in spots if s.period == period}
                    found += [(link, self._of(release, period)) for link in links(cells, self._outsider.breakdowns)]
        return found

    def _of(self, release: int, period: Dates) -> Callable[[Cell], Hashable]:
        return lambda cell: self.name(release, Spot(period, cell))

    def _system(self, found: list[tuple[Link, Callable[[Cell], Hashable]]], how: str) -> System:
        known = Knowledge()
        for part, cells in sorted(self._cells().items()):
            signed = part.late and self._assumption is Assumption.CHANGED
            for cell in sorted(cells):
                known.unknown((part, cell), -UNBOUNDED if signed else 0)
        for release, spots in enumerate(self._releases):
            for spot in spots:
                self._print(known, release, spot)
        for past_release, past in enumerate(self._outsider.past):
            for period, rate in past.rates:
                self._rate(known, past_release, period, rate)
        for link, name in found:
            _tie(known, link, name, how)
        return known.system()

    def _print(self, known: Knowledge, release: int, spot: Spot) -> None:
        name, parts = self.name(release, spot), self.parts(release, spot.period)
        past = self._outsider.past[release] if release < len(self._outsider.past) else None
        known.unknown(name, *(bounds(past.policy, past.printed, spot) if past else (0, UNBOUNDED)))
        if len(parts) > 1:
            known.equals([(-1, name), *((1, (part, spot.cell)) for part in parts)])

    def _rate(self, known: Knowledge, release: int, period: Dates, rate: PrintedRate) -> None:
        force, _, workforce, breakdown, group = rate.key
        row = Cell(force, workforce, "" if group == ALL else breakdown, group, OUTCOME, "")
        of, by = (self.name(release, Spot(period, row.outcome(m))) for m in (rate.numerator, rate.denominator))
        known.no_more([(1, of), (-(rate.value + rate.step / 2), by)])
        known.no_more([(-1, of), (rate.value - rate.step / 2, by)])


def _tie(known: Knowledge, link: Link, name: Callable[[Cell], Hashable], how: str) -> None:
    if link.presumed and how == "none":
        return
    sign = -1.0 if link.kind == "at_least" else 1.0
    terms = [(-sign, name(link.whole)), *((sign, name(part)) for part in link.parts)]
    if link.kind != "equal" or (link.presumed and how == "at_most"):
        known.no_more(terms)
    else:
        known.equals(terms)


def _in(part: Part) -> Callable[[Cell], Hashable]:
    return lambda cell: (part, cell)
