"""The spool: messages that wait, one private file each, so that a retry sends what was composed and nothing else."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from scorecard.deliver.envelope import digest
from scorecard.errors import UsageError, cause_of

_NAME = re.compile(r"[0-9a-f]{32}\.eml")


@dataclass(frozen=True)
class Spool:
    """A private folder of messages by the digest of their content."""

    folder: Path

    def keep(self, message: EmailMessage) -> bytes:
        """Write the message down, whole or not at all, and give its bytes. UsageError where it cannot be written."""
        content = message.as_bytes(policy=SMTP)
        target = self._path(digest(content))
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, name = tempfile.mkstemp(prefix=".new-", dir=self.folder)  # made with mode 0600
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(target)
        except OSError as error:
            raise UsageError(
                f"{self.folder}: the message cannot be kept ({cause_of(error)}); nothing was sent."
            ) from None
        return content

    def read(self, name: str) -> bytes | None:
        """The content of that name; None where it is no longer there or is not what was kept."""
        try:
            content = self._path(name).read_bytes()
        except OSError:
            return None
        return content if digest(content) == name else None

    def clear(self, waiting: Iterable[str]) -> None:
        """Remove every message but those that still wait, and what a crash left half-written."""
        kept = {self._path(name) for name in waiting}
        if not self.folder.is_dir():
            return
        for path in self.folder.iterdir():
            if path not in kept and (_NAME.fullmatch(path.name) or path.name.startswith(".new-")):
                path.unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}.eml"
