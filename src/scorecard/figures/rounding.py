"""The figures of a public edition: no number has more digits than a reader is shown.

In: Figures made from protected counts. Out: the same with every statistic rounded to the digits that are printed, so
that a fraction cannot be found from its decimals.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

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
    exact: list[float] = column.to_numpy(dtype=float, na_value=np.nan).tolist()
    values = np.array([_half_up(value, places) for value in exact], dtype=np.float64)
    if column.dtype == np.float64:
        return pd.Series(values, index=column.index)
    return pd.Series(pd.arrays.FloatingArray(values, column.isna().to_numpy()), index=column.index)


def _half_up(value: float, places: int) -> float:
    """The number to so many decimals, half up as in Excel and on every page: 5 of 80 is 6.3% wherever it stands."""
    if not np.isfinite(value):
        return value
    return float(Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP))


def rounded(figures: Figures) -> Figures:
    """The figures with each statistic rounded to its printed digits; counts and words are as they were."""
    return replace(
        figures,
        disparity=_rounded(figures.disparity),
        others={name: _rounded(frame) for name, frame in figures.others.items()},
    )
