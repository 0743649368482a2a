"""Scorecard: the format-neutral document that every renderer copies.

Renderers do no arithmetic, no rounding and no wording: each number stands here as the text to print and, where a
format stores numbers, as the value to store.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from scorecard.model.figures import Finding
from scorecard.model.period import Period

Value = str | int | float | None


class Edition(StrEnum):
    """Who a scorecard is for: the internal edition sees everything, the public one is made from protected counts."""

    INTERNAL = "internal"
    PUBLIC = "public"


class Unit(StrEnum):
    """What the values of a column are; a renderer holds one number format for each."""

    TEXT = "text"
    COUNT = "count"  # whole people, cases or rows: 1,204
    PEOPLE = "people"  # people with one decimal, signed: +12.4
    PERCENT = "percent"  # stored as a fraction of one, printed as 12.1%
    POINTS = "points"  # percentage points, stored as they are printed: 3.2, printed as +3.2
    RATIO = "ratio"  # 1.29
    PROBABILITY = "probability"  # 0.018
    DAYS = "days"  # 23
    FINDING = "finding"  # a Finding: text is its words, value its code


class Role(StrEnum):
    """What a table's row is, so that every format can set it apart."""

    GROUP = "group"
    REFERENCE = "reference"
    UNKNOWN = "unknown"
    TOTAL = "total"


@dataclass(frozen=True)
class Cell:
    """What is printed, and the number behind it (None for words, for withheld and for undefined).

    `text` is never empty: withheld is "[c]", undefined "[z]", too few to be reliable "[u]", not available "[x]".
    In the public edition `value` has no more digits than `text`. A Finding column holds the finding's code as value.
    """

    text: str
    value: Value = None


@dataclass(frozen=True)
class Column:
    """One column of a table.

    `formula` (internal edition, sheets only) says how the value is made of other columns of the same row, by column
    key in braces, of the reference row as {reference.key}, of the table's constants as {constant.name}:
    "{refused}/{decided}". None: a plain value.
    """

    key: str
    header: str
    unit: Unit = Unit.TEXT
    formula: str | None = None


@dataclass(frozen=True)
class Row:
    """One row of a table: its first cell is the row's header; `group` keys its colour (None: no colour of its own)."""

    cells: tuple[Cell, ...]
    role: Role = Role.GROUP
    group: str | None = None
    finding: Finding | None = None


@dataclass(frozen=True)
class Table:
    """A table with its caption, its base (who is counted) and notes.

    id: unique in the scorecard, lower case with hyphens; it names the sheet. constants: (name, value) for formulas.
    """

    id: str
    caption: str
    base: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    constants: tuple[tuple[str, float], ...] = ()

    def __post_init__(self) -> None:
        keys = [c.key for c in self.columns]
        assert len(set(keys)) == len(keys), keys
        assert all(len(row.cells) == len(self.columns) for row in self.rows), self.id
        assert all(cell.text for row in self.rows for cell in row.cells), f"an empty cell in {self.id}"

    def index(self, key: str) -> int:
        """The position of the column of that key."""
        return next(i for i, c in enumerate(self.columns) if c.key == key)

    def column(self, key: str) -> tuple[Cell, ...]:
        """The cells of the column of that key, from the top."""
        at = self.index(key)
        return tuple(row.cells[at] for row in self.rows)


class ChartKind(StrEnum):
    """The few kinds of chart that a scorecard has."""

    RATE = "rate"  # horizontal bars from 0, with intervals, one colour a group
    RATIO = "ratio"  # horizontal bars from the line at 1 on a log axis, with intervals
    TREND = "trend"  # lines over periods, with limits
    STACKED = "stacked"  # horizontal bars in parts (reasons, outcomes, contributions; parts may be negative)
    FUNNEL = "funnel"  # points against size, with limits that are lines (forces)


@dataclass(frozen=True)
class Series:
    """One series of a chart: the keys of the table's columns for its value and, where it has them, its limits."""

    name: str
    value: str
    low: str | None = None
    high: str | None = None
    group: str | None = None  # the group whose colour it has; None: by position, or by each row's own group
    position: int | None = None  # of its colour; None: its own in the chart. The same thing has one colour everywhere


@dataclass(frozen=True)
class Axis:
    """A value axis, its ends already chosen. `log`: base 2, ticks at powers of two, bars start at 1."""

    title: str
    unit: Unit
    minimum: float
    maximum: float
    major: float
    log: bool = False


@dataclass(frozen=True)
class Chart:
    """A picture of one table: it names rows and columns of it and owns no numbers.

    table: the id of a table in the same section. rows: which rows, by position, in the order shown from the top.
    category: key of the column whose texts label the rows. alt: what the chart shows, as a finding in words.
    Not drawn as a mark: a cell whose value is None (its label says [c], [z] or [u]).
    """

    id: str
    kind: ChartKind
    title: str
    alt: str
    table: str
    rows: tuple[int, ...]
    category: str
    series: tuple[Series, ...]
    axis: Axis
    across: Axis | None = None  # the horizontal axis of a funnel
    line_at: float | None = None  # where a line of reference stands (1 for ratios)
    line_label: str = ""


class Tone(StrEnum):
    """What a sentence is for, so that a format can set it apart."""

    FINDING = "finding"
    CONTEXT = "context"
    WARNING = "warning"
    ASK = "ask"


@dataclass(frozen=True)
class Statement:
    """One generated (or, in the commentary, human) sentence."""

    text: str
    tone: Tone = Tone.CONTEXT
    finding: Finding | None = None


@dataclass(frozen=True)
class Tile:
    """One number of the headline page: what it is, the number, and what it stands beside."""

    label: str
    number: str
    detail: str
    finding: Finding | None = None


@dataclass(frozen=True)
class Section:
    """One idea: one slide (more where a table is long), its tables' sheets in the workbook, one section of the page.

    part: the part of the scorecard it belongs to ("Police officers", "Method"): agenda, slide sections, contents.
    topic: a short name ("Police officers by ethnicity"); title: the finding as a sentence.
    tables: few columns, as shown on slides, the page and the e-mail; details: the same rows with every column, for
    sheets (and folded away on the page). Charts point at tables of either. speaker: notes for who presents it.
    """

    id: str
    part: str
    topic: str
    title: str
    base: str = ""
    tiles: tuple[Tile, ...] = ()
    statements: tuple[Statement, ...] = ()
    charts: tuple[Chart, ...] = ()
    tables: tuple[Table, ...] = ()
    details: tuple[Table, ...] = ()
    speaker: tuple[str, ...] = ()
    breakdown: str = ""  # the breakdown that it is about, if one
    on_slides: bool = True  # False: in the workbook and on the page only, so that a deck stays short

    def table(self, table_id: str) -> Table:
        """The section's table of that id."""
        return next(t for t in (*self.tables, *self.details) if t.id == table_id)


@dataclass(frozen=True)
class Scorecard:
    """The whole document.

    `marking` is the protective marking, "" where there is none; `symbols` what [c] ... mean.

    caution: what holds of every number in it and who reads one file alone must know, "" where there is nothing.
    """

    title: str
    force: str
    period: Period
    edition: Edition
    sections: tuple[Section, ...]
    marking: str = ""
    synthetic: bool = False
    symbols: tuple[tuple[str, str], ...] = ()
    produced_by: str = ""
    language: str = "en-GB"
    caution: str = ""

    @property
    def subtitle(self) -> str:
        """The force and the dates that are covered."""
        return f"{self.force}, {self.period.dates}"
