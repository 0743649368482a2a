"""The workbook inside a chart: what the chart shows and nothing else, the same bytes for the same chart."""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from scorecard.model import Axis, Cell, Chart, Series, Table

SHEET = "Sheet1"
FROM, TO, BELOW, ABOVE = ": from", ": to", ": below", ": above"
Number = float | int | None


@dataclass(frozen=True)
class Part:
    """One series as drawn: its values, and how far its limits are below and above them (empty: no limits)."""

    name: str
    values: tuple[Number, ...]
    low: tuple[Number, ...] = ()
    high: tuple[Number, ...] = ()

    @property
    def below(self) -> tuple[Number, ...]:
        """From the lower limit up to the value."""
        return tuple(_gap(low, value) for low, value in zip(self.low, self.values, strict=True))

    @property
    def above(self) -> tuple[Number, ...]:
        """From the value up to the upper limit."""
        return tuple(_gap(value, high) for value, high in zip(self.values, self.high, strict=True))


def part(series: Series, chart: Chart, table: Table, axis: Axis) -> Part:
    """A series of the chart with the numbers of its rows, kept within the ends of the axis."""

    def numbers(key: str | None) -> tuple[Number, ...]:
        cells = table.column(key) if key else ()
        return tuple(_within(cells[row], axis) for row in chart.rows) if cells else ()

    both = series.low and series.high
    limits = (numbers(series.low), numbers(series.high)) if both else ((), ())
    return Part(series.name, numbers(series.value), *limits)


def _within(cell: Cell, axis: Axis) -> Number:
    value = cell.value
    if value is None or isinstance(value, str) or math.isnan(value):
        return None
    return min(max(value, axis.minimum), axis.maximum)


def _gap(low: Number, high: Number) -> Number:
    """The difference as exact as the numbers are written, without the noise of binary fractions."""
    if low is None or high is None:
        return None
    return max(float(Decimal(repr(high)) - Decimal(repr(low))), 0.0)


@dataclass(frozen=True)
class Sheet:
    """Columns with a header each, all from row 2 down to the same row."""

    columns: tuple[tuple[str, tuple[str | Number, ...]], ...]

    def find(self, header: str) -> int:
        """The position of the column with that header."""
        return next(at for at, (name, _) in enumerate(self.columns) if name == header)

    def reference(self, column: int) -> str:
        """The cells of a column, as a chart names them."""
        name, last = xl_col_to_name(column, col_abs=True), len(self.columns[column][1]) + 1
        return f"{SHEET}!{name}$2:{name}${last}"

    def header(self, column: int) -> str:
        """The header cell of a column, as a chart names it."""
        return f"{SHEET}!{xl_col_to_name(column, col_abs=True)}$1"

    def to_bytes(self, dated: datetime) -> bytes:
        """The workbook."""
        file = io.BytesIO()
        book = Workbook(file, {"in_memory": True})
        book.set_properties({"created": dated, "title": "Data of the chart"})
        sheet = book.add_worksheet(SHEET)
        for at, (header, values) in enumerate(self.columns):
            sheet.write_string(0, at, header)
            for row, value in enumerate(values, start=1):
                if isinstance(value, str):
                    sheet.write_string(row, at, value)
                elif value is not None:
                    sheet.write_number(row, at, value)
        sheet.autofit()
        book.close()
        return file.getvalue()


Columns = tuple[tuple[str, tuple[str | Number, ...]], ...]


def gaps(series: Part) -> Columns:
    """What error bars refer to: how far the limits are from the value."""
    return ((f"{series.name}{BELOW}", series.below), (f"{series.name}{ABOVE}", series.above))


def ends(series: Part) -> Columns:
    """What lines at the limits refer to: the limits themselves."""
    return ((f"{series.name}{FROM}", series.low), (f"{series.name}{TO}", series.high))


def sheet_of(first: str, labels: Sequence[str], parts: Sequence[Part], limits: Callable[[Part], Columns]) -> Sheet:
    """Labels, then the values of every series, then the limits of each series that has them, as the chart draws them.

    limits: `gaps` or `ends`. A column that the chart does not refer to would be published without being shown.
    """
    drawn = (column for series in parts if series.low for column in limits(series))
    return Sheet(((first, tuple(labels)), *((series.name, series.values) for series in parts), *drawn))
