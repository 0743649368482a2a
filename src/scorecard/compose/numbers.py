"""Numbers to printed cells: the one place where anything is rounded.

In: a value from a figures frame. Out: a Cell with the text that every format prints. In the public edition the number
behind the text is read back from the text, so that it has no digit that the reader cannot see.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from scorecard.model import Cell, Edition, Finding, Unit

WITHHELD = Cell("[c]")
UNDEFINED = Cell("[z]")
INFINITE = Cell("∞")
NOT_AVAILABLE = Cell("[x]")

# How each unit is printed: what it is multiplied by (as a power of ten), the format, and what follows the number.
_PRINT: dict[Unit, tuple[int, str, str]] = {
    Unit.COUNT: (0, ",.0f", ""),
    Unit.DAYS: (0, ",.0f", ""),
    Unit.PEOPLE: (0, "+,.1f", ""),
    Unit.PERCENT: (2, ".1f", "%"),
    Unit.POINTS: (2, "+.1f", ""),
    Unit.RATIO: (0, ",.2f", ""),
    Unit.PROBABILITY: (0, ".3f", ""),
}
SMALLEST_PROBABILITY = 0.001


@dataclass(frozen=True)
class Numbers:
    """Prints numbers for one edition."""

    edition: Edition

    def cell(self, value: Any, unit: Unit) -> Cell:
        """The value as it is printed: null is [c], nan is [z], infinity is ∞; words and findings as they are."""
        if value is None or value is pd.NA:
            return WITHHELD
        if isinstance(value, str):
            return Cell(value or UNDEFINED.text, value or None)
        if np.isnan(value):
            return UNDEFINED
        if np.isinf(value):
            return INFINITE
        return self._number(value, unit)

    def _number(self, value: float, unit: Unit) -> Cell:
        if unit is Unit.PROBABILITY and value < SMALLEST_PROBABILITY:
            return Cell("<0.001", float(value) if self.edition is Edition.INTERNAL else None)
        shift, pattern, suffix = _PRINT[unit]
        shown = format(Decimal(repr(float(value))).scaleb(shift), pattern)
        text = shown.replace("-", "−") + suffix
        if Decimal(shown.replace(",", "")) == 0:
            text = text.lstrip("+−")  # a difference that rounds to nothing has no direction
        if unit in (Unit.COUNT, Unit.DAYS) and float(value).is_integer():
            return Cell(text, int(value))
        if self.edition is Edition.PUBLIC:
            return Cell(text, float(Decimal(shown.replace(",", "")).scaleb(-shift)))
        return Cell(text, float(value))

    def text(self, value: Any, unit: Unit) -> str:
        """The text of the cell of that value."""
        return self.cell(value, unit).text

    def count(self, value: Any) -> str:
        """1,204"""
        return self.text(value, Unit.COUNT)

    def percent(self, value: Any) -> str:
        """12.1%"""
        return self.text(value, Unit.PERCENT)

    def ratio(self, value: Any) -> str:
        """1.29"""
        return self.text(value, Unit.RATIO)

    def share(self, part: Any, whole: Any) -> str:
        """`31 (12.1%)`: a count with its share of the whole; the count alone where there is no share."""
        if any(v is None or v is pd.NA for v in (part, whole)) or whole == 0:
            return self.count(part)
        return f"{self.count(part)} ({self.percent(part / whole)})"

    def interval(self, value: Any, low: Any, high: Any, unit: Unit) -> Cell:
        """`1.29 (0.98 to 1.66)`: an estimate with its 95% limits, for tables that people read."""
        middle = self.cell(value, unit)
        if middle in (WITHHELD, UNDEFINED):
            return middle
        return Cell(f"{middle.text} ({self.text(low, unit)} to {self.text(high, unit)})")


def listed(words: list[str] | tuple[str, ...], last: str = "and") -> str:
    """`Asian, Black and Mixed`."""
    return f" {last} ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


FINDING_WORDS: dict[Finding, str] = {
    Finding.REFERENCE: "Reference group",
    Finding.HIGHER: "Reliably higher",
    Finding.LOWER: "Reliably lower",
    Finding.NO_RELIABLE_DIFFERENCE: "No reliable difference",
    Finding.TOO_FEW: "Too few to assess",
    Finding.NOT_ASSESSED: "Not assessed",
}


def finding_cell(finding: Any) -> Cell:
    """The finding in words, with its code behind it; withheld where the counts are."""
    if finding is None or finding is pd.NA or (isinstance(finding, float) and np.isnan(finding)):
        return WITHHELD
    return Cell(FINDING_WORDS[Finding(finding)], str(finding))
