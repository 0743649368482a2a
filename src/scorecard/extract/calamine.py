"""Workbooks are opened here: what goes wrong inside the reader, which is native code, becomes one sentence of ours.

In: the path of an xlsx, xls or ods file. Out: the reader's workbook, for as long as it is needed.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from scorecard.errors import ExtractError
from scorecard.extract.guard import check_workbook, damaged


@contextmanager
def opened(path: Path, name: str) -> Iterator[CalamineWorkbook]:
    """The workbook; ExtractError where it is damaged, locked or too large. name: of the file, for the message."""
    if zipfile.is_zipfile(path):
        check_workbook(path, name)
    try:
        with CalamineWorkbook.from_path(str(path)) as book:
            yield book
    except PasswordError:
        raise ExtractError(f"{name}: the workbook is locked with a password; save a copy without one.") from None
    except (CalamineError, OSError, ValueError, OverflowError, MemoryError):
        raise damaged(name) from None
    except BaseException as error:  # a panic inside the reader's native code is no Exception
        if type(error).__name__ != "PanicException":
            raise
        raise damaged(name) from None
