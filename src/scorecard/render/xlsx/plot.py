"""What a chart draws, as a small table on the chart's own sheet: labels, values, and the lengths of interval lines.

A native chart takes its error bars as lengths, not as limits, draws words as 0 and cannot draw 0 on a log axis. So a
chart's numbers are its table's, kept between the ends of its axis, with an empty cell where nothing is to be drawn.
Internally each is a formula on the table's cells (MEDIAN of both ends and the cell keeps it between them).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal

from xlsxwriter.utility import xl_rowcol_to_cell

from scorecard.model import Axis, Cell, Chart, ChartKind, Column, Series, Table
from scorecard.render.xlsx.formats import NUMBER_FORMATS
from scorecard.render.xlsx.names import quoted
from scorecard.render.xlsx.plan import ChartSheet
from scorecard.render.xlsx.sheets import Made

EMPTY = Made(Cell("", None))
INFINITE = ("∞", "inf")
LABELLED = (ChartKind.RATE, ChartKind.RATIO)  # one bar a label: the number stands beside the name


@dataclass(frozen=True)
class Plot:
    """The columns of a chart's small table; the parts of a series stand side by side: value, then two more."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Made, ...], ...]
    table_rows: tuple[int, ...]  # which row of the chart's table each row is

    def texts(self, column: int) -> list[str]:
        """The texts of a column."""
        return [row[column].cell.text for row in self.rows]

    def values(self, column: int) -> list[object]:
        """The stored numbers of a column, None where nothing is drawn."""
        return [row[column].cell.value for row in self.rows]


def has_whiskers(chart: Chart) -> bool:
    """True where limits are drawn as whiskers on each mark; else they are lines (around one line, or in a funnel)."""
    return chart.kind in LABELLED or (chart.kind is ChartKind.TREND and len(chart.series) > 1)


def limits_of(chart: Chart, series: Series) -> tuple[str, ...]:
    """The keys of the limits that are drawn for a series, low then high; none where there are none.

    More than two lines are drawn without: their whiskers would stand on each other (the chart's table has them).
    """
    if not (series.low and series.high) or (chart.kind is ChartKind.TREND and len(chart.series) > 2):
        return ()
    return series.low, series.high


def number(value: object) -> float | None:
    """The cell's finite number, None where it has none."""
    return value if isinstance(value, int | float) and math.isfinite(value) else None


def between(axis: Axis, value: float) -> float:
    """The value, or the end of the axis beyond which it lies."""
    return sorted((axis.minimum, value, axis.maximum))[1]


def length(end: float, start: float) -> float:
    """How far apart two printed numbers are, in decimal arithmetic: 0.121 - 0.093 is 0.028, no tail of digits."""
    return float(Decimal(repr(float(end))) - Decimal(repr(float(start))))


@dataclass(frozen=True)
class Plotter:
    """Makes the Plot of one planned chart. `top`: the sheet row of its first row; `live`: with formulas."""

    planned: ChartSheet
    top: int
    live: bool

    @property
    def chart(self) -> Chart:
        return self.planned.chart

    @property
    def table(self) -> Table:
        return self.planned.table

    def plot(self) -> Plot:
        """The whole small table; a funnel's rows are in order of size, so that its limits are lines."""
        order = list(self.chart.rows)
        if self.chart.kind is ChartKind.FUNNEL:
            sizes = self.table.column(self.chart.series[0].value)
            known = {i: size for i in order if (size := number(sizes[i].value)) is not None}
            order = sorted(known, key=lambda i: known[i])
        columns = [Column("label", self.table.columns[self.table.index(self.chart.category)].header)]
        rows: list[list[Made]] = [[self._label(i)] for i in order]
        for at, series in enumerate(self.chart.series):
            columns += self._headers(series)
            for k, i in enumerate(order):
                rows[k] += self._series(at, series, i, self.top + k, len(rows[k]))
        if self.chart.kind in (ChartKind.TREND, ChartKind.FUNNEL) and self.chart.line_at is not None:
            columns.append(Column("line", self.chart.line_label or "Line", self.chart.axis.unit))
            for row in rows:
                row.append(Made(Cell("line", self.chart.line_at)))
        return Plot(tuple(columns), tuple(map(tuple, rows)), tuple(order))

    def _headers(self, series: Series) -> list[Column]:
        unit = self.table.columns[self.table.index(series.value)].unit
        names = ["interval below", "interval above"] if self._with_lengths else ["lower limit", "upper limit"]
        limits = [f"{series.name}: {n}" for n in names] if limits_of(self.chart, series) else []
        return [Column(series.value, series.name, unit), *(Column(n, n, unit) for n in limits)]

    @property
    def _with_lengths(self) -> bool:
        return has_whiskers(self.chart)

    def _label(self, row: int) -> Made:
        name = self.table.column(self.chart.category)[row]
        if self.chart.kind not in LABELLED:
            return Made(Cell(name.text, name.text), self._reference(row, self.chart.category) if self.live else None)
        key = self.chart.series[0].value
        value = self.table.column(key)[row]
        text = f"{name.text}  {value.text}"
        reference = self._reference(row, key)
        if reference is None or number(value.value) is None or not self.live:
            return Made(Cell(text))
        pattern = NUMBER_FORMATS[self.table.columns[self.table.index(key)].unit].replace('"', '""')
        formula = f'{self._reference(row, self.chart.category)}&"  "&TEXT({reference[1:]},"{pattern}")'
        return Made(Cell(text, text), formula)

    def _reference(self, row: int, key: str) -> str | None:
        home = self.planned.home
        if home is None:
            return None
        cell = xl_rowcol_to_cell(home.top + row, home.table.index(key), row_abs=True, col_abs=True)
        return f"={quoted(home.name)}!{cell}"

    def _series(self, at: int, series: Series, row: int, sheet_row: int, column: int) -> list[Made]:
        axis = self.chart.across if at == 0 and self.chart.kind is ChartKind.FUNNEL else self.chart.axis
        assert axis is not None, f"a funnel without a horizontal axis: {self.chart.id}"
        value = self._end(axis, row, series, series.value)
        keys = limits_of(self.chart, series)
        if value is None:
            return [EMPTY, *(EMPTY for _ in keys)]
        limits = [self._end(axis, row, series, k) for k in keys]
        if not self._with_lengths:
            return [value, *(limit or EMPTY for limit in limits)]
        here = str(xl_rowcol_to_cell(sheet_row, column))
        return [value, *(self._length(value, limit, here, above=i == 1) for i, limit in enumerate(limits))]

    def _end(self, axis: Axis, row: int, series: Series, key: str) -> Made | None:
        """The cell of that row and column, kept on the axis; None where nothing is drawn. A limit may be endless."""
        cell = self.table.column(key)[row]
        value = number(cell.value)
        if value is None:
            endless = key != series.value and cell.text in INFINITE
            return Made(Cell(cell.text, axis.maximum)) if endless else None
        kept = value if self.chart.kind is ChartKind.STACKED else between(axis, value)
        reference = self._reference(row, key)
        if reference is None or not self.live:
            return Made(Cell(cell.text, kept))
        if self.chart.kind is ChartKind.STACKED:
            return Made(Cell(cell.text, kept), reference)
        return Made(Cell(cell.text, kept), f"=MEDIAN({axis.minimum!r},{reference[1:]},{axis.maximum!r})")

    def _length(self, value: Made, limit: Made | None, here: str, *, above: bool) -> Made:
        if limit is None:
            return EMPTY
        end, middle = number(limit.cell.value), number(value.cell.value)
        assert end is not None, "a limit that is drawn has a number"
        assert middle is not None, "a value that is drawn has a number"
        size = length(end, middle) if above else length(middle, end)
        other = limit.formula[1:] if limit.formula else repr(end)
        formula = f"={other}-{here}" if above else f"={here}-{other}"
        return Made(Cell("line", size), formula if self.live else None)
