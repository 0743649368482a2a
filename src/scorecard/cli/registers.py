"""Which register a command works on: the one named, else the config's, else (to read) the one that a build made."""

from __future__ import annotations

from pathlib import Path

from scorecard.config import REGISTER, Config
from scorecard.errors import ConfigError

BESIDE_OUT = Path("out") / REGISTER  # where a public build keeps it if the config names none
_LINE = 'register = "register.sqlite"'


def to_read(named: Path | None, config: Config) -> Path:
    """The register to look at; ConfigError where there is none."""
    found = named or config.register
    if found is None and not BESIDE_OUT.is_file():
        raise ConfigError(
            f"There is no register: no scorecard.toml names one and {BESIDE_OUT} is not there. "
            "Name one with --register FILE, or keep one from now on with this line in scorecard.toml:",
            _LINE,
        )
    return found or BESIDE_OUT


def to_write(named: Path | None, config: Config) -> Path:
    """The register to change; ConfigError where none is named, since later builds would not look at another."""
    found = named or config.register
    if found is None:
        raise ConfigError(
            "No register is named, so later builds would not see what is entered. Put this line in scorecard.toml:",
            _LINE,
        )
    return found
