"""Rates as a reply printed them: 13.6% or 0.136.

In: the text of a cell, and the counts of its line. Out: the rate and how exactly it was printed, and whether any people
at all could have both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from scorecard.model import PrintedRate

RATES = {"pass_rate": "passed", "refusal_rate": "refused"}  # column -> what is divided by decided
PERCENT = re.compile(r"([0-9]{1,3}(?:\.([0-9]{1,20}))?) ?%")
FRACTION = re.compile(r"([01]\.([0-9]{1,20}))")
FINEST = Fraction(1, 10**6)  # more digits are read as known to this step, which is about what solvers can tell apart
Count = int | None


@dataclass(frozen=True)
class Rate:
    """A printed rate: the true fraction is within half a `step` of `value`."""

    value: Fraction
    step: Fraction

    @property
    def low(self) -> Fraction:
        """The least that the fraction can be."""
        return max(self.value - self.step / 2, Fraction(0))

    @property
    def high(self) -> Fraction:
        """The most that it can be."""
        return min(self.value + self.step / 2, Fraction(1))

    @property
    def rest(self) -> Rate:
        """The rate of all others: refused where this one is passed."""
        return Rate(1 - self.value, self.step)

    def of(self, key: tuple[str, str, str, str, str], numerator: str) -> PrintedRate:
        """The rate of that group's decisions, as the register keeps it."""
        return PrintedRate(key, numerator, "decided", float(self.value), float(self.step))


def parsed(text: str) -> Rate | None:
    """The rate that is written so; None where it is no rate from 0 to 100%, or is 0 or 1 without a decimal point."""
    match, by = (PERCENT.fullmatch(text), 100) if "%" in text else (FRACTION.fullmatch(text), 1)
    if match is None:
        return None
    value, step = Fraction(match[1]) / by, Fraction(1, 10 ** len(match[2] or "")) / by
    return Rate(value, max(step, FINEST)) if value <= 1 else None


def fits(rate: Rate, part: Count, whole: Count) -> bool:
    """Whether whole numbers of people could have that rate: `part` of `whole`, either None where it was not printed."""
    if whole is None:
        fewest = max(1, part or 0, ceil((part or 0) / rate.high))  # of more people, the part would be a lower rate
        return part is None or rate.low * fewest <= part
    least, most = rate.low * whole, rate.high * whole
    return whole > 0 and (ceil(least) <= floor(most) if part is None else least <= part <= most)


def agree(one: Rate, other: Rate) -> bool:
    """Whether a pass rate and a refusal rate can add up to 1."""
    return one.low + other.low <= 1 <= one.high + other.high
