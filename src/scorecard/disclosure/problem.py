"""The question that disclosure control answers: which counts to withhold. Plain values, no scorecard in sight.

A `Problem` has candidates (the counts that may be shown or withheld) and views (what an outsider may take for granted
about how this release and earlier ones hang together; usually one). It says, for a choice, what would leak.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scorecard.disclosure.blocks import Contradiction, Indices
from scorecard.disclosure.integers import Question, unanswered
from scorecard.disclosure.ranges import Ranges, ranges
from scorecard.disclosure.system import Floats, System

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Candidate:
    """A count that may be shown or withheld.

    shown, hidden: the bounds that an outsider knows in each case (one number twice where it is shown exactly).
    need, need_shown: how many possible values it must keep when withheld, and when shown (rounded).
    must: it is withheld whatever the rest (a primary cell); never: it may not be.
    """

    shown: tuple[float, float]
    hidden: tuple[float, float]
    weight: float = 1.0
    need: int = 1
    need_shown: int = 1
    must: bool = False
    never: bool = False


@dataclass(frozen=True)
class Target:
    """An unknown that must keep `need` possible values. `only_small`: a range without small counts may be narrower."""

    unknown: int
    need: int
    only_small: bool = False


@dataclass(frozen=True)
class View:
    """One way in which an outsider may join what is known.

    systems: the same knowledge with the boldest assumption first; the first that contradicts nothing counts.
    at: the unknown of each candidate, the same in each system. others: further unknowns to protect: those withheld
    by earlier releases, and the differences between releases.
    """

    systems: tuple[System, ...]
    at: Indices
    others: tuple[Target, ...] = ()


@dataclass(frozen=True)
class Problem:
    """candidates and views; `implies`: (i, j) where withholding candidate i means withholding j; `threshold`."""

    candidates: tuple[Candidate, ...]
    views: tuple[View, ...]
    threshold: int
    implies: tuple[tuple[int, int], ...] = ()

    def bounds(self, system: System, at: Indices, withheld: Flags) -> tuple[Floats, Floats]:
        """The bounds of every unknown when these candidates are withheld."""
        low, high = system.low.copy(), system.high.copy()
        for unknown, candidate, gone in zip(at, self.candidates, withheld, strict=True):
            ends = candidate.hidden if gone else candidate.shown
            low[unknown], high[unknown] = max(low[unknown], ends[0]), min(high[unknown], ends[1])
        return low, high

    def targets(self, view: View, withheld: Flags) -> tuple[Target, ...]:
        """All that must be protected when these candidates are withheld."""
        own = (
            Target(int(at), c.need if gone else c.need_shown, only_small=not gone)
            for at, c, gone in zip(view.at, self.candidates, withheld, strict=True)
        )
        return tuple(t for t in (*own, *view.others) if t.need > 1)


Settled = tuple[int, int, int]  # view, system in it, unknown


@dataclass(frozen=True)
class Attack:
    """What an outsider finds under one view: the range of each target, and which of them have too few values.

    wide: the targets whose ranges hold as many values as they need; that stays true while more is withheld, since
    a range of which an outsider knows less can only be wider.
    """

    system: System
    targets: tuple[Target, ...]
    found: Ranges
    leaks: Flags
    wide: frozenset[Settled]


def attacks(
    problem: Problem,
    withheld: Flags,
    extra: Mapping[int, int] | None = None,
    *,
    exactly: bool = False,
    wide: Collection[Settled] = frozenset(),
) -> Iterator[tuple[View, Attack]]:
    """The attack under each view that is not contradicted.

    extra: more values asked of some unknowns. exactly: find the range of what is withheld in full,
    also where it is seen to be wide. wide: targets that earlier attacks found wide, which are passed over.
    """
    for place, view in enumerate(problem.views):
        every = problem.targets(view, withheld)
        for number, system in enumerate(view.systems):
            targets = tuple(t for t in every if (place, number, t.unknown) not in wide)
            need = np.array([t.need + (extra or {}).get(t.unknown, 0) for t in targets], dtype=float)
            unknowns = np.array([t.unknown for t in targets], dtype=np.intp)
            full = np.array([not t.only_small for t in targets], dtype=bool)
            low, high = problem.bounds(system, view.at, withheld)
            try:
                found = ranges(system, low, high, unknowns, np.where(full & exactly, np.inf, 2 * need))
            except Contradiction:
                continue
            first, last = found.whole
            exempt = _exempt(targets, first, last, problem.threshold)
            settled = frozenset((place, number, int(u)) for u in unknowns[last - first + 1 >= need])
            yield view, Attack(system, targets, found, (last - first + 1 < need) & ~exempt, settled)
            break


def _exempt(targets: tuple[Target, ...], first: Floats, last: Floats, threshold: int) -> Flags:
    only_small = np.array([t.only_small for t in targets], dtype=bool)
    holds_small = ((first < threshold) & (last >= 1)) | ((first <= -1) & (last > -threshold))
    return only_small & ~holds_small


def too_few_whole(problem: Problem, attack: Attack, view: View, withheld: Flags) -> list[int]:
    """The targets whose range is wide enough in fractions but holds too few values in whole people.

    Only ranges under twice what is needed are counted out: that is where fractions could deceive.
    """
    low, high = problem.bounds(attack.system, view.at, withheld)
    first, last = attack.found.whole
    exempt = _exempt(attack.targets, first, last, problem.threshold)
    questions = [
        Question(target.unknown, int(first[i]), int(last[i]), target.need)
        for i, target in enumerate(attack.targets)
        if not exempt[i] and target.need <= last[i] - first[i] + 1 < 2 * target.need
    ]
    short = unanswered(attack.system, low, high, questions)
    return [i for i, target in enumerate(attack.targets) if target.unknown in short and not exempt[i]]
