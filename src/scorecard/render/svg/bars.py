"""Rates and ratios: horizontal bars from the origin with their intervals, figures in a column on the right."""

from __future__ import annotations

from scorecard.model import ChartKind, Finding, Series
from scorecard.render.svg.drawing import Bar, Drawing, Line, Mark, Text, flat
from scorecard.render.svg.key import key
from scorecard.render.svg.rows import GAP, Band, Layout, clear, grid, labels, laid_out, reference
from scorecard.render.svg.scale import Scale
from scorecard.render.svg.shown import Shown
from scorecard.render.svg.text import LEADING, measured
from scorecard.render.svg.tones import tone, written

THICK = 14.0
CAP = 4.0


def bars(shown: Shown, width: float) -> Drawing:
    """The drawing of a RATE or a RATIO chart; a key only where there are several series."""
    chart = shown.chart
    head, top = key(shown.key if len(chart.series) > 1 else (), width)
    top += 22 if chart.line_at is not None else 4
    layout = laid_out(shown, width, top, lanes=len(chart.series), figures=_figures(shown))
    scale = layout.scale(chart.axis)
    drawn = flat(_bar(shown, band, n, scale) for band in layout.bands for n in range(len(chart.series)))
    said = clear(layout, (text for band in layout.bands for text in _said(shown, band, layout)))
    marks = flat((head, grid(layout, chart.axis), drawn, reference(shown, layout), labels(layout), said))
    return Drawing(chart.id, chart.title, chart.alt, width, layout.height, marks)


def _colour(shown: Shown, band: Band, at: int) -> str:
    """Several series: each its own colour; one series: the row's own group's, or the series' in every row."""
    if len(shown.chart.series) > 1 or band.row.group is None:
        return shown.colours[at]
    return shown.look.colour(band.row.group, band.position)


def _bar(shown: Shown, band: Band, at: int, scale: Scale) -> tuple[Mark, ...]:
    series, y = shown.chart.series[at], band.lanes[at]
    value = shown.number(band.row, series.value)
    if value is None:
        return ()
    start, end = sorted((scale.origin, scale.at(value)))
    bar = Bar(start, y - THICK / 2, max(end - start, 1), THICK, tone(_colour(shown, band, at)))
    return (bar, *_interval(shown, band, series, y, scale))


def _interval(shown: Shown, band: Band, series: Series, y: float, scale: Scale) -> tuple[Mark, ...]:
    """A whisker from low to high; an end beyond the axis has no cap, since the interval goes on."""
    limits = shown.limits(band.row, series)
    if limits is None:
        return ()
    strokes = [((scale.at(limits[0]), y), (scale.at(limits[1]), y))]
    strokes += [((x, y - CAP), (x, y + CAP)) for v in limits for x in (scale.at(v),) if scale.holds(v)]
    halo = tuple(Line(points, "paper", 4) for points in strokes)
    return (*halo, *(Line(points, "ink", 1.5) for points in strokes))


def _figures(shown: Shown) -> tuple[str, ...]:
    """Every text that stands right of the bars, for the width of their column."""
    values = zip(*(shown.texts(series.value) for series in shown.chart.series), strict=True)
    spoken = (_spoken(shown, row.finding) for row in shown.rows)
    return tuple(f"{text}{words}" for texts, words in zip(values, spoken, strict=True) for text in texts)


def _spoken(shown: Shown, finding: Finding | None) -> str:
    """The finding's shape and words, as wide as they are drawn; only ratios are findings."""
    if finding is None or shown.chart.kind is not ChartKind.RATIO:
        return ""
    shape, _colour, words = shown.look.marks[finding]
    return f"   {shape}  {words}"


def _said(shown: Shown, band: Band, layout: Layout) -> tuple[Text, ...]:
    """The values as printed and, on a ratio chart, the finding: its shape and its words."""
    texts = [shown.cell(band.row, series.value).text for series in shown.chart.series]
    spoken = _spoken(shown, band.row.finding)
    lines = [band.baseline + LEADING * n if layout.narrow else y + 4.5 for n, y in enumerate(band.lanes)]
    if not spoken:
        x, anchor = (layout.width, "end") if layout.narrow else (layout.right + GAP, "start")
        return tuple(Text(x, y, text, "ink", anchor, bold=True) for y, text in zip(lines, texts, strict=True))
    x = layout.width - measured(f"{texts[0]}{spoken}", bold=True) if layout.narrow else layout.right + GAP
    room = measured(texts[0], bold=True) if layout.narrow else _widest(shown)
    return (Text(x, lines[0], texts[0], bold=True), *_finding(shown, band, x + room + measured("   "), lines[0]))


def _widest(shown: Shown) -> float:
    return max(measured(text, bold=True) for text in shown.texts(shown.chart.series[0].value))


def _finding(shown: Shown, band: Band, x: float, y: float) -> tuple[Text, ...]:
    assert band.row.finding is not None
    shape, colour, words = shown.look.marks[band.row.finding]
    return (Text(x, y, shape, written(colour)), Text(x + measured(f"{shape}  "), y, words, "muted"))
