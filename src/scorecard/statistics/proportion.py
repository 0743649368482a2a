"""One proportion: its Wilson interval, and control limits around a proportion that is taken as known."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import bdtrik, betainc

from scorecard.statistics.values import Floats, Interval, floats, normal_quantile, quotient


def proportion(*, cases: ArrayLike, total: ArrayLike) -> Floats:
    """cases / total, a fraction of one; nan where there is nobody."""
    return quotient(*floats(cases, total))


def wilson(*, cases: ArrayLike, total: ArrayLike, level: float = 0.95) -> Interval:
    """Score interval for a proportion, as fractions of one, at the coverage `level`.

    `cases`, `total`: counts of one shape. 0 cases: the lower limit is exactly 0; all cases: the upper is exactly 1;
    nobody: nan. Wilson (1927), JASA 22, 209-212; formula as in Newcombe (1998), Statistics in Medicine 17, 857-872,
    method 3. Example there: 15 of 148 gives 0.0624 to 0.1605.
    """
    x, n = floats(cases, total)
    z = normal_quantile(level)
    middle = quotient(x + z**2 / 2, n + z**2)
    half = quotient(z * np.sqrt(np.clip(quotient(x * (n - x), n), 0, None) + z**2 / 4), n + z**2)
    low = np.where(x == 0, 0.0, np.clip(middle - half, 0, 1))
    high = np.where(x == n, 1.0, np.clip(middle + half, 0, 1))
    unknown = ~(n > 0) | np.isnan(x)
    return Interval(np.where(unknown, np.nan, low), np.where(unknown, np.nan, high))


def control_limits(*, centre: ArrayLike, total: ArrayLike, coverage: float = 0.95) -> Interval:
    """Limits within which the proportion of `total` people lies with probability `coverage` if the truth is `centre`.

    `centre`: fractions of one; `total`: people. Exact binomial limits, interpolated so that they move smoothly with
    `total`: Spiegelhalter (2005), Statistics in Medicine 24, 1185-1202, appendix A.1.1. The usual pairs are 0.95 and
    0.998, as used for boards in the NHS. centre 0 or 1: both limits are that; nobody: nan.
    """
    p, n = floats(centre, total)
    known = (n > 0) & (p >= 0) & (p <= 1)
    inside = known & (p > 0) & (p < 1)
    low, high = np.where(known, p, np.nan), np.where(known, p, np.nan)
    low[inside] = _binomial_limit((1 - coverage) / 2, n[inside], p[inside])
    high[inside] = _binomial_limit((1 + coverage) / 2, n[inside], p[inside])
    return Interval(np.clip(low, 0, 1), np.clip(high, 0, 1))


def _binomial_limit(tail: float, n: Floats, p: Floats) -> Floats:
    """The interpolated number, over n, below which a binomial falls with probability `tail`."""
    r = np.ceil(np.nan_to_num(bdtrik(tail, n, p), nan=0.0) - 1e-9)
    r = np.where(_at_most(r - 1, n, p) >= tail, r - 1, r)
    at, below = _at_most(r, n, p), _at_most(r - 1, n, p)
    return np.asarray((r - quotient(at - tail, at - below)) / n)


def _at_most(k: Floats, n: Floats, p: Floats) -> Floats:
    """The binomial probability of k or fewer of n; 0 below nobody."""
    inner = np.clip(k, 0, n - 1)
    return np.where(k < 0, 0.0, np.where(k >= n, 1.0, betainc(n - inner, inner + 1, 1 - p)))
