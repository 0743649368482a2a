"""Numbers as stored and as shown: spreadsheet number formats, and printed numbers. Nothing of ours comes in."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache

MOST_DIGITS = 6  # a fraction with more significant digits gives back the two counts (up to 1,000) it was divided from
BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
    12: "# ?/?", 13: "# ??/??", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 48: "##0.0E+0", 49: "@",
    **dict.fromkeys((14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47), "yyyy-mm-dd"),
}  # fmt: skip
_PRINTED = re.compile(r"[+\-−]?(\d{1,3}(,\d{3})+|\d+)(?:\.(\d+))?\s?(%?)")
_SILENT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


@dataclass(frozen=True)
class Format:
    """decimals: those shown of a stored number, None where the format does not say; date, hidden: it shows that."""

    decimals: int | None = None
    date: bool = False
    hidden: bool = False


GENERAL = Format()


@cache
def number_format(code: str) -> Format:
    """What a spreadsheet's number format shows: "0.0%" shows three decimals of the stored fraction; ";;;" nothing."""
    if code.strip().lower() in {"", "general", "@"}:
        return GENERAL
    sections = code.split(";")
    if len(sections) >= 3 and not any(s.strip() for s in sections[:3]):
        return Format(hidden=True)
    plain = _SILENT.sub("", sections[0])
    if re.search(r"[ymdhs]", plain, re.IGNORECASE):
        return Format(date=True)
    if "e+" in plain.lower() or "/" in plain or not re.search(r"[0#?]", plain):
        return GENERAL
    whole, _, fraction = plain.partition(".")
    thousands = len(re.search(r"(,*)[^0#?,]*$", fraction or whole).group(1))  # type: ignore[union-attr]
    return Format(len(re.findall(r"[0#?]", fraction)) + 2 * plain.count("%") - 3 * thousands)


def stored(text: str | None) -> float | None:
    """The finite number that a file stores as this text; None where it is none."""
    try:
        value = float(text or "")
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def whole(text: str | None, default: int = 0) -> int:
    """The whole number that an attribute holds, or `default`."""
    value = stored(text)
    return int(value) if value is not None and abs(value) < 1e15 else default


def printed(text: str) -> tuple[float, int] | None:
    """A printed number ("1,204", "17.6%", "+3.2") as a value and its decimals: ("17.6%" is 0.176, 3)."""
    match = _PRINTED.fullmatch(text.strip())
    if not match or len(text) > 40:
        return None
    plain = text.strip().rstrip("%").strip().replace(",", "").replace("−", "-")
    shift = 2 if match.group(4) else 0
    decimals = len(match.group(3) or "") + shift
    return round(float(plain) / 10**shift, decimals), decimals


def more_than_shown(value: float, decimals: int | None) -> bool:
    """True where the stored number has digits that its format does not show (without a format: too many digits)."""
    if decimals is None:
        return value != int(value) and significant(value) > MOST_DIGITS
    return abs(value - round(value, max(-300, min(decimals, 300)))) > 1e-12 * max(1.0, abs(value))


def significant(value: float) -> int:
    """How many significant digits a number has, a float's noise in the 16th digit left aside."""
    mantissa = f"{value:.15g}".lower().split("e")[0]
    return len(mantissa.lstrip("-").replace(".", "").strip("0"))


def last_decimal(value: float) -> int:
    """The position of the last decimal of a stored number: 0.1765 has 4."""
    text = f"{value:.15g}".lower()
    mantissa, _, exponent = text.partition("e")
    return max(0, len(mantissa.partition(".")[2]) - int(exponent or 0))
