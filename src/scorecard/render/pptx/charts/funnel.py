"""Points against size, between limits that are lines. The first series is the size, the second the value."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pptx.chart.data import XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_MARKER_STYLE
from pptx.util import Pt

from scorecard.model import Chart
from scorecard.render.pptx.charts.style import Drawing, dress, value_axis
from scorecard.render.pptx.charts.xml import Label, point_label, refer
from scorecard.render.pptx.workbook import FROM, TO, Number, Part, Sheet, ends, part, sheet_of
from scorecard.render.pptx.writing import rgb

MANY = 12  # with more points than these, only those outside the limits are named


def draw_funnel(holder: Any, drawing: Drawing) -> tuple[Any, Sheet]:
    """Replace the placeholder by the funnel; the frame, and the sheet behind the chart."""
    spec, table = _by_size(drawing), drawing.table
    assert spec.across, "a funnel has a horizontal axis"
    sizes = part(spec.series[0], spec, table, spec.across)
    drawn = part(spec.series[1], spec, table, spec.axis)
    names = tuple(table.column(spec.category)[row].text for row in spec.rows)
    level = _level(spec)
    sheet = sheet_of(table.columns[table.index(spec.category)].header, names, (sizes, drawn, *level), ends)
    shown = _shown(drawn, level)
    frame = holder.insert_chart(XL_CHART_TYPE.XY_SCATTER_LINES_NO_MARKERS, _data(sizes, shown))
    chart = frame.chart
    dress(chart, drawing)
    value_axis(chart.category_axis, spec.across, drawing, drawing.plot.under)
    chart.category_axis.has_major_gridlines = False
    value_axis(chart.value_axis, spec.axis, drawing, ())
    for native, (name, _) in zip(chart.plots[0].series, shown, strict=True):
        column = sheet.find(name)
        refer(native._element, "c:tx", sheet.header(column))
        refer(native._element, "c:xVal", sheet.reference(1))
        refer(native._element, "c:yVal", sheet.reference(column))
    _style(list(chart.plots[0].series), drawing)
    _name(chart.plots[0].series[0], names, drawn, drawing)
    return frame, sheet


def _by_size(drawing: Drawing) -> Chart:
    """The chart with its rows in the order of size, so that the limits are drawn from left to right."""
    sizes = drawing.table.column(drawing.chart.series[0].value)
    return replace(
        drawing.chart, rows=tuple(sorted(drawing.chart.rows, key=lambda row: (_size(sizes[row].value), row)))
    )


def _size(value: Any) -> float:
    return float(value) if isinstance(value, int | float) else float("-inf")


def _level(spec: Chart) -> tuple[Part, ...]:
    """The line of reference, where there is one."""
    return () if spec.line_at is None else (Part(spec.line_label or " ", tuple(spec.line_at for _ in spec.rows)),)


def _shown(drawn: Part, level: tuple[Part, ...]) -> list[tuple[str, tuple[Number, ...]]]:
    """What is drawn against size: the points, then the lines, each under the header of its column."""
    limits = [(drawn.name + FROM, drawn.low), (drawn.name + TO, drawn.high)] if drawn.low else []
    return [(drawn.name, drawn.values), *limits, *((line.name, line.values) for line in level)]


def _data(sizes: Part, shown: list[tuple[str, tuple[Number, ...]]]) -> Any:
    data: Any = XyChartData()  # type: ignore[no-untyped-call]
    for name, values in shown:
        series = data.add_series(name)
        for x, y in zip(sizes.values, values, strict=True):
            series.add_data_point(x, y)
    return data


def _style(natives: list[Any], drawing: Drawing) -> None:
    points, *limits = natives
    points.format.line.fill.background()
    points.marker.style, points.marker.size = XL_MARKER_STYLE.CIRCLE, 9
    points.marker.format.fill.solid()
    points.marker.format.fill.fore_color.rgb = rgb(drawing.look.palette[0])
    points.marker.format.line.color.rgb = drawing.colour("paper")
    for native in limits:
        native.smooth = False
        native.format.line.color.rgb = drawing.colour("muted")
        native.format.line.width = Pt(1.25)
        native.marker.style = XL_MARKER_STYLE.NONE


def _name(native: Any, names: tuple[str, ...], drawn: Part, drawing: Drawing) -> None:
    for place, (name, value) in enumerate(zip(names, drawn.values, strict=True)):
        if value is not None and (len(names) <= MANY or _outside(place, drawn)):
            point_label(native._element, place, Label((name,), drawing.look.colours["ink"]))


def _outside(place: int, drawn: Part) -> bool:
    value: Number = drawn.values[place]
    low, high = (limits[place] if limits else None for limits in (drawn.low, drawn.high))
    return value is not None and low is not None and high is not None and not low <= value <= high
