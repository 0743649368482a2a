"""Adjustment of p-values for several comparisons, family by family; undefined ones take no part."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from scorecard.statistics.values import Floats


def holm(p: ArrayLike, *, family: ArrayLike | None = None) -> Floats:
    """Holm's step-down p-values: the chance of even one false finding in a family is held.

    `p`: one dimension; nan stays nan and is not counted. `family`: a label for each p (None: all are one family).
    Holm (1979), Scandinavian Journal of Statistics 6, 65-70. Example: 0.01, nan, 0.03, 0.2 gives 0.03, nan, 0.06, 0.2.
    """
    ranked = _ranked(p, family)
    ranked["adjusted"] = (ranked["size"] - ranked["rank"] + 1) * ranked["p"]
    return _in_order(ranked, ranked.groupby("family", sort=False)["adjusted"].cummax(), p)


def benjamini_hochberg(p: ArrayLike, *, family: ArrayLike | None = None) -> Floats:
    """Benjamini and Hochberg's step-up p-values: the expected share of false findings is held.

    Arguments as in `holm`. Benjamini and Hochberg (1995), JRSS B 57, 289-300.
    """
    ranked = _ranked(p, family)
    ranked["adjusted"] = ranked["size"] / ranked["rank"] * ranked["p"]
    backwards = ranked.iloc[::-1].groupby("family", sort=False)["adjusted"].cummin()
    return _in_order(ranked, backwards.reindex(ranked.index), p)


def _ranked(p: ArrayLike, family: ArrayLike | None) -> pd.DataFrame:
    """The defined p-values from the smallest, each with its rank in its family and the family's size."""
    values = np.asarray(p, dtype=float)
    frame = pd.DataFrame({"p": values, "family": 0 if family is None else np.asarray(family)})
    frame = frame.dropna(subset="p").sort_values("p", kind="stable")
    groups = frame.groupby("family", sort=False)["p"]
    frame["rank"], frame["size"] = groups.cumcount() + 1, groups.transform("size")
    return frame


def _in_order(ranked: pd.DataFrame, adjusted: pd.Series[float], p: ArrayLike) -> Floats:
    """The adjusted values, at most 1, in the order in which the p-values came."""
    out = np.full(np.asarray(p, dtype=float).shape, np.nan)
    out[ranked.index.to_numpy()] = np.minimum(adjusted.to_numpy(), 1.0)
    return out
