"""Adjusted p-values that withholding cannot make smaller.

In: the p-values of a frame, which rows take part, and which of these cannot be known. Out: Holm's, family by family.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from scorecard import statistics
from scorecard.figures.pairs import Table, family
from scorecard.statistics.values import Booleans, Floats


def comparable(p: Floats, takes_part: Booleans, unseen: Booleans) -> Floats:
    """The p-values of those that take part, nan elsewhere; 1 where unseen, the largest that a withheld one could be.

    A withheld group has a comparison as much as a shown one: without it the family would be smaller, and what is shown
    would be found the easier, the more is withheld.
    """
    return np.where(takes_part, np.where(unseen, 1.0, p), np.nan)


def adjusted(frame: pd.DataFrame, p: Floats, takes_part: Booleans, unseen: Booleans) -> Floats:
    """Holm's p-value of each row that takes part, over the rows of its place; nan where unseen."""
    if frame.empty:
        return np.array([])
    return np.where(unseen, np.nan, statistics.holm(comparable(p, takes_part, unseen), family=family(frame)))


def unseen(table: Table) -> Booleans:
    """Where a count is withheld and nobody is known to be missing on either side: there may be a comparison."""
    x, n, y, m = table["cases"], table["total"], table["ref_cases"], table["ref_total"]
    return np.asarray(np.isnan(x + n + y + m) & ~((n == 0) | (m == 0)), dtype=bool)
