"""What stands on one slide: the layout, the words, the chart and the table that fill its placeholders."""

from __future__ import annotations

from dataclasses import dataclass, field

from scorecard.model import Chart, Table, Tile

FRONT = "Title slide"
SIZES = {"Text": (20, 18, 16, 14), "Chart and text": (16, 15, 14, 13, 12), "Headline": (18, 17, 16, 15, 14, 13, 12)}
STRIP_SIZES = (16, 15, 14, 13, 12)
TITLE_SIZES = (26, 25, 24, 23, 22, 21, 20, 19, 18, 17, 16)
FRONT_SIZES = (40, 36, 32, 28, 24, 20)


@dataclass(frozen=True)
class Words:
    """A paragraph: its text, the shape before it ("": none) in a colour of its own; bold None: the template."""

    text: str
    shape: str = ""
    colour: str = ""
    bold: bool | None = None


@dataclass(frozen=True)
class Page:
    """One slide: the layout, and what to put into its placeholders."""

    layout: str
    part: str
    title: str
    topic: str = ""
    base: str = ""
    words: tuple[Words, ...] = ()
    tiles: tuple[Tile, ...] = ()
    chart: Chart | None = None
    charted: Table | None = None  # the table that the chart points at
    table: Table | None = None
    speaker: tuple[str, ...] = ()
    lines: tuple[tuple[str, str], ...] = field(default=())  # further placeholders and their words

    @property
    def sizes(self) -> tuple[int, ...]:
        """The sizes of text to try for its words, the best first."""
        return SIZES.get(self.layout, STRIP_SIZES)

    @property
    def title_sizes(self) -> tuple[int, ...]:
        """The sizes of text to try for its title, the best first."""
        return FRONT_SIZES if self.layout == FRONT else TITLE_SIZES
