"""The plane of a chart with a vertical value axis (trend, funnel): two scales, grid lines and labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scorecard.model import Axis, Chart
from scorecard.render.svg.drawing import Line, Mark, Text
from scorecard.render.svg.scale import Scale
from scorecard.render.svg.text import measured

TOP, PLOT, LINE = 30.0, 260.0, 22.0


@dataclass(frozen=True)
class Plane:
    """The four sides of a plot within a drawing of that width."""

    width: float
    left: float
    right: float
    top: float

    @property
    def bottom(self) -> float:
        """The lower end of the plot."""
        return self.top + PLOT

    def up(self, axis: Axis) -> Scale:
        """The value axis, from the bottom to the top."""
        return Scale(axis, self.bottom, self.top)

    def along(self, axis: Axis) -> Scale:
        """The horizontal axis, from left to right."""
        return Scale(axis, self.left, self.right)


def plane(axis: Axis, width: float, *, beside: float, above: float) -> Plane:
    """A plane with room for the axis labels on the left, `beside` pixels on the right and `above` them a key."""
    labels = (label for _y, label in Scale(axis, 1, 0).ticks)
    return Plane(width, max(measured(label, size=12) for label in labels) + 8, width - beside, above + TOP)


def values(plot: Plane, axis: Axis) -> tuple[Mark, ...]:
    """Grid lines and labels of the value axis, its title above them."""
    ticks = plot.up(axis).ticks
    title = Text(0, plot.top - 18, axis.title, "muted", size=12)
    lines = tuple(Line(((plot.left, y), (plot.right, y)), "line") for y, _label in ticks)
    return (title, *lines, *(Text(plot.left - 8, y + 4, label, "muted", "end", size=12) for y, label in ticks))


def footing(plot: Plane, ticks: Sequence[tuple[float, str]]) -> tuple[Mark, ...]:
    """The labels below the plot, left out where they would touch the one before."""
    shown: list[Mark] = []
    free = 0.0
    for x, label in ticks:
        half = measured(label, size=12) / 2
        middle = min(x, plot.width - half)
        if middle - half >= free:
            shown.append(Text(middle, plot.bottom + 18, label, "muted", "middle", size=12))
            free = middle + half + 8
    return tuple(shown)


def level(plot: Plane, chart: Chart) -> tuple[Mark, ...]:
    """The line of reference across the plot, its label with a short piece of it above; nothing where there is none."""
    if chart.line_at is None:
        return ()
    y, head = plot.up(chart.axis).at(chart.line_at), plot.top - 18
    start = plot.right - measured(chart.line_label, size=12)
    lines = (((plot.left, y), (plot.right, y)), ((start - 26, head - 4), (start - 6, head - 4)))
    label = Text(plot.right, head, chart.line_label, "ink", "end", size=12)
    return (*(Line(points, "ink", 1.2, dashed=True) for points in lines), label)
