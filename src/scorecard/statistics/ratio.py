"""The ratio of two proportions and its Koopman score interval.

A ratio above 1 says that cases were more frequent in the group than in the reference (`ref_`).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr

from scorecard.statistics.values import Floats, Interval, floats, normal_quantile, quotient

# Counts up to 10^15 on either side have their limits between exp(-80) and exp(80); 48 halvings of that leave 1e-12.
_LOG_REACH = 80.0
_HALVINGS = 48


def risk_ratio(*, cases: ArrayLike, total: ArrayLike, ref_cases: ArrayLike, ref_total: ArrayLike) -> Floats:
    """(cases / total) / (ref_cases / ref_total).

    No cases in the reference: inf; no cases in either, or nobody in either: nan. No continuity correction: 0 is 0.
    Example (Avon and Somerset 2020-23): 31 refused of 38 against 1,618 of 2,565 is 1.2933.
    """
    x, n, y, m = floats(cases, total, ref_cases, ref_total)
    return np.where((n > 0) & (m > 0), quotient(x * m, y * n), np.nan)


def score(
    ratio: ArrayLike, *, cases: ArrayLike, total: ArrayLike, ref_cases: ArrayLike, ref_total: ArrayLike
) -> Floats:
    """Standard errors by which the observed difference departs from a true ratio of `ratio`; falls as `ratio` rises.

    (p1 - ratio p0) over its standard error, both proportions estimated under that ratio: Koopman (1984), Biometrics
    40, 513-517, eq. 2; Miettinen and Nurminen (1985), Statistics in Medicine 4, 213-226, eq. 10, without N/(N-1).
    At ratio 1 it is the pooled two-proportion z, whose square is the uncorrected chi-squared. 0/0 is 0.
    """
    r, x, n, y, m = floats(ratio, cases, total, ref_cases, ref_total)
    p0 = _reference_rate(r, x, n, y, m)
    p1 = np.clip(r * p0, 0, 1)
    error = np.sqrt(quotient(p1 * (1 - p1), n) + r**2 * quotient(p0 * (1 - p0), m))
    gap = quotient(x, n) - r * quotient(y, m)
    # A rounding error's worth of gap over a variance of zero is no departure at all.
    return np.where(np.abs(gap) <= 1e-15 * np.maximum(1, r), 0.0 * gap, quotient(gap, error))


def _reference_rate(r: Floats, x: Floats, n: Floats, y: Floats, m: Floats) -> Floats:
    """The reference's proportion by maximum likelihood when the group's is r times it.

    The smaller root of (n + m) r p^2 - (r(n + y) + x + m) p + (x + y) = 0, written so that nothing cancels: its
    discriminant is the sum of two terms that are never negative, also where everybody is a case.
    """
    a, b = r * (n + y), x + m
    root = np.sqrt((a - b) ** 2 + 4 * r * np.clip(n - x, 0, None) * np.clip(m - y, 0, None))
    return np.clip(quotient(2 * (x + y), a + b + root), 0, 1)


def score_p(
    *, cases: ArrayLike, total: ArrayLike, ref_cases: ArrayLike, ref_total: ArrayLike, ratio: ArrayLike = 1.0
) -> Floats:
    """Two-sided p of the score test that the true ratio is `ratio`; 1 where no or all were cases in both at ratio 1."""
    z = score(ratio, cases=cases, total=total, ref_cases=ref_cases, ref_total=ref_total)
    return np.asarray(2 * ndtr(-np.abs(z)))


def koopman(
    *, cases: ArrayLike, total: ArrayLike, ref_cases: ArrayLike, ref_total: ArrayLike, level: float = 0.95
) -> Interval:
    """Score interval of the risk ratio: every ratio that the score test does not reject at 1 - `level`.

    No cases in the group: the lower limit is 0. None in the reference: the upper is inf. None in either: 0 to inf.
    Nobody in either: nan. Koopman (1984). Example there: 36 of 40 against 16 of 80 gives 2.94 to 7.15.
    """
    x, n, y, m = floats(cases, total, ref_cases, ref_total)
    known = (n > 0) & (m > 0) & (x >= 0) & (y >= 0)
    z = normal_quantile(level)
    low = np.where(known & (x > 0), _where_score_is(z, x, n, y, m), 0.0)
    high = np.where(known & (y > 0), _where_score_is(-z, x, n, y, m), np.inf)
    return Interval(np.where(known, low, np.nan), np.where(known, high, np.nan))


def _where_score_is(z: float, x: Floats, n: Floats, y: Floats, m: Floats) -> Floats:
    """The ratio at which the score is z, by bisection of its logarithm (the score falls as the ratio rises)."""
    low, high = np.full(x.shape, -_LOG_REACH), np.full(x.shape, _LOG_REACH)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        above = score(np.exp(middle), cases=x, total=n, ref_cases=y, ref_total=m) > z
        low, high = np.where(above, middle, low), np.where(above, high, middle)
    return np.asarray(np.exp((low + high) / 2))
