"""Withheld stays withheld: what is made of a withheld count is null, which is not the same as undefined (nan)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

import numpy as np
import pandas as pd

from scorecard.statistics.values import Booleans


def sealed(frame: pd.DataFrame, withheld: Booleans, columns: Iterable[str]) -> pd.DataFrame:
    """The frame with null in these columns of the rows in which `withheld` holds; the frame itself where none does.

    float64 becomes Float64 and text becomes `string`, since only these tell null from nan; objects stay objects.
    (Float64 is made from its parts: every other way of making it turns nan into null.)
    """
    if not withheld.any():
        return frame
    return frame.assign(**{c: _with_nulls(frame[c], withheld) for c in columns})


def _with_nulls(column: pd.Series[float], withheld: Booleans) -> pd.Series[float]:
    if column.dtype == np.float64:
        return pd.Series(pd.arrays.FloatingArray(column.to_numpy(copy=True), withheld.copy()), index=column.index)
    if pd.api.types.is_bool_dtype(column.dtype):
        return cast("pd.Series[float]", column.astype("boolean").mask(withheld))
    if pd.api.types.is_integer_dtype(column.dtype):
        return cast("pd.Series[float]", column.astype("Int64").mask(withheld))
    if column.dtype == object:
        return column.mask(withheld, pd.NA)
    return cast("pd.Series[float]", column.astype("string").mask(withheld))


def hidden(frame: pd.DataFrame, measures: Iterable[str] = ("decided", "refused")) -> Booleans:
    """Which rows have one of these counts withheld."""
    return cast(Booleans, frame[list(measures)].isna().any(axis=1).to_numpy())


def hidden_comparison(frame: pd.DataFrame, measures: Iterable[str] = ("decided", "refused")) -> Booleans:
    """Which rows have one of these counts withheld, in the group or in the reference that it is compared with."""
    compared = (frame["reference_group"] != "").to_numpy()
    either = [*measures, *(f"ref_{m}" for m in measures)]
    return compared & frame[either].isna().any(axis=1).to_numpy()


def truth(condition: pd.Series[bool]) -> Booleans:
    """A condition on counts as plain booleans: what cannot be known is not true."""
    return condition.fillna(False).to_numpy(dtype=bool)
