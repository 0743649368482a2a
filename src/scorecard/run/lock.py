"""One run at a time: a lock file beside the register, which the operating system lets go when a run ends or dies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from scorecard.errors import BusyError, UsageError, cause_of
from scorecard.folder import PRIVATE_FILE, PRIVATE_FOLDER


@contextmanager
def alone(register: Path) -> Iterator[None]:
    """Inside the block no other run works on that register. BusyError, at once, where another one does."""
    lock = FileLock(register.with_name(f"{register.name}.lock"), timeout=0, mode=PRIVATE_FILE)
    try:
        register.parent.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
        lock.acquire()
    except Timeout:
        raise BusyError(f"Another run is at work on {register.name}; nothing was done.") from None
    except OSError as error:
        raise UsageError(f"{register.parent}: cannot be written ({cause_of(error)}); nothing was done.") from None
    try:
        yield
    finally:
        lock.release()
