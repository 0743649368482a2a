"""What is counted beside the outcome, laid beside the decisions of the same row."""

from __future__ import annotations

import pandas as pd

from scorecard.figures.pairs import Base
from scorecard.model import KEY

_ORDER = "_order"


def topic(base: Base, name: str) -> pd.DataFrame:
    """The details of a topic (KEY, item, cases) with the pairs' columns, in the pairs' order; items as they came."""
    items = base.counts.topic(name).drop(columns="topic")
    pairs = base.pairs.assign(**{_ORDER: range(len(base.pairs))})
    found = items.merge(pairs, on=list(KEY), how="inner")
    return found.sort_values(_ORDER, kind="stable").drop(columns=_ORDER).reset_index(drop=True)


def across(base: Base, name: str, items: tuple[str, ...]) -> pd.DataFrame:
    """The pairs that the topic has, with a column of cases (Int64) for each item: 0 where the topic has no such row."""
    long = base.counts.topic(name)
    if long.empty:
        return base.pairs.iloc[:0].assign(**{item: pd.Series(dtype="Int64") for item in items})
    frame = base.pairs.merge(long[list(KEY)].drop_duplicates(), on=list(KEY), how="inner")
    for item in items:
        one = long.loc[long["item"] == item, [*KEY, "cases"]].rename(columns={"cases": item}).assign(_listed=True)
        frame = frame.merge(one, on=list(KEY), how="left")
        frame[item] = frame[item].mask(frame.pop("_listed").isna(), 0)
    return frame
