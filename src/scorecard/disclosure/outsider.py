"""All that an outsider knows of a release: what it prints, how it hangs together, and what was printed before.

In: the cells of the release at hand, earlier releases, the policy. Out: a `Problem` whose candidates are those cells.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from scorecard.disclosure.absent import nobody
from scorecard.disclosure.blocks import Contradiction
from scorecard.disclosure.cells import OUTCOME, Spot, dates, values
from scorecard.disclosure.past import Past
from scorecard.disclosure.policy import Policy
from scorecard.disclosure.problem import Candidate, Problem, Target, View
from scorecard.disclosure.ranges import ranges
from scorecard.disclosure.release import Release
from scorecard.disclosure.sound import contradicting
from scorecard.disclosure.system import Floats, System
from scorecard.disclosure.tighten import tightened
from scorecard.disclosure.timeline import BY_ROW, Assumption, touching
from scorecard.disclosure.web import Web
from scorecard.model import Breakdown


@dataclass(frozen=True)
class Outsider:
    """An outsider who knows earlier releases, and how to read the release at hand."""

    policy: Policy
    spots: tuple[Spot, ...]
    breakdowns: tuple[Breakdown, ...]
    past: tuple[Past, ...]
    nobody: frozenset[Spot] = frozenset()

    @classmethod
    def of(
        cls, policy: Policy, spots: Collection[Spot], breakdowns: Sequence[Breakdown], released: Sequence[Release]
    ) -> Outsider:
        """The outsider that a release of these cells has to reckon with."""
        periods = frozenset(s.period for s in spots)
        printed = [values(r.counts, r.policy) for r in released]
        near = touching(periods, [frozenset(s.period for s in p) for p in printed])
        past = tuple(
            Past(
                r.policy,
                {s: v for s, v in p.items() if s.period in near},
                tuple((d, rate) for rate in r.rates if (d := dates(r.counts.period(rate.key[1]))) in near),
                r.counts.breakdowns,
            )
            for r, p in zip(released, printed, strict=True)
        )
        near_past = tuple(p for p in past if p.printed)
        cells = {s.cell for printed in (spots, *(p.printed for p in near_past)) for s in printed}
        return cls(
            policy,
            tuple(spots),
            tuple(breakdowns),
            tuple(replace(p, nobody=nobody(p.printed, p.breakdowns, cells)) if p.policy else p for p in near_past),
            nobody(spots, breakdowns, cells),
        )

    def problem(self, candidate: Callable[[Spot], Candidate]) -> Problem:
        """The question for the release at hand; `candidate` says how each of its cells may be shown or withheld."""
        made = tuple(candidate(spot) for spot in self.spots)
        ends = {spot: c.shown for spot, c in zip(self.spots, made, strict=True)}
        release = (self.past, self.spots, self.breakdowns, self.policy.threshold)
        webs = {a: Web(*release, a, ends, self.nobody) for a in Assumption}
        return Problem(
            made, tuple(self._view(web) for web in self._telling(webs)), self.policy.threshold, self._implied(made)
        )

    def _telling(self, webs: Mapping[Assumption, Web]) -> tuple[Web, ...]:
        """Those of which none says the same as another."""
        same, finely, rows = (webs[a] for a in (Assumption.SAME, *BY_ROW))
        if not self.past:
            return (same,)
        if not same.changed:  # then rows are the same, or the rest would tell
            return tuple(web for a, web in webs.items() if a not in BY_ROW)
        if not self.policy.publishes("undecided") and finely.suspects == rows.suspects:
            return tuple(web for web in webs.values() if web is not finely)
        return tuple(webs.values())

    def _implied(self, made: Sequence[Candidate]) -> tuple[tuple[int, int], ...]:
        """Withholding passed means withholding refused (unless that is a 0, shown): so a withheld passed count beside a
        shown refused count never tells that somebody passed. So does withholding that nobody passed by some contact."""
        if self.policy.method == "round" or self.policy.show_all_refused:
            return ()
        at = {spot: i for i, spot in enumerate(self.spots)}
        passed = [s for s in self.spots if s.cell.counts_passed and (s.cell.topic == OUTCOME or _may_be_0(made[at[s]]))]
        pairs = ((at[s], at.get(Spot(s.period, s.cell.outcome("refused")))) for s in passed)
        return tuple((one, other) for one, other in pairs if other is not None and not made[other].never)

    def _view(self, web: Web) -> View:
        systems = web.systems()
        at = {name: i for i, name in enumerate(systems[0].names)}
        own = np.array([at[web.own(s)] for s in self.spots], dtype=np.intp)
        secrets = [replace(t, unknown=at[n]) for n, t in web.secrets()]
        if not web.nobody:
            return View(systems, own, _still_safe(systems, secrets))
        before = replace(web, nobody=frozenset()).systems()  # that a row is missing now is told by this release
        there = {name: i for i, name in enumerate(before[0].names)}
        names = systems[0].names
        asked = [replace(t, unknown=there[names[t.unknown]]) for t in secrets if names[t.unknown] in there]
        safe = (replace(t, unknown=at[before[0].names[t.unknown]]) for t in _still_safe(before, asked))
        return View(systems, own, (*safe, *(t for t in secrets if names[t.unknown] not in there)))


def _may_be_0(candidate: Candidate) -> bool:
    """True for a 0 that need not be withheld, but may be."""
    return candidate.shown == (0, 0) and not candidate.must and not candidate.never


def _still_safe(systems: Sequence[System], targets: list[Target]) -> tuple[Target, ...]:
    """What earlier releases withheld, as far as they did not give it away themselves before this one."""
    found: list[Target] = []
    for system in systems if targets else ():
        wrong = contradicting(system, system.low, system.high)
        sound = [t for t in targets if not wrong[t.unknown]]
        try:
            first, last = _ends(system.without(wrong), sound)
        except Contradiction:
            continue
        found += (
            replace(t, need=int(min(t.need, high - low + 1)))
            for t, low, high in zip(sound, first, last, strict=True)
            if high > low
        )
        targets = [t for t in targets if wrong[t.unknown]]
    return tuple(found)


def _ends(system: System, targets: list[Target]) -> tuple[Floats, Floats]:
    """The smallest and the largest that each target can be, as far as it is asked."""
    unknowns = np.array([t.unknown for t in targets], dtype=np.intp)
    enough = np.array([t.need for t in targets], dtype=float)
    return ranges(system, *tightened(system, system.low, system.high), unknowns, enough).whole
