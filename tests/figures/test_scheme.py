"""A series breaks where the ethnicity codes change, and only for breakdowns by ethnicity."""

from dataclasses import replace
from datetime import date

import pytest

from scorecard.figures import derive
from scorecard.model import Counts, Period, joined
from tests.counts import SEX, counts

SPRING = Period(date(2021, 3, 1), date(2021, 5, 31), "202106")
SUMMER = Period(date(2021, 6, 1), date(2021, 8, 31), "202109")


def counted(period: Period, scheme: str) -> Counts:
    period = replace(period, scheme=scheme)
    people = counts({"Asian": (90, 10), "White": (900, 50)}, period=period)
    return joined([people, counts({"Female": (400, 20), "Male": (590, 40)}, breakdown=SEX, period=period)])


@pytest.mark.parametrize(
    ("before", "after", "breaks"), [("16+1", "18+1", True), ("18+1", "18+1", False), ("", "18+1", False)]
)
def test_break(before: str, after: str, breaks: bool) -> None:
    trend = derive(counted(SUMMER, after), history=counted(SPRING, before)).others["trend"]
    now = trend[trend["period"] == "202109"]
    assert set(now.loc[now["breakdown"] == "ethnicity", "break_before"]) == {breaks}
    assert set(now.loc[now["breakdown"] == "sex", "break_before"]) == {False}
