"""Horizontal bars: rates from 0 and ratios from the line at 1, with their intervals; and bars in parts."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.oxml.ns import qn
from pptx.util import Pt

from scorecard.model import ALL, ChartKind, Role, Row
from scorecard.render.pptx.charts.style import Drawing, category_axis, chart_data, dress, value_axis
from scorecard.render.pptx.charts.xml import error_bars, fixed_layout
from scorecard.render.pptx.geometry.boxes import is_dark
from scorecard.render.pptx.geometry.plot import SIZE, wide_enough
from scorecard.render.pptx.labels import categories
from scorecard.render.pptx.workbook import ABOVE, BELOW, Part, Sheet, gaps, part, sheet_of
from scorecard.render.pptx.writing import rgb

OVERLAID = 100


def draw_bars(holder: Any, drawing: Drawing) -> tuple[Any, Sheet]:
    """Replace the placeholder by bars; the frame, and the sheet behind the chart."""
    spec = drawing.chart
    labels = categories(spec, drawing.table)
    parts = tuple(part(series, spec, drawing.table, spec.axis) for series in spec.series)
    stacked = spec.kind is ChartKind.STACKED
    kind = XL_CHART_TYPE.BAR_STACKED if stacked else XL_CHART_TYPE.BAR_CLUSTERED
    frame = holder.insert_chart(kind, chart_data(labels, parts))
    chart, sheet = frame.chart, sheet_of(_heading(drawing), labels, parts, gaps)
    dress(chart, drawing)
    _axes(chart, drawing)
    chart.plots[0].gap_width = drawing.plot.gap
    if stacked:
        _stack(chart, drawing, parts)
    else:
        _colour_rows(chart, drawing)
        _intervals(chart, drawing, parts, sheet)
    return frame, sheet


def _heading(drawing: Drawing) -> str:
    table = drawing.table
    return table.columns[table.index(drawing.chart.category)].header


def _axes(chart: Any, drawing: Drawing) -> None:
    axis = drawing.chart.axis
    category_axis(chart.category_axis, drawing)
    value_axis(chart.value_axis, axis, drawing, drawing.plot.under)
    chart.category_axis.reverse_order = True  # the first row at the top, as in the table
    chart.value_axis.tick_label_position = XL_TICK_LABEL_POSITION.HIGH  # which the reversed order puts at the bottom
    if axis.log:
        chart.value_axis.crosses_at = drawing.chart.line_at or 1.0


def _colour_rows(chart: Any, drawing: Drawing) -> None:
    series = chart.plots[0].series[0]
    series.invert_if_negative = False
    for place, row in enumerate(drawing.chart.rows):
        colour = rgb(drawing.look.colour(_group(drawing.table.rows[row]), place))
        _fill(series.points[place].format, colour)


def _group(row: Row) -> str | None:
    return ALL if row.role is Role.TOTAL else row.group


def _fill(shape: Any, colour: Any) -> None:
    shape.fill.solid()
    shape.fill.fore_color.rgb = colour


def _intervals(chart: Any, drawing: Drawing, parts: tuple[Part, ...], sheet: Sheet) -> None:
    for native, drawn in zip(chart.plots[0].series, parts, strict=True):
        if drawn.low:
            below = (sheet.reference(sheet.find(drawn.name + BELOW)), drawn.below)
            above = (sheet.reference(sheet.find(drawn.name + ABOVE)), drawn.above)
            error_bars(native._element, below, above, drawing.look.colours["ink"])


def _stack(chart: Any, drawing: Drawing, parts: tuple[Part, ...]) -> None:
    chart.plots[0].overlap = OVERLAID
    for place, (native, spec) in enumerate(zip(chart.plots[0].series, drawing.chart.series, strict=True)):
        colour = drawing.look.series_colour(spec, place)
        native.invert_if_negative = False
        _fill(native.format, rgb(colour))
        native.format.line.color.rgb = drawing.colour("paper")
        native.format.line.width = Pt(1)
        _label_parts(native, drawing, parts[place], colour)
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    chart.legend.font.size = Pt(SIZE)
    if drawing.plot.legend:
        fixed_layout(chart.legend._element, drawing.plot.legend)


def _label_parts(native: Any, drawing: Drawing, drawn: Part, colour: str) -> None:
    """The number in each part that is wide enough for it: the first is drawn, the others are copies of it."""
    axis = drawing.chart.axis
    length = axis.maximum - axis.minimum
    column = drawing.table.column(next(s.value for s in drawing.chart.series if s.name == drawn.name))
    written = (column[row].text for row in drawing.chart.rows)
    labels = [
        (place, words)
        for place, (words, value) in enumerate(zip(written, drawn.values, strict=True))
        if value and wide_enough(words, value, length, drawing.plot, drawing.font)
    ]
    for place, words in labels[:1]:
        _label(native.points[place].data_label, words, drawing.colour("paper" if is_dark(colour) else "ink"))
    for place, words in labels[1:]:
        before = native._element.dLbls.dLbl_lst[-1]
        copied = deepcopy(before)
        copied.find(qn("c:idx")).set("val", str(place))
        copied.find(f".//{qn('a:t')}").text = words
        before.addnext(copied)


def _label(label: Any, words: str, ink: Any) -> None:
    label.has_text_frame = True
    label.text_frame.text = words
    font = label.text_frame.paragraphs[0].runs[0].font
    font.size, font.color.rgb = Pt(SIZE), ink
    label.position = XL_LABEL_POSITION.CENTER
