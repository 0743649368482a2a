"""Is a proportion rising or falling over ordered occasions?"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr

from scorecard.statistics.values import Floats, floats, quotient


class Trend(NamedTuple):
    """z: standard errors of rise (negative: fall); p_value: two-sided. nan where undefined."""

    z: Floats
    p_value: Floats


def cochran_armitage(*, cases: ArrayLike, total: ArrayLike, scores: ArrayLike | None = None) -> Trend:
    """Cochran and Armitage's test of a linear trend in proportions along the last axis.

    `scores`: the place of each occasion (None: 0, 1, 2 ...). Occasions with nobody are passed over. nan where fewer
    than two occasions have anybody, or nobody or everybody is a case. Armitage (1955), Biometrics 11, 375-386; its
    square is R's prop.trend.test.
    """
    x, n = floats(cases, total)
    s = np.broadcast_to(np.arange(x.shape[-1]) if scores is None else np.asarray(scores, dtype=float), x.shape)
    people = n.sum(axis=-1, keepdims=True)
    rate = quotient(x.sum(axis=-1, keepdims=True), people)
    centred = s - quotient((n * s).sum(axis=-1, keepdims=True), people)
    spread = (rate * (1 - rate))[..., 0] * (n * centred**2).sum(axis=-1)
    # Centring leaves rounding errors where a single occasion has people: that is no spread.
    spread = np.where(((n > 0).sum(axis=-1) > 1) & (spread > 0), spread, np.nan)
    z = quotient((centred * (x - n * rate)).sum(axis=-1), np.sqrt(spread))
    return Trend(z, np.asarray(2 * ndtr(-np.abs(z))))
