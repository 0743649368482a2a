"""How wide a text is, and how it breaks into lines: measured with the fonts that pictures are drawn with."""

from __future__ import annotations

from functools import lru_cache

from PIL import ImageFont

from scorecard.shipped import shipped

SIZE = 13.0
LEADING = 16.0
REGULAR, BOLD = "LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"


@lru_cache
def _font(bold: bool) -> ImageFont.FreeTypeFont:
    path = shipped("templates/fonts") / (BOLD if bold else REGULAR)
    return ImageFont.truetype(str(path), 100, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=4096)
def measured(text: str, *, bold: bool = False, size: float = SIZE) -> float:
    """The width of one line in pixels, in a face as wide as Arial."""
    return _font(bold).getlength(text) * size / 100


def wrapped(text: str, width: float, *, bold: bool = False) -> tuple[str, ...]:
    """The text in lines of at most `width` pixels; a single word that is wider stands on a line of its own."""
    lines: list[str] = []
    for word in text.split():
        if lines and measured(f"{lines[-1]} {word}", bold=bold) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(lines)
