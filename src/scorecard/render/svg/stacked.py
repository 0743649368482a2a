"""Stacked bars: the parts of each row side by side, those above 0 to the right and those below 0 to the left."""

from __future__ import annotations

from scorecard.render.svg.drawing import Bar, Drawing, Mark, Text, flat
from scorecard.render.svg.key import key
from scorecard.render.svg.rows import Band, grid, labels, laid_out, reference
from scorecard.render.svg.scale import Scale
from scorecard.render.svg.shown import Shown, number
from scorecard.render.svg.text import measured
from scorecard.render.svg.tones import on, tone

THICK = 20.0


def stacked(shown: Shown, width: float) -> Drawing:
    """The drawing of a STACKED chart; a part's figure is written in it where it has room."""
    chart = shown.chart
    head, top = key(shown.drawn_key, width)
    layout = laid_out(shown, width, top + (24 if chart.line_at is not None else 8))
    scale = layout.scale(chart.axis)
    parts = flat(_parts(shown, band, scale) for band in layout.bands)
    marks = flat((head, grid(layout, chart.axis), parts, reference(shown, layout), labels(layout)))
    return Drawing(chart.id, chart.title, chart.alt, width, layout.height, marks)


def _parts(shown: Shown, band: Band, scale: Scale) -> tuple[Mark, ...]:
    """The parts that have a value; after them the symbols of those that have none."""
    marks: list[Mark] = []
    missing: list[str] = []
    above = below = 0.0
    for series, colour in zip(shown.chart.series, shown.colours, strict=True):
        cell = shown.cell(band.row, series.value)
        value = number(cell)
        if value is None:
            missing.append(cell.text)
        elif value >= 0:
            marks += _part(scale.at(above), scale.at(above + value), band.lanes[0], cell.text, colour)
            above += value
        else:
            marks += _part(scale.at(below + value), scale.at(below), band.lanes[0], cell.text, colour)
            below += value
    if missing:
        words = ", ".join(dict.fromkeys(missing))
        marks.append(Text(scale.at(above) + 6, band.lanes[0] + 5, words, "muted"))
    return tuple(marks)


def _part(start: float, end: float, middle: float, text: str, colour: str) -> tuple[Mark, ...]:
    width = max(end - start - 1, 0)
    if not width:
        return ()
    bar = Bar(start, middle - THICK / 2, width, THICK, tone(colour))
    if measured(text, size=12) + 6 > width:
        return (bar,)
    return (bar, Text(start + width / 2, middle + 4, text, on(colour), "middle", size=12))
