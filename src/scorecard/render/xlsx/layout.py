"""Geometry: how wide a column, how tall a chart, which part is printed. In characters, points and pixels.

The only module here with arithmetic, and none of it touches a figure.
"""

from __future__ import annotations

import math
import re
import textwrap
from collections.abc import Iterable, Sequence
from typing import Any

from scorecard.model import Column, Unit

FONT_SIZE = 12  # the guidance's smallest
TITLE_SIZE = 16
TITLE_HEIGHT = 26.0
ROW_HEIGHT = 16.5  # points: one line at 12 points
FIRST_COLUMN = (18, 46)  # least and most characters; longer text is wrapped
WORDS_COLUMN = (12, 44)
NUMBER_COLUMN = (12, 24)
HEADER_ROWS = 4  # lines of a header, where its column can be as wide as that needs
LETTERS = 1.1  # of running text in the room of a digit, in which a width is told
LONGEST_LINE = 140  # characters: a longer line above a table is set one sentence a row
CHART_WIDTH = 980  # pixels, with labels of up to LONG_LABEL characters
LONG_LABEL, LONGEST_LABEL = 30, 110
PIXELS_A_POINT = 4 / 3
DIGIT, CELL_PADDING, EMPTY_COLUMN = 9, 7, 80  # pixels at 12 points: what Excel makes of a column's characters
LETTER = 8.0  # pixels: a letter of running text, on average
WIDEST_PAGE = 210.0  # characters that can still be read on a landscape A4 page
A4, A3 = 9, 8  # as Excel numbers papers
TALLEST_ROW = 405.0  # points; Excel's limit is 409
TALLEST_CHART = 660.0  # points; what a page of a chart with many labels holds
_SENTENCE_END = re.compile(r"(?<=\.) (?=\S)")


def column_width(position: int, column: Column, texts: Iterable[str]) -> float:
    """Characters: room for every cell and for the header, wrapped into few lines, with its longest word whole."""
    widest = max([0, *map(len, texts)])
    longest_word = max(map(len, re.split(r"[\s]", column.header)))
    words = column.unit in (Unit.TEXT, Unit.FINDING)
    least, most = FIRST_COLUMN if position == 0 else WORDS_COLUMN if words else NUMBER_COLUMN
    # Bold capitals are wider than the digit in which Excel counts.
    wanted = max(least, widest * 1.1 + 3, longest_word * 1.15 + 3)
    # One long header makes the row of headers tall, which on a second page stands empty above the others.
    return min(max(wanted, next((w for w in range(most) if header_rows(column.header, w) <= HEADER_ROWS), most)), most)


def header_rows(header: str, width: float) -> int:
    """How many rows a header takes in a column of that many characters."""
    return wrapped_rows(header, (width - 2) * LETTERS)


def wrapped_rows(text: str, width: float) -> int:
    """How many rows of that many characters the text needs."""
    rows, used = 1, 0
    for word in text.split(" "):
        if used and used + 1 + len(word) > width:
            rows, used = rows + 1, 0
        used += len(word) + (1 if used else 0)
    return rows


def row_height(cells: Sequence[tuple[str, float]]) -> float:
    """Points: room for the tallest of the cells, each given as (text, width of its column in characters)."""
    return ROW_HEIGHT * max(wrapped_rows(text, (width - 2) * LETTERS) for text, width in cells) + 3


def split_line(text: str) -> list[str]:
    """One row for a line that fits a page; for a longer one a row a sentence, or as many as that needs."""
    if len(text) <= LONGEST_LINE:
        return [text]
    return [row for sentence in _SENTENCE_END.split(text) for row in textwrap.wrap(sentence, LONGEST_LINE)]


def printed_columns(widths: Sequence[float], lines: Sequence[str], chart: int) -> int:
    """How many columns are printed: the table's, and more where its lines, or a chart of so many pixels, run over.

    The first line is the title, in larger letters.
    """
    title, *others = lines
    written = [len(title) * LETTER * TITLE_SIZE / FONT_SIZE, *(len(line) * LETTER for line in others)]
    wanted = max([chart + 20 if chart else 0, *written])
    extra = wanted - sum(width * DIGIT + CELL_PADDING for width in widths)
    return len(widths) + math.ceil(max(0.0, extra) / EMPTY_COLUMN)


def paper(widths: Sequence[float]) -> int:
    """A4, or A3 for a table too wide for it: never two pages across, which would cut the lines above the table."""
    return A4 if sum(widths) <= WIDEST_PAGE else A3


def chart_height(categories: int, series: int, *, horizontal: bool) -> float:
    """Points, for the rows that hold the chart: taller for more bars and a longer legend, as far as a page goes."""
    legend = 20.0 * math.ceil(series / 3) if series > 1 else 0.0
    return min(TALLEST_CHART, max(190.0, 100 + 27.0 * categories + legend)) if horizontal else 360.0


def even_rows(height: float) -> list[float]:
    """The heights of as few rows as hold that height."""
    number = math.ceil(height / TALLEST_ROW)
    return [height / number] * number


def chart_pages(rows: int) -> int:
    """How many pages a chart and its small table are printed on, from above (0: as many as needed)."""
    return 1 if rows <= 10 else 0


def chart_width(labels: Iterable[str]) -> int:
    """Pixels: wider where the labels are long, so that the bars keep their room."""
    return CHART_WIDTH + int(max(0, min(LONGEST_LABEL, max([0, *map(len, labels)])) - LONG_LABEL) * LETTER)


def pixels(points: float) -> int:
    """Points in pixels, less a margin that keeps the chart inside its row."""
    return int(points * PIXELS_A_POINT) - 10


def set_up_page(sheet: Any, marking: str, size: int, down: int, header_row: int | None) -> None:
    """Landscape, one page across and so many down, the header row repeated, marking and page number in the footer."""
    sheet.set_landscape()
    sheet.set_paper(size)
    sheet.fit_to_pages(1, down)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    # Nothing in the middle: a long marking would run into it.
    sheet.set_footer("&L" + marking.replace("&", "&&") + "&R&A, page &P of &N")
    sheet.hide_gridlines(2)
    if header_row is not None:
        sheet.repeat_rows(header_row)
