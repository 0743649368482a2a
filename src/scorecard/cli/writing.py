"""Files that commands write: whole or not at all, never over a file that people have worked in."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from scorecard.config import Config
from scorecard.errors import ConfigError, UsageError, cause_of
from scorecard.folder import PRIVATE_FILE, PRIVATE_FOLDER

USUAL_FOLDER, USUAL_FILE = 0o777, 0o666  # of these the system's own mask is taken away


def refuse_existing(path: Path, advice: str) -> None:
    """UsageError where there is something at that path; `advice` says what to do about it."""
    if path.exists():
        raise UsageError(f"{path}: is there already, and nothing was changed; {advice}.")


def write_whole(path: Path, content: bytes, *, private: bool = False) -> None:
    """Writes a file beside its place first, then puts it there in one step. private: only its owner can read it.

    UsageError where it cannot be written; then nothing is left behind.
    """
    new = path.with_name(f".{path.name}.new-{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER if private else USUAL_FOLDER)
        with open(
            os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE if private else USUAL_FILE), "wb"
        ) as file:
            file.write(content)
        new.replace(path)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({cause_of(error)}); nothing was changed.") from None
    finally:
        with suppress(OSError):  # it has found its place, or never came to be
            new.unlink()


def commentary_folder(config: Config) -> Path:
    """Where what people write about a period goes; ConfigError where no build would look for it."""
    if config.commentary_folder is None and config.file is None:
        raise ConfigError(
            "There is no scorecard.toml, and a build looks for commentary only where one says or beside it; "
            "run `scorecard init` first, or name one with --config."
        )
    return config.commentary_folder or config.folder / "commentary"
