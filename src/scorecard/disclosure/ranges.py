"""The attacker's linear programs: how low and how high each unknown could be, given all that is known.

In: a System and the bounds in force. Out: the range of each target, and the prices (duals) that prove it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from scorecard.disclosure.blocks import TOLERANCE, Block, Contradiction, Indices, blocks
from scorecard.disclosure.solver import Answer, Programs
from scorecard.disclosure.system import Floats, System

PATTERNS, PUSHES = 4, 40


@dataclass(frozen=True)
class Ranges:
    """For each target: `low` and `high`, and one row of prices over the system's rows for each of the two programs (no
    rows where `enough` was said: then nothing is proved, and thousands of targets would take gigabytes)."""

    low: Floats
    high: Floats
    low_prices: Floats
    high_prices: Floats

    @property
    def whole(self) -> tuple[Floats, Floats]:
        """The smallest and the largest whole number of each range."""
        return np.ceil(self.low - TOLERANCE), np.floor(self.high + TOLERANCE)


def ranges(system: System, low: Floats, high: Floats, targets: Indices, enough: Floats | None = None) -> Ranges:
    """The range of each target when every unknown is within [low, high]; Contradiction where nothing agrees.

    enough: for each target a width at which its range need not be known further: then low and high lie that far apart
    or further, within the range.
    """
    ends = np.stack([low[targets], high[targets]])
    proofs = len(targets) if enough is None else 0
    prices = np.zeros((2, proofs, len(system.rhs)))
    width = np.full(len(targets), np.inf) if enough is None else enough
    for block in blocks(system, low, high, targets):
        mine = np.flatnonzero(np.isin(targets, block.at))
        if len(block.rows):
            search = _Search(block, np.searchsorted(block.at, targets[mine]), width[mine])
            ends[:, mine] = search.least, search.most
            if proofs:
                prices[:, mine[:, None], block.rows] = search.prices
    return Ranges(*ends, *prices)


class _Search:
    """The ends of the targets of one block, as far as they are asked for. Every answer is looked at for all targets.

    places: where in the block the targets are; least, most: how low and how high each was seen; prices: (2, targets,
    rows) of the programs that were asked for a single end.
    """

    def __init__(self, block: Block, places: Indices, enough: Floats) -> None:
        self.block, self.places, self.enough = block, places, enough
        self.programs = Programs(block.inner)
        self.least, self.most = np.full(len(places), np.inf), np.full(len(places), -np.inf)
        self.wide = np.zeros(len(places), dtype=bool)
        self.prices = np.zeros((2, 0 if np.isfinite(enough).any() else len(places), len(block.rows)))
        if np.isfinite(enough).any():
            self._push()
        for side, sign in enumerate((1.0, -1.0)):
            for target in range(len(places)):
                if not self.wide[target]:
                    alone = np.zeros(len(places))
                    alone[target] = sign
                    answer = self._ask(alone, self.programs.least)
                    if self.prices.size:
                        self.prices[side, target] = answer.prices

    def _ask(self, cost: Floats, program: Callable[[Floats], Answer | None]) -> Answer:
        """The least of a sum of the targets, so many times each."""
        of_all = np.zeros(len(self.block.at))
        of_all[self.places] = cost
        answer = program(of_all)
        if answer is None:
            raise Contradiction
        seen = answer.solution[self.places]
        self.least, self.most = np.minimum(self.least, seen), np.maximum(self.most, seen)
        low, high = self.block.inner.low[self.places], self.block.inner.high[self.places]
        full = (self.least <= low + TOLERANCE) & (self.most >= high - TOLERANCE)
        self.wide = full | (self.most - self.least >= self.enough)
        return answer

    def _push(self) -> None:
        """Push all targets up and down together in fixed patterns, while that settles two of them for each program.

        A program for all takes longer than one for a single target, of which each target would need two.
        """
        for signs in _patterns(len(self.places)):
            before = self.wide.sum()
            for pattern in signs:
                self._ask(pattern * ~self.wide, self.programs.least_anew)
                self._ask(-pattern * ~self.wide, self.programs.least_anew)
            if self.wide.all() or self.wide.sum() - before < 4 * PATTERNS:
                return


def _patterns(size: int) -> Iterator[Floats]:
    """PUSHES times PATTERNS rows of weights between a half and one, up or down."""
    draw = np.random.default_rng(0)
    for _ in range(PUSHES):
        yield draw.choice([-1.0, 1.0], (PATTERNS, size)) * draw.uniform(0.5, 1.0, (PATTERNS, size))
