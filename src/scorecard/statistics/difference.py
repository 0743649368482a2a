"""The difference of two proportions and Newcombe's hybrid score interval."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from scorecard.statistics.proportion import proportion, wilson
from scorecard.statistics.values import Floats, Interval, floats


def rate_difference(*, cases: ArrayLike, total: ArrayLike, ref_cases: ArrayLike, ref_total: ArrayLike) -> Floats:
    """cases / total - ref_cases / ref_total, as a fraction of one; nan where there is nobody in either."""
    x, n, y, m = floats(cases, total, ref_cases, ref_total)
    return proportion(cases=x, total=n) - proportion(cases=y, total=m)


def newcombe(
    *, cases: ArrayLike, total: ArrayLike, ref_cases: ArrayLike, ref_total: ArrayLike, level: float = 0.95
) -> Interval:
    """Hybrid score interval of the difference: each rate's Wilson limits combined as a square root of squares.

    Within -1 to 1; nan where there is nobody in either. Newcombe (1998), Statistics in Medicine 17, 873-890, method
    10. Example there: 5 of 56 against 0 of 29 gives -0.0381 to 0.1926.
    """
    x, n, y, m = floats(cases, total, ref_cases, ref_total)
    p1, p0 = proportion(cases=x, total=n), proportion(cases=y, total=m)
    low1, high1 = wilson(cases=x, total=n, level=level)
    low0, high0 = wilson(cases=y, total=m, level=level)
    return Interval(p1 - p0 - np.hypot(p1 - low1, high0 - p0), p1 - p0 + np.hypot(high1 - p1, p0 - low0))
