"""Exact tests of a 2x2 table: Fisher's, two-sided, and its mid-p form.

Tables come in as four count arrays of one shape; p-values go out in that shape. The distribution of one cell given
the margins (hypergeometric) is summed from ratios of neighbouring probabilities, which needs no factorial, is its own
normalisation, and keeps full precision for tables of millions. scipy.stats.fisher_exact agrees but takes one table a
call and, by its import, more time than all figures of a quarter together.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from scorecard.statistics.values import Floats, floats

# Two tables count as equally likely within this factor, as in R's fisher.test.
_TIE = 1 + 1e-7

_Test = Callable[[Floats, int], float]


_ROUNDING = 1e-12  # a sum of all tables is 1, which adding them up misses by less than this


def fisher(*, cases: ArrayLike, total: ArrayLike, ref_cases: ArrayLike, ref_total: ArrayLike) -> Floats:
    """Fisher's exact test, two-sided: the probability of all tables no likelier than the observed one.

    1 where a margin leaves only one table (nobody or everybody a case in both); nan where there is nobody in either
    row or a count is unknown. Fisher (1935), JRSS 98, 39-82. Example (Avon and Somerset 2020-23): 31 of 38 against
    1,618 of 2,565 gives 0.01767.
    """
    p = _each(_two_sided, cases, total, ref_cases, ref_total)
    return np.where(p > 1 - _ROUNDING, 1.0, p)


def mid_p(*, cases: ArrayLike, total: ArrayLike, ref_cases: ArrayLike, ref_total: ArrayLike) -> Floats:
    """Twice the smaller one-sided mid-p (the observed table counts half), at most 1; undefined as in `fisher`.

    Lancaster (1961), JASA 56, 223-234; Rothman and Greenland (1998), Modern Epidemiology, ch. 14.
    """
    return _each(_doubled_mid, cases, total, ref_cases, ref_total)


def _each(test: _Test, *counts: ArrayLike) -> Floats:
    """The test of each table; a table that stands several times is worked out once."""
    columns = floats(*counts)
    x, n, y, m = (c.ravel() for c in columns)
    out = np.full(x.shape, np.nan)
    known = np.flatnonzero((n > 0) & (m > 0) & (x >= 0) & (y >= 0))
    if known.size:
        tables, where = np.unique(np.stack([x, n, y, m])[:, known].astype(np.int64), axis=1, return_inverse=True)
        p = np.array([test(*_distribution(*(int(v) for v in table))) for table in tables.T])
        out[known] = p[where.ravel()]
    return out.reshape(columns[0].shape)


def _distribution(x: int, n: int, y: int, m: int) -> tuple[Floats, int]:
    """Probabilities of each possible number of cases in the group, given the margins, and the position of x.

    Only a window about the mean is kept: by Bernstein's inequality less than 1e-300 lies outside it.
    """
    drawn, everybody = x + y, n + m
    mean = drawn * n / everybody
    reach = 1000 + 60 * np.sqrt(mean * (1 - n / everybody) * (m + n - drawn) / max(everybody - 1, 1))
    first = max(0, drawn - m, int(mean - reach))
    last = min(n, drawn, int(mean + reach) + 1)
    k = np.arange(first, last, dtype=float)
    steps = np.log((n - k) * (drawn - k) / ((k + 1) * (m - drawn + k + 1)))
    logs = np.concatenate([[0.0], np.cumsum(steps)])
    weights = np.exp(logs - logs.max())
    return weights / weights.sum(), x - first


def _two_sided(p: Floats, at: int) -> float:
    if not 0 <= at < p.size:
        return 0.0
    return float(min(p[p <= p[at] * _TIE].sum(), 1.0))


def _doubled_mid(p: Floats, at: int) -> float:
    if not 0 <= at < p.size:
        return 0.0
    smaller = min(p[:at].sum(), p[at + 1 :].sum())
    return float(min(2 * smaller + p[at], 1.0))
