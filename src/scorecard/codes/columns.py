"""The columns that an extract may have: our names, their kinds, and other headings that are accepted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from scorecard.codes.codelist import fold, read_toml

Kind = Literal["id", "date", "coded", "open", "count"]


@dataclass(frozen=True)
class Column:
    """One column of the extract. several: a cell may hold several values, with a semicolon between them."""

    name: str
    kind: Kind
    about: str
    required: bool = False
    several: bool = False
    spellings: tuple[str, ...] = ()


def _columns() -> tuple[Column, ...]:
    entries = read_toml("columns")["column"]
    return tuple(Column(**{**e, "spellings": tuple(e.get("spellings", ()))}) for e in entries)


COLUMNS: tuple[Column, ...] = _columns()


@cache
def headings() -> dict[str, str]:
    """Our name by every folded heading that is accepted unaided."""
    found: dict[str, str] = {}
    for column in COLUMNS:
        for heading in (column.name, *column.spellings):
            known = found.setdefault(fold(heading), column.name)
            assert known == column.name, f"the heading {heading!r} means both {known} and {column.name}"
    return found


def column(name: str) -> Column | None:
    """The built-in column of that name, or None."""
    return next((c for c in COLUMNS if c.name == name), None)
