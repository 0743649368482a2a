"""Lines over periods, each named at its end, with the limits that it has."""

from __future__ import annotations

from typing import Any

from lxml import etree
from pptx.enum.chart import XL_CHART_TYPE, XL_MARKER_STYLE
from pptx.oxml.ns import qn
from pptx.util import Pt

from scorecard.render.pptx.charts.style import Drawing, category_axis, chart_data, dress, value_axis
from scorecard.render.pptx.charts.xml import Label, error_bars, point_label, skip_ticks, start_at_axis
from scorecard.render.pptx.geometry.plot import shifts
from scorecard.render.pptx.labels import categories
from scorecard.render.pptx.workbook import ABOVE, BELOW, Part, Sheet, gaps, part, sheet_of
from scorecard.render.pptx.writing import rgb

MARKERS = (
    XL_MARKER_STYLE.CIRCLE, XL_MARKER_STYLE.SQUARE, XL_MARKER_STYLE.DIAMOND,
    XL_MARKER_STYLE.TRIANGLE, XL_MARKER_STYLE.X, XL_MARKER_STYLE.PLUS,
)  # fmt: skip
AWAY = '"  "'  # after the numbers of the upright axis, from which lines start
FEW = 2  # with more lines than these, intervals hide one another; the table has them


def draw_lines(holder: Any, drawing: Drawing) -> tuple[Any, Sheet]:
    """Replace the placeholder by lines; the frame, and the sheet behind the chart."""
    spec = drawing.chart
    labels = categories(spec, drawing.table)
    parts = tuple(_shown(part(series, spec, drawing.table, spec.axis), len(spec.series)) for series in spec.series)
    level = _level(drawing)
    everything = (*parts, *level)
    frame = holder.insert_chart(XL_CHART_TYPE.LINE_MARKERS, chart_data(labels, everything))
    chart = frame.chart
    sheet = sheet_of(drawing.table.columns[drawing.table.index(spec.category)].header, labels, everything, gaps)
    dress(chart, drawing)
    category_axis(chart.category_axis, drawing)
    value_axis(chart.value_axis, spec.axis, drawing, ())
    chart.value_axis.tick_labels.number_format += AWAY
    start_at_axis(chart.value_axis, len(labels))
    skip_ticks(chart.category_axis, drawing.plot.skip)
    natives = list(chart.plots[0].series)
    for place, (native, drawn) in enumerate(zip(natives, parts, strict=False)):
        _style(native, drawing, place)
        if drawn.low:
            below = (sheet.reference(sheet.find(drawn.name + BELOW)), drawn.below)
            above = (sheet.reference(sheet.find(drawn.name + ABOVE)), drawn.above)
            error_bars(native._element, below, above, _colour(drawing, place))
    for native in natives[len(parts) :]:
        _style_level(native, drawing)
    _name_ends(natives, drawing, everything)
    return frame, sheet


def _shown(drawn: Part, number: int) -> Part:
    return drawn if number <= FEW else Part(drawn.name, drawn.values)


def _level(drawing: Drawing) -> tuple[Part, ...]:
    """The line of reference, where there is one, as a line of its own."""
    spec = drawing.chart
    if spec.line_at is None:
        return ()
    return (Part(spec.line_label or " ", tuple(spec.line_at for _ in spec.rows)),)


def _colour(drawing: Drawing, place: int) -> str:
    return drawing.look.series_colour(drawing.chart.series[place], place)


def _style(native: Any, drawing: Drawing, place: int) -> None:
    colour = rgb(_colour(drawing, place))
    native.smooth = False
    native.format.line.color.rgb = colour
    native.format.line.width = Pt(2.25)
    native.marker.style = MARKERS[place % len(MARKERS)]
    native.marker.size = 8
    native.marker.format.fill.solid()
    native.marker.format.fill.fore_color.rgb = colour
    native.marker.format.line.color.rgb = colour


def _style_level(native: Any, drawing: Drawing) -> None:
    native.smooth = False
    native.format.line.color.rgb = drawing.colour("muted")
    native.format.line.width = Pt(1)
    line = native.format.line._get_or_add_ln()
    line.append(etree.Element(qn("a:prstDash"), val="dash"))
    native.marker.style = XL_MARKER_STYLE.NONE


def _name_ends(natives: list[Any], drawing: Drawing, parts: tuple[Part, ...]) -> None:
    """The name of each series beside its last drawn point, none over another."""
    spec = drawing.chart
    ended = [place for place, drawn in enumerate(parts) if any(v is not None for v in drawn.values)]
    lasts = [max(at for at, value in enumerate(parts[place].values) if value is not None) for place in ended]
    values = [float(parts[place].values[last] or 0) for place, last in zip(ended, lasts, strict=True)]
    moves = shifts(values, spec.axis.minimum, spec.axis.maximum, drawing.plot)
    for place, last, down in zip(ended, lasts, moves, strict=True):
        colour = _colour(drawing, place) if place < len(spec.series) else drawing.look.colours["muted"]
        label = Label(drawing.plot.ends[place], drawing.look.colours["ink"], colour, down)
        point_label(natives[place]._element, last, label)
