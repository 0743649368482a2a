"""The rows of a chart with horizontal bars: each category's label, and the band of height that it has.

On a wide chart the labels stand in a gutter on the left; on a narrow one (a phone) above their bars.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from scorecard.model import Axis, Row
from scorecard.render.svg.drawing import Line, Mark, Text, flat
from scorecard.render.svg.scale import Scale
from scorecard.render.svg.shown import Shown
from scorecard.render.svg.text import LEADING, SIZE, measured, wrapped

NARROW = 500.0
GUTTER, GAP, ROOM = 210.0, 12.0, 10.0
LANE = 20.0
FOOT = 44.0


@dataclass(frozen=True)
class Band:
    """One row of the chart: its label's lines and first baseline, and the middle of each of its bars (`lanes`)."""

    row: Row
    position: int
    lines: tuple[str, ...]
    baseline: float
    lanes: tuple[float, ...]


@dataclass(frozen=True)
class Layout:
    """Where a chart with rows has its plot, its bands and its column of figures on the right."""

    width: float
    left: float
    right: float
    top: float
    bottom: float
    bands: tuple[Band, ...]

    @property
    def narrow(self) -> bool:
        """Whether the labels stand above their bars."""
        return self.width < NARROW

    @property
    def height(self) -> float:
        """The height of the whole drawing."""
        return self.bottom + FOOT

    def scale(self, axis: Axis) -> Scale:
        """The value axis, laid out along the plot."""
        return Scale(axis, self.left, self.right)


def laid_out(shown: Shown, width: float, top: float, *, lanes: int = 1, figures: Sequence[str] = ()) -> Layout:
    """The layout of the chart's rows below `top`: `lanes` bars in each row, `figures` the texts right of them."""
    narrow = width < NARROW
    aside = max((measured(text, bold=True) for text in figures), default=0)
    gutter = min(max(map(measured, shown.labels)), GUTTER)
    left = 2.0 if narrow else gutter + GAP
    right = width - (16 if narrow or not aside else aside + GAP)
    lines = [wrapped(label, width - aside - GAP if narrow else gutter) for label in shown.labels]
    words, bars = [len(text) * LEADING for text in lines], lanes * LANE
    heights = [ROOM + (tall + bars + 2 if narrow else max(tall, bars)) for tall in words]
    tops = list(accumulate(heights, initial=top))
    bands = []
    for position, (y, height, tall) in enumerate(zip(tops, heights, words, strict=False)):
        first = y + ROOM / 2 + (tall + 2 if narrow else (height - ROOM - bars) / 2)
        baseline = y + ROOM / 2 + SIZE - 1 + (0 if narrow else (height - ROOM - tall) / 2)
        middles = tuple(first + LANE * (n + 0.5) for n in range(lanes))
        bands.append(Band(shown.rows[position], position, lines[position], baseline, middles))
    return Layout(width, left, right, top, tops[-1], tuple(bands))


def labels(layout: Layout) -> tuple[Mark, ...]:
    """The categories' names."""
    x, anchor = (layout.left, "start") if layout.narrow else (layout.left - GAP, "end")
    lines = ((band, n, line) for band in layout.bands for n, line in enumerate(band.lines))
    return clear(layout, (Text(x, band.baseline + LEADING * n, line, "ink", anchor) for band, n, line in lines))


def clear(layout: Layout, texts: Iterable[Text]) -> tuple[Mark, ...]:
    """The texts; where they stand in the plot, on a narrow chart, with a rim of paper that keeps lines off them."""
    if not layout.narrow:
        return tuple(texts)
    return flat((replace(text, tone="paper", halo=True), text) for text in texts)


def grid(layout: Layout, axis: Axis) -> tuple[Mark, ...]:
    """Faint lines at the ticks, their labels below, and the axis title."""
    y, ticks = layout.bottom, _spaced(layout.scale(axis).ticks)
    lines = tuple(Line(((x, layout.top), (x, y + 4)), "line") for x, _label in ticks)
    words = tuple(Text(x, y + 18, label, "muted", "middle", size=12) for x, label in ticks)
    title = Text((layout.left + layout.right) / 2, y + 37, axis.title, "muted", "middle", size=12)
    return (*lines, *words, title)


def _spaced(ticks: tuple[tuple[float, str], ...]) -> tuple[tuple[float, str], ...]:
    """Every tick, or every second (third ...) where their labels would touch."""
    widest = max(measured(label, size=12) for _x, label in ticks) + 8
    step = next((n for n in range(1, len(ticks)) if ticks[n][0] - ticks[0][0] >= widest), 1)
    return ticks[::step]


def reference(shown: Shown, layout: Layout) -> tuple[Mark, ...]:
    """The line of reference with its label above the plot; nothing where there is none."""
    if shown.chart.line_at is None:
        return ()
    x, half = layout.scale(shown.chart.axis).at(shown.chart.line_at), measured(shown.chart.line_label, size=12) / 2
    middle = min(max(x, half), layout.width - half)
    line = Line(((x, layout.top), (x, layout.bottom)), "ink", 1.2, dashed=True)
    return (line, Text(middle, layout.top - 6, shown.chart.line_label, "ink", "middle", size=12))
