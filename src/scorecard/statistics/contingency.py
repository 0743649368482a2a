"""Do several groups differ at all? One test of a 2 x k table."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import chdtrc, gammaln

from scorecard.statistics.values import Floats, floats

_TABLES = 9_999
_SEED = 1934
_TIE = 1e-7

Integers = NDArray[np.int64]


class Overall(NamedTuple):
    """A test that all groups have one rate. `method`: chi_squared, monte_carlo, or "" where it is undefined (nan)."""

    statistic: float
    degrees_of_freedom: int
    p_value: float
    method: str


def overall(*, cases: ArrayLike, total: ArrayLike) -> Overall:
    """Pearson's chi-squared where expected counts allow it, else Fisher, Freeman and Halton's exact test by sampling.

    One dimension: the groups. Groups with nobody say nothing and are passed over. Expected counts allow chi-squared
    where none is below 1 and at most a fifth of them below 5: Cochran (1954), Biometrics 10, 417-451. Undefined with
    fewer than two groups, where nobody or everybody is a case, and where a count is unknown.
    """
    x, n = floats(cases, total)
    x, n = x[n != 0], n[n != 0]
    share = x.sum() / n.sum() if n.sum() > 0 else np.nan
    if n.size < 2 or not 0 < share < 1:
        return Overall(np.nan, max(n.size - 1, 0), np.nan, "")
    expected = np.concatenate([n * share, n * (1 - share)])
    statistic = float(((x - n * share) ** 2 / (n * share * (1 - share))).sum())
    if expected.min() >= 1 and (expected < 5).mean() <= 0.2:
        return Overall(statistic, n.size - 1, float(chdtrc(n.size - 1, statistic)), "chi_squared")
    return Overall(statistic, n.size - 1, freeman_halton(cases=x, total=n), "monte_carlo")


def freeman_halton(*, cases: ArrayLike, total: ArrayLike, tables: int = _TABLES, seed: int = _SEED) -> float:
    """The exact test of a 2 x k table from `tables` random tables with its margins: the same p at every run.

    The share of tables, the observed one counted in, that are no likelier than it. Freeman and Halton (1951),
    Biometrika 38, 141-149; the observed table counted as one of the sample, so that the test holds its level: Davison
    and Hinkley (1997), Bootstrap Methods and their Application, ch. 4. Groups are put in order of size first, so that
    their labels and their order do not matter.
    """
    x, n = (a.astype(np.int64) for a in floats(cases, total))
    order = np.lexsort((x, n))
    x, n = x[order], n[order]
    drawn = np.random.default_rng(seed).multivariate_hypergeometric(n, int(x.sum()), size=tables, method="marginals")
    factorials = gammaln(np.arange(1.0, n.max() + 2))

    def log_weight(cases: Integers) -> Floats:
        """The log of a table's probability, up to a constant of its margins."""
        return np.asarray(-(factorials[cases] + factorials[n - cases]).sum(axis=-1))

    no_likelier = (log_weight(drawn) <= log_weight(x) + _TIE).sum()
    return float((no_likelier + 1) / (tables + 1))
