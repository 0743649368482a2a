"""The most that an outsider may take for granted without contradicting what is printed.

What is supposed comes in an order, and each in levels, boldest first. Whoever reads all releases holds on to the
boldest level of each that agrees with what is known and with those before it. So officers whose decisions have changed
are no reason to doubt those of staff, nor reasons that came late the decisions. In: a System, suppositions, and whether
some level of each agrees. Out: the level of each, and the System as it is under them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from scorecard.disclosure.blocks import Contradiction, Indices, blocks
from scorecard.disclosure.solver import Programs
from scorecard.disclosure.system import Floats, System, parts
from scorecard.disclosure.tighten import tightened

Flags = NDArray[np.bool_]
T = TypeVar("T")
Belief = tuple[int, ...]  # the level of each supposition; past its last one nothing is supposed


class Level(NamedTuple):
    """These unknowns lie from low to high."""

    unknowns: Indices
    low: float
    high: float


@dataclass(frozen=True)
class Supposition:
    """levels: boldest first. only_if: suppositions before it without whose boldest level it makes no sense."""

    levels: tuple[Level, ...]
    only_if: tuple[int, ...] = ()


Ends = Callable[[System], tuple[Floats, Floats]]  # the bounds of every unknown that are in force


@dataclass(frozen=True)
class Believed:
    """What is known and believed, as far as the former does not contradict itself.

    system, given: under that belief, with the bounds in force. about: the unknowns that it is about.
    """

    belief: Belief
    system: System
    given: tuple[Floats, Floats]
    about: Flags


@dataclass(frozen=True)
class Known:
    """What is known, and in this order supposed beside it; ends: the bounds in force; about: what matters of it."""

    system: System
    suppositions: tuple[Supposition, ...]
    ends: Ends
    about: Indices

    def under(self, belief: Belief, wrong: Flags | None = None) -> Believed:
        """The same under a belief, without what is wrong."""
        believed = supposing(self.system, self.suppositions, belief)
        given = self.ends(believed)
        if wrong is None:
            return Believed(belief, believed, given, np.ones(len(believed.names), dtype=bool))
        low, high = (np.where(wrong, 0.0, end) for end in given)
        return Believed(belief, believed.without(wrong), (low, high), ~wrong)

    def soundest(self) -> Believed:
        """The same under the boldest belief that agrees with it, without what contradicts itself."""
        wrong = contradicting(self.system, *self.ends(self.system))
        agrees = cache(lambda belief: _agree(self.under(belief, wrong), self.about))
        return self.under(boldest(self.suppositions, agrees), wrong)


def answered(question: Callable[[Believed], T], known: Known) -> T:
    """The answer by the boldest belief that contradicts nothing; the question raises Contradiction where it does."""
    try:
        return question(known.under((0,) * len(known.suppositions)))
    except Contradiction:
        return question(known.soundest())


def supposing(system: System, suppositions: Sequence[Supposition], belief: Belief) -> System:
    """The system where each supposition holds at that level."""
    low, high = system.low.copy(), system.high.copy()
    for supposition, at in zip(suppositions, belief, strict=True):
        for level in supposition.levels[at : at + 1] if not any(belief[i] for i in supposition.only_if) else ():
            low[level.unknowns] = np.maximum(low[level.unknowns], level.low)
            high[level.unknowns] = np.minimum(high[level.unknowns], level.high)
    return replace(system, low=low, high=high)


def boldest(suppositions: Sequence[Supposition], agrees: Callable[[Belief], bool]) -> Belief:
    """The boldest level of each in turn that agrees with those before it."""
    unsaid = tuple(len(s.levels) for s in suppositions)
    found: Belief = ()
    while len(found) < len(unsaid):
        found += (0,) * _agreeing(unsaid, found, agrees)
        if (place := len(found)) < len(unsaid):
            may = (n for n in range(1, unsaid[place]) if agrees((*found, n, *unsaid[place + 1 :])))
            found += (next(may, unsaid[place]),)
    return found


def _agreeing(unsaid: Belief, found: Belief, agrees: Callable[[Belief], bool]) -> int:
    """How many more suppositions, from the next one on, can all be held at their boldest: halving finds it."""
    least, most = 0, len(unsaid) - len(found)
    tried = most
    while least < most:
        if agrees((*found, *(0,) * tried, *unsaid[len(found) + tried :])):
            least = tried
        else:
            most = tried - 1
        tried = (least + most + 1) // 2
    return least


def contradicting(system: System, low: Floats, high: Floats) -> Flags:
    """The unknowns of each connected part for which no numbers at all agree with what is known."""
    label = parts(system.matrix)
    crossing = label[low > high]
    wrong = [
        part for part in np.unique(label) if part in crossing or not _part_agrees(system, low, high, label == part)
    ]
    return np.isin(label, wrong)


def _part_agrees(system: System, low: Floats, high: Floats, part: Flags) -> bool:
    """Whether some numbers agree with all that is known of one part."""
    alone = Believed((), system.without(~part), (np.where(part, low, 0.0), np.where(part, high, 0.0)), part)
    return _agree(alone, np.flatnonzero(part))


def _agree(known: Believed, asked: Indices) -> bool:
    """Whether some numbers agree with what is known and believed."""
    try:
        every = blocks(known.system, *tightened(known.system, *known.given), asked)
        return all(Programs(b.inner).least_anew(np.zeros(len(b.at))) is not None for b in every)
    except Contradiction:
        return False
