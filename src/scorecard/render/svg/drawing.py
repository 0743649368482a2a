"""A drawing: the few marks that a chart is made of, in pixels from the top left, ready for a template to write down.

A mark's `tone` is the name of a CSS class that sets its colour: "ink", "muted", "line", "paper", or a colour's own
class from `svg.tones`, so that one drawing serves light paper, a dark screen and a picture in an e-mail.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

Point = tuple[float, float]


def pixels(value: float) -> str:
    """A length or position as it stands in the file: at most one decimal, the same on every machine."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


@dataclass(frozen=True)
class Bar:
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    tone: str
    kind: str = "bar"


@dataclass(frozen=True)
class Line:
    """A line through points, or (closed) the outline of an area that is filled faintly."""

    points: tuple[Point, ...]
    tone: str
    width: float = 1
    dashed: bool = False
    closed: bool = False
    faint: bool = False
    kind: str = "line"

    @property
    def path(self) -> str:
        """The points as SVG's path data."""
        steps = "L".join(f"{pixels(x)} {pixels(y)}" for x, y in self.points)
        return f"M{steps}{'Z' if self.closed else ''}"


@dataclass(frozen=True)
class Dot:
    """A filled circle."""

    x: float
    y: float
    radius: float
    tone: str
    kind: str = "dot"


@dataclass(frozen=True)
class Text:
    """One line of text; `y` is its baseline; anchor: start, middle or end; halo: broad strokes behind a text."""

    x: float
    y: float
    text: str
    tone: str = "ink"
    anchor: str = "start"
    bold: bool = False
    size: float = 13
    halo: bool = False
    kind: str = "text"


Mark = Bar | Line | Dot | Text


@dataclass(frozen=True)
class Drawing:
    """A chart as marks, in the order in which they are painted, with its title and its finding in words."""

    id: str
    title: str
    description: str
    width: float
    height: float
    marks: tuple[Mark, ...]

    @property
    def tones(self) -> tuple[str, ...]:
        """The tones in use, each once, in the order of the alphabet."""
        return tuple(sorted({mark.tone for mark in self.marks}))


def flat(parts: Iterable[Iterable[Mark]]) -> tuple[Mark, ...]:
    """Several groups of marks as one, the first painted first."""
    return tuple(chain.from_iterable(parts))
