"""The tidy CSV files of a folder as what may be printed of them, by workforce, breakdown and group."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.end_to_end.printed import forms

NAMES = ("force", "period", "period_start", "period_end", "workforce", "breakdown", "group", "reference_group")
NOT_PRINTED = ("redactions.csv",)  # a log for the FOI officer


@dataclass(frozen=True)
class Place:
    """What a table or a sentence is about; None where it is about several."""

    workforce: str | None = None
    breakdown: str | None = None
    group: str | None = None

    def holds(self, row: dict[str, str]) -> bool:
        """True for a row of a CSV file that is about this."""
        wanted = {"workforce": self.workforce, "breakdown": self.breakdown, "group": self.group}
        return all(value is None or row.get(column, value) == value for column, value in wanted.items())


@dataclass(frozen=True)
class Tidy:
    """All CSV files of an edition's folder."""

    folder: Path

    @cached_property
    def rows(self) -> list[dict[str, str]]:
        """Every row of every file."""
        files = sorted(f for f in self.folder.glob("*.csv") if f.name not in NOT_PRINTED)
        return [row for file in files for row in rows(file)]

    @cached_property
    def _cache(self) -> dict[tuple[str, Place], set[str]]:
        return {}

    def printed(self, place: Place) -> set[str]:
        """Every form in which a value about that place may be printed."""
        return self._kept(
            "printed", place, lambda row: (f for c, v in row.items() if c not in NAMES for f in forms(c, v))
        )

    def stored(self, place: Place) -> set[str]:
        """Every value about that place at twelve digits, as a fraction and in points, and the arms of its interval."""
        return self._kept("stored", place, _stored)

    def _kept(self, kind: str, place: Place, of: Callable[[dict[str, str]], Iterator[str]]) -> set[str]:
        if (kind, place) not in self._cache:
            found = {text for row in self.rows if place.holds(row) for text in of(row)}
            self._cache[kind, place] = found
        return self._cache[kind, place]

    @cached_property
    def places(self) -> set[tuple[str, str, str]]:
        """(workforce, breakdown, group) of every row."""
        return {(r["workforce"], r["breakdown"], r["group"]) for r in self.rows}

    @cached_property
    def ledger(self) -> set[str]:
        """The numbers of the ledger, which are in the manifest and in no CSV: rows are not figures."""
        if self.folder.name == "public":
            return set()
        ledger = json.loads((self.folder / "manifest.json").read_text(encoding="utf-8"))["ledger"]
        return {str(n) for n in (ledger["rows_read"], ledger["rows_counted"], *(e["rows"] for e in ledger["left_out"]))}


def rows(file: Path) -> list[dict[str, str]]:
    """The rows of one CSV file."""
    with file.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def twelve(value: float) -> str:
    """A number at twelve significant digits, so that a sum in another order is the same."""
    return f"{value:.12g}"


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return math.nan


def _printed(row: dict[str, str]) -> Iterator[str]:
    return (form for column, text in row.items() if column not in NAMES for form in forms(column, text))


def _stored(row: dict[str, str]) -> Iterator[str]:
    values = {column: _number(text) for column, text in row.items() if column not in NAMES}
    for column, value in values.items():
        if not math.isfinite(value):
            continue
        yield from (twelve(value), twelve(value * 100))
        for arm in (value - values.get(f"{column}_low", math.nan), values.get(f"{column}_high", math.nan) - value):
            yield from (twelve(arm), twelve(arm * 100))
