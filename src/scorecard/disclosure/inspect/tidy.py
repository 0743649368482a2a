"""CSV, JSON and plain text in, their cells and words out."""

from __future__ import annotations

import csv
import io
import re

from scorecard.disclosure.inspect.content import Content, Item, Text, headed
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
    """A CSV file as one table; ExtractError where it cannot be split into cells."""
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), _dialect(text)) if row]
    except csv.Error as problem:
        raise ExtractError(f"{where} cannot be read as CSV; check its quotation marks and save it anew.") from problem
    items = [tuple(_item(cell, f"row {at + 1}") for cell in row) for at, row in enumerate(rows)]
    leaks = [Leak("csv_formula", where, f"first in {i.place}") for row in items for i in row if _runs(i)]
    tables = (headed(where, where.rpartition(" > ")[2], items),) if items else ()
    texts = tuple(Text(where, i.text) for row in items for i in row if i.value is None and i.text)
    return Content(tuple(leaks), tables, texts)


def plain(where: str, text: str) -> Content:
    """JSON, Markdown, SVG and other text: its lines as words."""
    return Content(texts=tuple(Text(where, line) for line in text.splitlines() if line.strip()))


def _dialect(text: str) -> type[csv.Dialect]:
    first = next((line for line in text.splitlines() if line.strip()), "")

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
