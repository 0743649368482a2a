"""What is counted beside the outcome, laid beside the decisions of the same row."""

from __future__ import annotations

import numpy as np
import pandas as pd

from scorecard.figures.pairs import PLACE, Base
from scorecard.model import KEY


def across(base: Base, topic: str, items: tuple[str, ...] | None = None) -> pd.DataFrame:
    """The pairs of every place that has the topic, with a column of cases (Int64) for each item.

    items: which, in this order (None: all, as they come). 0 where the counts have no such row, null where withheld.
    """
    long = base.counts.topic(topic)
    frame = base.pairs.merge(long[list(PLACE)].drop_duplicates(), on=list(PLACE), how="inner")
    items = tuple(long["item"].drop_duplicates()) if items is None else items
    rows = frame[list(KEY)].assign(_row=np.arange(len(frame)))
    listed = long[long["item"].isin(items)].merge(rows, on=list(KEY), how="inner")
    cases = np.zeros((len(frame), len(items)))
    column = listed["item"].map({item: at for at, item in enumerate(items)}).to_numpy(dtype=int)
    cases[listed["_row"].to_numpy(), column] = listed["cases"].to_numpy(dtype=float, na_value=np.nan)
    return frame.assign(**{item: whole(cases[:, at]) for at, item in enumerate(items)})


def complete(base: Base, topic: str, name: str) -> pd.DataFrame:
    """The pairs of every place that has the topic, a row for each item (in column `name`), with its `cases`."""
    items = tuple(base.counts.topic(topic)["item"].drop_duplicates())
    wide = across(base, topic, items)
    cases = wide[list(items)].to_numpy(dtype=float, na_value=np.nan) if items else np.zeros((len(wide), 0))
    rows = np.repeat(np.arange(len(wide)), len(items))
    long = wide.drop(columns=list(items)).iloc[rows].reset_index(drop=True)
    long[name] = pd.Series(np.tile(np.array(items, dtype=object), len(wide)), dtype="str")
    long["cases"] = whole(cases.ravel())
    return long


def whole(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> pd.Series[int]:
    """Floats as Int64, nan as null."""
    unseen = np.isnan(values)
    return pd.Series(pd.arrays.IntegerArray(np.where(unseen, 0, values).astype(np.int64), unseen))
