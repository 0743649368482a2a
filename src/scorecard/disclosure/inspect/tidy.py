"""CSV, JSON and plain text in, their cells and words out."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from scorecard.disclosure.inspect.content import Content, Item, Text, few_enough, segmented
from scorecard.disclosure.inspect.numbers import printed, stored
from scorecard.disclosure.inspect.report import Leak
from scorecard.errors import ExtractError

_RUNS = re.compile(r"\s*[=+\-@\t\r]")
_JUST_A_SIGN = re.compile(r"\s*[+\-−–—]?\s*")


def decoded(where: str, data: bytes) -> str:
    """The text of a file: UTF-8 with or without a mark, UTF-16 with one, else Windows' cp1252."""
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    for attempt in (encoding, "cp1252"):
        try:
            text = data.decode(attempt)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise ExtractError(f"{where} is not a text file although its name says so; give it its right name or save it anew.")


def tidy(where: str, text: str) -> Content:
    """A CSV file as its tables and the lines between them; ExtractError where it cannot be split into cells."""
    try:
        rows = list(few_enough(where, csv.reader(io.StringIO(text, newline=""), _dialect(text))))
    except csv.Error as problem:
        raise ExtractError(f"{where} cannot be read as CSV; check its quotation marks and save it anew.") from problem
    items = [tuple(_item(cell, f"row {at + 1}") for cell in row) for at, row in enumerate(rows)]
    leaks = [Leak("csv_formula", where, f"first in {i.place}") for row in items for i in row if _runs(i)]
    name = where.rpartition(" > ")[2]
    texts = tuple(Text(where, i.text, context=name) for row in items for i in row if i.value is None and i.text)
    lines = tuple(Text(where, ", ".join(row), context=name) for row in _lines(rows))
    return Content(tuple(leaks), segmented(where, name, items), (*texts, *lines))


def _lines(rows: list[list[str]]) -> Iterator[list[str]]:
    """The rows that are no rows of the table: comments, and those of another width than most."""
    usual = Counter(map(len, filter(None, rows))).most_common(1)
    for row in filter(None, rows):
        if len(row) > 1 and (row[0].lstrip().startswith("#") or len(row) != usual[0][0]):
            yield row


def plain(where: str, text: str) -> Content:
    """JSON, Markdown, SVG and other text: its lines as words."""
    return Content(texts=tuple(Text(where, line, alone=True) for line in text.splitlines() if line.strip()))


def _dialect(text: str) -> type[csv.Dialect]:
    first = text[:10_000]

    class Found(csv.excel):
        delimiter = max(",;\t", key=first.count)
        strict = False

    return Found


def _item(cell: str, place: str) -> Item:
    if number := printed(cell):
        decimals = number[1] if cell.strip().endswith("%") else None
        return Item(cell, number[0], decimals, place)
    value = stored(cell) if re.fullmatch(r"\s*[+-]?[\d.]+(e[+-]?\d+)?\s*", cell, re.IGNORECASE) else None
    return Item(cell, value, None, place)


def _runs(item: Item) -> bool:
    return item.value is None and bool(_RUNS.match(item.text)) and not _JUST_A_SIGN.fullmatch(item.text)
