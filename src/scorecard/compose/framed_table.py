"""Tables of one tidy frame: the columns that a description lists, a row for each group.

In: a frame with the key columns of Counts, and what is shown of it. Out: rows of cells. A frame with several rows a
group (an outcome each, say) is laid out wide first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from scorecard.compose.about import About
from scorecard.compose.wording import sentence
from scorecard.model import ALL, KEY, Breakdown, Cell, Column, Role, Row, Unit

_YES_NO = {True: "yes", False: "no"}


def cell(value: Any, unit: Unit, about: About) -> Cell:
    """A frame's value as it is printed: truth as yes or no, words as words, numbers by their unit."""
    if isinstance(value, bool) or str(type(value).__name__) == "bool_":
        return Cell(_YES_NO[bool(value)])
    if isinstance(value, str):
        words = sentence(value.replace("_", " "))
        return Cell(words or "[z]", words or None)
    return about.numbers.cell(value, unit)


def role(group: str, breakdown: Breakdown) -> Role:
    """What the row of that group is."""
    if group == ALL:
        return Role.TOTAL
    if group in breakdown.unknown:
        return Role.UNKNOWN
    return Role.REFERENCE if group == breakdown.reference else Role.GROUP


def in_order(frame: pd.DataFrame, breakdown: Breakdown) -> pd.DataFrame:
    """The rows in the order in which the breakdown lists its groups, All last."""
    place = {group: position for position, group in enumerate(breakdown.rows)}
    return frame.sort_values("group", key=lambda groups: groups.map(place), kind="stable").reset_index(drop=True)


@dataclass(frozen=True)
class Shown:
    """A column as sections.toml describes it; with `of`, a count is printed with its share of that other column."""

    key: str
    header: str
    unit: str = "count"
    of: str = ""
    low: str = ""
    high: str = ""

    def column(self, breakdown: Breakdown) -> Column:
        """The table's column; one that prints two numbers in a cell is words to a sheet."""
        unit = Unit.TEXT if self.of or self.low else Unit(self.unit)
        return Column(self.key, self.header.format(reference=breakdown.reference), unit)

    def cell(self, record: Any, about: About) -> Cell:
        """What stands in this column for the record."""
        value = getattr(record, self.key, None)
        if self.of:
            return Cell(about.numbers.share(value, getattr(record, self.of, None)))
        if self.low:
            low, high = getattr(record, self.low), getattr(record, self.high)
            return about.numbers.interval(value, low, high, Unit(self.unit))
        return cell(value, Unit(self.unit), about)


def wide(frame: pd.DataFrame, pivot: str) -> pd.DataFrame:
    """One row a key: each item's cases under the item's name, its share as `<item>_share`, and the first's `base`."""
    keyed = frame.set_index([*KEY, pivot])
    parts = {"cases": "", "share": "_share", "decided": "_decided", "passed": "_passed", "pass_rate": "_pass_rate"}
    tables = [keyed[c].unstack(pivot).add_suffix(end) for c, end in parts.items() if c in keyed]
    bases = [frame.groupby(list(KEY), sort=False)["base"].first()] if "base" in frame else []
    return pd.concat([*tables, *bases], axis=1).reset_index()


def group_rows(frame: pd.DataFrame, breakdown: Breakdown, shown: Sequence[Shown], about: About) -> tuple[Row, ...]:
    """One row of cells for each row of the frame; its first cell is the group."""
    return tuple(
        Row(
            (Cell(record.group, record.group), *(column.cell(record, about) for column in shown)),
            role(record.group, breakdown),
            record.group,
        )
        for record in in_order(frame, breakdown).itertuples(index=False)
    )
