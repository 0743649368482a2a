"""Tables of one tidy frame: the columns that a description lists, a row for each group.

In: records of a frame with the key columns of Counts, and what is shown of them. Out: rows of cells. A frame with
several rows a group (an outcome each, say) is laid out wide first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from scorecard.compose.about import About
from scorecard.compose.finding_words import Counted, why_too_few_of_two
from scorecard.compose.numbers import UNDEFINED, finding_cell
from scorecard.compose.records import Records, in_order, role
from scorecard.compose.wording import sentence
from scorecard.model import Breakdown, Cell, Column, Row, Unit

_YES_NO = {True: "yes", False: "no"}


def cell(value: Any, unit: Unit, about: About) -> Cell:
    """A frame's value as it is printed: truth as yes or no, words as words, numbers by their unit."""
    if isinstance(value, bool) or str(type(value).__name__) == "bool_":
        return Cell(_YES_NO[bool(value)])
    if isinstance(value, str):
        words = sentence(value.replace("_", " "))
        return Cell(words or UNDEFINED.text, words or None)
    return about.numbers.cell(value, unit)


@dataclass(frozen=True)
class Shown:
    """A column as sections.toml describes it; with `of`, a count is printed with its share of that other column; with
    `recorded`, it is left out where the extract says nothing of that other column."""

    key: str
    header: str
    unit: str = "count"
    of: str = ""
    low: str = ""
    high: str = ""
    recorded: str = ""

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
        if Unit(self.unit) is Unit.FINDING:
            return finding_cell(value, _why_too_few(record, about))
        return cell(value, Unit(self.unit), about)


def is_recorded(value: Any) -> bool:
    """Whether the extract says anything of what a count is about: it may be withheld, but is not undefined."""
    return value is None or value == value  # noqa: PLR0124 - nan is not


def recorded_in(records: Records, column: str) -> bool:
    """Whether the extract says anything of that column in some row; of no column at all it does."""
    return not column or any(hasattr(r, column) and is_recorded(getattr(r, column)) for r in records)


def _why_too_few(record: Any, about: About) -> str | None:
    """The words of a finding that sets a group beside everybody else."""
    group = Counted(record.decided, record.refused, record.finding)
    return why_too_few_of_two(group, Counted(record.others_decided, record.others_refused), about)


# What stands in a pivoted row for each item: the frame's column, and the ending of the item's name.
_PARTS = (
    ("cases", ""),
    ("share", "_share"),
    ("decided", "_decided"),
    ("passed", "_passed"),
    ("pass_rate", "_pass_rate"),
)


def wide(records: Records, pivot: str) -> Records:
    """One record a group: each item's cases under its name, its share as `<item>_share`, and the first's `base`."""
    by_group: dict[str, dict[str, Any]] = {}
    for record in records:
        row = by_group.setdefault(record.group, {"group": record.group, "base": getattr(record, "base", None)})
        item = getattr(record, pivot)
        row |= {f"{item}{end}": getattr(record, column) for column, end in _PARTS if hasattr(record, column)}
    return [SimpleNamespace(**row) for row in by_group.values()]


def group_rows(records: Records, breakdown: Breakdown, shown: Sequence[Shown], about: About) -> tuple[Row, ...]:
    """One row of cells for each record; its first cell is the group."""
    return tuple(
        Row(
            (Cell(record.group, record.group), *(column.cell(record, about) for column in shown)),
            role(record.group, breakdown),
            record.group,
        )
        for record in in_order(records, breakdown)
    )
