"""A chart's sheet: its lines, a native chart that stays editable, and under it the numbers that it draws."""

from __future__ import annotations

from typing import Any

from xlsxwriter.utility import xl_range_formula

from scorecard.model import Axis, Chart, ChartKind, Look, Row, Series, Unit, beyond_whole
from scorecard.render.xlsx.formats import safe_font
from scorecard.render.xlsx.layout import FONT_SIZE, chart_height, chart_width, even_rows, pixels
from scorecard.render.xlsx.names import defined_name
from scorecard.render.xlsx.plan import BACK, ChartSheet
from scorecard.render.xlsx.plot import Plot, Plotter, has_whiskers, limits_of
from scorecard.render.xlsx.sheets import Page

AXIS_FORMATS = {
    Unit.PERCENT: "0%",
    Unit.POINTS: '+0;"−"0;0',
    Unit.PEOPLE: '+#,##0;"−"#,##0;0',
    Unit.COUNT: "#,##0",
    Unit.RATIO: "General",
}
UP_TO_WHOLE = "[<=1.001]0%;"
TYPES: dict[ChartKind, dict[str, str]] = {
    ChartKind.RATE: {"type": "bar"},
    ChartKind.RATIO: {"type": "bar"},
    ChartKind.STACKED: {"type": "bar", "subtype": "stacked"},
    ChartKind.TREND: {"type": "line"},
    ChartKind.FUNNEL: {"type": "scatter"},
}
EMPTY_CELLS = "Nothing is drawn where a cell of this table is empty. Its labels say why: see the symbols in Notes."


def write_chart(workbook: Any, page: Page, planned: ChartSheet, marked: list[str], *, live: bool) -> None:
    """Writes one chart's sheet. `live`: its numbers are formulas on the table's sheet (internal edition)."""
    lines = [*planned.lines, EMPTY_CELLS]
    page.lines(lines, marked)
    source = planned.home.name if planned.home else "Contents"
    page.link(len(lines), source, f"Table of this chart: {source}" if planned.home else BACK)
    chart, place = planned.chart, len(lines) + 1
    height = chart_height(len(chart.rows), len(chart.series), horizontal=TYPES[chart.kind]["type"] == "bar")
    rows = even_rows(height)
    header = place + len(rows)
    plot = Plotter(planned, header + 1, live).plot()
    page.table(header, defined_name("chart", planned.name), chart.title, plot.columns, plot.rows)
    for row, tall in enumerate(rows, start=place):
        page.sheet.set_row(row, tall)
    native = Drawing(workbook, planned, plot, header + 1, page.formats.look).draw()
    width = chart_width(plot.texts(0))
    native.set_size({"width": width, "height": pixels(height)})
    options = {"description": chart.alt, "object_position": 1, "x_offset": 4, "y_offset": 4}
    page.sheet.insert_chart(place, 0, native, options)
    if len(rows) > 1:
        page.sheet.set_h_pagebreaks([place])  # on paper it is not cut either
    page.finish_chart(lines, header + len(plot.rows), rows=len(plot.rows), width=width)


class Drawing:
    """One native chart on the cells of its small table, whose first row is `top`."""

    def __init__(self, workbook: Any, planned: ChartSheet, plot: Plot, top: int, look: Look) -> None:
        self.planned, self.plot, self.top, self.look = planned, plot, top, look
        self.chart: Chart = planned.chart
        self.native = workbook.add_chart(TYPES[self.chart.kind])
        self.font = {"name": safe_font(look.body_font), "size": FONT_SIZE, "color": self._hex("ink")}

    def draw(self) -> Any:
        """The chart with its series, axes, title and, where there are several series, a legend."""
        column = 1
        for at, series in enumerate(self.chart.series):
            if not (at == 0 and self.chart.kind is ChartKind.FUNNEL):
                self._series(at, series, column)
            column += 1 + len(limits_of(self.chart, series))
        if column < len(self.plot.columns):
            self._line(column, self.chart.line_label, self._hex("muted"), "dash")
        self._axes()
        self.native.set_title({"name": self.chart.title, "name_font": self.font | {"size": 14, "bold": True}})
        several = len(self.chart.series) > 1 and self.chart.kind is not ChartKind.FUNNEL
        self.native.set_legend({"position": "bottom", "font": self.font} if several else {"none": True})
        self.native.set_chartarea({"border": {"none": True}})
        self.native.show_blanks_as("gap")
        return self.native

    def _hex(self, name: str) -> str:
        return "#" + self.look.colours[name]

    def _range(self, column: int) -> list[Any]:
        return [self.planned.name, self.top, column, self.top + len(self.plot.rows) - 1, column]

    def _cells(self, column: int) -> dict[str, Any]:
        """The cells of a series; with its values, since XlsxWriter takes an empty cell for 0."""
        labels = 1 if self.chart.kind is ChartKind.FUNNEL else 0
        cells = {"categories": self._range(labels), "values": self._range(column)}
        return cells | {"values_data": self.plot.values(column)}

    def _formula(self, column: int) -> str:
        return str(xl_range_formula(self.planned.name, self.top, column, self.top + len(self.plot.rows) - 1, column))

    def _series(self, at: int, series: Series, column: int) -> None:
        kind = self.chart.kind
        colour = "#" + self.look.series_colour(series, at)
        options: dict[str, Any] = {
            "name": [self.planned.name, self.top - 1, column],
            **self._cells(column),
        }
        if kind in (ChartKind.TREND, ChartKind.FUNNEL):
            options |= self._marks(colour, points=kind is ChartKind.FUNNEL)
        else:
            options |= {"gap": 45} | self._bar(colour)
        if kind in (ChartKind.RATE, ChartKind.RATIO) and len(self.chart.series) == 1:
            options["points"] = [self._bar(self._row_colour(i)) for i in self.plot.table_rows]
        limits = limits_of(self.chart, series)
        if limits and has_whiskers(self.chart):
            options["y_error_bars"] = self._interval(column, colour if kind is ChartKind.TREND else self._hex("ink"))
        self.native.add_series(options)
        if limits and not has_whiskers(self.chart):
            for limit in (column + 1, column + 2):
                self._line(limit, self.plot.columns[limit].header, colour, "round_dot")

    def _bar(self, colour: str) -> dict[str, Any]:
        """A bar's fill: where it has a whisker, pale within a full outline, so that the whisker is seen on it."""
        pale = {"transparency": 45} if has_whiskers(self.chart) else {}
        return {"fill": {"color": colour} | pale, "border": {"color": colour, "width": 1}}

    def _row_colour(self, row: int) -> str:
        shown: Row = self.planned.table.rows[row]
        return "#" + self.look.colour(shown.group, row)

    def _marks(self, colour: str, *, points: bool) -> dict[str, Any]:
        marker = {"type": "circle", "size": 8, "fill": {"color": colour}, "border": {"color": self._hex("paper")}}
        if not points:
            return {"line": {"color": colour, "width": 2.25}, "marker": marker}
        labels = {"custom": [{"value": text} for text in self.plot.texts(0)], "position": "above", "font": self.font}
        return {"line": {"none": True}, "marker": marker, "data_labels": {"value": True} | labels}

    def _interval(self, column: int, colour: str) -> dict[str, Any]:
        return {
            "type": "custom",
            "minus_values": self._formula(column + 1),
            "plus_values": self._formula(column + 2),
            "minus_data": self.plot.values(column + 1),
            "plus_data": self.plot.values(column + 2),
            "line": {"color": colour, "width": 1.25},
        }

    def _line(self, column: int, name: str, colour: str, dash: str) -> None:
        self.native.add_series(
            {
                "name": name,
                **self._cells(column),
                "line": {"color": colour, "width": 1.25, "dash_type": dash},
                "marker": {"type": "none"},
            }
        )

    def _axes(self) -> None:
        value = self._value_axis(self.chart.axis)
        category = {
            "num_font": self.font,
            "line": {"color": self._hex("muted")},
            "label_position": "low",
            "interval_unit": 1,
        }
        category |= {"major_tick_mark": "none", "major_gridlines": {"visible": False}}
        if self.chart.kind is ChartKind.FUNNEL:
            assert self.chart.across is not None, self.chart.id
            across = self._value_axis(self.chart.across)
            self.native.set_x_axis(across | {"major_gridlines": {"visible": False}})
            self.native.set_y_axis(value)
        elif self.chart.kind is ChartKind.TREND:
            self.native.set_x_axis(category)
            self.native.set_y_axis(value)
        else:
            # Rows are read from the top; a reversed axis would carry the value axis to the top without "max".
            self.native.set_y_axis(category | {"reverse": True, "crossing": "max"})
            self.native.set_x_axis(value)

    def _value_axis(self, axis: Axis) -> dict[str, Any]:
        options: dict[str, Any] = {
            "name": axis.title,
            "name_font": self.font | {"bold": False},
            "num_font": self.font,
            "num_format": UP_TO_WHOLE if beyond_whole(axis) else AXIS_FORMATS.get(axis.unit, "General"),
            "min": axis.minimum,
            "max": axis.maximum,
            "major_unit": axis.major,
            "major_gridlines": {"visible": True, "line": {"color": self._hex("line"), "width": 0.75}},
            "line": {"none": True},
        }
        return options | ({"log_base": 2, "crossing": 1} if axis.log else {})
