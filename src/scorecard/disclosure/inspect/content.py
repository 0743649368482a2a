"""What the readers of each format hand on: tables, texts and what they found while reading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sized
from dataclasses import dataclass, replace
from typing import TypeVar

from scorecard.disclosure.inspect.numbers import printed
from scorecard.disclosure.inspect.report import Leak
from scorecard.errors import ExtractError

HEADER = re.compile(
    r"^(force|period|workforce|breakdown|group|ethnicity|sex|reason|outcome|decided|passed|refused|withdrawn|cases|base|"
    r"number|count|total|(pass|refusal) rate|rate|ratio|share|%.*)$",
    re.IGNORECASE,
)

MOST_CELLS = 500_000  # filled cells of one sheet, page or CSV file; half a minute of reading
Row = TypeVar("Row", bound=Sized)

SYMBOL = re.compile(r"\s*\[\w\]\s*")  # what stands for a number that is left out


@dataclass(frozen=True)
class Item:
    """One cell. `value`: its number, None for words; `decimals`: how many of it are shown (a percentage's two
    included; None where no format says); `quantity` is False for dates and the like, which count nobody."""

    text: str
    value: float | None = None
    decimals: int | None = None
    place: str = ""
    quantity: bool = True


def refuse_more(where: str, cells: int) -> None:
    """ExtractError where so many cells are more than can be looked through."""
    if cells > MOST_CELLS:
        raise ExtractError(f"{where} holds more than {MOST_CELLS:,} cells; check it in parts.")


def few_enough(where: str, rows: Iterable[Row]) -> Iterator[Row]:
    """The rows as they come; ExtractError as soon as they have more cells than can be looked through in bounded memory
    and time."""
    cells = 0
    for row in rows:
        cells += len(row)
        refuse_more(where, cells)
        yield row


def as_item(text: str, place: str) -> Item:
    """A cell of printed text, with its number if it is one."""
    number = printed(text)
    return Item(text, number[0], number[1], place) if number else Item(text, place=place)


@dataclass(frozen=True)
class Table:
    """A table found in a file: header texts, rows of items, and the words around it (sheet, caption, slide title)."""

    where: str
    context: str
    header: tuple[str, ...]
    rows: tuple[tuple[Item, ...], ...]

    @property
    def corner(self) -> str:
        """What stands above a first column of words: in a crosstab, what all its numbers count."""
        words = all(row[0].value is None for row in self.rows if row)
        return self.header[0] if self.header and words else ""

    def columns(self) -> Iterator[tuple[str, tuple[Item, ...]]]:
        """Each header with the items below it; a ragged row lacks the columns it does not reach."""
        for at, name in enumerate(self.header):
            yield name, tuple(row[at] for row in self.rows if at < len(row))


@dataclass(frozen=True)
class Text:
    """Words outside tables. `shown`: a reader of the page sees them; else they are a property, a note, a target.

    context: the heading, slide title or sheet name that they stand under. alone: they are in no cell of a table, so
    that a number without words may belong to the words before it.
    """

    where: str
    text: str
    shown: bool = True
    context: str = ""
    alone: bool = False


@dataclass(frozen=True)
class Content:
    """What one file or part holds."""

    leaks: tuple[Leak, ...] = ()
    tables: tuple[Table, ...] = ()
    texts: tuple[Text, ...] = ()


def together(contents: Iterable[Content]) -> Content:
    """Several contents as one."""
    contents = tuple(contents)
    return Content(
        tuple(leak for c in contents for leak in c.leaks),
        tuple(table for c in contents for table in c.tables),
        tuple(text for c in contents for text in c.texts),
    )


def folded(content: Content) -> Iterator[str]:
    """The words that a reader of the file sees, in tables and beside them, in small letters."""
    yield from (text.text.strip().casefold() for text in content.texts if text.shown)
    for table in content.tables:
        yield from (header.strip().casefold() for header in table.header)
        yield from (item.text.strip().casefold() for row in table.rows for item in row if item.value is None)


def segmented(where: str, context: str, rows: Iterable[tuple[Item, ...]]) -> tuple[Table, ...]:
    """The tables of a sheet or CSV file: blocks of rows between empty rows and lines of one cell; such a line is a
    caption, or a table of its own where it is a number.

    The first row of a block is its header, and so is a later one of words that speaks of counts. A sheet of one
    column is one table.
    """
    rows = tuple(rows)
    narrow = all(sum(bool(i.text) for i in row) <= 1 for row in rows)
    tables, block, caption = list[Table](), list[tuple[Item, ...]](), context
    for row in (*rows, ()):
        filled = [i for i in row if i.text.strip()]
        plural = len(filled) > 1 or (narrow and bool(filled))
        if len(block) == 1 and plural and _heads(filled) and _spans(block[0]):
            caption = f"{caption}; {block[0][0].text}".removesuffix("; ")
            block = [_below(block[0], row)]
            continue
        if block and (not plural or _heads(filled)):
            tables.append(headed(where, caption, block))
            block = []
        if plural:
            block.append(row)
        elif filled and filled[0].value is None:
            caption = f"{context}; {filled[0].text}"
        elif filled:
            tables.append(Table(where, caption, (), (row,)))
    return tuple(tables)


def _spans(header: tuple[Item, ...]) -> bool:
    """True for a header whose labels each stand over several columns: "", Female, "", Male, ""."""
    return any(i.text.strip() for i in header[1:]) and any(not i.text.strip() for i in header[1:])


def _below(upper: tuple[Item, ...], lower: tuple[Item, ...]) -> tuple[Item, ...]:
    """Two rows of a header as one: Female over Passed and Refused is Female Passed and Female Refused."""
    made, over = [], ""
    for at, item in enumerate(lower):
        over = (upper[at].text.strip() if 0 < at < len(upper) else "") or over
        made.append(replace(item, text=f"{over} {item.text.strip()}".strip() if at else item.text))
    return tuple(made)


def _heads(filled: list[Item]) -> bool:
    """True for a row that is the header of another table below the first: words only, two of them a header's; a row
    of a table in which everything is withheld is none."""
    said = [i.text.replace("_", " ") for i in filled]
    if any(SYMBOL.fullmatch(text) or any(c.isdigit() for c in text) for text in said):
        return False
    return sum(map(bool, map(HEADER.search, said))) > 1


def headed(where: str, context: str, rows: Iterable[tuple[Item, ...]]) -> Table:
    """A table whose first row is its header."""
    first, *rest = rows
    return Table(where, context, tuple(i.text for i in first), tuple(rest))
