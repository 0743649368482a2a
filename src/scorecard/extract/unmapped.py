"""The values that are still to be mapped, as a CSV file for the analyst: values and numbers, no row of a person."""

from __future__ import annotations

import csv
from pathlib import Path

from scorecard.errors import UsageError, cause_of
from scorecard.extract.inspection import Inspection
from scorecard.extract.words import clean

HEADINGS = ("file", "column", "value", "rows", "code")
_FORMULA = ("=", "+", "-", "@")


def unmapped_rows(inspection: Inspection) -> list[tuple[str, str, str, int, str]]:
    """(file, column, value, rows, "") of each value that is to be mapped; the last cell is the analyst's to fill in.

    A value that a spreadsheet would take for a formula has an apostrophe before it.
    """
    return [(file, column, _safe(clean(value)), rows, "") for file, column, value, rows in inspection.unmapped()]


def write_unmapped(inspection: Inspection, path: Path) -> None:
    """Writes the values to a CSV file (UTF-8 with a mark, so that Excel reads it); UsageError where it cannot."""
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(HEADINGS)
            writer.writerows(unmapped_rows(inspection))
    except OSError as error:
        raise UsageError(f"{path.name}: cannot be written ({cause_of(error)}).") from None


def _safe(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA) else value
