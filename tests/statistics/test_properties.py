"""What must hold of the statistics whatever the counts."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import fisher_exact

from scorecard import statistics

few = settings(max_examples=25, deadline=None)


@st.composite
def tables(draw, biggest: int = 300):
    n, m = draw(st.integers(1, biggest)), draw(st.integers(1, biggest))
    x, y = draw(st.integers(0, n)), draw(st.integers(0, m))
    return {"cases": x, "total": n, "ref_cases": y, "ref_total": m}


def swapped(table):
    return {
        "cases": table["ref_cases"],
        "total": table["ref_total"],
        "ref_cases": table["cases"],
        "ref_total": table["total"],
    }


def leaves_out_1(table):
    low, high = statistics.koopman(**table)
    return bool(low > 1 or high < 1)


@few
@given(tables())
def test_score_interval_leaves_out_1_exactly_when_the_score_test_rejects(table):
    assert leaves_out_1(table) == bool(statistics.score_p(**table) < 0.05)


def test_the_same_for_every_table_of_41_by_21():
    """As ratesci checks: all tables with 40 people against 20."""
    x, y = (a.ravel() for a in np.meshgrid(np.arange(41), np.arange(21)))
    table = {"cases": x, "total": 40, "ref_cases": y, "ref_total": 20}
    low, high = statistics.koopman(**table)
    np.testing.assert_array_equal((low > 1) | (high < 1), statistics.score_p(**table) < 0.05)


@few
@given(tables())
def test_p_at_the_limits_is_alpha(table):
    for limit in statistics.koopman(**table):
        if 0 < limit < np.inf:
            np.testing.assert_allclose(statistics.score_p(**table, ratio=limit), 0.05, rtol=1e-6)


@few
@given(tables())
def test_swapping_gives_reciprocal_ratios_negated_differences_and_the_same_p(table):
    other = swapped(table)
    low, high = statistics.koopman(**table)
    other_low, other_high = statistics.koopman(**other)
    with np.errstate(divide="ignore"):
        np.testing.assert_allclose([low, high], [np.divide(1, other_high), np.divide(1, other_low)], rtol=1e-8)
    difference, reverse = statistics.newcombe(**table), statistics.newcombe(**other)
    np.testing.assert_allclose([difference.low, difference.high], [-reverse.high, -reverse.low], atol=1e-12)
    np.testing.assert_allclose(statistics.fisher(**table), statistics.fisher(**other), rtol=1e-9)


@few
@given(tables())
def test_one_more_case_raises_the_rate_the_ratio_and_their_limits(table):
    if table["cases"] < table["total"]:
        more = {**table, "cases": table["cases"] + 1}
        before, after = (statistics.wilson(cases=t["cases"], total=t["total"]) for t in (table, more))
        assert before.low < after.low
        assert before.high < after.high
        before, after = statistics.koopman(**table), statistics.koopman(**more)
        assert before.low < after.low
        assert before.high < after.high or table["ref_cases"] == 0


@few
@given(tables())
def test_the_interval_holds_the_estimate(table):
    low, high = statistics.koopman(**table)
    ratio = statistics.risk_ratio(**table)
    assert np.isnan(ratio) or low * (1 - 1e-9) <= ratio <= high * (1 + 1e-9)


@few
@given(tables(), st.floats(0.5, 0.98))
def test_more_coverage_is_wider(table, level):
    narrow, wide = statistics.koopman(**table, level=level), statistics.koopman(**table, level=0.99)
    assert wide.low <= narrow.low
    assert narrow.high <= wide.high


@few
@given(tables(60))
def test_fisher_agrees_with_scipy(table):
    x, n, y, m = table.values()
    np.testing.assert_allclose(statistics.fisher(**table), fisher_exact([[x, n - x], [y, m - y]]).pvalue, rtol=1e-6)


@few
@given(st.lists(st.floats(0, 1), min_size=1, max_size=9), st.randoms())
def test_the_order_of_p_values_does_not_matter(p, random):
    order = list(range(len(p)))
    random.shuffle(order)
    for adjust in (statistics.holm, statistics.benjamini_hochberg):
        np.testing.assert_allclose(adjust([p[i] for i in order]), adjust(p)[order])


@few
@given(st.lists(st.floats(0, 1), min_size=1, max_size=9))
def test_adjusting_never_lowers_and_holm_is_never_below_benjamini_hochberg(p):
    holm, step_up = statistics.holm(p), statistics.benjamini_hochberg(p)
    assert (holm >= np.array(p) * (1 - 1e-12)).all()
    assert (holm >= step_up * (1 - 1e-12)).all()
    assert (holm <= 1).all()


@few
@given(tables())
def test_one_stratum_is_its_own_ratio(table):
    one = {name: [value] for name, value in table.items()}
    np.testing.assert_allclose(statistics.mantel_haenszel(**one), statistics.risk_ratio(**table))


@few
@given(st.lists(tables(), min_size=1, max_size=4), st.randoms())
def test_the_order_of_strata_does_not_matter(strata, random):
    mixed = random.sample(strata, len(strata))
    ours, theirs = ({k: [s[k] for s in several] for k in several[0]} for several in (strata, mixed))
    np.testing.assert_allclose(statistics.mantel_haenszel(**ours), statistics.mantel_haenszel(**theirs))
    np.testing.assert_allclose(statistics.tarone(**ours).p_value, statistics.tarone(**theirs).p_value, atol=1e-9)


@few
@given(st.integers(20, 2000), st.integers(20, 2000), st.floats(0.05, 0.5))
def test_more_people_can_show_a_smaller_ratio(n, m, rate):
    y = max(1, round(m * rate))
    fewer, more = (statistics.smallest_detectable_ratio(total=t, ref_cases=y, ref_total=m) for t in (n, 2 * n))
    assert more <= fewer
    assert more > 1


@pytest.mark.slow
@settings(max_examples=5000, deadline=None)
@given(tables(20_000))
def test_score_interval_and_score_test_agree_on_big_tables(table):
    assert leaves_out_1(table) == bool(statistics.score_p(**table) < 0.05)
