"""Rounded counts have rates and ratios, and no test, limit or finding."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from scorecard.disclosure import Policy, protect
from scorecard.figures import AnalysisSettings, derive, rounded
from scorecard.model import FIGURE_COLUMNS, Finding, is_of_test, joined
from tests.figures.making import ETHNICITY, counts, of, period

# Not a reliable difference (9 of 53 beside 12 of 193: p 0.023, one of three), but rounded to the nearest 5 it would be.
TABLES = {"Asian": (9, 53), "Black": (3, 40), "Mixed": (2, 30), "White": (12, 193), "Unknown": (2, 40)}
REASONS = [(g, t, i, 3) for g in (*TABLES, "All") for t, i in (("reason", "finance"), ("reasons_given", "any"))]
KEPT = ("pass_rate", "refusal_rate", "refusal_ratio", "pass_ratio", "rate_difference", "refusals_above_parity")


def everything(rounded_to):
    made = counts(TABLES, when=period(1), withdrawn={"Asian": 10}, details=REASONS)
    known = replace(made, rounded_to=rounded_to)
    return derive(known, AnalysisSettings(against_everybody_else=True), counts(TABLES, when=period(0)))


@pytest.fixture(scope="module")
def figures():
    return everything(5)


def test_rates_and_ratios_are_those_of_the_counts(figures):
    same = everything(1).disparity
    for column in KEPT:
        pd.testing.assert_series_equal(figures.disparity[column], same[column])
    assert tuple(figures.disparity.columns) == FIGURE_COLUMNS


def test_every_test_and_limit_of_every_file_is_empty(figures):
    seen = 0
    for name, frame in {"figures": figures.disparity, **figures.others}.items():
        for column in filter(is_of_test, frame.columns):
            seen += 1
            assert not [v for v in frame[column] if v != "" and not np.isnan(v)], (name, column)
    assert seen > 30


def test_findings_and_changes_are_not_tested(figures):
    found = figures.disparity.set_index("group")["finding"].to_dict()
    assert found == dict.fromkeys(("Asian", "Black", "Mixed"), Finding.NOT_TESTED) | {
        "White": Finding.REFERENCE, "Unknown": Finding.NOT_ASSESSED, "All": Finding.NOT_ASSESSED,
    }  # fmt: skip
    assert set(figures.others["trend"]["change"]) == {"", "not_tested"}
    assert set(figures.others["everybody_else"]["finding"]) == {Finding.NOT_TESTED}


def test_what_is_nothing_but_tests_is_left_out(figures):
    assert not {"overall", "stratified", "unknowns", "reason_contributions"} & set(figures.others)
    assert {"parity", "not_passed", "unknown_outcomes", "reasons", "trend"} <= set(figures.others)


def test_nothing_of_the_unknown_is_said_to_differ(figures):
    row = of(figures.others["unknown_outcomes"], "Unknown")
    assert not row.outcome_differs
    assert not row.share_is_high


def test_rounding_to_printed_digits_keeps_the_mark(figures):
    assert rounded(figures).rounded_to == 5


def test_withheld_stays_withheld_beside_what_is_not_tested():
    made = counts({**TABLES, "Black": (None, 40)})
    row = of(derive(replace(made, rounded_to=5)).disparity, "Black")
    assert row.refusal_ratio is pd.NA
    assert row.finding is pd.NA


def test_counts_know_that_they_were_rounded():
    exact = counts(TABLES)
    assert protect(exact, Policy(5, "suppress", (ETHNICITY.name,))).counts.rounded_to == 1
    safe = protect(exact, Policy(5, "round", (ETHNICITY.name,), base=5)).counts
    assert safe.rounded_to == 5
    assert safe.where(workforce="officer").rounded_to == 5
    assert joined([safe]).rounded_to == 5
