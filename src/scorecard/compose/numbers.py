"""Numbers to printed cells: the one place where anything is rounded.

In: a value from a figures frame. Out: a Cell with the text that every format prints. In the public edition the number
behind the text is read back from the text, so that it has no digit that the reader cannot see.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import numpy as np

from scorecard import model
from scorecard.model import Cell, Edition, Finding, Unit

WITHHELD = Cell(model.WITHHELD)
UNDEFINED = Cell("[z]")
INFINITE = Cell("∞")
NOT_AVAILABLE = Cell("[x]")
TOO_FEW = Cell("[u]")


@dataclass(frozen=True)
class Print:
    """How a unit is printed. shift: the power of ten between the figure and the printed number; stored: between the
    figure and the number behind the text; places: decimals; sign: whether + is printed; suffix: what follows.
    """

    places: int
    shift: int = 0
    stored: int = 0
    sign: str = ""
    suffix: str = ""


PRINT: dict[Unit, Print] = {
    Unit.COUNT: Print(0),
    Unit.DAYS: Print(0),
    Unit.PEOPLE: Print(1, sign="+"),
    Unit.PERCENT: Print(1, shift=2, suffix="%"),
    Unit.POINTS: Print(1, shift=2, stored=2, sign="+"),
    Unit.RATIO: Print(2),
    Unit.PROBABILITY: Print(3),
}
SMALLEST_PROBABILITY = 0.001


@dataclass(frozen=True)
class Numbers:
    """Prints numbers for one edition.

    rounded: whether counts are. A rounded 0 may be a few people, so it is `about 0` in a sentence, and neither 0% nor
    100% nor a ratio is printed of it: [u].
    """

    edition: Edition
    rounded: bool = False

    def cell(self, value: Any, unit: Unit) -> Cell:
        """The value as it is printed: null is [c], nan is [z], infinity is ∞; words as they are."""
        if value is None:
            return WITHHELD
        if isinstance(value, str):
            return Cell(value or UNDEFINED.text, value or None)
        if np.isnan(value):
            return UNDEFINED
        if self.rounded and _of_rounded_nought(value, unit):
            return TOO_FEW
        if np.isinf(value):
            return INFINITE
        return self._number(value, unit)

    def _number(self, value: float, unit: Unit) -> Cell:
        if unit is Unit.PROBABILITY and value < SMALLEST_PROBABILITY:
            return Cell("<0.001", float(value) if self.edition is Edition.INTERNAL else None)
        how = PRINT[unit]
        exact = Decimal(repr(float(value)))
        # Half goes up, as in Excel: 6.25% is 6.3% on a slide and in a sheet.
        shown = exact.scaleb(how.shift).quantize(Decimal(1).scaleb(-how.places), rounding=ROUND_HALF_UP)
        # A difference that rounds to nothing has no direction.
        text = f"{shown:{how.sign if shown else ''},}".replace("-", "−" if shown else "") + how.suffix
        if unit in (Unit.COUNT, Unit.DAYS) and float(value).is_integer():
            return Cell(text, int(value))
        kept = shown.scaleb(-how.shift) if self.edition is Edition.PUBLIC else exact
        return Cell(text, float(kept.scaleb(how.stored)))

    def text(self, value: Any, unit: Unit) -> str:
        """The text of the cell of that value."""
        return self.cell(value, unit).text

    def count(self, value: Any) -> str:
        """`1,204`, in a sentence"""
        nought = self.rounded and is_number(value) and value == 0
        return f"about {self.text(value, Unit.COUNT)}" if nought else self.text(value, Unit.COUNT)

    def percent(self, value: Any) -> str:
        """12.1%"""
        return self.text(value, Unit.PERCENT)

    def ratio(self, value: Any) -> str:
        """1.29"""
        return self.text(value, Unit.RATIO)

    def share(self, part: Any, whole: Any) -> str:
        """`31 (12.1%)`: a count with its share of the whole; the count alone where there is no share."""
        count = self.text(part, Unit.COUNT)
        return count if part is None or whole is None or whole == 0 else f"{count}{self.in_brackets(part / whole)}"

    def in_brackets(self, share: Any) -> str:
        """` (12.1%)`, to follow on the counts that it is made of; nothing where there is no percentage."""
        text = self.percent(share)
        return f" ({text})" if text[0].isdigit() else ""

    def interval(self, value: Any, low: Any, high: Any, unit: Unit) -> Cell:
        """`1.29 (0.98 to 1.66)`: an estimate with its 95% limits, for tables that people read."""
        middle = self.cell(value, unit)
        if middle in (WITHHELD, UNDEFINED) or self.cell(low, unit) == UNDEFINED:
            return Cell(middle.text)  # a reference group's ratio of 1 has no limits
        return Cell(f"{middle.text} ({self.text(low, unit)} to {self.text(high, unit)})")


def _of_rounded_nought(value: float, unit: Unit) -> bool:
    """Whether a number says nobody or everybody, or divides by nobody, where counts are rounded."""
    return bool(np.isinf(value)) or (unit is Unit.RATIO and value == 0) or (unit is Unit.PERCENT and value in (0, 1))


def is_number(value: Any) -> bool:
    """Whether a value of a figures frame is a number: neither withheld (None) nor undefined (nan)."""
    return value is not None and value == value  # noqa: PLR0124 - nan is unlike itself


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
    Finding.NOT_TESTED: "Not tested",
}


def finding_cell(finding: Any, words: str | None = None) -> Cell:
    """The finding in words (its own, if none are given), with its code behind it; withheld where the counts are."""
    if finding is None:
        return WITHHELD
    return Cell(words or FINDING_WORDS[Finding(finding)], str(finding))
