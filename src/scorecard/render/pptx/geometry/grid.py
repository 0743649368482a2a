"""The grid of a table: a size of text, the widths of columns and the heights of rows at which all words fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from scorecard.model import Column, Table, Unit
from scorecard.render.pptx.geometry.boxes import Box, even_parts
from scorecard.render.pptx.geometry.words import SMALLEST, line_height, lines, longest_word, width

SIZES = (14, 13, SMALLEST)
PAD_X, PAD_Y = 5.0, 4.0  # on either side of the words of a cell, in points
MARK = 16.0  # the shape before the words of a finding
NARROWEST = 84.0  # of a column of words
LOOSEST, TIGHT = 30.0, 4.0  # what a column may be wider than its words need; beside a chart
NUMBERS = frozenset("0123456789+-−[<>∞£")
WORDS = (Unit.TEXT, Unit.FINDING)


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


def of_numbers(table: Table, at: int) -> bool:
    """Whether a column is set to the right: numbers, also with their percentages or intervals in one cell."""
    if table.columns[at].unit not in WORDS:
        return True
    return at > 0 and all(row.cells[at].text[0] in NUMBERS for row in table.rows)


def grid(table: Table, box: Box, font: str) -> Grid | None:
    """The grid at the first size at which the table fits into the box; None where it fits at none."""
    for size in SIZES:
        widths = _widths(table, box.w, size, font)
        found = _heights(table, widths, size, font) if widths else None
        if found and found.height <= box.h:
            return found
    return None


def tight(table: Table, laid: Grid, font: str) -> float:
    """The width at which the table looks as it is laid, without what its columns were loosened by."""
    wanted = sum(_wanted(table, at, laid.size, font) for at in range(len(table.columns)))
    return min(wanted + TIGHT * len(table.columns), laid.width)


def pieces(table: Table, box: Box, font: str) -> tuple[Table, ...]:
    """The table in parts that each fit into the box: first by columns (the first one repeated), then by rows."""
    if grid(table, box, font):
        return (table,)
    return tuple(part for columns in _by_columns(table, box, font) for part in _by_rows(columns, box, font))


def _by_columns(table: Table, box: Box, font: str) -> Iterator[Table]:
    """As few parts as can be, of nearly the same number of columns, each with the first one."""
    others = range(1, len(table.columns))
    for number in range(1, len(others) + 1):
        parts = [_columns(table, [0, *others[some]]) for some in even_parts(len(others), number)]
        if number == len(others) or all(_widths(part, box.w, SMALLEST, font) for part in parts):
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


def _widths(table: Table, room: float, size: int, font: str) -> tuple[float, ...] | None:
    columns = list(enumerate(table.columns))
    wanted = [_wanted(table, at, size, font) for at, _ in columns]
    least = [wanted[at] if of_numbers(table, at) else _least(table, at, size, font) for at, _ in columns]
    if sum(least) > room:
        return None
    if sum(wanted) <= room:
        loose = min((room - sum(wanted)) / len(columns), LOOSEST)
        return tuple(w + loose for w in wanted)
    share = (room - sum(least)) / (sum(wanted) - sum(least))
    return tuple(low + (high - low) * share for low, high in zip(least, wanted, strict=True))


def _cell_texts(table: Table, at: int) -> list[str]:
    return [row.cells[at].text for row in table.rows]


def _mark(column: Column) -> float:
    return MARK if column.unit is Unit.FINDING else 0.0


def _wanted(table: Table, at: int, size: int, font: str) -> float:
    """The width at which no cell wraps and the header takes three lines or fewer."""
    header = table.columns[at].header
    body = max((width(text, size, bold=True, font=font) for text in _cell_texts(table, at)), default=0.0)
    whole = width(header, size, bold=True, font=font)
    head = max(longest_word(header, size, bold=True, font=font), whole / 2.4)
    return max(body + _mark(table.columns[at]), head) + 2 * PAD_X + 1


def _least(table: Table, at: int, size: int, font: str) -> float:
    """The width below which a word would be broken."""
    texts = [table.columns[at].header, *_cell_texts(table, at)]
    word = max(longest_word(text, size, bold=True, font=font) for text in texts)
    return min(max(word + _mark(table.columns[at]) + 2 * PAD_X + 1, NARROWEST), _wanted(table, at, size, font))


def _heights(table: Table, widths: tuple[float, ...], size: int, font: str) -> Grid:
    def needed(texts: Sequence[str]) -> float:
        rooms = [w - 2 * PAD_X - _mark(c) for w, c in zip(widths, table.columns, strict=True)]
        most = max(lines(t, room, size, bold=True, font=font) for t, room in zip(texts, rooms, strict=True))
        return line_height(size, most) + 2 * PAD_Y

    head = needed([column.header for column in table.columns])
    return Grid(size, widths, head, tuple(needed([cell.text for cell in row.cells]) for row in table.rows))
