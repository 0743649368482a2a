"""The attacker's linear programs: how low and how high each unknown could be, given all that is known.

In: a System and the bounds in force. Out: the range of each target, and the prices (duals) that prove it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scorecard.disclosure.blocks import TOLERANCE, Block, Contradiction, Indices, blocks
from scorecard.disclosure.system import Floats, System

PATTERNS, PUSHES = 4, 6
__all__ = ["Contradiction", "Indices", "Ranges", "ranges"]


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
    for block in blocks(system, low, high, targets):
        asked = np.flatnonzero(np.isin(targets, block.at))
        places = np.searchsorted(block.at, targets[asked])
        if enough is not None:
            wide, ends[:, asked] = _pushed(block, places, enough[asked])
            asked, places = asked[~wide], places[~wide]
        if len(asked):
            ends[:, asked], prices[:, asked[:, None], block.rows] = _extremes(block, places)
    return Ranges(*ends, *prices)


def _extremes(block: Block, targets: Indices) -> tuple[Floats, Floats]:
    """Lowest and highest value of each target (2, targets), and the prices (2, targets, rows)."""
    n, width = len(targets), len(block.at)
    cost = np.zeros((2 * n, width))
    cost[np.arange(n), targets] = 1
    cost[n + np.arange(n), targets] = -1
    low, high = np.tile(block.low, (2 * n, 1)), np.tile(block.high, (2 * n, 1))
    solution, prices = block.copies(cost, low, high)
    value = solution[np.arange(2 * n), np.tile(targets, 2)]
    return value.reshape(2, n), prices.reshape(2, n, -1)


def _pushed(block: Block, targets: Indices, enough: Floats) -> tuple[NDArray[np.bool_], Floats]:
    """Which targets are seen to be wide, and how low and high each was seen (2, targets).

    Each turn pushes the targets not yet wide up and down in a few fixed patterns, all in one program.
    """
    draw = np.random.default_rng(0)
    least, most = np.full(len(targets), np.inf), np.full(len(targets), -np.inf)
    wide = np.zeros(len(targets), dtype=bool)
    for _ in range(PUSHES):
        signs = draw.choice([-1.0, 1.0], (PATTERNS, len(targets))) * draw.uniform(0.5, 1.0, (PATTERNS, len(targets)))
        cost = np.zeros((2 * PATTERNS, len(block.at)))
        cost[:, targets] = np.vstack([signs, -signs]) * ~wide
        shape = (2 * PATTERNS, 1)
        seen = block.copies(cost, np.tile(block.low, shape), np.tile(block.high, shape))[0][:, targets]
        least, most = np.minimum(least, seen.min(axis=0)), np.maximum(most, seen.max(axis=0))
        full = (least <= block.low[targets] + TOLERANCE) & (most >= block.high[targets] - TOLERANCE)
        before, wide = wide.sum(), full | (most - least >= enough)
        if wide.sum() - before < (~wide).sum() / 4:
            break
    return wide, np.stack([least, most])
