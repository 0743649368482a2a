"""What a chart shows: its rows of its table, column by column, and the colours that the look gives them."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan

from scorecard.model import Cell, Chart, Look, Row, Series, Table, drawn_series


@dataclass(frozen=True)
class Shown:
    """A chart with the table that it points at and the look that it is drawn in."""

    chart: Chart
    table: Table
    look: Look

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows in the order shown, from the top."""
        return tuple(self.table.rows[i] for i in self.chart.rows)

    @property
    def labels(self) -> tuple[str, ...]:
        """The names of the rows."""
        return self.texts(self.chart.category)

    @property
    def colours(self) -> tuple[str, ...]:
        """The colour of each series."""
        return tuple(self.look.series_colour(series, n) for n, series in enumerate(self.chart.series))

    @property
    def key(self) -> tuple[tuple[str, str], ...]:
        """(name, colour) of each series."""
        return tuple((s.name, colour) for s, colour in zip(self.chart.series, self.colours, strict=True))

    @property
    def drawn_key(self) -> tuple[tuple[str, str], ...]:
        """(name, colour) of each series that has something to draw."""
        return tuple(
            (s.name, self.look.series_colour(s, n)) for n, s in enumerate(drawn_series(self.chart, self.table))
        )

    def texts(self, column: str) -> tuple[str, ...]:
        """What is printed in that column, row by row."""
        at = self.table.index(column)
        return tuple(row.cells[at].text for row in self.rows)

    def cell(self, row: Row, column: str) -> Cell:
        """The cell of that row in that column."""
        return row.cells[self.table.index(column)]

    def number(self, row: Row, column: str | None) -> float | None:
        """The number of that row in that column; None where there is no such column or nothing to draw."""
        return number(self.cell(row, column)) if column else None

    def limits(self, row: Row, series: Series) -> tuple[float, float] | None:
        """The lower and the upper limit; None where either is missing."""
        low, high = self.number(row, series.low), self.number(row, series.high)
        return None if low is None or high is None else (low, high)


def number(cell: Cell) -> float | None:
    """The value that a mark can stand for: None for words, withheld and undefined; infinity is a number here."""
    value = cell.value
    if value is None or isinstance(value, str) or isnan(value):
        return None
    return float(value)
