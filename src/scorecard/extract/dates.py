"""Dates of an extract: the text of a cell to the number of a day.

ISO dates (also with a time), day/month/year and days with a month's name are read, and the serial numbers of Excel; the
US order only where configured. A year of two digits is ambiguous, and so no date.
"""

from __future__ import annotations

import re
from datetime import date

BLANK = 0
BAD = -1
_TIME = r"(?:[ T]\d{1,2}:\d{2}.*)?"
_ISO = re.compile(rf"(\d{{4}})[-/](\d{{1,2}})[-/](\d{{1,2}}){_TIME}")
_NUMBERS = re.compile(rf"(\d{{1,2}})([/.-])(\d{{1,2}})\2(\d{{4}}){_TIME}")
_NAMED = re.compile(rf"(\d{{1,2}})[ -]([A-Za-z]{{3,9}})[ -](\d{{4}}){_TIME}")
_SERIAL = re.compile(r"([2-7]\d{4})(?:\.\d+)?")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_EXCEL_EPOCH = date(1899, 12, 30).toordinal()
_YEARS = range(1950, 2100)


def day_number(text: str, order: str = "dmy") -> int:
    """The day as date.toordinal() counts it; BLANK for an empty cell, BAD for what is no date.

    order: of the numbers in dates that are not ISO, "dmy" or "mdy".
    """
    text = text.strip()
    if not text:
        return BLANK
    if found := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
    elif found := _NUMBERS.fullmatch(text):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        day, month = (first, second) if order == "dmy" else (second, first)
    elif (found := _NAMED.fullmatch(text)) and (month := _month(found[2])):
        day, year = int(found[1]), int(found[3])
    elif found := _SERIAL.fullmatch(text):
        return _EXCEL_EPOCH + int(found[1])
    else:
        return BAD
    return _ordinal(year, month, day)


def _month(name: str) -> int:
    """1 to 12 for a month's name or its beginning; 0 for any other word."""
    starts = [n for n, month in enumerate(_MONTHS, 1) if month.startswith(name.lower())]
    return starts[0] if len(starts) == 1 else 0


def _ordinal(year: int, month: int, day: int) -> int:
    try:
        return date(year, month, day).toordinal() if year in _YEARS else BAD
    except ValueError:
        return BAD
