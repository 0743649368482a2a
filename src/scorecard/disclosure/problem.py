"""The question that disclosure control answers: which counts to withhold. Plain values, no scorecard in sight.

A `Problem` has candidates (the counts that may be shown or withheld) and views (in which spirit an outsider reads this
release beside earlier ones; where there are none, one). It says, for a choice, what would leak.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np
from numpy.typing import NDArray

from scorecard.disclosure.blocks import TOLERANCE, Indices
from scorecard.disclosure.integers import Question, unanswered
from scorecard.disclosure.ranges import Ranges, ranges
from scorecard.disclosure.sound import Belief, Believed, Known, Supposition, answered
from scorecard.disclosure.system import Floats, System
from scorecard.disclosure.tighten import tightened

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
    """An unknown that must keep `need` possible values. small: where not 0, a range without a count from 1 to small - 1
    may be narrower: what is small is for the policy to say under which it was printed. with_zero: where not 0, so many
    values are enough if 0 is one of them."""

    unknown: int
    need: int
    small: int = 0
    with_zero: int = 0


@dataclass(frozen=True)
class View:
    """One way in which an outsider may join what is known.

    system: all that is known. at: the unknown of each candidate. others: further unknowns to protect: those withheld
    by earlier releases, and the differences between releases. suppositions: what is taken for granted beside what is
    known, in this order, as long as it contradicts nothing. spirit: a name that tells views apart.
    """

    system: System
    at: Indices
    others: tuple[Target, ...] = ()
    suppositions: tuple[Supposition, ...] = ()
    spirit: str = ""


@dataclass(frozen=True)
class Problem:
    """candidates and views; `implies`: (i, j) where withholding candidate i means withholding j; `threshold`."""

    candidates: tuple[Candidate, ...]
    views: tuple[View, ...]
    threshold: int
    implies: tuple[tuple[int, int], ...] = ()

    def bounds(self, system: System, at: Indices, withheld: Flags) -> tuple[Floats, Floats]:
        """The bounds of every unknown when these candidates are withheld."""
        ends = np.where(withheld[:, None], self._hidden, self._shown)
        low, high = system.low.copy(), system.high.copy()
        low[at], high[at] = np.maximum(low[at], ends[:, 0]), np.minimum(high[at], ends[:, 1])
        return low, high

    @cached_property
    def _shown(self) -> Floats:
        return np.array([c.shown for c in self.candidates], dtype=np.float64).reshape(-1, 2)

    @cached_property
    def _hidden(self) -> Floats:
        return np.array([c.hidden for c in self.candidates], dtype=np.float64).reshape(-1, 2)

    def targets(self, view: View, withheld: Flags) -> tuple[Target, ...]:
        """All that must be protected when these candidates are withheld."""
        own = (
            Target(int(at), c.need if gone else c.need_shown, small=0 if gone else self.threshold)
            for at, c, gone in zip(view.at, self.candidates, withheld, strict=True)
        )
        return tuple(t for t in (*own, *view.others) if t.need > 1)


Settled = tuple[str, Belief, int]  # spirit of a view, what is believed in it, unknown


@dataclass(frozen=True)
class Attack:
    """What an outsider finds under one view: the range of each target, and which of them have too few values.

    believed: what is known and supposed. narrowed: its bounds as narrow as single rows make them. need: how many values
    are asked of each target. wide: the targets whose ranges hold as many; that stays true while more is withheld and
    the same is believed, since a range of which an outsider knows less can only be wider.
    """

    view: View
    believed: Believed
    narrowed: tuple[Floats, Floats]
    targets: tuple[Target, ...]
    need: Floats
    found: Ranges
    leaks: Flags
    wide: frozenset[Settled]

    @property
    def unknowns(self) -> Indices:
        """The unknown of each target."""
        return _unknowns(self.targets)


def attacks(
    problem: Problem,
    withheld: Flags,
    extra: Mapping[int, int] | None = None,
    *,
    exactly: bool = False,
    wide: Collection[Settled] = frozenset(),
) -> Iterator[Attack]:
    """The attack under each view, by the boldest belief that what is known allows.

    extra: more values asked of some unknowns. exactly: find the range of what this release withholds in full, also
    where it is seen to be wide, by the first view (each tells of every unknown). wide: targets that earlier attacks
    found wide, which are passed over.
    """
    for place, view in enumerate(problem.views):
        question = _Question(view, problem.targets(view, withheld), extra or {}, exactly and place == 0, wide)
        about = np.union1d(view.at, _unknowns(question.targets))
        in_force = partial(problem.bounds, at=view.at, withheld=withheld)
        yield answered(question.attack, Known(view.system, view.suppositions, in_force, about))


@dataclass(frozen=True)
class _Question:
    """What is asked under one view."""

    view: View
    targets: tuple[Target, ...]
    extra: Mapping[int, int]
    exactly: bool
    wide: Collection[Settled]

    def attack(self, believed: Believed) -> Attack:
        """The attack on the targets that this belief is about."""
        under = self.view.spirit, believed.belief
        settled = {unknown for *how, unknown in self.wide if tuple(how) == under}
        targets = [t for t in self.targets if believed.about[t.unknown] and t.unknown not in settled]
        narrowed = tightened(believed.system, *believed.given)
        asked = _not_plainly_exempt(targets, narrowed)
        unknowns = _unknowns(asked)
        need = np.array([t.need + self.extra.get(t.unknown, 0) for t in asked], dtype=float)
        own = np.isin(unknowns, self.view.at) & np.array([t.small == 0 for t in asked], dtype=bool)
        found = ranges(believed.system, *narrowed, unknowns, np.where(own & self.exactly, np.inf, 2 * need))
        first, last = found.whole
        wide = frozenset((*under, int(u)) for u in unknowns[last - first + 1 >= need])
        exempt = _without_small(asked, first, last) | _enough_with_zero(asked, first, last)
        leaks = (last - first + 1 < need) & ~exempt
        return Attack(self.view, believed, narrowed, asked, need, found, leaks, wide)


def _unknowns(targets: Sequence[Target]) -> Indices:
    return np.array([t.unknown for t in targets], dtype=np.intp)


def _not_plainly_exempt(targets: Sequence[Target], bounds: tuple[Floats, Floats]) -> tuple[Target, ...]:
    """Without those whose bounds hold no small count already: most of what subtraction yields is 0."""
    first, last = (ends[_unknowns(targets)] for ends in bounds)
    exempt = _without_small(targets, np.ceil(first - TOLERANCE), np.floor(last + TOLERANCE))
    return tuple(t for t, is_exempt in zip(targets, exempt, strict=True) if not is_exempt)


def _enough_with_zero(targets: Sequence[Target], first: Floats, last: Floats) -> Flags:
    enough = np.array([t.with_zero for t in targets], dtype=float)
    return (enough > 0) & (first <= 0) & (last >= 0) & (last - first + 1 >= enough)


def _without_small(targets: Sequence[Target], first: Floats, last: Floats) -> Flags:
    small = np.array([t.small for t in targets], dtype=float)
    holds_small = ((first < small) & (last >= 1)) | ((first <= -1) & (last > -small))
    return (small > 0) & ~holds_small


def too_few_whole(attack: Attack) -> list[int]:
    """The targets whose range is wide enough in fractions but holds too few values in whole people.

    Only ranges under twice what is needed are counted out: that is where fractions could deceive.
    """
    first, last = attack.found.whole
    exempt = _without_small(attack.targets, first, last)
    narrow = _enough_with_zero(attack.targets, first, last) & (last - first + 1 < attack.need)
    questions = [
        _enough_values(target, int(first[i]), int(last[i]), with_zero=bool(narrow[i]))
        for i, target in enumerate(attack.targets)
        if not exempt[i] and (narrow[i] or target.need <= last[i] - first[i] + 1 < 2 * target.need)
    ]
    short = unanswered(attack.believed.system, *attack.narrowed, questions)
    return [i for i, target in enumerate(attack.targets) if target.unknown in short and not exempt[i]]


def _enough_values(target: Target, first: int, last: int, *, with_zero: bool) -> Question:
    """Whether the target takes enough values; where any one is enough, as long as it is 0, whether it takes that."""
    if with_zero and target.with_zero == 1:
        return Question(target.unknown, 0, 0, 1)
    return Question(target.unknown, first, last, target.with_zero if with_zero else target.need)
