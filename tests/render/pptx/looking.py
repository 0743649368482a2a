"""What the tests see on slides: boxes, words and their measured heights, by rules that are not the renderer's own."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations
from typing import Any

from PIL import ImageFont
from pptx import Presentation

from scorecard.shipped import shipped

POINT = 12700
LINE = 1.17  # ascent, descent and gap of Arial, in sizes
SLACK = 1.0  # points


def opened(deck: bytes) -> Any:
    """The deck as python-pptx sees it."""
    return Presentation(io.BytesIO(deck))


@lru_cache
def face(bold: bool) -> ImageFont.FreeTypeFont:
    """The font that Arial is drawn with where there is no Arial."""
    return ImageFont.truetype(str(shipped(f"templates/fonts/LiberationSans-{'Bold' if bold else 'Regular'}.ttf")), 200)


def width(text: str, size: float, bold: bool, wider: float = 1.0) -> float:
    """The width of a line in points."""
    return face(bold).getlength(text) * size / 200 * wider


def lines(text: str, room: float, size: float, bold: bool, wider: float = 1.0) -> int:
    """How many lines a paragraph takes."""
    rows = [""]
    for word in text.split():
        longer = f"{rows[-1]} {word}".strip()
        if width(longer, size, bold, wider) <= room or not rows[-1]:
            rows[-1] = longer
        else:
            rows.append(word)
    return len(rows)


def box(shape: Any) -> tuple[float, float, float, float]:
    """Left, top, right and bottom in points."""
    left, top = shape.left / POINT, shape.top / POINT
    return left, top, left + shape.width / POINT, top + shape.height / POINT


def overlaps(slide: Any) -> list[tuple[str, str]]:
    """The pairs of shapes that cover one another."""
    found = []
    for one, other in combinations(slide.shapes, 2):
        a, b = box(one), box(other)
        if min(a[2], b[2]) - max(a[0], b[0]) > 0.5 and min(a[3], b[3]) - max(a[1], b[1]) > 0.5:
            found.append((one.name, other.name))
    return found


def sizes(shape: Any) -> list[float]:
    """The sizes of all text of a shape or chart or table, in points, as far as they are set on the slide."""
    roots = [shape._element]
    if shape.has_chart:
        roots.append(shape.chart._chartSpace)
    return [int(e.get("sz")) / 100 for root in roots for e in root.iter() if e.get("sz") and e.get("sz").isdigit()]


def text_frames(shape: Any) -> Iterator[tuple[Any, float, float]]:
    """Every text frame of a shape with the width and height that it has, in points."""
    if shape.has_text_frame:
        frame = shape.text_frame
        left, top, right, bottom = box(shape)
        inner = right - left - (frame.margin_left + frame.margin_right) / POINT
        yield frame, inner, bottom - top - (frame.margin_top + frame.margin_bottom) / POINT
    if shape.has_table:
        for row in shape.table.rows:
            for cell, column in zip(row.cells, shape.table.columns, strict=True):
                inner = (column.width - cell.margin_left - cell.margin_right) / POINT
                yield cell.text_frame, inner, (row.height - cell.margin_top - cell.margin_bottom) / POINT


def overflow(frame: Any, room: float, high: float, size: float, wider: float = 1.0) -> float:
    """By how many points the words are higher than their frame (negative: there is room)."""
    total = 0.0
    for paragraph in frame.paragraphs:
        used = next((run.font.size.pt for run in paragraph.runs if run.font.size), size)
        bold = any(run.font.bold for run in paragraph.runs)
        properties = paragraph._p.pPr
        indent = int(properties.get("marL", 0)) / POINT if properties is not None else 0
        total += lines(paragraph.text, room - indent, used, bold, wider) * used * LINE
        total += paragraph.space_after.pt if paragraph.space_after is not None else 0
    return total - high
