"""What changed over periods, in words and in numbers."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from scorecard.figures import derive
from scorecard.model import Breakdown, Period, joined
from tests.figures.making import counts, of, period


def trend(*tables, history=0):
    """The trend of one table a period, of which the first `history` come as history."""
    parts = [counts(t, when=period(i)) for i, t in enumerate(tables)]
    earlier = joined(parts[:history]) if history else None
    return derive(joined(parts[history:]), history=earlier).others["trend"]


def test_police_scotland_rose():
    everybody = Breakdown("year", "Year", ("year",), ("Applicants",), None, ())
    when = [Period(date(2021, 1, 1), date(2021, 12, 31), "2021"), Period(date(2022, 1, 1), date(2022, 12, 31), "2022")]
    tables = [(208, 6886), (433, 7070)]
    parts = [counts({"Applicants": t}, when=w, breakdown=everybody) for t, w in zip(tables, when, strict=True)]
    row = of(derive(joined(parts)).others["trend"], "Applicants", period="2022")
    assert row.change == "rise"
    assert row.rate_change == pytest.approx(433 / 7070 - 208 / 6886)
    assert row.previous_period == "2021"
    assert not row.break_before
    assert not row.unequal_length


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ((100, 1000), (150, 1000), "rise"),
        ((150, 1000), (100, 1000), "fall"),
        ((100, 1000), (101, 1000), "no_reliable_change"),
        ((1, 9), (9, 9), "too_few"),
        ((1, 12), (2, 12), "too_few"),
    ],
)
def test_change_in_words(before, after, change):
    frame = trend({"Black": before, "White": (100, 1000)}, {"Black": after, "White": (100, 1000)})
    assert of(frame, "Black", period="P0").change == ""
    assert of(frame, "Black", period="P1").change == change


def test_a_history_gives_the_same_trend_as_one_run():
    tables = [{"Black": (9 + 3 * i, 100), "White": (90, 1000)} for i in range(5)]
    pd.testing.assert_frame_equal(trend(*tables), trend(*tables, history=4))


def test_a_period_in_both_is_taken_from_the_counts():
    now, old = counts({"Black": (9, 100)}), counts({"Black": (50, 100)})
    row = of(derive(now, history=old).others["trend"], "Black")
    assert row.refused == 9


def test_trend_over_periods_and_the_last_four_together():
    tables = [{"Black": cell, "White": (90, 1000)} for cell in ((5, 80), (9, 90), (4, 60), (12, 110))]
    frame = trend(*tables)
    last = of(frame, "Black", period="P3")
    assert last.trend_p == pytest.approx(0.380109832291964)  # R: prop.trend.test(c(5,9,4,12),c(80,90,60,110),1:4)
    assert (last.rolling_decided, last.rolling_refused, last.rolling_from) == (340, 30, "P0")
    assert last.rolling_refusal_ratio == pytest.approx((30 / 340) / (360 / 4000))
    assert np.isnan(of(frame, "Black", period="P2").rolling_refusal_rate)
    assert last.centre == pytest.approx(30 / 340)


def test_a_period_outside_its_limits_is_a_signal():
    frame = trend(*[{"Black": (n, 1000), "White": (100, 1000)} for n in (100, 100, 100, 100, 100, 200)])
    assert of(frame, "Black", period="P5").signal == "above"
    assert of(frame, "Black", period="P0").signal == ""


def test_gaps_and_unequal_lengths_are_marked():
    long = Period(date(2021, 11, 1), date(2022, 2, 28), "long")
    parts = [counts({"Black": (9, 100)}, when=w) for w in (period(0), period(1), long)]
    frame = derive(joined(parts)).others["trend"]
    assert not of(frame, "Black", period="P1").break_before
    assert of(frame, "Black", period="long").break_before
    assert of(frame, "Black", period="long").unequal_length


def test_a_withheld_period_withholds_the_changes_and_the_course():
    frame = trend({"Black": (9, 100), "White": (90, 900)}, {"Black": (None, 100), "White": (90, 900)})
    first, second = of(frame, "Black", period="P0"), of(frame, "Black", period="P1")
    assert first.refusal_rate == 0.09
    assert first.trend_p is pd.NA
    assert second.change is pd.NA
    assert second.refusal_rate is pd.NA
    assert of(frame, "White", period="P1").change == "no_reliable_change"


@pytest.mark.parametrize("missing", [1, 2])
def test_periods_are_not_added_up_across_a_hole(missing):
    """What lies in the span and is not in the sum would be missed: the total would be of fewer than it says."""
    periods = [i for i in range(7) if i != missing]
    frame = derive(joined([counts({"Black": (9, 100), "White": (90, 900)}, when=period(i)) for i in periods]))
    black = frame.others["trend"].query("group == 'Black'").set_index("period")
    assert black.at["P6", "rolling_decided"] == 400
    assert black.at["P6", "rolling_from"] == "P3"
    for label in ("P3", "P4", "P5")[: missing + 1]:
        assert black.at[label, "rolling_from"] == ""
        assert black.loc[label, ["rolling_decided", "rolling_refused", "rolling_refusal_rate"]].isna().all()
        assert np.isnan(black.at[label, "rolling_refusal_ratio"])


def test_only_what_was_compared_together_has_an_adjusted_p():
    tables = [{"Asian": (5, 90), "Black": (9, 100), "White": (90, 900), "Unknown": (2, 90)}]
    tables.append({"Asian": (9, 90), "Black": (19, 100), "White": (80, 900), "Unknown": (12, 90)})
    now = trend(*tables).query("period == 'P1'").set_index("group")
    assert now["p_adjusted"].isna().to_dict() == {
        "Asian": False, "Black": False, "Mixed": True, "White": False, "Unknown": True, "All": True
    }  # fmt: skip
    assert now.at["Unknown", "p_value"] < 0.05
    assert now.at["Unknown", "change"] == "rise"
