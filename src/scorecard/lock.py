"""One run at a time on what has a path: a lock file, which the operating system lets go when a run ends or dies.

The file is taken away when the work is done, since folders of results are published. After a kill it stays, hidden and
let go, until the next run has used it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import ENOTDIR
from pathlib import Path

from filelock import FileLock, Timeout

from scorecard.errors import BusyError

PRIVATE_FOLDER, PRIVATE_FILE = 0o700, 0o600  # the modes of what its owner alone may open


@contextmanager
def locked(file: Path, busy: str) -> Iterator[None]:
    """Inside the block nobody else holds that lock file. BusyError with the sentence `busy`, at once, where one does.

    OSError where no lock can be made there.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
    except FileExistsError as error:
        raise NotADirectoryError(ENOTDIR, os.strerror(ENOTDIR), error.filename) from None
    lock = FileLock(file, timeout=0, mode=PRIVATE_FILE)
    try:
        lock.acquire()
    except Timeout:
        raise BusyError(busy) from None
    try:
        yield
    finally:
        with suppress(OSError):  # while it is held, or another run could take a file about to go
            file.unlink()
        lock.release()


def lock_file(path: Path) -> Path:
    """The hidden lock file of a folder, beside it."""
    return path.with_name(f".{path.name}.lock")
