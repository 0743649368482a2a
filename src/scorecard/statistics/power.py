"""How large a disparity would have had to be for these numbers of people to show it."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtri

from scorecard.statistics.values import Floats, floats, normal_quantile, quotient

_HALVINGS = 60


def smallest_detectable_ratio(
    *, total: ArrayLike, ref_cases: ArrayLike, ref_total: ArrayLike, alpha: float = 0.05, power: float = 0.80
) -> Floats:
    """The smallest risk ratio above 1 that a two-sided test at `alpha` finds with probability `power`.

    The reference's observed proportion p0 is taken as the truth, and the ratio is p1 / p0 where

        p1 - p0 = z(1 - alpha/2) sqrt(p (1 - p) (1/n + 1/m)) + z(power) sqrt(p1 (1 - p1)/n + p0 (1 - p0)/m)

    for n people in the group, m in the reference, p the proportion of both together: the test of two proportions
    without continuity correction, unequal sizes (Fleiss, Levin and Paik 2003, Statistical Methods for Rates and
    Proportions, 3rd ed., ch. 4; for n = m, R's power.prop.test). inf where even p1 = 1 would not be found, and where
    nobody or everybody of the reference is a case; nan where there is nobody in either.
    """
    n, y, m = floats(total, ref_cases, ref_total)
    p0 = quotient(y, np.where(m > 0, m, np.nan))
    z = normal_quantile(1 - alpha), float(ndtri(power))
    low, high = p0, np.ones_like(p0)
    possible = _excess(high, p0, n, m, z) >= 0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        enough = _excess(middle, p0, n, m, z) >= 0
        low, high = np.where(enough, low, middle), np.where(enough, middle, high)
    ratio = np.where(possible & (p0 > 0) & (p0 < 1), quotient(high, p0), np.inf)
    return np.where((n > 0) & (m > 0) & (p0 >= 0), ratio, np.nan)


def _excess(p1: Floats, p0: Floats, n: Floats, m: Floats, z: tuple[float, float]) -> Floats:
    """By how much p1 - p0 exceeds what is needed: convex in p1 and negative at p0, so it crosses zero at most once."""
    p = quotient(n * p1 + m * p0, n + m)
    with np.errstate(invalid="ignore"):  # nobody in the group or the reference: nan, and not possible
        by_chance = z[0] * np.sqrt(quotient(p * (1 - p), n) + quotient(p * (1 - p), m))
        spread = z[1] * np.sqrt(quotient(p1 * (1 - p1), n) + quotient(p0 * (1 - p0), m))
    return np.asarray(p1 - p0 - by_chance - spread)
