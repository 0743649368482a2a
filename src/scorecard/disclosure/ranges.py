"""The attacker's linear programs: how low and how high each unknown could be, given all that is known.

In: a System and the bounds in force. Out: the range of each target, and the prices (duals) that prove it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scorecard.disclosure.blocks import TOLERANCE, Asked, Block, Indices, blocks, solved
from scorecard.disclosure.system import Floats, System

PATTERNS, PUSHES = 4, 6


@dataclass(frozen=True)
class Ranges:
    """For each target: `low` and `high`, and one row of prices over the system's rows for each of the two programs."""

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
    or further, within the range. Many ranges are found wide at once by pushing all unknowns together.
    """
    ends = np.stack([low[targets], high[targets]])
    prices = np.zeros((2, len(targets), len(system.rhs)))
    sought = [_Sought.of(block, targets) for block in blocks(system, low, high, targets)]
    if enough is not None:
        pushed = _pushed([_Push(s.block, s.places, enough[s.of_targets]) for s in sought])
        for s, push in zip(sought, pushed, strict=True):
            ends[:, s.of_targets] = push.least, push.most
        sought = [s.only(~push.wide) for s, push in zip(sought, pushed, strict=True)]
    for s, (found, its_prices) in _extremes([s for s in sought if len(s.places)]):
        ends[:, s.of_targets], prices[:, s.of_targets[:, None], s.block.rows] = found, its_prices
    return Ranges(*ends, *prices)


@dataclass(frozen=True)
class _Sought:
    """The targets in one block: which of all targets they are, and their places in the block."""

    block: Block
    of_targets: Indices
    places: Indices

    @classmethod
    def of(cls, block: Block, targets: Indices) -> _Sought:
        mine = np.flatnonzero(np.isin(targets, block.at))
        return cls(block, mine, np.searchsorted(block.at, targets[mine]))

    def only(self, some: NDArray[np.bool_]) -> _Sought:
        return _Sought(self.block, self.of_targets[some], self.places[some])


def _extremes(sought: Sequence[_Sought]) -> Iterator[tuple[_Sought, tuple[Floats, Floats]]]:
    """Lowest and highest value of the targets of each (2, targets), and the prices (2, targets, rows)."""
    for s, answer in zip(sought, solved([_ends(s.block, s.places) for s in sought]), strict=True):
        n = len(s.places)
        value = answer.solution[np.arange(2 * n), np.tile(s.places, 2)]
        yield s, (value.reshape(2, n), answer.prices.reshape(2, n, -1))


def _ends(block: Block, places: Indices) -> Asked:
    """Each unknown as low as can be, then each as high as can be."""
    n = len(places)
    cost = np.zeros((2 * n, len(block.at)))
    cost[np.arange(n), places] = 1
    cost[n + np.arange(n), places] = -1
    return block.asked(cost)


class _Push:
    """The targets of one block pushed up and down together, to see which of them are wide without asking of each.

    least, most: how low and how high each was seen; wide: which are seen to be wide.
    """

    def __init__(self, block: Block, places: Indices, enough: Floats) -> None:
        self.block, self.places, self.enough = block, places, enough
        self.draw = np.random.default_rng(0)
        self.least, self.most = np.full(len(places), np.inf), np.full(len(places), -np.inf)
        self.wide = np.zeros(len(places), dtype=bool)
        self.goes_on = True

    def asked(self) -> Asked:
        """The targets not yet wide, up and down in a few fixed patterns."""
        shape = (PATTERNS, len(self.places))
        signs = self.draw.choice([-1.0, 1.0], shape) * self.draw.uniform(0.5, 1.0, shape)
        cost = np.zeros((2 * PATTERNS, len(self.block.at)))
        cost[:, self.places] = np.vstack([signs, -signs]) * ~self.wide
        return self.block.asked(cost)

    def see(self, solution: Floats) -> None:
        """Learn from the answer; it goes on while that makes a quarter of the rest wide."""
        seen = solution[:, self.places]
        self.least, self.most = np.minimum(self.least, seen.min(axis=0)), np.maximum(self.most, seen.max(axis=0))
        low, high = self.block.low[self.places], self.block.high[self.places]
        full = (self.least <= low + TOLERANCE) & (self.most >= high - TOLERANCE)
        before, self.wide = self.wide.sum(), full | (self.most - self.least >= self.enough)
        self.goes_on = self.wide.sum() - before >= (~self.wide).sum() / 4 and not self.wide.all()


def _pushed(pushes: list[_Push]) -> list[_Push]:
    for _ in range(PUSHES):
        active = [push for push in pushes if push.goes_on]
        for push, answer in zip(active, solved([push.asked() for push in active]), strict=True):
            push.see(answer.solution)
    return pushes
