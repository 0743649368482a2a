"""The cells of one sheet: what each holds, and which a reader does not see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from scorecard.disclosure.inspect.book import Book
from scorecard.disclosure.inspect.content import Item, refuse_more
from scorecard.disclosure.inspect.markup import child, every, on, words
from scorecard.disclosure.inspect.numbers import Format, stored, whole
from scorecard.disclosure.inspect.styles import Style

NARROWEST = 0.3  # characters; below it a column shows nothing
LOWEST = 1.5  # points; below it a row shows nothing
COLUMN_LIMIT, ROW_LIMIT = 16384, 1048576
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")


@dataclass(frozen=True)
class Grid:
    """The filled cells of a sheet by (row, column), both from 1; `unseen`, `formulas` and `used` are about them."""

    cells: dict[tuple[int, int], Item] = field(default_factory=dict)
    hidden: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()
    formulas: tuple[str, ...] = ()
    strings: frozenset[int] = frozenset()

    def rows(self) -> Iterator[tuple[Item, ...]]:
        """The rows from the top, an empty one wherever rows are left out; every cell stands below its header."""
        by_row: dict[int, dict[int, Item]] = {}
        for (row, column), item in sorted(self.cells.items()):
            by_row.setdefault(row, {})[column] = item
        columns = sorted({column for _, column in self.cells})
        before = 0
        for row, items in by_row.items():
            if before and row > before + 1:
                yield ()
            yield tuple(items.get(column, Item("")) for column in columns)
            before = row


def column_number(letters: str) -> int:
    """A is 1, XFD is 16384."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def position(reference: str) -> tuple[int, int] | None:
    """(row, column) of "B7", "$B$7"; None for what is no cell."""
    match = _REFERENCE.fullmatch(reference.upper())
    if not match:
        return None
    row, column = int(match.group(2)), column_number(match.group(1))
    return (row, column) if 0 < row <= ROW_LIMIT and 0 < column <= COLUMN_LIMIT else None


def grid(book: Book, root: Any) -> Grid:
    """Every filled cell of a sheet."""
    cells: dict[tuple[int, int], Item] = {}
    hidden, unseen, formulas, strings = list[str](), list[str](), list[str](), set[int]()
    spans = _hidden_columns(root)
    collapsed = child(root, "sheetFormatPr") is not None and on(child(root, "sheetFormatPr"), "zeroHeight")
    row = 0
    for line in every(root, "row"):
        row = whole(line.get("r"), row + 1)
        height = stored(line.get("ht"))
        out = on(line, "hidden") or (height is not None and height < LOWEST) or (collapsed and height is None)
        column = 0
        for cell in every(line, "c"):
            row, column = position(cell.get("r", "")) or (row, column + 1)
            style = _style(book, cell)
            item = _item(book, cell, style, _name(row, column))
            refuse_more(book.package.where, len(cells))
            if "f" in _inside(cell):
                formulas.append(item.place)
            if not item.text:
                continue
            cells[row, column] = item
            if cell.get("t") == "s":
                strings.add(whole(_inside(cell).get("v"), -1))
            if out or any(low <= column <= high for low, high in spans):
                hidden.append(item.place)
            if style.unseen or style.shows.hidden:
                unseen.append(item.place)
    return Grid(cells, tuple(hidden), tuple(unseen), tuple(formulas), frozenset(strings))


def _hidden_columns(root: Any) -> tuple[tuple[int, int], ...]:
    spans = []
    for column in every(root, "col"):
        width = stored(column.get("width"))
        if on(column, "hidden") or (width is not None and width < NARROWEST):
            spans.append((whole(column.get("min")), whole(column.get("max"))))
    return tuple(spans)


def _name(row: int, column: int) -> str:
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def _style(book: Book, cell: Any) -> Style:
    at = whole(cell.get("s"))
    return book.styles[at] if 0 <= at < len(book.styles) else Style()


def _inside(cell: Any) -> dict[str, str]:
    """The texts of a cell's own elements by local name: v the value, f the formula."""
    return {e.tag.rpartition("}")[2]: e.text or "" for e in cell if isinstance(e.tag, str)}


def _item(book: Book, cell: Any, style: Style, place: str) -> Item:
    kind, text = cell.get("t", "n"), _inside(cell).get("v", "")
    if kind == "s":
        at = whole(text, -1)
        return Item(book.strings[at] if 0 <= at < len(book.strings) else "", place=place)
    if kind == "inlineStr":
        return Item(words(cell), place=place)
    if kind == "n" and (value := stored(text)) is not None:
        shows: Format = style.shows
        return Item(text, value, shows.decimals, place, quantity=not shows.date)
    return Item(text, place=place)
