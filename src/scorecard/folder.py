"""A folder that is replaced whole or not at all.

Files are written into a new folder beside the old one, then the two change places: in one step of the operating
system where it has one (Linux), else by two renames whose interruption the next run mends. One run at a time does so.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path

from scorecard.errors import UsageError, cause_of
from scorecard.lock import PRIVATE_FILE, PRIVATE_FOLDER, lock_file, locked

__all__ = ["PRIVATE_FILE", "PRIVATE_FOLDER", "alone", "mend", "replaced"]

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def _exchanged(new: Path, old: Path) -> bool:
    """Swap two folders in one step; False where this system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    return bool(renameat2(_AT_FDCWD, os.fsencode(new), _AT_FDCWD, os.fsencode(old), _RENAME_EXCHANGE) == 0)


def _backup(target: Path) -> Path:
    return target.with_name(f".{target.name}.old")


def mend(target: Path) -> None:
    """Put back the old folder where a run was stopped between two renames, and sweep up what was left half-written."""
    if not target.exists() and _backup(target).exists():
        _backup(target).rename(target)
    for left in [*target.parent.glob(f".{target.name}.new-*"), _backup(target)]:
        shutil.rmtree(left, ignore_errors=True)


def _replace(new: Path, target: Path) -> None:
    if not target.exists():
        new.rename(target)
    elif _exchanged(new, target):
        shutil.rmtree(new, ignore_errors=True)
    else:
        target.rename(_backup(target))
        try:
            new.rename(target)
        except OSError:
            _backup(target).rename(target)
            raise
        shutil.rmtree(_backup(target), ignore_errors=True)


def _user_error(target: Path, error: OSError) -> UsageError:
    # Windows moves no folder of which a program has a file open.
    advice = "Close its files, or choose" if isinstance(error, PermissionError) and target.exists() else "Choose"
    return UsageError(f"{target}: cannot be written ({cause_of(error)}); nothing was changed. {advice} another --out.")


@contextmanager
def alone(target: Path) -> Iterator[None]:
    """Inside the block no other run works on that folder. BusyError, at once, where one does.

    UsageError where nothing can be written beside it. On any error the folders that were made for it are taken away
    again, unless something is in them.
    """
    busy = f"{target}: another run is at work there; nothing was changed."
    made = [folder for folder in target.parents if not folder.exists()]
    with ExitStack() as stack:
        stack.push(partial(_take_away, made))
        try:
            stack.enter_context(locked(lock_file(target), busy))
        except OSError as error:
            raise _user_error(target, error) from None
        yield


def _take_away(folders: Sequence[Path], error: type[BaseException] | None, *_: object) -> None:
    """Removes empty folders, the innermost first, where there was an error."""
    with suppress(OSError):  # what is in one stays, and so do those around it
        for folder in folders if error else ():
            folder.rmdir()


@contextmanager
def replaced(target: Path) -> Iterator[Path]:
    """A new empty private folder that takes the place of `target` when the block ends; on any error `target` stays.

    UsageError where the disk is full or the folder cannot be written; BusyError where another run is writing it.
    """
    with alone(target):
        try:
            mend(target)
            new = Path(tempfile.mkdtemp(prefix=f".{target.name}.new-", dir=target.parent))
        except OSError as error:
            raise _user_error(target, error) from None
        try:
            yield new
            _replace(new, target)
        except OSError as error:
            raise _user_error(target, error) from None
        finally:
            shutil.rmtree(new, ignore_errors=True)
