"""Words as somebody typed them in; the same with numbers in figures out: "three of the staff" is "3 of the staff".

Words other than numbers stay; an underscore separates words, as a space does.
"""

from __future__ import annotations

import re
from decimal import Decimal

_UNITS = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
VALUES = {word: at + 1 for at, word in enumerate(_UNITS)} | {word: 10 * (at + 2) for at, word in enumerate(_TENS)}
_NOBODY = r"(?<!\bno )(?<!\bany )(?<!\bevery )(?<!\bthe )(?<!\bthis )(?<!\bthat )"  # "the one" counts nobody
_WORD = re.compile(
    rf"\b(?:({'|'.join(_TENS)})(?:[-\s]({'|'.join(_UNITS[:9])}))?|({'|'.join(_UNITS[1:])})|{_NOBODY}(one))\b(?![-\s](?:fifths?|thirds?|quarters?|half|halves|tenths?)\b)",
    re.IGNORECASE,
)
_PER = re.compile(
    r"(?<![\w.,])(\d+)(\.\d+)?\s(?:per|in every|out of every)\s(100|hundred|1,?000|thousand)\b", re.IGNORECASE
)
_PER_CENT = re.compile(r"(?<=\d)\s?(per\s?cent|pct)\b", re.IGNORECASE)


def in_figures(text: str) -> str:
    """The text with the number words from one to ninety-nine in figures, and rates per cent or per thousand as %."""
    figures = _WORD.sub(_figure, text.replace("_", " "))
    return _PER_CENT.sub("%", _PER.sub(_percentage, figures))


def _figure(found: re.Match[str]) -> str:
    return str(sum(VALUES[word.casefold()] for word in found.groups() if word))


def _percentage(found: re.Match[str]) -> str:
    whole, fraction, base = found.groups()
    rate = Decimal(whole + (fraction or ""))
    return f"{rate if base.casefold() in ('100', 'hundred') else rate.scaleb(-1)}%"
