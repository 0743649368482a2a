"""Counts made up for these tests, and random ones."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pandas as pd
from hypothesis import strategies as st

from scorecard.model import ALL, DETAIL_KEY, KEY, MEASURES, Breakdown, Counts, Period, PrintedRate

SEX = Breakdown("sex", "Sex", ("sex",), ("Female", "Male", "Unknown"), reference="Male")
DETAIL = Breakdown(
    "ethnicity_detail", "Ethnicity in detail", ("ethnicity",), ("A1", "W1", "NS"), "W1", ("NS",),
    "ethnicity", (("A1", "Asian"), ("W1", "White"), ("NS", "Unknown")),
)  # fmt: skip
NOW = datetime(2021, 12, 3, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
FORCE = "Sample force (synthetic)"
SOURCES = [("extract.csv", "ab" * 32)]
Q1 = Period(date(2020, 11, 1), date(2021, 2, 28), "202103")
Q2 = Period(date(2021, 3, 1), date(2021, 5, 31), "202106")
Q3 = Period(date(2021, 6, 1), date(2021, 8, 31), "202109")


def decisions(rows: list[tuple]) -> pd.DataFrame:
    return _frame(rows, KEY, MEASURES)


def details(rows: list[tuple]) -> pd.DataFrame:
    return _frame(rows, DETAIL_KEY, ("cases",))


def _frame(rows: list[tuple], key: tuple[str, ...], measures: tuple[str, ...]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=[*key, *measures], dtype=object)
    return frame.astype(dict.fromkeys(key, "str") | dict.fromkeys(measures, "Int64"))


def simple(period: Period, refused: int = 3, force: str = FORCE) -> Counts:
    """Officers by sex: 100 women of whom `refused` were refused, nobody else."""
    people = {"Female": (100, 100 - refused, refused), "Male": (0, 0, 0), "Unknown": (0, 0, 0)}
    people[ALL] = people["Female"]
    rows = [(force, period.label, "officer", "sex", group, *counts, 7, 0, 0, 0, 1) for group, counts in people.items()]
    cases = [(force, period.label, "officer", "sex", "Female", "reason", "finance", refused)]
    return Counts(decisions(rows), details(cases), (period,), (SEX,))


def rate(period: Period = Q1, force: str = FORCE, value: float = 0.136) -> PrintedRate:
    """Women refused, of those decided, to a tenth of a per cent."""
    return PrintedRate((force, period.label, "officer", "sex", "Female"), "refused", "decided", value, 0.001)


COUNT = st.none() | st.integers(0, 2**53)
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)


@st.composite
def counts_of_anybody(draw, periods: tuple[Period, ...] = (Q1, Q2)) -> Counts:
    """Counts with withheld and large numbers, any text as force and item, and two breakdowns."""
    force, rows, cases = draw(TEXT), [], []
    for period in periods:
        for breakdown in (SEX, DETAIL):
            for group in breakdown.rows:
                key = (force, period.label, draw(st.sampled_from(["officer", "staff"])), breakdown.name, group)
                passed, refused = draw(COUNT), draw(COUNT)
                decided = None if None in (passed, refused) else passed + refused
                rows.append((*key, decided, passed, refused, *(draw(COUNT) for _ in range(5))))
                items = draw(st.lists(TEXT, unique=True, max_size=2))
                cases += [(*key, "reason", item, draw(COUNT)) for item in items]
    return Counts(decisions(rows), details(cases), periods, (SEX, DETAIL))


def same(one: Counts, other: Counts) -> bool:
    """Equal in every part, types and order too; raises where frames differ."""
    pd.testing.assert_frame_equal(one.decisions, other.decisions)
    pd.testing.assert_frame_equal(one.details, other.details)
    return (one.periods, one.breakdowns) == (other.periods, other.breakdowns)
