"""One comparison over several strata: the Mantel-Haenszel ratio, and whether the strata agree.

Counts come in with the strata along the last axis; results have the axes before it. A stratum in which the group or
the reference has nobody says nothing and is passed over; a stratum with an unknown count (nan) makes the result nan.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import chdtrc

from scorecard.statistics.values import Booleans, Floats, Interval, floats, normal_quantile, quotient


class Homogeneity(NamedTuple):
    """A chi-squared test that the odds ratio is one and the same in all strata."""

    statistic: Floats
    degrees_of_freedom: Floats
    p_value: Floats


def _total(terms: Floats, n: Floats, m: Floats) -> Floats:
    """The sum over strata in which there is somebody on either side (nan where a count is unknown)."""
    empty = (n == 0) | (m == 0)
    return np.asarray(np.where(empty, 0.0, terms).sum(axis=-1))


def mantel_haenszel(*, cases: ArrayLike, total: ArrayLike, ref_cases: ArrayLike, ref_total: ArrayLike) -> Floats:
    """The risk ratio common to all strata; undefined (nan), infinite and 0 as for one table.

    Sum of x m / N over sum of y n / N, for x of n in the group, y of m in the reference, N = n + m. Rothman and
    Greenland (1998), Modern Epidemiology, ch. 15. One stratum gives that stratum's ratio.
    """
    x, n, y, m = floats(cases, total, ref_cases, ref_total)
    return quotient(_total(quotient(x * m, n + m), n, m), _total(quotient(y * n, n + m), n, m))


def greenland_robins(
    *, cases: ArrayLike, total: ArrayLike, ref_cases: ArrayLike, ref_total: ArrayLike, level: float = 0.95
) -> Interval:
    """Limits of the Mantel-Haenszel risk ratio, on the log scale; 0 to inf where either side has no case at all.

    Undefined (nan) where everybody is a case wherever anybody is: the variance is then 0, however few they are, and
    an interval without width would claim what nobody knows. Greenland and Robins (1985), Biometrics 41, 55-68, eq. 13.
    """
    x, n, y, m = floats(cases, total, ref_cases, ref_total)
    above, below = _total(quotient(x * m, n + m), n, m), _total(quotient(y * n, n + m), n, m)
    spread = _total(quotient(n * m * (x + y) - x * y * (n + m), (n + m) ** 2), n, m)
    variance = quotient(spread, above * below)
    half = normal_quantile(level) * np.sqrt(np.where(variance > 0, variance, np.nan))
    ratio = quotient(above, below)
    silent = (above == 0) | (below == 0)
    anybody = ((n > 0) & (m > 0)).any(axis=-1)
    with np.errstate(invalid="ignore"):
        low = np.where(silent, np.where(anybody, 0.0, np.nan), ratio * np.exp(-half))
        high = np.where(silent, np.where(anybody, np.inf, np.nan), ratio * np.exp(half))
    return Interval(low, high)


def breslow_day(*, cases: ArrayLike, total: ArrayLike, ref_cases: ArrayLike, ref_total: ArrayLike) -> Homogeneity:
    """Breslow and Day's test of homogeneity of the odds ratio over strata, without correction.

    Strata in which nobody or everybody is a case on both sides say nothing about the odds ratio and are not counted.
    nan where fewer than two strata remain, or where the common odds ratio is 0 or infinite. Breslow and Day (1980),
    Statistical Methods in Cancer Research I, IARC, section 4.4, eq. 4.30.
    """
    gap, variance, used = _expected(*floats(cases, total, ref_cases, ref_total))
    statistic = np.where(used, quotient(gap**2, variance), 0.0).sum(axis=-1)
    return _homogeneity(np.asarray(statistic), used.sum(axis=-1))


def tarone(*, cases: ArrayLike, total: ArrayLike, ref_cases: ArrayLike, ref_total: ArrayLike) -> Homogeneity:
    """Breslow and Day's test with Tarone's correction, which makes it chi-squared; undefined as in `breslow_day`.

    Tarone (1985), Biometrika 72, 91-95.
    """
    gap, variance, used = _expected(*floats(cases, total, ref_cases, ref_total))
    statistic = np.where(used, quotient(gap**2, variance), 0.0).sum(axis=-1)
    excess = np.where(used, gap, 0.0).sum(axis=-1)
    correction = quotient(excess**2, np.where(used, variance, 0.0).sum(axis=-1))
    return _homogeneity(np.asarray(statistic - correction), used.sum(axis=-1))


def _homogeneity(statistic: Floats, strata: Floats) -> Homogeneity:
    free = np.asarray(strata - 1.0)
    known = (free >= 1) & np.isfinite(statistic)
    p = chdtrc(np.where(known, free, 1.0), np.where(known, np.maximum(statistic, 0), 0.0))
    return Homogeneity(np.where(known, statistic, np.nan), free, np.where(known, p, np.nan))


def _expected(x: Floats, n: Floats, y: Floats, m: Floats) -> tuple[Floats, Floats, Booleans]:
    """Observed less expected cases in the group under the common odds ratio, its variance, and the strata in use."""
    used = (n > 0) & (m > 0) & (x + y > 0) & (x + y < n + m) | np.isnan(x + n + y + m)
    odds = quotient(
        np.where(used, quotient(x * (m - y), n + m), 0.0).sum(axis=-1),
        np.where(used, quotient(y * (n - x), n + m), 0.0).sum(axis=-1),
    )
    odds = np.where((odds > 0) & np.isfinite(odds), odds, np.nan)[..., np.newaxis]
    e = _fitted(odds, x + y, n, m)
    cells = quotient(1, e) + quotient(1, x + y - e) + quotient(1, n - e) + quotient(1, m - (x + y) + e)
    return x - e, quotient(1, cells), used


def _fitted(odds: Floats, drawn: Floats, n: Floats, m: Floats) -> Floats:
    """Cases in the group if its odds ratio were `odds` at these margins: the root of a quadratic, cancelling nowhere.

    e (m - drawn + e) = odds (n - e)(drawn - e).
    """
    b = m - drawn + odds * (n + drawn)
    root = np.sqrt(np.clip(b**2 - 4 * (odds - 1) * odds * n * drawn, 0, None))
    return quotient(2 * odds * n * drawn, b + root)
