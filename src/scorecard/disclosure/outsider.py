"""All that an outsider knows of a release: what it prints, how it hangs together, and what was printed before.

In: the cells of the release at hand, earlier releases, the policy. Out: a `Problem` whose candidates are those cells.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from scorecard.disclosure.absent import nobody
from scorecard.disclosure.beliefs import Spirit
from scorecard.disclosure.cells import OUTCOME, Spot, dates, values
from scorecard.disclosure.past import Past
from scorecard.disclosure.policy import Policy
from scorecard.disclosure.problem import Candidate, Problem, Target, View
from scorecard.disclosure.ranges import ranges
from scorecard.disclosure.release import Release, Terms
from scorecard.disclosure.sound import Believed, Known, Supposition, answered
from scorecard.disclosure.system import Floats, System
from scorecard.disclosure.tighten import tightened
from scorecard.disclosure.timeline import touching
from scorecard.disclosure.web import Secret, Web
from scorecard.model import Breakdown


@dataclass(frozen=True)
class Outsider:
    """An outsider who knows earlier releases, and how to read the release at hand."""

    policy: Policy
    spots: tuple[Spot, ...]
    breakdowns: tuple[Breakdown, ...]
    past: tuple[Past, ...]
    nobody: frozenset[Spot] = frozenset()
    made_of: Terms = ()

    @classmethod
    def of(
        cls,
        policy: Policy,
        spots: Collection[Spot],
        breakdowns: Sequence[Breakdown],
        released: Sequence[Release],
        made_of: Terms = (),
    ) -> Outsider:
        """The outsider that a release of these cells has to reckon with. made_of: as of a Release."""
        periods = frozenset(s.period for s in spots)
        printed = [values(r.counts, r.policy) for r in released]
        near = touching(periods, [frozenset(s.period for s in p) for p in printed])
        past = tuple(
            Past(
                r.policy,
                {s: v for s, v in p.items() if s.period in near},
                tuple((d, rate) for rate in r.rates if (d := dates(r.counts.period(rate.key[1]))) in near),
                r.counts.breakdowns,
                made_of=r.made_of,
            )
            for r, p in zip(released, printed, strict=True)
        )
        at = {place: i for i, place in enumerate(place for place, p in enumerate(past) if p.printed)}
        near_past = tuple(replace(p, made_of=_moved(p.made_of, at)) for p in past if p.printed)
        cells = {s.cell for printed in (spots, *(p.printed for p in near_past)) for s in printed}
        return cls(
            policy,
            tuple(spots),
            tuple(breakdowns),
            tuple(replace(p, nobody=nobody(p.printed, p.breakdowns, cells)) if p.policy else p for p in near_past),
            nobody(spots, breakdowns, cells),
            _moved(made_of, at),
        )

    def problem(self, candidate: Callable[[Spot], Candidate]) -> Problem:
        """The question for the release at hand; `candidate` says how each of its cells may be shown or withheld."""
        made = tuple(candidate(spot) for spot in self.spots)
        ends = {spot: c.shown for spot, c in zip(self.spots, made, strict=True)}
        web = Web(self.past, self.spots, self.breakdowns, self.policy, ends, nobody=self.nobody, made_of=self.made_of)
        webs = [replace(web, spirit=spirit) for spirit in (Spirit if self.past else (web.spirit,))]
        kept = [self._kept(w) for w in (webs if web.unknowns.has_late_before else webs[:1])]
        views = tuple(self._view(w, kept[min(at, len(kept) - 1)]) for at, w in enumerate(webs))
        return Problem(made, views, self.policy.threshold, self._implied(made))

    def _implied(self, made: Sequence[Candidate]) -> tuple[tuple[int, int], ...]:
        """Withholding passed means withholding refused (unless that is a 0, shown): so a withheld passed count beside a
        shown refused count never tells that somebody passed. So does withholding that nobody passed by some contact."""
        if self.policy.method == "round" or self.policy.show_all_refused:
            return ()
        at = {spot: i for i, spot in enumerate(self.spots)}
        passed = [s for s in self.spots if s.cell.counts_passed and (s.cell.topic == OUTCOME or _may_be_0(made[at[s]]))]
        pairs = ((at[s], at.get(Spot(s.period, s.cell.outcome("refused")))) for s in passed)
        return tuple((one, other) for one, other in pairs if other is not None and not made[other].never)

    def _kept(self, web: Web) -> tuple[Secret, ...]:
        """What earlier releases did not give away before this one."""
        before = replace(web, nobody=frozenset())  # that a row is missing now is told by this release
        known = before.system()
        known = known.without(np.array([web.unknowns.is_new(name) for name in known.names], dtype=bool))
        at = {name: i for i, name in enumerate(known.names)}
        old, _ = web.secrets()
        asked = [replace(t, unknown=at[name]) for name, t in old if t.need > 1 and name in at]
        kept = _still_safe(known, before.suppositions(known), asked)
        return *((known.names[t.unknown], t) for t in kept), *((name, t) for name, t in old if name not in at)

    def _view(self, web: Web, kept: Sequence[Secret]) -> View:
        system = web.system()
        at = {name: i for i, name in enumerate(system.names)}
        own = np.array([at[web.own(s)] for s in self.spots], dtype=np.intp)
        _, new = web.secrets()
        others = tuple(replace(t, unknown=at[name]) for name, t in (*kept, *new))
        return View(system, own, others, web.suppositions(system), web.spirit)


def _moved(terms: Terms, at: Mapping[int, int]) -> Terms:
    """The same releases by their new places."""
    return tuple((at[place], times) for place, times in terms)


def _may_be_0(candidate: Candidate) -> bool:
    """True for a 0 that need not be withheld, but may be."""
    return candidate.shown == (0, 0) and not candidate.must and not candidate.never


def _still_safe(system: System, suppositions: tuple[Supposition, ...], targets: Sequence[Target]) -> tuple[Target, ...]:
    """What earlier releases withheld, as far as they did not give it away themselves before this one."""
    if not targets:
        return ()
    unknowns = np.array([t.unknown for t in targets], dtype=np.intp)
    enough = np.array([t.need for t in targets], dtype=float)

    def widths(believed: Believed) -> Floats:
        every = ranges(believed.system, *tightened(believed.system, *believed.given), unknowns, enough)
        first, last = every.whole
        return np.where(believed.about[unknowns], last - first + 1, 0)

    kept = answered(widths, Known(system, suppositions, lambda s: (s.low, s.high), unknowns))
    return tuple(replace(t, need=int(min(t.need, w))) for t, w in zip(targets, kept, strict=True) if w > 1)
