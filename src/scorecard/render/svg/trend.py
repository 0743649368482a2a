"""Trends: one line a group over the periods, broken where a value is withheld, its name at its right end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scorecard.render.svg.drawing import Bar, Dot, Drawing, Line, Mark, Point, Text, flat
from scorecard.render.svg.key import key
from scorecard.render.svg.plane import LINE, Plane, footing, level, plane, values
from scorecard.render.svg.rows import NARROW
from scorecard.render.svg.shown import Shown
from scorecard.render.svg.text import measured
from scorecard.render.svg.tones import tone

STEP = 17.0
DODGE = 3.0  # each series a little aside of the one before, so that their limits are told apart
MOST_WITH_LIMITS = 2  # with more lines than these, limits hide one another; the table has them
Limits = tuple[float, float]


@dataclass(frozen=True)
class Track:
    """One series as it is drawn: its points by position of the period (None: not shown) and its limits."""

    name: str
    tone: str
    points: tuple[Point | None, ...]
    limits: tuple[Limits | None, ...]
    texts: tuple[str, ...]

    @property
    def last(self) -> float | None:
        """The height at which the line ends."""
        return next((p[1] for p in reversed(self.points) if p), None)


def trend(shown: Shown, width: float) -> Drawing:
    """The drawing of a TREND chart: names beside the lines, or in a key where the drawing is narrow."""
    chart = shown.chart
    head, above = key(shown.key if width < NARROW else (), width)
    plot = plane(chart.axis, width, beside=8 if head else max(map(measured, _ends(shown))) + 24, above=above)
    across = _places(plot, len(chart.rows))
    tracks = [_track(shown, n, plot, across) for n in range(len(chart.series))]
    marks = flat((
        head, values(plot, chart.axis), footing(plot, list(zip(across, shown.labels, strict=True))),
        level(plot, chart), flat(_limits(tracks)), flat(_line(track) for track in tracks),
        _missing(tracks, across, plot), () if head else _names(tracks, plot),
    ))  # fmt: skip
    return Drawing(chart.id, chart.title, chart.alt, width, plot.bottom + LINE + 6, marks)


def _ends(shown: Shown) -> tuple[str, ...]:
    """What stands beside each line: its name and its last value."""
    return tuple(f"{series.name} {shown.texts(series.value)[-1]}" for series in shown.chart.series)


def _places(plot: Plane, periods: int) -> tuple[float, ...]:
    """The horizontal place of each period, half a step from either side."""
    step = (plot.right - plot.left) / periods
    return tuple(plot.left + step * (n + 0.5) for n in range(periods))


def _track(shown: Shown, at: int, plot: Plane, across: Sequence[float]) -> Track:
    series, up = shown.chart.series[at], plot.up(shown.chart.axis)
    aside = DODGE * (at - (len(shown.chart.series) - 1) / 2)
    found = [shown.number(row, series.value) for row in shown.rows]
    points = tuple(None if value is None else (x + aside, up.at(value)) for x, value in zip(across, found, strict=True))
    pairs = [shown.limits(row, series) for row in shown.rows]
    limits = tuple(pair and (up.at(pair[0]), up.at(pair[1])) for pair in pairs)
    return Track(series.name, tone(shown.colours[at]), points, limits, shown.texts(series.value))


def _limits(tracks: Sequence[Track]) -> list[tuple[Mark, ...]]:
    """The limits: a band behind a single line, whiskers of two; more would hide the lines, and the table has them."""
    if len(tracks) > MOST_WITH_LIMITS:
        return []
    if len(tracks) == 1:
        track = tracks[0]
        known = [(p[0], *pair) for p, pair in zip(track.points, track.limits, strict=True) if p and pair]
        around = (*((x, low) for x, low, _high in known), *((x, high) for x, _low, high in reversed(known)))
        return [(Line(around, track.tone, closed=True, faint=True),)] if len(known) > 1 else []
    return [
        tuple(
            Line(((p[0], pair[0]), (p[0], pair[1])), track.tone, 1)
            for p, pair in zip(track.points, track.limits, strict=True)
            if p and pair
        )
        for track in tracks
    ]


def _line(track: Track) -> tuple[Mark, ...]:
    """The line in as many pieces as gaps leave, and a dot at every point."""
    pieces: list[list[Point]] = [[]]
    for point in track.points:
        if point:
            pieces[-1].append(point)
        elif pieces[-1]:
            pieces.append([])
    lines = tuple(Line(tuple(piece), track.tone, 2.2) for piece in pieces if len(piece) > 1)
    return (*lines, *(Dot(*point, 3.5, track.tone) for point in track.points if point))


def _missing(tracks: Sequence[Track], across: Sequence[float], plot: Plane) -> tuple[Mark, ...]:
    """At the foot of a period: the name and symbol of each series that has no value there."""
    marks: list[Mark] = []
    for n, x in enumerate(across):
        texts = [f"{t.name} {t.texts[n]}" for t in tracks if t.points[n] is None]
        for line, text in enumerate(reversed(texts)):
            half = measured(text, size=12) / 2
            middle = min(max(x, plot.left + 2 + half), plot.width - half)
            marks.append(Text(middle, plot.bottom - 6 - STEP * line, text, "muted", "middle", size=12))
    return tuple(marks)


def _names(tracks: Sequence[Track], plot: Plane) -> tuple[Mark, ...]:
    """Each line's name and last value, at its right end and moved apart where they would touch."""
    ends = sorted((t for t in tracks if t.last is not None), key=lambda t: (t.last, t.name))
    heights: list[float] = []
    for track in ends:
        assert track.last is not None
        heights.append(max(track.last, heights[-1] + STEP if heights else plot.top))
    over = max(heights[-1] - plot.bottom, 0) if heights else 0
    for at in reversed(range(len(heights))):
        limit = heights[at + 1] - STEP if at + 1 < len(heights) else plot.bottom
        heights[at] = min(heights[at], limit) if over else heights[at]
    x = plot.right + 6
    return flat(
        (
            Bar(x - 2, y - 2, 10, 4, track.tone),
            Text(x + 14, y + 4.5, f"{track.name} {track.texts[-1]}"),
        )
        for track, y in zip(ends, heights, strict=True)
    )
