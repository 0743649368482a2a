"""What each statistic is where there is nobody, no case, or nothing but cases."""

from __future__ import annotations

import numpy as np
import pytest

from scorecard import statistics

NAN, INF = np.nan, np.inf


@pytest.mark.parametrize(
    ("cases", "total", "ref_cases", "ref_total", "ratio", "limits"),
    [
        (0, 10, 0, 20, NAN, (0, INF)),
        (0, 0, 3, 20, NAN, (NAN, NAN)),
        (3, 10, 0, 0, NAN, (NAN, NAN)),
        (NAN, 10, 3, 20, NAN, (NAN, NAN)),
    ],
)
def test_ratio_where_there_is_little(cases, total, ref_cases, ref_total, ratio, limits):
    counts = {"cases": cases, "total": total, "ref_cases": ref_cases, "ref_total": ref_total}
    np.testing.assert_equal(float(statistics.risk_ratio(**counts)), ratio)
    np.testing.assert_equal([float(v) for v in statistics.koopman(**counts)], list(limits))


def test_no_case_in_the_group_has_lower_limit_0_and_none_in_the_reference_upper_limit_inf():
    low, high = statistics.koopman(cases=[0, 5], total=[21, 15], ref_cases=[56, 0], ref_total=[1009, 20])
    assert low[0] == 0
    assert np.isfinite(high[0])
    assert high[1] == INF
    assert 1 < low[1] < INF


def test_wilson_touches_0_and_1_exactly():
    low, high = statistics.wilson(cases=[0, 7, 0], total=[7, 7, 0])
    np.testing.assert_equal(low, [0, low[1], NAN])
    np.testing.assert_equal(high, [high[0], 1, NAN])


def test_fisher_of_one_possible_table_is_1_and_of_nobody_nan():
    p = statistics.fisher(
        cases=[0, 5, 0, 2, NAN], total=[5, 5, 0, 4, 4], ref_cases=[0, 7, 1, 0, 1], ref_total=[9, 7, 3, 0, 9]
    )
    np.testing.assert_equal(p, [1, 1, NAN, NAN, NAN])


def test_fisher_of_millions_is_quick_and_right():
    p = statistics.fisher(cases=100_300, total=1_000_000, ref_cases=1_000_000, ref_total=10_000_000)
    score = statistics.score_p(cases=100_300, total=1_000_000, ref_cases=1_000_000, ref_total=10_000_000)
    np.testing.assert_allclose(p, score, rtol=0.01)  # with this many people the two tests are all but one


def test_detectable_ratio_at_the_edges():
    ratio = statistics.smallest_detectable_ratio(
        total=[50, 50, 2, 0, 50], ref_cases=[0, 90, 60, 9, 5], ref_total=[90, 90, 90, 90, 0]
    )
    np.testing.assert_equal(ratio, [INF, INF, INF, NAN, NAN])


def test_strata_without_anybody_are_passed_over_and_withheld_ones_are_not():
    both = statistics.mantel_haenszel(cases=[4, 0], total=[9, 0], ref_cases=[5, 3], ref_total=[40, 30])
    one = statistics.risk_ratio(cases=4, total=9, ref_cases=5, ref_total=40)
    np.testing.assert_allclose(both, one)
    assert np.isnan(statistics.mantel_haenszel(cases=[4, NAN], total=[9, 8], ref_cases=[5, 3], ref_total=[40, 30]))


def test_strata_without_cases_have_limits_0_and_inf():
    limits = statistics.greenland_robins(cases=[0, 0], total=[9, 9], ref_cases=[5, 3], ref_total=[40, 30])
    assert [float(v) for v in limits] == [0, INF]


def test_homogeneity_needs_two_strata():
    test = statistics.tarone(cases=[4, 0], total=[9, 0], ref_cases=[5, 3], ref_total=[40, 30])
    assert np.isnan(test.p_value)
    assert test.degrees_of_freedom == 0


def test_trend_of_one_occasion_or_no_case_is_undefined():
    one = statistics.cochran_armitage(cases=[3, 0, 0], total=[9, 0, 0])
    none = statistics.cochran_armitage(cases=[0, 0], total=[9, 8])
    assert np.isnan([one.p_value, none.p_value]).all()


def test_control_limits_of_nobody_and_of_certainty():
    low, high = statistics.control_limits(centre=[0.1, 0, 1], total=[0, 9, 9])
    np.testing.assert_equal(low, [NAN, 0, 1])
    np.testing.assert_equal(high, [NAN, 0, 1])


def test_monte_carlo_is_the_same_at_every_run():
    counts = {"cases": [0, 4, 1, 2], "total": [9, 10, 3, 20]}
    assert statistics.freeman_halton(**counts) == statistics.freeman_halton(**counts)


def test_overall_needs_two_groups_and_a_case():
    assert statistics.overall(cases=[3, 0], total=[9, 0]).method == ""
    assert statistics.overall(cases=[0, 0], total=[9, 4]).method == ""


def test_rank_test_at_the_edges():
    assert np.isnan(statistics.mann_whitney(times=[0, 0], ref_times=[1, 2]).p_value)
    assert statistics.mann_whitney(times=[3, 0], ref_times=[4, 0]).p_value == 1


def test_no_p_value_at_all():
    np.testing.assert_equal(statistics.holm([NAN, NAN]), [NAN, NAN])
    assert statistics.holm([]).size == 0


def test_families_are_adjusted_apart():
    np.testing.assert_allclose(statistics.holm([0.01, 0.02, 0.03, 0.04], family=[1, 2, 1, 2]), [0.02, 0.04, 0.03, 0.04])


def test_everybody_refused_in_the_only_stratum_with_cases_has_no_interval():
    """5 of 5 beside 5 of 5: the variance is 0, and ten people are no ground for an interval of no width."""
    limits = statistics.greenland_robins(cases=[5, 0], total=[5, 9], ref_cases=[5, 0], ref_total=[5, 40])
    np.testing.assert_equal([limits.low, limits.high], [NAN, NAN])
