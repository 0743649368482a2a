"""Expected numbers from publications and from R (the command in each row's `source`; helpers in prelude.R)."""

from __future__ import annotations

import csv
from pathlib import Path

FOLDER = Path(__file__).parent


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one table of expected numbers, as text."""
    with (FOLDER / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def number(text: str) -> float:
    """A number; nothing is nan."""
    return float(text) if text else float("nan")


def several(text: str) -> list[float]:
    """Numbers with `;` between them."""
    return [number(part) for part in text.split(";")]


def table(row: dict[str, str]) -> dict[str, float]:
    """The four counts of a comparison, as the statistics take them."""
    return {name: number(row[name]) for name in ("cases", "total", "ref_cases", "ref_total")}
