"""Cells of an Excel workbook that hold an error (#N/A, #REF! ...), which the reader of workbooks gives as blank.

A broken look-up is not a blank: whose ethnicity could not be looked up has not withheld it. In: an xlsx file and a
sheet. Out: where its errors stand, and their text, which is then refused like any other unknown value.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

from scorecard.extract.guard import blocks, damaged

_ERROR = re.compile(rb"<(?:\w+:)?c\b[^>]*\bt\s*=\s*[\"']e[\"']")
Place = tuple[int, int]  # row and column, from 0


def error_cells(path: Path, sheet: str) -> dict[Place, str]:
    """The text of each error cell of the sheet; empty for another kind of workbook. ExtractError: a damaged file."""
    if not _any(path):
        return {}
    from openpyxl import load_workbook

    try:
        book: Any = load_workbook(path, read_only=True, data_only=True)
        book[sheet].reset_dimensions()  # what a workbook says of its size need not be so
        cells = [cell for row in book[sheet].iter_rows() for cell in row if cell.data_type == "e"]
        book.close()
    except Exception:  # of a damaged file it raises whatever comes
        raise damaged(path.name) from None
    return {(cell.row - 1, cell.column - 1): str(cell.value) for cell in cells}


def _any(path: Path) -> bool:
    """Whether any sheet of the workbook has an error: seldom, so openpyxl is not imported for nothing."""
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as book:
        sheets = (part for part in book.namelist() if part.lower().startswith("xl/worksheets/"))
        return any(_ERROR.search(block) for part in sheets for block in blocks(book, part))
