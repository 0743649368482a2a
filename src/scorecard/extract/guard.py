"""Looks at a zipped workbook before it is opened, since one stray cell far out can ask for more memory than there is.

In: the path of an xlsx or ods file. Out: nothing, or an ExtractError. The reader keeps a sheet as one rectangle from
its first to its last cell, and ends the whole program where that rectangle does not fit into memory.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from scorecard.errors import ExtractError

LARGEST = 50_000_000  # cells of one sheet
_MOST_BYTES = 4 << 30
_BLOCK, _OVERLAP = 1 << 20, 64
_CELL = re.compile(rb'\br\s*=\s*["\']([A-Za-z]*)(\d+)["\']')
_REPEATED = re.compile(rb'number-(rows|columns)-repeated\s*=\s*["\'](\d+)["\']')
_FURTHEST = {b"rows": 1 << 20, b"columns": 1 << 14}
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError, KeyError)


def check_workbook(path: Path, name: str) -> None:
    """Nothing where the workbook's sheets are of a usual size; otherwise ExtractError."""
    try:
        with zipfile.ZipFile(path) as book:
            if sum(part.file_size for part in book.infolist()) > _MOST_BYTES:
                raise too_large(name)
            for part in book.namelist():
                _check_part(book, part, name)
    except _BROKEN:
        raise damaged(name) from None


def damaged(name: str) -> ExtractError:
    """The error for a workbook that cannot be read."""
    return ExtractError(
        f"{name}: the workbook cannot be read: it is damaged, or no xlsx, xls or ods file; save it again."
    )


def too_large(name: str) -> ExtractError:
    """The error for a workbook with a sheet beyond all use."""
    return ExtractError(
        f"{name}: a sheet has more than {LARGEST:,} cells from its first to its last; delete what stands far out, or "
        "export the extract as CSV."
    )


def _check_part(book: zipfile.ZipFile, part: str, name: str) -> None:
    lower = part.lower()
    if lower.endswith(".bin") and "worksheets" in lower:
        raise ExtractError(f"{name}: this is a binary workbook (xlsb); save it as xlsx or CSV.")
    if lower == "content.xml":
        for block in blocks(book, part):
            if any(int(times[:12]) > _FURTHEST[which] for which, times in _REPEATED.findall(block)):
                raise too_large(name)
    elif lower.endswith(".xml") and "sheet" in lower:
        rows, columns = 1, 1
        for block in blocks(book, part):
            found = _CELL.findall(block)
            rows = max([rows, *(int(row[:12]) for _, row in found)])
            columns = max([columns, *(_column(letters) for letters in {letters for letters, _ in found})])
        if rows * columns > LARGEST:
            raise too_large(name)


def blocks(book: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The part in blocks that overlap, so that nothing searched for is cut in two."""
    with book.open(part) as file:
        tail = b""
        while block := file.read(_BLOCK):
            yield tail + block
            tail = block[-_OVERLAP:]


def _column(letters: bytes) -> int:
    """The number of a column: A is 1, XFD 16,384."""
    number = 0
    for letter in letters[:8].upper():
        number = number * 26 + letter - 64
    return number
