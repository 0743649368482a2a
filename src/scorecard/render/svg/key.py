"""A key above a plot: a square of colour and a name for each series, in as many lines as the width needs."""

from __future__ import annotations

from collections.abc import Sequence

from scorecard.render.svg.drawing import Bar, Mark, Text
from scorecard.render.svg.text import measured
from scorecard.render.svg.tones import tone

SQUARE, STEP = 12.0, 20.0


def key(entries: Sequence[tuple[str, str]], width: float) -> tuple[tuple[Mark, ...], float]:
    """The marks of a key of (name, colour) entries, and the height that it takes: 0 where there are no entries."""
    marks: list[Mark] = []
    x, y = 0.0, 0.0
    for name, colour in entries:
        room = SQUARE + 6 + measured(name) + 18
        if x and x + room - 18 > width:
            x, y = 0.0, y + STEP
        marks += [Bar(x, y + 2, SQUARE, SQUARE, tone(colour)), Text(x + SQUARE + 6, y + 13, name)]
        x += room
    return tuple(marks), y + STEP if entries else 0.0
