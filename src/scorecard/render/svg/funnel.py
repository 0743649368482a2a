"""Funnels: points against their size, between limits that narrow as the size grows.

The first series is the size, along the chart's `across` axis; the second is the value, with its limits.
"""

from __future__ import annotations

from scorecard.model import Axis
from scorecard.render.svg.drawing import Dot, Drawing, Line, Mark, Text, flat
from scorecard.render.svg.plane import Plane, footing, level, plane, values
from scorecard.render.svg.rows import FOOT
from scorecard.render.svg.shown import Shown
from scorecard.render.svg.text import measured
from scorecard.render.svg.tones import tone


def funnel(shown: Shown, width: float) -> Drawing:
    """The drawing of a FUNNEL chart; rows that have no value are named with their symbol below it."""
    chart = shown.chart
    assert chart.across is not None, "a funnel has a horizontal axis"
    plot = plane(chart.axis, width, beside=12, above=0)
    ticks = plot.along(chart.across).ticks
    title = Text((plot.left + plot.right) / 2, plot.bottom + 37, chart.across.title, "muted", "middle", size=12)
    marks = flat((
        values(plot, chart.axis), footing(plot, ticks), (title,), _limits(shown, plot, chart.across),
        level(plot, chart), _points(shown, plot, chart.across), _absent(shown, plot),
    ))  # fmt: skip
    return Drawing(chart.id, chart.title, chart.alt, width, plot.bottom + FOOT + 18, marks)


def _limits(shown: Shown, plot: Plane, across: Axis) -> tuple[Mark, ...]:
    """The lower and the upper limit as lines through the sizes, from the smallest to the largest."""
    size, value = shown.chart.series
    along, up = plot.along(across), plot.up(shown.chart.axis)
    lines: list[Mark] = []
    for column in (value.low, value.high):
        pairs = [(shown.number(row, size.value), shown.number(row, column)) for row in shown.rows]
        points = sorted((along.at(s), up.at(v)) for s, v in pairs if s is not None and v is not None)
        if len(points) > 1:
            lines.append(Line(tuple(points), "muted", 1.5, dashed=True))
    return tuple(lines)


def _points(shown: Shown, plot: Plane, across: Axis) -> tuple[Mark, ...]:
    """A dot for each row, and its name where there is room for it; those outside their limits are named first."""
    size, value = shown.chart.series
    along, up = plot.along(across), plot.up(shown.chart.axis)
    dots: list[Mark] = []
    wanted: list[tuple[bool, float, float, str]] = []
    for n, (row, name) in enumerate(zip(shown.rows, shown.labels, strict=True)):
        at, height = shown.number(row, size.value), shown.number(row, value.value)
        if at is None or height is None:
            continue
        dots.append(Dot(along.at(at), up.at(height), 5, tone(shown.look.colour(row.group, n if row.group else 0))))
        low, high = shown.limits(row, value) or (height, height)
        wanted.append((low <= height <= high, along.at(at), up.at(height), name))
    return (*dots, *_names(sorted(wanted, key=lambda name: name[0]), plot))


def _names(wanted: list[tuple[bool, float, float, str]], plot: Plane) -> list[Mark]:
    """The names beside their dots, right or left of them; one that would lie on another is left to the table."""
    taken: list[tuple[float, float, float]] = []
    marks: list[Mark] = []
    for _inside, x, y, name in wanted:
        wide = measured(name, size=12)
        places = [(x + 9, y + dy) for dy in (4.0, -8.0, 16.0)] + [(x - 9 - wide, y + dy) for dy in (4.0, -8.0, 16.0)]
        place = next((p for p in places if _free(*p, wide, taken, plot)), None)
        if place is not None:
            taken.append((*place, wide))
            marks += [Text(*place, name, "paper", size=12, halo=True), Text(*place, name, size=12)]
    return marks


def _free(x: float, y: float, wide: float, taken: list[tuple[float, float, float]], plot: Plane) -> bool:
    apart = all(x > left + width + 4 or x + wide + 4 < left or abs(y - line) > 13 for left, line, width in taken)
    return apart and plot.left <= x and x + wide <= plot.width


def _absent(shown: Shown, plot: Plane) -> tuple[Mark, ...]:
    """The rows that have no point, each with the symbol that stands for its size or its value."""
    out = []
    for row, name in zip(shown.rows, shown.labels, strict=True):
        cells = [shown.cell(row, series.value) for series in shown.chart.series]
        out += [f"{name} {cell.text}" for cell in cells if cell.value is None][-1:]
    return (Text(plot.left, plot.bottom + FOOT + 12, "; ".join(out), "muted", size=12),) if out else ()
