"""How wide and high words are: measured with fonts that are shipped, so that every machine lays slides out alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from PIL import ImageFont

from scorecard.shipped import shipped

LEADING = 1.2
ROUNDED = 0.01  # points: a sum of words beside the same words as one
NO_BREAK = "\u00a0"
LOOSER = 1.08  # a no-break space beside letters, which LibreOffice sets closer in charts than the font says
SMALLEST_IN_FILES = 1200  # Office counts hundredths of a point
SMALLEST = 12  # points; nothing on a slide is smaller
WIDER = {  # mean width of a font's letters beside Arial's, rounded up; a font that is not listed is taken as wide
    "arial": 1.0, "helvetica": 1.0, "liberation sans": 1.0, "arimo": 1.0, "arial narrow": 0.82, "aptos": 1.03,
    "calibri": 0.93, "carlito": 0.93, "cambria": 0.97, "gill sans mt": 0.97, "georgia": 1.1, "garamond": 0.9,
    "times new roman": 0.93, "segoe ui": 1.02, "tahoma": 1.02, "trebuchet ms": 1.02, "verdana": 1.18, "roboto": 1.02,
    "open sans": 1.08, "lato": 0.99, "source sans pro": 0.95, "noto sans": 1.08, "montserrat": 1.18,
}  # fmt: skip
WIDER_BOLD = {  # of fonts whose bold is wider yet beside Arial's bold, above all its digits
    "georgia": 1.22, "verdana": 1.27, "tahoma": 1.12, "segoe ui": 1.06, "trebuchet ms": 1.05, "cambria": 1.0,
}  # fmt: skip
Weighed = tuple[str, bool]  # a text, and whether it is in bold
UNLISTED, UNLISTED_BOLD = 1.2, 1.27


@lru_cache
def _face(bold: bool) -> ImageFont.FreeTypeFont:
    path = shipped(f"templates/fonts/LiberationSans-{'Bold' if bold else 'Regular'}.ttf")
    return ImageFont.truetype(str(path), 1000, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=8192)
def _thousandths(text: str, bold: bool) -> float:
    return _face(bold).getlength(text)


@lru_cache(maxsize=32768)  # a table is tried at many sizes, and its words stand in many tables
def width(text: str, size: float, *, bold: bool = False, font: str = "Arial") -> float:
    """The width of one line, in points."""
    return _thousandths(text, bold) * size / 1000 * _wider(font.lower(), bold)


def _wider(font: str, bold: bool) -> float:
    if bold and font in WIDER_BOLD:
        return WIDER_BOLD[font]
    return WIDER.get(font, UNLISTED_BOLD if bold else UNLISTED)


def line_height(size: float, lines: int = 1) -> float:
    """The height of so many lines, in points."""
    return size * LEADING * lines


@lru_cache(maxsize=32768)
def lines(text: str, room: float, size: float, *, bold: bool = False, font: str = "Arial") -> int:
    """How many lines the text takes in a room that wide; a word that is wider is broken anywhere, as Office does."""
    number, at = 1, 0.0
    space = width(" ", size, bold=bold, font=font)
    for word in text.split():
        long = width(word, size, bold=bold, font=font)
        if at and at + space + long > room:
            number, at = number + 1, 0.0
        at += long + (space if at else 0.0)
        while at > room:
            number, at = number + 1, at - room
    return number


def broken(text: str, room: float, size: float, *, bold: bool = False, font: str = "Arial") -> tuple[str, ...]:
    """The text in lines that fit into a room that wide, where no Office program would break them itself."""
    found: list[str] = []
    for word in text.split(" "):
        if found and width(f"{found[-1]} {word}", size, bold=bold, font=font) <= room:
            found[-1] += f" {word}"
        else:
            found.append(word)
    return tuple(found)


def flush_left(texts: Sequence[str], size: float, *, bold: bool = False, font: str = "Arial") -> tuple[str, ...]:
    """Lines that are also flush left where a program centres them, as LibreOffice does with every title of a chart.

    The shorter ones end in no-break spaces and are then as wide as the longest.
    """
    wide = [width(text, size, bold=bold, font=font) for text in texts]
    space = width(NO_BREAK, size, bold=bold, font=font) * LOOSER
    return tuple(text + NO_BREAK * round((max(wide) - own) / space) for text, own in zip(texts, wide, strict=True))


def longest_word(text: str, size: float, *, bold: bool = False, font: str = "Arial") -> float:
    """The width of the widest word."""
    return max((width(word, size, bold=bold, font=font) for word in text.split()), default=0.0)


@lru_cache(maxsize=4096)
def narrowest(text: str, most: int, size: float, *, bold: bool = False, font: str = "Arial") -> float:
    """The least width at which the text takes so many lines or fewer and no word is broken."""
    words = text.split()
    runs = {" ".join(words[start:end]) for end in range(len(words) + 1) for start in range(end)}
    wide = sorted(width(run, size, bold=bold, font=font) for run in runs)
    least = longest_word(text, size, bold=bold, font=font)
    fitting = (w for w in wide if w >= least and lines(text, w + ROUNDED, size, bold=bold, font=font) <= most)
    return next(fitting, least)


def height(
    texts: Iterable[str | Weighed], room: float, size: float, *, font: str = "Arial", indent: float = 0.0
) -> float:
    """The height of paragraphs with half a line between them; those that do not say are in bold, the wider case."""
    heights = [
        line_height(size, lines(text, room - indent, size, bold=bold, font=font)) for text, bold in map(_weighed, texts)
    ]
    return sum(heights) + space_after(size) * max(len(heights) - 1, 0)


def _weighed(text: str | Weighed) -> Weighed:
    return (text, True) if isinstance(text, str) else text


def space_after(size: float) -> float:
    """The space between two paragraphs."""
    return size * 0.5


def size_that_fits(
    texts: Sequence[str | Weighed],
    room: tuple[float, float],
    sizes: Sequence[int],
    *,
    font: str = "Arial",
    indent: float = 0.0,
) -> int | None:
    """The first of the sizes at which the paragraphs fit into (width, height); None where they fit at none."""
    return next((size for size in sizes if height(texts, room[0], size, font=font, indent=indent) <= room[1]), None)
