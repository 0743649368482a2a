"""The plot of a chart: how much of its frame the labels, title and axis take, as fractions of the frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scorecard.render.pptx.geometry.boxes import Box
from scorecard.render.pptx.geometry.words import SMALLEST, line_height, lines, width

SIZE = SMALLEST
TITLE_SIZE = 13
TITLE = 26.0  # above the plot, for the title; points, as all here
TICKS = 20.0  # below the plot, for the numbers of the axis
EDGE = 18.0  # right of the plot: half of the last number of the axis
GAP = 8.0  # between a label and the plot
THICKEST = 24.0  # of a bar
TALLEST_ROW = 58.0
KEY = 26.0  # a legend's key beside its words


@dataclass(frozen=True)
class Plot:
    """`frame`: the chart's own box. x, y, w, h: the inner plot as fractions of it. gap: between bars, percent."""

    frame: Box
    x: float
    y: float
    w: float
    h: float
    gap: int = 60
    legend: tuple[float, float, float, float] | None = None


def below(titles: Sequence[str]) -> float:
    """The height of the axis: its numbers and the lines of its title."""
    return TICKS + line_height(SIZE, len(titles)) + 4


def bars(labels: Sequence[str], box: Box, font: str, titles: Sequence[str], legend: Sequence[str] = ()) -> Plot | None:
    """The plot of horizontal bars with these labels; None where the rows are too many or their names too long.

    titles: the lines under the axis; legend: the names of the parts of stacked bars.
    """
    widest = max((width(label, SIZE, font=font) for label in labels), default=0.0)
    column = min(widest + 2, box.w * (0.58 if box.w > 600 else 0.5)) + GAP
    most = max((lines(label, column - GAP, SIZE, font=font) for label in labels), default=1)
    legend_height = _legend_height(legend, box.w, font)
    above, under = TITLE + legend_height, below(titles)
    row = min((box.h - above - under) / len(labels), TALLEST_ROW)
    if row < line_height(SIZE, most) + 4:
        return None
    frame = box.high(above + under + row * len(labels))
    key = (0.0, TITLE / frame.h, 1.0, legend_height / frame.h) if legend else None
    gap = round(min(max((row / THICKEST - 1) * 100, 35), 500))
    inner = (frame.w - column - EDGE) / frame.w
    return Plot(frame, column / frame.w, above / frame.h, inner, (row * len(labels)) / frame.h, gap, key)


def _legend_height(names: Sequence[str], room: float, font: str) -> float:
    if not names:
        return 0.0
    used, rows = 0.0, 1
    for name in names:
        wide = width(name, SIZE, font=font) + KEY
        rows, used = (rows + 1, wide) if used + wide > room * 0.92 else (rows, used + wide)
    return line_height(SIZE, rows) + 4 * rows + 6


def lines_plot(names: Sequence[str], ticks: Sequence[str], box: Box, font: str, titles: Sequence[str]) -> Plot:
    """The plot of lines, with room at the right for the names that end them."""
    right = min(max((width(name, SIZE, font=font) for name in names), default=0.0) + 2 * GAP, box.w * 0.4)
    left = max(width(tick, SIZE, font=font) for tick in ticks) + 2 * GAP
    under = below(titles)
    return Plot(box, left / box.w, TITLE / box.h, (box.w - left - right) / box.w, (box.h - TITLE - under) / box.h)


def shifts(values: Sequence[float], low: float, high: float, plot: Plot) -> tuple[float, ...]:
    """How far to move each label at the end of a line so that none covers another: fractions of the chart's height.

    values: where the lines end, on an axis from low to high. Down is positive.
    """
    inner = plot.h * plot.frame.h
    own = [(high - value) / (high - low) * inner for value in values]
    step = min(line_height(SIZE) + 1, inner / max(len(own), 1))
    order = sorted(range(len(own)), key=lambda at: own[at])
    placed: dict[int, float] = {}
    floor = -step
    for at in order:
        placed[at] = floor = max(own[at], floor + step)
    ceiling = inner + step
    for at in reversed(order):
        placed[at] = ceiling = min(placed[at], ceiling - step)
    return tuple((placed[at] - own[at]) / plot.frame.h for at in range(len(own)))


def wide_enough(text: str, part: float, whole: float, plot: Plot, font: str) -> bool:
    """Whether a number fits into a part of a stacked bar, of an axis that is `whole` long."""
    return width(text, SIZE, font=font) + 4 <= abs(part) / whole * plot.w * plot.frame.w
