"""What all charts share: fonts, thin lines, the title at the left, axes with the ends that the document chose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.text import PP_ALIGN
from pptx.util import Pt

from scorecard.model import Axis, Chart, Look, Table, Unit, beyond_whole
from scorecard.render.pptx.charts.xml import fix_plot, fixed_layout, log_scale
from scorecard.render.pptx.geometry.plot import SIZE, TITLE_SIZE, Plot
from scorecard.render.pptx.workbook import Part
from scorecard.render.pptx.writing import rgb

AXIS_FORMATS = {
    Unit.COUNT: "#,##0",
    Unit.PEOPLE: '+#,##0;"−"#,##0;0',  # a minus, as the figures have it
    Unit.PERCENT: "0%",
    Unit.POINTS: '+0;"−"0;0',
    Unit.RATIO: "General",
    Unit.PROBABILITY: "0.00",
    Unit.DAYS: "#,##0",
}


UP_TO_WHOLE = "[<=1.001]0%;"


@dataclass(frozen=True)
class Drawing:
    """A chart of the document with all that is needed to draw it."""

    chart: Chart
    table: Table
    look: Look
    plot: Plot
    font: str

    def colour(self, name: str) -> Any:
        """A colour of the look by name: ink, muted, line ..."""
        return rgb(self.look.colours[name])


class _Data(CategoryChartData):
    """Categories without the library's workbook: a chart gets ours, which has the limits too."""

    xlsx_blob = b""


def chart_data(labels: tuple[str, ...], parts: tuple[Part, ...]) -> Any:
    """What python-pptx makes a chart with categories of."""
    data: Any = _Data()  # type: ignore[no-untyped-call]
    data.categories = labels
    for part in parts:
        data.add_series(part.name, part.values)
    return data


def dress(chart: Any, drawing: Drawing) -> None:
    """Fonts, title and plot, alike in every chart."""
    chart.font.size = Pt(SIZE)
    chart.font.color.rgb = drawing.colour("ink")
    chart.has_legend = False
    chart.has_title = True
    frame = chart.chart_title.text_frame
    frame.text = "\n".join(drawing.plot.title)
    for paragraph in frame.paragraphs:
        paragraph.alignment = PP_ALIGN.LEFT
        paragraph.runs[0].font.size, paragraph.runs[0].font.bold = Pt(TITLE_SIZE), True
    chart.chart_title.include_in_layout = False
    fixed_layout(chart.chart_title._element, (0.0, 0.0))
    fix_plot(chart, drawing.plot)


def value_axis(native: Any, axis: Axis, drawing: Drawing, titles: tuple[str, ...]) -> None:
    """A value axis with its ends, thin grid lines, and words under or beside it."""
    native.minimum_scale, native.maximum_scale, native.major_unit = axis.minimum, axis.maximum, axis.major
    native.has_major_gridlines, native.has_minor_gridlines = True, False
    native.major_gridlines.format.line.color.rgb = drawing.colour("line")
    native.major_gridlines.format.line.width = Pt(0.5)
    native.major_tick_mark = native.minor_tick_mark = XL_TICK_MARK.NONE
    native.format.line.fill.background()
    native.tick_labels.number_format = UP_TO_WHOLE if beyond_whole(axis) else AXIS_FORMATS[axis.unit]
    native.tick_labels.number_format_is_linked = False
    _font(native.tick_labels.font, drawing)
    if axis.log:
        log_scale(native)
    if titles:
        _axis_title(native, titles, drawing)


def category_axis(native: Any, drawing: Drawing) -> None:
    """A category axis: its line is the line from which bars start; names at the edge of the plot."""
    native.major_tick_mark = native.minor_tick_mark = XL_TICK_MARK.NONE
    native.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    native.format.line.color.rgb = drawing.colour("ink")
    native.format.line.width = Pt(1)
    native.has_major_gridlines = False
    _font(native.tick_labels.font, drawing)


def _axis_title(native: Any, titles: tuple[str, ...], drawing: Drawing) -> None:
    native.has_title = True
    frame = native.axis_title.text_frame
    frame.text = "\n".join(titles)
    for paragraph in frame.paragraphs:
        paragraph.alignment = PP_ALIGN.CENTER  # under the middle of the axis, whatever the template says
        for run in paragraph.runs:
            _font(run.font, drawing)
            run.font.bold = False


def _font(font: Any, drawing: Drawing) -> None:
    font.size = Pt(SIZE)
    font.color.rgb = drawing.colour("muted")
