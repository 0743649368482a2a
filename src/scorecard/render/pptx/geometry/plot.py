"""The plot of a chart: how much of its frame the labels, title and axis take, as fractions of the frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, log2

from scorecard.render.pptx.geometry.boxes import Box
from scorecard.render.pptx.geometry.words import SMALLEST, broken, flush_left, line_height, lines, width

SIZE = SMALLEST
TITLE_SIZE = 13
UNDER_TITLE = 10.0  # between the title and the plot; points, as all here
TICKS = 20.0  # below the plot, for the numbers of the axis
EDGE = 18.0  # right of the plot: half of the last number of the axis
GAP = 8.0  # between a label and the plot
THICKEST = 24.0  # of a bar
TALLEST_ROW = 58.0
NARROWEST_BARS, NARROWEST_PARTS, NARROWEST_LINES = 130.0, 300.0, 220.0  # of a plot
NARROWEST_LABELS = 90.0
WRAPPED = 0.8  # of a chart's width: there Office breaks a title that is longer
BETWEEN = 4.0  # two numbers of an axis
KEY = 26.0  # a legend's key beside its words


@dataclass(frozen=True)
class Plot:
    """`frame`: the chart's own box. x, y, w, h: the inner plot as fractions of it. title, under: the lines
    of the title and of what stands under the axis.

    gap: between bars, percent of a bar. legend: where it stands. ends: the lines of the labels that end lines.
    skip: every how many names of periods one is written.
    """

    frame: Box
    x: float
    y: float
    w: float
    h: float
    title: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    gap: int = 60
    skip: int = 1
    ends: tuple[tuple[str, ...], ...] = ()
    legend: tuple[float, float, float, float] | None = None


def below(titles: Sequence[str]) -> float:
    """The height of the axis: its numbers and the lines of its title."""
    return TICKS + line_height(SIZE, len(titles)) + 4


@dataclass(frozen=True)
class Texts:
    """The words of a chart: its title, the labels of its rows or periods, the lines under its axis.

    ticks: the longest number of the axis, and how many steps it has. legend: names of the parts of bars.
    ends: what stands at the ends of lines.
    """

    title: str
    labels: Sequence[str]
    under: Sequence[str]
    ticks: tuple[str, int] = ("", 0)
    legend: Sequence[str] = ()
    ends: Sequence[str] = ()


def axis_steps(low: float, high: float, major: float, *, log: bool) -> int:
    """How many steps an axis has from its lower to its upper end; a log axis doubles at each."""
    return round(log2(high / low) if log else (high - low) / major)


def _title(texts: Texts, room: float, font: str) -> tuple[tuple[str, ...], float]:
    title = flush_left(
        broken(texts.title, room * WRAPPED, TITLE_SIZE, bold=True, font=font), TITLE_SIZE, bold=True, font=font
    )
    return title, line_height(TITLE_SIZE, len(title)) + UNDER_TITLE


def _under(texts: Texts, room: float, font: str) -> tuple[str, ...]:
    return tuple(line for text in texts.under for line in broken(text, room * WRAPPED, SIZE, font=font))


def bars(texts: Texts, box: Box, font: str) -> Plot | None:
    """The plot of horizontal bars; None where the rows are too many or their names too long."""
    labels = texts.labels
    widest = max((width(label, SIZE, font=font) for label in labels), default=0.0)
    tick, steps = texts.ticks
    numbers = steps * (width(tick, SIZE, font=font) + BETWEEN)
    least = max(NARROWEST_PARTS if texts.legend else NARROWEST_BARS, numbers)
    column = min(widest + 2, box.w * (0.58 if box.w > 600 else 0.5), box.w - EDGE - GAP - least) + GAP
    if column < NARROWEST_LABELS and column < widest:
        return None
    most = max((lines(label, column - GAP, SIZE, font=font) for label in labels), default=1)
    across, legend = _legend(texts.legend, box.w, font)
    title, top = _title(texts, box.w, font)
    words = _under(texts, box.w, font)
    above, under = top + legend, below(words)
    row = min((box.h - above - under) / len(labels), TALLEST_ROW)
    if row < line_height(SIZE, most) + 4:
        return None
    frame = box.high(above + under + row * len(labels))
    key = (0.0, top / frame.h, across / frame.w, legend / frame.h) if legend else None
    gap = round(min(max((row / THICKEST - 1) * 100, 35), 500))
    inner = (frame.w - column - EDGE) / frame.w
    high = row * len(labels) / frame.h
    return Plot(frame, column / frame.w, above / frame.h, inner, high, title, words, gap=gap, legend=key)


def _legend(names: Sequence[str], room: float, font: str) -> tuple[float, float]:
    """Width and height of a legend in columns of one width, as Office sets it, with lines of nearly one number each."""
    if not names:
        return 0.0, 0.0
    widest = max(width(name, SIZE, font=font) for name in names) + KEY
    rows = ceil(len(names) / max(1, int(room / widest)))
    return min(room, widest * ceil(len(names) / rows)), line_height(SIZE, rows) + 4 * rows + 6


def lines_plot(texts: Texts, ticks: Sequence[str], box: Box, font: str) -> Plot | None:
    """The plot of lines, with room at the right for what ends them; None where it would be too narrow to read.

    ticks: the longest number of the upright axis.
    """
    widest = max((width(end, SIZE, font=font) for end in texts.ends), default=0.0)
    right = min(widest + KEY, box.w * 0.4) + GAP
    ends = tuple(broken(end, right - KEY - GAP, SIZE, font=font) for end in texts.ends)
    left = max(width(tick, SIZE, font=font) for tick in ticks) + 2 * GAP
    title, top = _title(texts, box.w, font)
    words = _under(texts, box.w, font)
    wide, under = box.w - left - right, below(words)
    if wide < NARROWEST_LINES:
        return None
    taken = sum(width(label, SIZE, font=font) + 2 * GAP for label in texts.labels)
    high = (box.h - top - under) / box.h
    return Plot(
        box, left / box.w, top / box.h, wide / box.w, high, title, words, skip=ceil(taken / wide) or 1, ends=ends
    )


def shifts(values: Sequence[float], low: float, high: float, plot: Plot) -> tuple[float, ...]:
    """How far to move each label at the end of a line so that none covers another: fractions of the chart's height.

    values: where the lines end, on an axis from low to high. Down is positive.
    """
    inner = plot.h * plot.frame.h
    own = [(high - value) / (high - low) * inner for value in values]
    step = min(line_height(SIZE, max((len(end) for end in plot.ends), default=1)) + 1, inner / max(len(own), 1))
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
