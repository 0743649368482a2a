"""The name and password for the mail server: from the environment, or from a file that only its owner can read.

They are never in scorecard.toml, and never in a message, a log or an error: `Credentials` does not print them.
"""

from __future__ import annotations

import os
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from scorecard.deliver.settings import WHERE, MailSettings
from scorecard.errors import ConfigError, cause_of

SYSTEMD = "CREDENTIALS_DIRECTORY"  # where a systemd service finds its LoadCredential= files, for its eyes only
USER, PASSWORD = "SCORECARD_SMTP_USER", "SCORECARD_SMTP_PASSWORD"


@dataclass(frozen=True)
class Credentials:
    """A name and a password that do not show when printed."""

    user: str = field(repr=False)
    password: str = field(repr=False)


def credentials(settings: MailSettings, environment: Mapping[str, str], folder: Path) -> Credentials | None:
    """What to log in with; None where the server asks for no login.

    folder: what a relative `credentials_file` starts from; a service of systemd has its own, by the same name, and
    that one counts. ConfigError where there is nothing to log in with, or others can read the file.
    """
    if not settings.login:
        return None
    if environment.get(USER) and environment.get(PASSWORD):
        return Credentials(environment[USER], environment[PASSWORD])
    if not settings.credentials_file:
        raise ConfigError(
            f"The mail server needs a login: set {USER} and {PASSWORD}, or name a 'credentials_file' in {WHERE}."
        )
    path = Path(settings.credentials_file).expanduser()
    guarded = Path(environment.get(SYSTEMD, "")) / path.name
    if environment.get(SYSTEMD) and guarded.is_file():
        return _read(guarded, private=True)
    return _read(folder / path, private=False)


def _read(path: Path, *, private: bool) -> Credentials:
    """The login in the file. private: known to be, though its mode (systemd uses access lists) does not show it."""
    try:
        with path.open("rb") as file:
            if not private:
                _check_private(path, os.fstat(file.fileno()))
            table = tomllib.load(file)
    except OSError as error:
        raise ConfigError(f"{path}: the mail login cannot be read ({cause_of(error)}).") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):  # the parser's own words could quote the password
        table = {}
    user, password = table.get("user"), table.get("password")
    if not (isinstance(user, str) and isinstance(password, str) and user and password):
        raise ConfigError(f'{path}: must hold two lines: user = "..." and password = "...".')
    return Credentials(user, password)


def _check_private(path: Path, status: os.stat_result) -> None:
    """Others must not be able to read it. (Windows has no such bits: there the folder's permissions count.)"""
    if os.name == "posix" and status.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise ConfigError(f"{path}: others can read the mail login.", f"chmod 600 {path}")
