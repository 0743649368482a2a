"""One run at a time: a lock file beside the register, which the operating system lets go when a run ends or dies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from scorecard.errors import UsageError, cause_of
from scorecard.lock import locked


@contextmanager
def alone(register: Path) -> Iterator[None]:
    """Inside the block no other run works on that register. BusyError, at once, where another one does."""
    busy = f"Another run is at work on {register.name}; nothing was done."
    with ExitStack() as stack:
        try:
            stack.enter_context(locked(register.with_name(f"{register.name}.lock"), busy))
        except OSError as error:
            raise UsageError(f"{register.parent}: cannot be written ({cause_of(error)}); nothing was done.") from None
        yield
