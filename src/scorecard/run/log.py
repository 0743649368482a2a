"""The log of runs: JSON lines, one a step, rotated. It names files, periods and causes, and no person.

Recipients are in it by the message's id alone, which is made of a digest of the address.
"""

from __future__ import annotations

import json
import logging
from datetime import UTC
from logging.handlers import RotatingFileHandler
from pathlib import Path

from scorecard.deliver import Clock
from scorecard.errors import ConfigError, cause_of
from scorecard.folder import PRIVATE_FILE, PRIVATE_FOLDER
from scorecard.run.settings import WHERE

FULL = 1_000_000  # bytes


class _Quiet(RotatingFileHandler):
    """A log that can no longer be written stops no work: what a step did is in the register and on the screen."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 (the library's name)
        """Say nothing."""


class Log:
    """An open log; `write` adds a line."""

    def __init__(self, path: Path, keep: int, clock: Clock) -> None:
        """keep: how many full files are kept beside it. ConfigError where the file cannot be opened."""
        self._clock = clock
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
            path.touch(mode=PRIVATE_FILE)
            self._handler = _Quiet(path, maxBytes=FULL, backupCount=keep, encoding="utf-8")
        except OSError as error:
            raise ConfigError(f"{WHERE} log: {path} cannot be written ({cause_of(error)}).") from None

    def write(self, event: str, **facts: object) -> None:
        """One line: when, what happened, and the facts, of which None and "" are left out."""
        at = self._clock().astimezone(UTC).isoformat(timespec="seconds")
        line = {"at": at, "event": event, **{key: value for key, value in facts.items() if value not in (None, "")}}
        self._handler.emit(logging.makeLogRecord({"msg": json.dumps(line, ensure_ascii=False).replace("%", "%%")}))

    def close(self) -> None:
        """Let the file go."""
        self._handler.close()
