"""Numbers in texts, and the forms in which a value of a tidy CSV may be printed.

A text is walked for everything that looks like a number: "1,204", "12.1%", "−3.2", "2.47", "<0.001". What is not a
figure (dates, period labels, names of groups, the 95% of an interval ...) is listed in NOT_FIGURES with its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
NOT_FIGURES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b\d{{1,2}} (?:{MONTHS})(?: \d{{4}})?",  # 1 September, 30 November 2021
        rf"\b(?:{MONTHS}) \d{{4}}",
        r"\b\d{4}-\d{2}-\d{2}\b",
        r"\b20\d{4}\b",  # a period's label, also in a file's name
        r"\b9[59](?:\.8)?% (?:interval|limit|control limits)|(?:lower|upper) 95% limit",
        r"\bNPPV [123]\b|\bUnder 26\b|\b26 to 40\b|\b41 to 55\b|\bOver 55\b",  # groups
        r"\(continued, \d+ of \d+\)",
        r"\bscorecard \d+\.\d+\.\d+",
        r"\b1 = (?:refused|not passed)",  # the name of a chart's line
        r"\ball \d periods together\b",
        r"\b[1-9] (?:groups|reliable differences?|reliable changes?|actions? open)\b",  # how many are listed
        r"\b[1-9] of them overdue\b",
        r"\bmore than 100%",  # shares of cases with several reasons
    )
)
NUMBER = re.compile(r"(?<![\w.,])([<+−-]?)((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(%?)(?![\w])")


def numbers(text: str) -> Iterator[str]:
    """Each figure of a text, in one spelling: "1204", "12.1%", "-3.2", "<0.001"; a plus sign is dropped."""
    for pattern in NOT_FIGURES:
        text = pattern.sub(" ", text)
    for sign, digits, percent in NUMBER.findall(text):
        yield sign.replace("−", "-").replace("+", "") + digits.replace(",", "") + percent


def forms(column: str, text: str) -> Iterator[str]:
    """How the value of a CSV cell may be printed, given its column; nothing for words, withheld and undefined."""
    try:
        value = Decimal(text)
    except ArithmeticError:
        return
    if not value.is_finite():
        return
    if re.search(r"p_value|p_adjusted|_p$", column):
        yield _places(value, 3) if value >= Decimal("0.001") else "<0.001"
    elif "ratio" in column or column == "statistic":
        yield _places(value, 2)
    elif re.search(r"quartile|median", column):
        yield _places(value, 0)
    elif column.startswith("refusals_"):
        yield from (_places(value, 1), _places(value, 0))
    elif re.fullmatch(r"-?\d+", text):
        yield text
    else:
        points = _places(value * 100, 1)
        yield from (points, points + "%")


def _places(value: Decimal, places: int) -> str:
    """Rounded half up, as in Excel; a number that rounds to nothing has no sign."""
    shown = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return str(abs(shown) if shown == 0 else shown)
