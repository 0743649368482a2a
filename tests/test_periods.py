"""Period labels to dates."""

from datetime import date

import pytest

from scorecard.errors import ConfigError, UsageError
from scorecard.model import Period
from scorecard.periods import PeriodEntry, resolve, warnings

# The Met's labels: 01.FOI.22.023407, April 2022.
MET = [
    ("202106", date(2021, 3, 1), date(2021, 5, 31), "1 March to 31 May 2021"),
    ("202109", date(2021, 6, 1), date(2021, 8, 31), "1 June to 31 August 2021"),
    ("202112", date(2021, 9, 1), date(2021, 11, 30), "1 September to 30 November 2021"),
    ("202103", date(2020, 12, 1), date(2021, 2, 28), "1 December 2020 to 28 February 2021"),
    ("202404", date(2024, 1, 1), date(2024, 3, 31), "1 January to 31 March 2024"),
    ("202401", date(2023, 10, 1), date(2023, 12, 31), "1 October to 31 December 2023"),
]


@pytest.mark.parametrize(("label", "start", "end", "words"), MET)
def test_a_label_is_the_month_after_the_period(label: str, start: date, end: date, words: str) -> None:
    period = resolve(label, None, None, ())
    assert (period.start, period.end, period.dates) == (start, end, words)


def test_a_listed_period_and_dates_on_the_command_line_come_first() -> None:
    listed = (PeriodEntry("202103", date(2020, 11, 1), date(2021, 2, 28)),)
    assert resolve("202103", None, None, listed) == Period(date(2020, 11, 1), date(2021, 2, 28), "202103")
    assert resolve("202103", date(2021, 1, 1), date(2021, 1, 31), listed).days == 31


@pytest.mark.parametrize(
    ("label", "start", "end", "sentence"),
    [
        ("Q3", None, None, "The period 'Q3' is not a year and month (YYYYMM) and no [[period]] of the config has that "
         "label; give --from and --to."),
        ("202113", None, None, "The period '202113' is not a year and month (YYYYMM) and no [[period]] of the config "
         "has that label; give --from and --to."),
        *(
            (label, None, None, "A period's label must be 1 to 40 letters, digits, spaces, dots, hyphens or "
             "underscores, such as 202109 or 2021-Q3, and no name that Windows keeps for itself, such as CON.")
            for label in ("../x", "a:b", "a\\b", "Q3.", "Q3 ", "CON", "nul", "Aux.2021", "com1", "LPT9 x", "x" * 41)
        ),
        ("202109", date(2021, 6, 1), None, "Give both --from and --to, or neither."),
        ("202109", date(2021, 6, 1), date(2021, 5, 1), "--from 2021-06-01 is after --to 2021-05-01."),
    ],
)  # fmt: skip
def test_mistakes(label: str, start: date | None, end: date | None, sentence: str) -> None:
    with pytest.raises(UsageError) as caught:
        resolve(label, start, end, ())
    assert str(caught.value) == sentence


@pytest.mark.parametrize("label", ["Console", "2021-Q3", "FY24Q1", "com", "con2", "lpt10", "a.b", "x" * 40])
def test_a_label_may_be_whatever_names_a_folder_everywhere(label: str) -> None:
    assert resolve(label, date(2021, 6, 1), date(2021, 8, 31), ()).label == label


def test_a_listed_period_runs_forward() -> None:
    with pytest.raises(ConfigError):
        PeriodEntry("x", date(2021, 2, 1), date(2021, 1, 1))


def test_one_follows_another() -> None:
    first, second = resolve("202106", None, None, ()), resolve("202109", None, None, ())
    assert second.follows(first)
    assert not first.follows(second)


def test_what_makes_periods_hard_to_compare_is_said() -> None:
    long = Period(date(2020, 11, 1), date(2021, 2, 28), "202103", "16+1")
    spring = Period(date(2021, 3, 1), date(2021, 5, 31), "202106", "18+1")
    late = Period(date(2021, 7, 1), date(2021, 9, 30), "202110", "18+1")
    both = Period(date(2021, 9, 1), date(2021, 11, 30), "202112", "18+1")
    assert warnings((spring, long)) == (
        "202106 is 92 days long and 202103 120: compare rates.",
        "202103 was counted by 16+1 ethnicity codes and 202106 by 18+1: Chinese applicants are in another group.",
    )
    assert warnings((spring, late)) == ("There is a gap between 202106 and 202110.",)
    assert warnings((late, both)) == ("202110 and 202112 overlap: decisions of the days in both are in both.",)
    assert warnings((spring,)) == ()
