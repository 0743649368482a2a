"""The grid of a table: a size of text, the widths of columns and the heights of rows at which all words fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from scorecard.model import Column, Role, Table, Unit, of_numbers
from scorecard.render.pptx.geometry.boxes import Box, even_parts
from scorecard.render.pptx.geometry.words import SMALLEST, line_height, lines, longest_word, narrowest, width

SIZES = (14, 13, SMALLEST)
PAD_X, PAD_Y = 5.0, 4.0  # on either side of the words of a cell, in points
GUTTER = 10.0  # between numbers, which end at the right, and words after them, which begin at the left
HAIR = 1.0  # by which programs differ in how wide they draw words
MARK = 16.0  # the shape before the words of a finding
NARROWEST = 84.0  # of a column of words
LOOSEST, TIGHT = 30.0, 4.0  # what a column may be wider than its words need; beside a chart
SHORT = 24  # letters of a phrase that is broken only where no size of text keeps it whole: "No reliable difference"
HEADS = (3, 4)  # lines of a header: where there is room, and where there is little
BOLD = (Role.REFERENCE, Role.TOTAL)  # the rows that are set in bold, as the first column of every row is


@dataclass(frozen=True)
class Way:
    """One way to set a table: its font, its size, lines of a header, and whether every short phrase stays whole."""

    font: str
    size: int
    head: int = HEADS[0]
    whole: bool = False

    def wide(self, text: str, *, bold: bool) -> float:
        """The width of one line."""
        return width(text, self.size, bold=bold, font=self.font)


@dataclass(frozen=True)
class Grid:
    """Size of text, widths of columns, height of the header and of each row; points."""

    size: int
    widths: tuple[float, ...]
    head: float
    heights: tuple[float, ...]

    @property
    def width(self) -> float:
        """The width of the whole table, and a hair, so that the same words find the same room again."""
        return sum(self.widths) + 0.1

    @property
    def height(self) -> float:
        """The height of the whole table."""
        return self.head + sum(self.heights)


def indent(table: Table, at: int) -> float:
    """What stands clear at the left of a column's words: more after a column of numbers."""
    after = at > 0 and of_numbers(table, at - 1) and not of_numbers(table, at)
    return PAD_X + GUTTER if after else PAD_X


def grid(table: Table, box: Box, font: str) -> Grid | None:
    """The grid at which the table fits into the box; None where it fits at none."""
    return grid_in((box,), table, font)


def grid_in(boxes: Sequence[Box], table: Table, font: str) -> Grid | None:
    """The grid at which the table fits into one of the boxes, the best first; None where it fits into none.

    Smaller text with every short phrase on one line is easier to read than larger text with broken phrases.
    """
    for whole, box, size, head in product((True, False), boxes, SIZES, HEADS):
        way = Way(font, size, head, whole)
        widths = _widths(table, box.w, way)
        found = _heights(table, widths, way) if widths else None
        if found and found.height <= box.h:
            return found
    return None


def tight(table: Table, laid: Grid, font: str) -> float:
    """The width at which the table looks as it is laid, without what its columns were loosened by."""
    wanted = sum(_wanted(table, at, Way(font, laid.size)) for at in range(len(table.columns)))
    return min(wanted + TIGHT * len(table.columns), laid.width)


def pieces(table: Table, box: Box, font: str) -> tuple[Table, ...]:
    """The table in parts that each fit into the box: first by columns (the first one repeated), then by rows."""
    if grid(table, box, font):
        return (table,)
    return tuple(part for columns in _by_columns(table, box, font) for part in _by_rows(columns, box, font))


def _by_columns(table: Table, box: Box, font: str) -> Iterator[Table]:
    """As few parts as can be, of nearly the same number of columns, each with the first one."""
    others, tightest = range(1, len(table.columns)), Way(font, SMALLEST, HEADS[-1])
    for number in range(1, len(others) + 1):
        parts = [_columns(table, [0, *others[some]]) for some in even_parts(len(others), number)]
        if number == len(others) or all(_widths(part, box.w, tightest) for part in parts):
            yield from parts
            return
    yield table


def _columns(table: Table, kept: Sequence[int]) -> Table:
    rows = tuple(replace(row, cells=tuple(row.cells[at] for at in kept)) for row in table.rows)
    return replace(table, columns=tuple(table.columns[at] for at in kept), rows=rows)


def _by_rows(table: Table, box: Box, font: str) -> Iterator[Table]:
    """As few parts as can be, of nearly the same number of rows."""
    total = len(table.rows)
    for number in range(1, total + 1):
        parts = [replace(table, rows=table.rows[some]) for some in even_parts(total, number)]
        if number == total or all(grid(part, box, font) for part in parts):
            yield from parts
            return


def _widths(table: Table, room: float, way: Way) -> tuple[float, ...] | None:
    """The widths of the columns; None where that is no room for them."""
    wanted = [_wanted(table, at, way) for at in range(len(table.columns))]
    least = [_least(table, at, way, most) for at, most in enumerate(wanted)]
    if sum(least) > room:
        return None
    if sum(wanted) <= room:
        loose = min((room - sum(wanted)) / len(wanted), LOOSEST)
        return tuple(w + loose for w in wanted)
    share = (room - sum(least)) / (sum(wanted) - sum(least))
    return tuple(low + (high - low) * share for low, high in zip(least, wanted, strict=True))


def _cells(table: Table, at: int) -> list[tuple[str, bool]]:
    """The words of a column under its header, and whether they are bold."""
    return [(row.cells[at].text, at == 0 or row.role in BOLD) for row in table.rows]


def _beside(table: Table, at: int) -> float:
    """What a column is wider than the room for its words."""
    return _mark(table.columns[at]) + indent(table, at) + PAD_X + HAIR


def _mark(column: Column) -> float:
    return MARK if column.unit is Unit.FINDING else 0.0


def _wanted(table: Table, at: int, way: Way) -> float:
    """The width at which no cell wraps and the header takes no more lines than it may."""
    header = narrowest(table.columns[at].header, way.head, way.size, bold=True, font=way.font)
    return max(header, *(way.wide(text, bold=bold) for text, bold in _cells(table, at)), 0.0) + _beside(table, at)


def _least(table: Table, at: int, way: Way, wanted: float) -> float:
    """The width below which a number, a word or, where they stay whole, a short phrase would be broken."""
    cells = _cells(table, at)
    if of_numbers(table, at):
        return wanted
    texts = [(table.columns[at].header, True), *cells]
    words = (longest_word(text, way.size, bold=bold, font=way.font) for text, bold in texts)
    phrases = (way.wide(text, bold=bold) for text, bold in cells if way.whole and len(text) <= SHORT)
    return min(max(max(*words, *phrases) + _beside(table, at), NARROWEST), wanted)


def _heights(table: Table, widths: tuple[float, ...], way: Way) -> Grid:
    rooms = [w - _beside(table, at) + HAIR / 2 for at, w in enumerate(widths)]

    def needed(texts: Sequence[tuple[str, bool]]) -> float:
        placed = zip(texts, rooms, strict=True)
        most = max(lines(text, room, way.size, bold=bold, font=way.font) for (text, bold), room in placed)
        return line_height(way.size, most) + 2 * PAD_Y

    head = needed([(column.header, True) for column in table.columns])
    columns = [_cells(table, at) for at in range(len(table.columns))]
    return Grid(way.size, widths, head, tuple(needed(row) for row in zip(*columns, strict=True)))
