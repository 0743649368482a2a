"""What each row of a system says by itself of the unknowns in it: bounds found without a linear program.

In: a System and the bounds in force. Out: bounds that hold, though narrower ones may hold too. For a sum that is 0 of
counts that are not negative, say, each of them is 0.
"""

from __future__ import annotations

import numpy as np

from scorecard.disclosure.system import Floats, System

PASSES = 20  # what one row says is news to others; there is an end to it
NEAR = 1e-7


def tightened(system: System, low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """Narrower bounds for every unknown; crossing ones where nothing agrees with all rows."""
    least = np.where(np.arange(len(system.rhs)) < system.equal, system.rhs, -np.inf)
    for _ in range(PASSES):
        new_low, new_high = _once(system, (least, system.rhs), low, high)
        done = np.array_equal(new_low, low) and np.array_equal(new_high, high)
        low, high = new_low, new_high
        if done or (low > high + NEAR).any():
            break
    low, high = _whole_where_near(low), _whole_where_near(high)
    # Ends that cross by no more than the error of adding up have met: to call that a contradiction would end an attack.
    return low, np.where((low > high) & (low <= high + NEAR), low, high)


def _whole_where_near(ends: Floats) -> Floats:
    """What differs from a whole number by no more than the error of adding up is that number."""
    whole = np.rint(ends)
    return np.where(np.abs(ends - whole) < NEAR, whole, ends)


def _once(system: System, of_rows: tuple[Floats, Floats], low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """One pass: each term of a row is what the others leave of the row's least and most."""
    entries = system.matrix.tocoo()
    row, column, times = entries.row, entries.col, entries.data
    ends = _ordered(times * low[column], times * high[column])
    sums = [np.bincount(row, of_terms, len(system.rhs)) for of_terms in ends]
    fewest = of_rows[0][row] - (sums[1][row] - ends[1])
    most = of_rows[1][row] - (sums[0][row] - ends[0])
    least, greatest = _ordered(fewest / times, most / times)
    low, high = low.copy(), high.copy()
    np.maximum.at(low, column, least)
    np.minimum.at(high, column, greatest)
    return low, high


def _ordered(one: Floats, other: Floats) -> tuple[Floats, Floats]:
    """The smaller of each two, and the larger."""
    return np.minimum(one, other), np.maximum(one, other)
