"""What is counted beside the outcome, laid beside the decisions of the same row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from scorecard.figures.pairs import Base
from scorecard.statistics.values import Booleans, Floats


def cases(base: Base, topic: str, items: tuple[str, ...]) -> tuple[pd.DataFrame, Floats]:
    """The pairs of every place that has the topic, and the cases of each (a row a pair, a column an item).

    0 where the counts have no such row, nan where withheld.
    """
    mine = (base.counts.details["topic"] == topic).to_numpy(dtype=bool)
    details, rows = base.counts.details.loc[mine, ["item", "cases"]], base.detail_rows[mine]
    has_topic = np.isin(base.places, base.places[rows])
    column = pd.Index(items).get_indexer(pd.Index(details["item"]))
    listed = column >= 0
    found = np.zeros((int(has_topic.sum()), len(items)))
    number = np.cumsum(has_topic) - 1  # of each pair among those of the places that have the topic
    found[number[rows[listed]], column[listed]] = details["cases"].to_numpy(dtype=float, na_value=np.nan)[listed]
    return base.pairs[has_topic].reset_index(drop=True), found


def recorded(base: Base, topic: str, items: Sequence[str]) -> Booleans:
    """Of the pairs of every place that has the topic, which are in a place that says anything of these items.

    An extract may say which cases went to the panel and not what it found: then nothing is known, and not 0.
    """
    details = base.counts.details
    mine = (details["topic"] == topic).to_numpy(dtype=bool)
    said = mine & details["item"].isin(items).to_numpy(dtype=bool)
    places = base.places[np.isin(base.places, base.places[base.detail_rows[mine]])]
    return np.isin(places, base.places[base.detail_rows[said]])


def unrecorded(frame: pd.DataFrame, known: Booleans, columns: Iterable[str]) -> pd.DataFrame:
    """The frame with nan in these columns of the rows that are not known; the frame itself where all are."""
    return frame if known.all() else frame.assign(**{c: _with_nans(frame[c], ~known) for c in columns})


def _with_nans(column: pd.Series[float], where: Booleans) -> pd.Series[float]:
    """Objects where some are known, since only these hold null, nan and whole numbers in one column."""
    if where.all():
        return pd.Series(np.full(len(column), np.nan), index=column.index)
    values = column.astype(object)
    values[where] = np.nan
    return values


def items_of(base: Base, topic: str) -> tuple[str, ...]:
    """The items of a topic, as they come."""
    return tuple(base.counts.topic(topic)["item"].drop_duplicates())


def across(base: Base, topic: str, items: tuple[str, ...]) -> pd.DataFrame:
    """The pairs of every place that has the topic, with a column of cases (Int64) for each of the items."""
    frame, found = cases(base, topic, items)
    return frame.assign(**{item: whole(found[:, at]) for at, item in enumerate(items)})


def complete(base: Base, topic: str, name: str) -> pd.DataFrame:
    """The pairs of every place that has the topic, a row for each item (in column `name`), with its `cases`."""
    items = items_of(base, topic)
    frame, found = cases(base, topic, items)
    return repeated(frame, name, items).assign(cases=whole(found.ravel()))


def repeated(frame: pd.DataFrame, name: str, items: Sequence[str]) -> pd.DataFrame:
    """Each row of the frame once for each item, which stands in the column `name`."""
    rows = np.repeat(np.arange(len(frame)), len(items))
    long = frame.iloc[rows].reset_index(drop=True)
    long[name] = pd.Series(np.tile(np.array(items, dtype=object), len(frame)), dtype="str")
    return long


def whole(values: Floats) -> pd.Series[int]:
    """Floats as Int64, nan as null."""
    unseen = np.isnan(values)
    return pd.Series(pd.arrays.IntegerArray(np.where(unseen, 0, values).astype(np.int64), unseen))
