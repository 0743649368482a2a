"""Medians, quartiles and a rank test of whole numbers that come as how often each occurs."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr

from scorecard.statistics.values import Floats, floats


class RankTest(NamedTuple):
    """probability: that one of the group is above one of the reference, ties counting half; p_value: two-sided."""

    probability: float
    p_value: float


def quantiles(*, values: ArrayLike, times: ArrayLike, at: ArrayLike) -> Floats:
    """The values below which a fraction `at` lies, where `values` (ascending, distinct) occur so many `times`.

    Between two values a straight line: Hyndman and Fan (1996), The American Statistician 50, 361-365, definition 7,
    which is Excel's QUARTILE.INC and R's default. nan where nothing occurs.
    """
    v, t = floats(values, times)
    fractions = np.asarray(at, dtype=float)
    if not t.sum() > 0:
        return np.full(fractions.shape, np.nan)
    place = fractions * (t.sum() - 1)
    reached = np.cumsum(t)
    below = v[np.searchsorted(reached, np.floor(place), side="right")]
    above = v[np.searchsorted(reached, np.ceil(place), side="right")]
    return np.asarray(below + (place - np.floor(place)) * (above - below))


def mann_whitney(*, times: ArrayLike, ref_times: ArrayLike) -> RankTest:
    """Mann and Whitney's test from how often each value (ascending) occurs in the group and in the reference.

    Normal approximation with correction for ties and for continuity, as R's wilcox.test(exact = FALSE). nan where
    either has nobody; p is 1 where all values are the same. Mann and Whitney (1947), Annals of Mathematical Statistics
    18, 50-60; ties: Lehmann (1975), Nonparametrics, ch. 1.4.
    """
    a, b = floats(times, ref_times)
    n, m = float(a.sum()), float(b.sum())
    if not (n > 0 and m > 0):
        return RankTest(np.nan, np.nan)
    u = float((a * (np.cumsum(b) - b / 2)).sum())
    tied = a + b
    everybody = n + m
    ties = float((tied**3 - tied).sum()) / (everybody * (everybody - 1))
    variance = n * m / 12 * (everybody + 1 - ties)
    gap = max(abs(u - n * m / 2) - 0.5, 0.0)
    p = float(2 * ndtr(-gap / np.sqrt(variance))) if variance > 0 else 1.0
    return RankTest(u / (n * m), min(p, 1.0))
