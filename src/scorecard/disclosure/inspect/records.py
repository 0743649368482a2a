"""A CSV file of the internal folder in, its rows out as text by column; ExtractError for what is none."""

from __future__ import annotations

import csv
from pathlib import Path

from scorecard.errors import ExtractError

LARGEST = 64 << 20  # bytes
MOST_DIGITS = 11


def records(path: Path) -> list[dict[str, str]]:
    """The rows of a table; what stands beyond its last column is left out."""
    try:
        if path.stat().st_size > LARGEST:
            raise ExtractError(f"{path.name} is larger than {LARGEST >> 20} MB, which no table of counts is.")
        with path.open(encoding="utf-8-sig", newline="") as stream:
            return [
                {k: v or "" for k, v in row.items() if k and not isinstance(v, list)} for row in csv.DictReader(stream)
            ]
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        raise ExtractError(f"{path.name} cannot be read as a CSV file in UTF-8.") from problem


def whole_number(text: str) -> int | None:
    """The number of a cell that holds one from 0 up; None for others."""
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else None
