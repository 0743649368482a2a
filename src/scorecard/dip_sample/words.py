"""The findings that a reviewer can choose, and the words of the review workbook, from findings.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True)
class FindingCode:
    """One finding: its code in files, its words in the list of the workbook, and what it means."""

    code: str
    label: str
    about: str


@dataclass(frozen=True)
class Guidance:
    """What the workbook says: the warning on every sheet, and the title and lines of the sheet Guidance."""

    warning: str
    title: str
    lines: tuple[str, ...]


def _toml() -> Mapping[str, Any]:
    return tomllib.loads((files(__package__) / "findings.toml").read_text(encoding="utf-8"))


@cache
def finding_codes() -> tuple[FindingCode, ...]:
    """The findings, in the order of the list."""
    return tuple(FindingCode(**entry) for entry in _toml()["finding"])


@cache
def guidance() -> Guidance:
    """The words of the workbook."""
    words = _toml()["guidance"]
    return Guidance(words["warning"], words["title"], tuple(words["lines"]))
