"""Which dates a period label means: given on the command line, listed in the config, or by the Met's convention."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from scorecard.errors import ConfigError, UsageError
from scorecard.model.period import Period
from scorecard.model.windows import DEVICES

MONTHS_IN_A_QUARTER = 3
# A label names a folder and files, on Windows too, which keeps some names for itself, with any ending.
LABEL = re.compile(rf"(?!(?i:{'|'.join(DEVICES)})(?:[. ]|$))[A-Za-z0-9](?:[A-Za-z0-9 ._-]{{0,38}}[A-Za-z0-9])?")
WHAT_A_LABEL_IS = (
    "must be 1 to 40 letters, digits, spaces, dots, hyphens or underscores, such as 202109 or 2021-Q3, "
    "and no name that Windows keeps for itself, such as CON"
)


@dataclass(frozen=True)
class PeriodEntry:
    """A `[[period]]` of scorecard.toml: a label and its first and last day."""

    label: str
    start: date
    end: date

    def __post_init__(self) -> None:
        if not LABEL.fullmatch(self.label):
            raise ConfigError(f"[[period]] label {WHAT_A_LABEL_IS}.")
        if self.start > self.end:
            raise ConfigError(f"[[period]] {self.label}: starts on {self.start}, after its end on {self.end}.")


def quarter_before(label: str) -> Period:
    """The three whole months before the month that a label YYYYMM names: 202109 is 1 June to 31 August 2021."""
    year, month = int(label[:4]), int(label[4:])
    last = date(year, month, 1) - timedelta(days=1)
    months = year * 12 + (month - 1) - MONTHS_IN_A_QUARTER
    return Period(date(months // 12, months % 12 + 1, 1), last, label)


def whole_month(text: str) -> bool:
    """True for six digits that are a year and a month."""
    return len(text) == 6 and text.isascii() and text.isdigit() and 1 <= int(text[4:]) <= 12 and int(text[:4]) > 1900


def warnings(periods: Sequence[Period]) -> tuple[str, ...]:
    """What makes neighbouring periods of a trend hard to compare: a gap, an overlap, other lengths, other codes."""
    said = []
    for before, after in pairwise(sorted(periods)):
        if after.overlaps(before):
            said.append(f"{before.label} and {after.label} overlap: decisions of the days in both are in both.")
        elif not after.follows(before):
            said.append(f"There is a gap between {before.label} and {after.label}.")
        if not after.as_long_as(before):
            said.append(f"{after.label} is {after.days} days long and {before.label} {before.days}: compare rates.")
        if after.recoded(before):
            said.append(
                f"{before.label} was counted by {before.scheme} ethnicity codes and {after.label} by {after.scheme}: "
                "Chinese applicants are in another group."
            )
    return tuple(said)


def resolve(
    label: str,
    start: date | None,
    end: date | None,
    listed: Sequence[PeriodEntry],
    words: tuple[str, str] = ("--from", "--to"),
) -> Period:
    """The period of that label. UsageError where nothing says which dates it means, or where they run backwards.

    words: the command's own options for the first and the last day, for the message.
    """
    first, last = words
    if not LABEL.fullmatch(label):
        raise UsageError(f"A period's label {WHAT_A_LABEL_IS}.")
    if start is not None or end is not None:
        return _given(label, start, end, words)
    entry = next((p for p in listed if p.label == label), None)
    if entry is not None:
        return Period(entry.start, entry.end, label)
    if whole_month(label):
        return quarter_before(label)
    raise UsageError(
        f"The period '{label}' is not a year and month (YYYYMM) and no [[period]] of the config has that label; "
        f"give {first} and {last}."
    )


def _given(label: str, start: date | None, end: date | None, words: tuple[str, str]) -> Period:
    """The period with the dates of the command line; UsageError where one is missing, or they run backwards."""
    first, last = words
    if start is None or end is None:
        raise UsageError(f"Give both {first} and {last}, or neither.")
    if start > end:
        raise UsageError(f"{first} {start} is after {last} {end}.")
    return Period(start, end, label)
