"""What the statistics share: arrays of float with nan for undefined, and a pair of limits.

Comes in: counts, as anything that numpy can read as numbers (nan where a count is not known). Goes out: float arrays
of the broadcast shape. Nothing here warns: every division by zero has its value stated in the function that meets it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]


class Interval(NamedTuple):
    """Two-sided confidence limits, of one shape; both nan where the interval is undefined."""

    low: Floats
    high: Floats


def floats(*values: ArrayLike) -> tuple[Floats, ...]:
    """The values as float arrays of one broadcast shape."""
    return tuple(np.array(a, dtype=float) for a in np.broadcast_arrays(*(np.asarray(v, dtype=float) for v in values)))


def quotient(above: ArrayLike, below: ArrayLike) -> Floats:
    """above / below: nan for 0/0 and wherever either is nan, inf for x/0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.divide(np.asarray(above, dtype=float), np.asarray(below, dtype=float)))


def normal_quantile(coverage: float) -> float:
    """How many standard errors either way hold `coverage` (a fraction, such as 0.95) of a normal distribution."""
    assert 0 < coverage < 1, coverage
    return float(ndtri(0.5 + coverage / 2))
