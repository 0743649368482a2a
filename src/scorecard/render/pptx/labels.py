"""The words of a chart: what labels its rows, stands under its axis and ends its lines."""

from __future__ import annotations

from dataclasses import replace

from scorecard.model import Axis, Chart, ChartKind, Table, Unit, drawn_series
from scorecard.render.pptx.geometry.boxes import Box
from scorecard.render.pptx.geometry.plot import Plot, Texts, axis_steps, bars, lines_plot

BARS = (ChartKind.RATE, ChartKind.RATIO, ChartKind.STACKED)
TICKS = ("100.0%",)  # as wide as any number of an upright axis
WIDEST = {  # number that an axis of the unit has
    Unit.COUNT: "10,000", Unit.PEOPLE: "+100", Unit.PERCENT: "50%", Unit.POINTS: "+10",
    Unit.RATIO: "0.25", Unit.PROBABILITY: "0.05", Unit.DAYS: "100",
}  # fmt: skip
SPACE = "\u2003"  # between a name and its number


def categories(chart: Chart, table: Table) -> tuple[str, ...]:
    """The label of each row: its name and, where there is one series, the value as it is printed ([c], [z] ...)."""
    names = [table.column(chart.category)[row].text for row in chart.rows]
    if chart.kind not in (ChartKind.RATE, ChartKind.RATIO):
        return tuple(_with_symbol(name, chart, table, row) for name, row in zip(names, chart.rows, strict=True))
    values = table.column(chart.series[0].value)
    return tuple(f"{name}{SPACE}{values[row].text}" for name, row in zip(names, chart.rows, strict=True))


def _with_symbol(name: str, chart: Chart, table: Table, row: int) -> str:
    """The name, followed by the symbol that stands for every value of the row where none is drawn."""
    cells = [table.column(series.value)[row] for series in chart.series]
    if all(cell.value is None for cell in cells) and len({cell.text for cell in cells}) == 1:
        return f"{name}{SPACE}{cells[0].text}"
    return name


def axis_titles(chart: Chart) -> tuple[str, ...]:
    """The lines under the plot: what the axis measures, and what its line of reference means."""
    axis = chart.across or chart.axis
    if chart.kind is ChartKind.TREND:
        return ()
    return tuple(line for line in (axis.title, chart.line_label) if line)


def ticks(axis: Axis) -> tuple[str, int]:
    """The longest number of an axis, and how many steps it has."""
    longest = "100%" if axis.unit is Unit.PERCENT and axis.maximum >= 1 else WIDEST[axis.unit]
    return longest, axis_steps(axis.minimum, axis.maximum, axis.major, log=axis.log)


def ends(chart: Chart, table: Table) -> tuple[str, ...]:
    """What stands at the end of each line: the name of the series and its last value as printed."""
    last = chart.rows[-1]
    named = [f"{series.name}{SPACE}{table.column(series.value)[last].text}" for series in chart.series]
    return (*named, chart.line_label) if chart.line_at is not None else tuple(named)


def with_drawn(chart: Chart, table: Table) -> Chart:
    """The chart; one of bars in parts without the parts that no bar has."""
    return replace(chart, series=drawn_series(chart, table)) if chart.kind is ChartKind.STACKED else chart


def plot_of(chart: Chart, table: Table, box: Box, font: str) -> Plot | None:
    """The plot of the chart in that box; None where its rows do not fit."""
    chart = with_drawn(chart, table)
    names, under = categories(chart, table), axis_titles(chart)
    if chart.kind in BARS:
        legend = [series.name for series in chart.series] if chart.kind is ChartKind.STACKED else []
        return bars(Texts(chart.title, names, under, ticks(chart.axis), legend), box, font)
    if chart.kind is ChartKind.TREND:
        return lines_plot(Texts(chart.title, names, under, ends=ends(chart, table)), TICKS, box, font)
    return lines_plot(Texts(chart.title, (), under, ends=names), TICKS, box, font)


def rows_that_fit(chart: Chart, table: Table, box: Box, font: str) -> bool:
    """Whether the chart can be drawn in the box with every label readable."""
    return plot_of(chart, table, box, font) is not None
