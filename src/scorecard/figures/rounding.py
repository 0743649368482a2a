"""The figures of a public edition: no number has more digits than a reader is shown.

In: Figures made from protected counts. Out: the same with every statistic rounded to the digits that are printed, so
that a fraction cannot be found from its decimals.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from scorecard.model import Figures

# The first ending that a column's name has says how many decimals its numbers are printed with.
DECIMALS: tuple[tuple[tuple[str, ...], int], ...] = (
    (("above_parity", "above_parity_low", "above_parity_high"), 1),
    (("ratio", "ratio_low", "ratio_high"), 2),
    (("rate", "rate_low", "rate_high", "share", "difference", "difference_low", "difference_high"), 3),
    (("p_value", "p_adjusted"), 3),
)
OTHERWISE = 3


def decimals(column: str) -> int:
    """How many decimals the numbers of that column are printed with."""
    return next((places for endings, places in DECIMALS if column.endswith(endings)), OTHERWISE)


def _rounded(frame: pd.DataFrame) -> pd.DataFrame:
    floats = [c for c in frame.columns if pd.api.types.is_float_dtype(frame[c].dtype)]
    return frame.assign(**{column: _column(frame[column], decimals(column)) for column in floats})


def _column(column: pd.Series[float], places: int) -> pd.Series[float]:
    """The column rounded, null still null and nan still nan (Series.round makes null of both)."""
    values = column.to_numpy(dtype=float, na_value=np.nan).round(places)
    if column.dtype == np.float64:
        return pd.Series(values, index=column.index)
    return pd.Series(pd.arrays.FloatingArray(values, column.isna().to_numpy()), index=column.index)


def rounded(figures: Figures) -> Figures:
    """The figures with each statistic rounded to its printed digits; counts and words are as they were."""
    return replace(
        figures,
        disparity=_rounded(figures.disparity),
        others={name: _rounded(frame) for name, frame in figures.others.items()},
    )
