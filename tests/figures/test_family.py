"""Withholding makes no finding: who is in Holm's family does not hang on what is shown."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from scorecard.disclosure import Policy, protect
from scorecard.errors import DisclosureError
from scorecard.figures import AnalysisSettings, derive
from scorecard.figures.disparity import disparity
from scorecard.figures.everybody_else import everybody_else
from scorecard.figures.pairs import Base
from scorecard.figures.trend import trend
from scorecard.figures.undecided import not_passed
from scorecard.model import MEASURES, Finding
from tests.figures.making import ETHNICITY, counts, of, period

UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)  # a made-up table is small as it is
RELIABLE = (Finding.HIGHER, Finding.LOWER)
# Fisher, two-sided, of 22 of 71 beside 157 of 334: 0.0175. Its family is four groups, of which two are withheld, or
# shown in part.
TABLES = {"Asian": (40, 90), "Black": (3, 47), "Mixed": (22, 71), "White": (157, 334)}


def withheld(made, groups, measures=("passed", "refused")):
    """The counts with these measures of these groups withheld, in the row of everybody too."""
    frame = made.decisions.copy()
    hidden = frame["group"].isin([*groups, "All"] if groups else [])
    for measure in measures:
        frame.loc[hidden, measure] = pd.NA
    return replace(made, decisions=frame)


@pytest.mark.parametrize("measures", [("passed", "refused"), ("decided", "passed", "refused")])
def test_a_withheld_group_stays_in_the_family(measures):
    exact = of(derive(counts(TABLES)).disparity, "Mixed")
    shown = of(derive(withheld(counts(TABLES), ["Black"], measures)).disparity, "Mixed")
    assert shown.p_value == exact.p_value
    # Withheld, Black is taken for p = 1: Mixed is then the smallest of three, Asian (p about 0.7) the second.
    assert shown.p_adjusted == pytest.approx(3 * shown.p_value)
    assert exact.p_adjusted <= shown.p_adjusted


def test_a_group_with_nobody_decided_does_not():
    tables = {**TABLES, "Black": (0, 0)}
    shown = of(derive(withheld(counts(tables), ["Asian"])).disparity, "Mixed")
    assert shown.p_adjusted == pytest.approx(2 * shown.p_value)


FRAMES = {"figures": disparity, "everybody_else": everybody_else, "not_passed": not_passed}


def adjusted(made, history):
    """Every adjusted p of these figures, frame by frame, with its finding where it has one."""
    base = Base.of(made, AnalysisSettings())
    frames = {name: frame(base) for name, frame in FRAMES.items()} | {"trend": trend(base, history)}
    for name, frame in frames.items():
        p = frame["p_adjusted"].to_numpy(dtype=float, na_value=np.nan)
        said = frame["finding"] if "finding" in frame else pd.Series("", frame.index)
        yield from zip([(name, *row) for row in frame[["period", "group"]].to_numpy()], p, said, strict=True)


def assert_no_bolder(public, internal, history=None):
    known = {key: (p, said) for key, p, said in adjusted(internal, history)}
    for key, p, said in adjusted(public, history):
        was, found = known[key]
        assert np.isnan(p) or p >= was - 1e-12, key
        assert pd.isna(said) or said not in RELIABLE or said == found, key


groups = ("Asian", "Black", "Mixed", "White", "Unknown")
cells = st.integers(0, 60).flatmap(lambda decided: st.tuples(st.integers(0, decided), st.just(decided)))
tables = st.fixed_dictionaries(dict.fromkeys(groups, cells))


@settings(max_examples=30, deadline=None, phases=UNSHRUNK)
@given(tables, tables, st.sets(st.sampled_from(groups[:3])), st.sampled_from([MEASURES[1:3], MEASURES[:3]]))
def test_whatever_is_withheld_no_adjusted_p_is_smaller(now, before, gone, measures):
    history = counts(before, when=period(0))
    exact = counts(now, when=period(1), withdrawn={"Asian": 4, "Black": 7})
    assert_no_bolder(withheld(exact, gone, measures), exact, history)


def check_protected(table, threshold):
    exact = counts(table)
    try:
        safe = protect(exact, Policy(threshold, "suppress", (ETHNICITY.name, "undecided"))).counts
    except DisclosureError:
        return
    assert_no_bolder(safe, exact)


@settings(max_examples=8, deadline=None, phases=UNSHRUNK)
@given(tables, st.sampled_from([3, 5, 10]))
def test_a_public_edition_finds_nothing_that_the_internal_one_does_not(table, threshold):
    check_protected(table, threshold)


@pytest.mark.slow
@settings(max_examples=400, deadline=None, phases=UNSHRUNK)
@given(tables, st.sampled_from([3, 5, 10]))
def test_the_same_of_many_more(table, threshold):
    check_protected(table, threshold)
