"""Native, editable charts: one function, whatever the kind."""

from __future__ import annotations

from typing import Any

from scorecard.model import Chart, ChartKind, Table
from scorecard.render.pptx.charts.bars import draw_bars
from scorecard.render.pptx.charts.funnel import draw_funnel
from scorecard.render.pptx.charts.lines import draw_lines
from scorecard.render.pptx.charts.style import Drawing
from scorecard.render.pptx.charts.xml import number_axes, speak_english
from scorecard.render.pptx.geometry.boxes import Box
from scorecard.render.pptx.labels import plot_of, with_drawn
from scorecard.render.pptx.shapes import describe, put_at
from scorecard.render.pptx.writing import Ink

DRAW = {
    ChartKind.RATE: draw_bars,
    ChartKind.RATIO: draw_bars,
    ChartKind.STACKED: draw_bars,
    ChartKind.TREND: draw_lines,
    ChartKind.FUNNEL: draw_funnel,
}


def draw_chart(holder: Any, chart: Chart, table: Table, box: Box, ink: Ink) -> None:
    """Replace a chart placeholder by the chart, laid out in the box."""
    chart = with_drawn(chart, table)
    plot = plot_of(chart, table, box, ink.font) or plot_of(chart, table, box.high(box.h + 10_000), ink.font)
    assert plot, f"{chart.id} was planned to fit"
    put_at(holder, plot.frame)
    frame, sheet = DRAW[chart.kind](holder, Drawing(chart, table, ink.look, plot, ink.font))
    describe(frame._element, f"Chart: {chart.title}", chart.alt)
    number_axes(frame.chart)
    speak_english(frame.chart)
    frame.chart.part.chart_workbook.update_from_xlsx_blob(sheet.to_bytes(ink.dated))
