"""Columns of dates in the engine: is it blank, is it no date, is it in the period, and the number of its day.

In: a column as an expression of Ibis, and for text what its distinct values mean. Out: a Day of expressions. A
column of a date type is used as it is; text is read here, by the rules for files, and its meaning given back to the
engine.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import ibis

from scorecard.extract.dates import BAD, BLANK
from scorecard.model import Period

EPOCH = date(2000, 1, 1)
_FIRST, _LAST = date(1950, 1, 1), date(2099, 12, 31)  # as for files: no other year is a date of vetting
# How a date may start: its pattern, where its month of 7 characters stands, and where its day.
_SHAPES = (
    (re.compile(r"\d{4}[-/]\d\d[-/]\d\d"), 0, 8),
    (re.compile(r"\d\d([/.-])\d\d\1\d{4}"), 3, 0),
)
_MONTH, _DAY = 7, 2


@dataclass(frozen=True)
class Day:
    """blank, bad, inside (the period): expressions that are true or false. number: days from 1 January 2000."""

    blank: Any
    bad: Any
    inside: Any
    number: Any


def of_dates(column: Any, period: Period) -> Day:
    """The days of a column that holds dates or times."""
    day = column.cast("date")
    return Day(
        column.isnull(),
        column.notnull() & ~day.between(_FIRST, _LAST),
        day.between(period.start, period.end),
        day.delta(ibis.literal(EPOCH), unit="day"),
    )


def of_text(column: Any, numbers: Mapping[str, int], period: Period) -> Day:
    """The days of a column of text. numbers: what `day_number` says of each of its distinct values."""

    def those(chosen: Any) -> Any:
        return among(column, [raw for raw, number in numbers.items() if chosen(number)])

    first, last = period.start.toordinal(), period.end.toordinal()
    return Day(
        those(lambda number: number == BLANK),
        those(lambda number: number == BAD),
        those(lambda number: first <= number <= last),
        _number(column, {raw: number - EPOCH.toordinal() for raw, number in numbers.items() if number > BLANK}),
    )


def among(column: Any, values: list[str]) -> Any:
    """Whether a column holds one of the values; false for none, where SQL has no empty list."""
    return column.isin(values) if values else ibis.literal(False)


def _number(column: Any, numbers: Mapping[str, int]) -> Any:
    """The number of the day: of a month (looked up by its text) plus the day in it; other spellings one by one.

    Two short lists in place of one with an entry a day: an engine looks through them for every row.
    """
    months: tuple[dict[str, int], ...] = ({}, {})
    odd = {raw: number for raw, number in numbers.items() if not _in_parts(raw, number, months)}
    found = [column.cases(*odd.items(), else_=None)] if odd else []
    for (_, at, day), firsts in zip(_SHAPES, months, strict=True):
        if firsts:
            days = [(f"{n:02}", n) for n in range(1, 32)]
            month = column.substr(at, _MONTH).cases(*firsts.items(), else_=None)
            found.append(month + column.substr(day, _DAY).cases(*days, else_=0))
    return ibis.coalesce(*found, 0)


def _in_parts(raw: str, number: int, months: tuple[dict[str, int], ...]) -> bool:
    """Whether the date is the sum of its month, which is then kept in `months`, and its day."""
    in_month = date.fromordinal(number + EPOCH.toordinal()).day
    for (shape, at, day), firsts in zip(_SHAPES, months, strict=True):
        if shape.match(raw) and raw[day : day + _DAY] == f"{in_month:02}":
            return firsts.setdefault(raw[at : at + _MONTH], number - in_month) == number - in_month
    return False
