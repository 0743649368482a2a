"""Cells of a workbook that hold an error (#N/A, #REF! ...), which the reader of workbooks gives as blank.

A broken look-up is not a blank: whose ethnicity could not be looked up has not withheld it. In: a workbook and a sheet.
Out: where its errors stand, and their text, which is then refused like any other unknown value.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

from lxml import etree

from scorecard.extract.biff import errors_of_sheet
from scorecard.extract.guard import blocks, damaged

_ERROR = re.compile(rb"<(?:\w+:)?c\b[^>]*\bt\s*=\s*[\"']e[\"']")
_ERROR_ODS = re.compile(r"#[A-Z0-9/]{2,12}[!?]?|Err:\d{3}")
_PERHAPS_ODS = re.compile(rb">\s*(?:#[A-Z0-9/]{2,12}[!?]?|Err:\d{3})\s*<")
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_MOST_REPEATS = 1 << 14  # of a cell with an error; a row that repeats more often is a filled column
Place = tuple[int, int]  # row and column, from 0


def error_cells(path: Path, sheet: str, number: int) -> dict[Place, str]:
    """The text of each error cell of the sheet, which is that of the number (from 0). ExtractError: a damaged file."""
    try:
        if not zipfile.is_zipfile(path):
            return errors_of_sheet(path.read_bytes(), number)
        with zipfile.ZipFile(path) as book:
            if "content.xml" in book.namelist():
                return _of_ods(book, number) if _any(book, ("content.xml",), _PERHAPS_ODS) else {}
            parts = tuple(part for part in book.namelist() if part.lower().startswith("xl/worksheets/"))
            return _of_xlsx(path, sheet) if _any(book, parts, _ERROR) else {}
    except Exception:  # of a damaged file the readers raise whatever comes
        raise damaged(path.name) from None


def _of_xlsx(path: Path, sheet: str) -> dict[Place, str]:
    from openpyxl import load_workbook

    book: Any = load_workbook(path, read_only=True, data_only=True)
    book[sheet].reset_dimensions()  # what a workbook says of its size need not be so
    cells = [cell for row in book[sheet].iter_rows() for cell in row if cell.data_type == "e"]
    book.close()
    return {(cell.row - 1, cell.column - 1): str(cell.value) for cell in cells}


def _any(book: zipfile.ZipFile, parts: tuple[str, ...], error: re.Pattern[bytes]) -> bool:
    """Whether any sheet of the workbook has an error: seldom, so it is not read a second time for nothing."""
    return any(error.search(block) for part in parts for block in blocks(book, part))


def _of_ods(book: zipfile.ZipFile, number: int) -> dict[Place, str]:
    """A cell with an error says so in its text alone: its value is an empty string."""
    found: dict[Place, str] = {}
    table, row = -1, 0
    with book.open("content.xml") as file:
        for event, element in etree.iterparse(
            file,
            ("start", "end"),
            tag=(f"{_TABLE}table", f"{_TABLE}table-row"),
            resolve_entities=False,
            no_network=True,
        ):
            is_row = element.tag == f"{_TABLE}table-row"
            if event == "start":
                table, row = (table, row) if is_row else (table + 1, 0)
            elif is_row:
                times = int(element.get(f"{_TABLE}number-rows-repeated", "1"))
                if table == number and (errors := _of_row(element)):
                    found |= {(row + n, at): text for n in range(min(times, _MOST_REPEATS)) for at, text in errors}
                row += times
                element.clear()
    return found


def _of_row(row: Any) -> list[tuple[int, str]]:
    """The columns of a row that hold an error, and its text."""
    found: list[tuple[int, str]] = []
    at = 0
    for cell in row.iterchildren(*_CELLS):
        times = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        text = "".join(cell.itertext()).strip()
        if text and _ERROR_ODS.fullmatch(text) and _is_formula(cell):
            found += [(at + n, text) for n in range(min(times, _MOST_REPEATS))]
        at += times
    return found


def _is_formula(cell: Any) -> bool:
    """False for a person's own text that looks like an error; its value is then read as it stands."""
    return cell.get(f"{_TABLE}formula") is not None or any(
        name.endswith("}value-type") and value == "error" for name, value in cell.attrib.items()
    )
