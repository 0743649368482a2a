"""A cell or a sentence in, the numbers that it prints out: each with the digits by which it can be recognised."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass, field, replace

from scorecard.disclosure.inspect.content import Item
from scorecard.disclosure.inspect.numbers import last_decimal, printed, significant, stored
from scorecard.disclosure.inspect.spoken import in_figures

SHORT = 24  # characters of a cell that is a number with words, no sentence
_NUMBER = re.compile(r"(?<![\w.,])[+\-−]?\d+(?:,\d{3})*(?:\.\d+)?\s?%?(?![\w])")
_MONTHS = "January February March April May June July August September October November December".replace(" ", "|")
_DATE = re.compile(rf"\b(19|20)\d\d-\d\d(-\d\d)?\b|\b\d{{1,2}}/\d{{1,2}}/(\d\d){{1,2}}\b|\b\d{{1,2}}(?= ({_MONTHS})\b)")
_WITH_SHARE = re.compile(r"([\d,]+(?:\.\d+)?\s?%?)\s*\(([^()]*)\)")
_LABELLED = re.compile(r".*?(?:(?:\u2003|\s{2,})(?P<far>\S+)|\s(?P<near>\d[\d.]*%))")


@dataclass(frozen=True)
class Number:
    """A printed number. value: of a percentage the fraction; decimals: of the value; signed: it is a difference.

    people: it is a count for sure, because its share stands beside it. at: where it stands in its sentence.
    """

    value: float
    decimals: int
    percent: bool = False
    signed: bool = False
    people: bool = False
    at: int = field(default=0, compare=False)

    @property
    def fraction(self) -> bool:
        """True for a percentage or a number with decimals."""
        return self.percent or self.decimals > 0 or self.value != int(self.value)

    @property
    def significant(self) -> int:
        """How many significant digits it has."""
        return significant(self.value)

    @property
    def digits(self) -> int:
        """How many digits say which number it is: 8.1% has three, as a fraction."""
        return max(self.significant, self.decimals)

    def as_fractions(self) -> tuple[tuple[float, int], ...]:
        """It and its decimals as it stands, and as a percentage without its sign."""
        return (self.value, self.decimals), (self.value / 100, self.decimals + 2)

    def is_(self, exact: float, *, percent: bool = False) -> bool:
        """True where it is that exact number, rounded or cut; with `percent` also where it is a hundred times it."""
        plain, hundredth = self.as_fractions()
        return equal(exact, *plain) or (percent and not self.percent and self.value > 1 and equal(exact, *hundredth))


def equal(exact: float, shown: float, decimals: int) -> bool:
    """True where a number printed with these decimals is that exact one, rounded or cut."""
    unit = 10.0 ** -min(decimals, 15)
    return abs(exact - shown) <= unit * 0.5000001


def numbers_of_cell(item: Item, labels: Container[str] = ()) -> tuple[Number, ...]:
    """The numbers of a cell: its own, a count and the share beside it, that of a label such as "Male  8.4%", or all
    those of its words ("3 of 22", "three"), unless they are a label themselves ("Under 26")."""
    text = in_figures(item.text.strip())
    if item.value is not None:
        decimals = last_decimal(item.value) if item.decimals is None else item.decimals
        number = Number(item.value, decimals, text.endswith("%"), text.startswith(("+", "-", "−")))
        return (number,) if item.quantity else ()
    if found := _WITH_SHARE.fullmatch(text):
        first, beside = (_number(part) for part in found.groups())
        return tuple(n for n in (_counted(first, beside), beside) if n)
    labelled = _LABELLED.fullmatch(text)
    own = _number((labelled["far"] or labelled["near"]) if labelled else text) or _stored(text)
    if own:
        return (own,)
    return numbers_of_sentence(text) if len(text) <= SHORT and item.text.strip().casefold() not in labels else ()


def numbers_of_sentence(sentence: str) -> tuple[Number, ...]:
    """Every number of a sentence, but those of dates."""
    sentence = _DATE.sub(lambda date: " " * len(date.group()), sentence)
    found = ((_number(match.group()), match.start()) for match in _NUMBER.finditer(sentence))
    return tuple(replace(number, at=at) for number, at in found if number)


def _number(text: str) -> Number | None:
    found = printed(text)
    if not found:
        return None
    return Number(*found, text.strip().endswith("%"), text.strip().startswith(("+", "-", "−")))


def _stored(text: str) -> Number | None:
    value = stored(text) if re.fullmatch(r"[\d.]+(e-?\d+)?", text, re.IGNORECASE) else None
    return Number(value, last_decimal(value)) if value is not None else None


def _counted(first: Number | None, beside: Number | None) -> Number | None:
    """The number before a bracket; a count where the bracket holds a percentage."""
    if first and beside and beside.percent and not first.fraction:
        return Number(first.value, 0, people=True)
    return first
