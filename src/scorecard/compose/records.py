"""Rows of figures as plain values, found quickly: each frame is read once, not filtered for every section.

In: Figures. Out: named tuples with the frame's columns, in which null (withheld) is None and undefined stays nan; and
what the row of a group is, and where it stands.
"""

from __future__ import annotations

from collections import defaultdict, namedtuple
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import pandas as pd

from scorecard.compose.about import About
from scorecard.model import ALL, Breakdown, Figures, Role

MAIN = "figures"
FIRST = ("ethnicity", "sex")  # the breakdowns that the first page speaks of
Records = list[Any]


def _plain(column: pd.Series[Any]) -> list[Any]:
    """The column's values with None for null."""
    if column.dtype == "float64":
        return list(column.tolist())
    values = column.array.astype(object)
    return [None if value is pd.NA else value for value in values]


@lru_cache(maxsize=64)
def _indexed(figures: Figures, name: str) -> dict[tuple[str, str], Records]:
    """The records of a frame by workforce and breakdown, each in the frame's order; empty without the frame."""
    frame = figures.disparity if name == MAIN else figures.others.get(name)
    if frame is None:
        return {}
    record: Any = namedtuple("Record", frame.columns)  # type: ignore[misc]
    found: dict[tuple[str, str], Records] = defaultdict(list)
    for values in zip(*(_plain(frame[c]) for c in frame.columns), strict=True):
        row: Any = record(*values)
        found[row.workforce, row.breakdown].append(row)
    return dict(found)


def course(figures: Figures, name: str, workforce: str, breakdown: str) -> Records:
    """The records of one workforce and breakdown in all periods."""
    return _indexed(figures, name).get((workforce, breakdown), [])


def workforces(figures: Figures, name: str) -> tuple[str, ...]:
    """The workforces of a frame, in its order; none without the frame."""
    return tuple(dict.fromkeys(workforce for workforce, _ in _indexed(figures, name)))


def now(figures: Figures, name: str, workforce: str, breakdown: str, about: About) -> Records:
    """The records of one workforce and breakdown in the scorecard's period."""
    return [r for r in course(figures, name, workforce, breakdown) if r.period == about.period.label]


def places(
    figures: Figures, name: str, breakdowns: Sequence[str], about: About
) -> Iterator[tuple[str, Breakdown, Records]]:
    """(workforce, breakdown, its records of this period) in the scorecard's order; none without the frame."""
    for workforce in workforces(figures, name):
        for breakdown in figures.breakdowns:
            if breakdown.name in breakdowns and (found := now(figures, name, workforce, breakdown.name, about)):
                yield workforce, breakdown, found


def role(group: str, breakdown: Breakdown) -> Role:
    """What the row of that group is."""
    if group == ALL:
        return Role.TOTAL
    if group in breakdown.unknown:
        return Role.UNKNOWN
    return Role.REFERENCE if group == breakdown.reference else Role.GROUP


def in_order(records: Records, breakdown: Breakdown) -> Records:
    """The records in the order in which the breakdown lists its groups, All last."""
    place = {group: position for position, group in enumerate(breakdown.rows)}
    return sorted(records, key=lambda record: place[record.group])
