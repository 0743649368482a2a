"""The figures beside figures.csv: parity, unknowns, strata, reasons, panel, contact, undecided, timeliness."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from scorecard import statistics
from scorecard.figures import AnalysisSettings, derive
from scorecard.model import KEY, UNDECIDED, Breakdown, joined
from tests.figures.making import AVON_AND_SOMERSET, counts, of


def other(name, tables, chosen=None, **more):
    return derive(counts(tables, **more), chosen).others[name]


def test_every_frame_starts_with_the_key():
    details = [(g, "reason", "finance", 3) for g in ("Black", "White", "All")]
    details += [(g, "reasons_given", "any", 3) for g in ("Black", "White", "All")]
    made = counts({"Black": (5, 50), "White": (40, 400)}, details=details)
    for name, frame in derive(made, AnalysisSettings(against_everybody_else=True)).others.items():
        assert tuple(frame.columns[:5]) == KEY, name
        assert len(frame), name


def test_refusals_above_parity_by_hand():
    row = of(other("parity", AVON_AND_SOMERSET), "Black")
    assert row.refusals_above_parity == pytest.approx(7.03, abs=5e-3)
    assert row.refusals_above_parity_low == pytest.approx(38 * 0.0338795003, abs=1e-6)  # R: newcombe(31,38,1618,2565)
    assert row.refusals_above_parity_high == pytest.approx(38 * 0.2788962361, abs=1e-6)


@pytest.mark.parametrize(("black", "step"), [((60, 200), -1), ((5, 200), 1)])
def test_flip_is_the_smallest_change_that_ends_the_finding(black, step):
    reference = {"White": (200, 1500), "Asian": (40, 200)}
    change = int(of(other("parity", {"Black": black, **reference}), "Black").refusals_to_end_finding)

    def finding(k):
        return of(derive(counts({"Black": (black[0] + step * k, black[1]), **reference})).disparity, "Black").finding

    assert finding(change - 1) in ("higher", "lower")
    assert finding(change) not in ("higher", "lower")


def test_no_finding_has_nothing_to_end():
    assert np.isnan(of(other("parity", AVON_AND_SOMERSET), "Mixed").refusals_to_end_finding)


def test_bounds_of_unknowns_by_hand():
    row = of(other("unknowns", {"Black": (10, 50), "White": (10, 100), "Unknown": (2, 10)}), "Black")
    assert row.refusal_ratio == pytest.approx(2)
    assert row.ratio_all_in_group == pytest.approx((12 / 60) / (10 / 100))
    assert row.ratio_all_in_reference == pytest.approx((10 / 50) / (12 / 110))
    assert row.ratio_lowest == pytest.approx((10 / 58) / (12 / 102))
    assert row.ratio_highest == pytest.approx((12 / 52) / (10 / 108))


def test_unknowns_are_warned_of_where_many_or_different():
    row = of(other("unknown_outcomes", {"White": (10, 100), "Unknown": (30, 60)}), "Unknown")
    assert row.share_unknown == pytest.approx(60 / 160)
    assert row.share_is_high
    assert row.outcome_differs
    assert row.known_refusal_rate == 0.1


def both(officers, staff):
    """Counts of officers and of staff."""
    return joined([counts(officers), counts(staff, workforce="staff")])


def test_officers_and_staff_are_combined_by_mantel_haenszel():
    made = [
        counts({"Black": (10, 50), "White": (5, 60)}),
        counts({"Black": (20, 40), "White": (30, 90)}, workforce="staff"),
    ]
    row = of(derive(joined(made)).others["stratified"], "Black", stratified_by="workforce")
    assert row.workforce == "officer and staff"
    assert row.refusal_ratio == pytest.approx(1.67781155015198)  # R: mh(c(10,20),c(50,40),c(5,30),c(60,90))
    assert row.homogeneity_p == pytest.approx(0.649820055, abs=1e-8)  # R: agree(...)[4]
    assert row.crude_ratio == pytest.approx((30 / 90) / (35 / 150))
    assert row.homogeneous
    assert not row.different_ways


def test_a_ratio_that_turns_round_is_told():
    """Black applicants are refused less often within each workforce, and more often when the two are added up."""
    made = [
        counts({"Black": (2, 100), "White": (30, 1000)}),
        counts({"Black": (80, 400), "White": (25, 100)}, workforce="staff"),
    ]
    row = of(derive(joined(made)).others["stratified"], "Black")
    assert row.crude_ratio > 1 > row.refusal_ratio
    assert row.different_ways


def test_strata_that_disagree_are_not_combined():
    made = [
        counts({"Black": (60, 100), "White": (20, 100)}),
        counts({"Black": (10, 100), "White": (40, 100)}, workforce="staff"),
    ]
    row = of(derive(joined(made)).others["stratified"], "Black")
    assert not row.homogeneous
    assert np.isnan(row.refusal_ratio)


def test_levels_are_strata_of_ethnicity():
    groups = tuple(f"{g}, {level}" for g in ("Black", "White") for level in ("MV", "RV"))
    crossed = Breakdown("ethnicity_level", "By level", ("ethnicity", "clearance_level"), groups, None, ())
    plain = counts({"Black": (30, 90), "White": (35, 150)})
    levels = {"Black, MV": (10, 50), "White, MV": (5, 60), "Black, RV": (20, 40), "White, RV": (30, 90)}
    frame = derive(joined([plain, counts(levels, breakdown=crossed)])).others["stratified"]
    row = of(frame, "Black")
    assert (row.breakdown, row.stratified_by, row.strata) == ("ethnicity", "clearance_level", 2)
    assert row.refusal_ratio == pytest.approx(1.67781155015198)


def reasons(tables):
    """Details from {group: ({reason: cases}, refusals that give any)}."""
    listed = [(g, "reason", r, c) for g, (cases, _) in tables.items() for r, c in cases.items()]
    return listed + [(g, "reasons_given", "any", some) for g, (_, some) in tables.items()]


REASONS = reasons({"Black": ({"finance": 12, "family": 12}, 20), "White": ({"finance": 8, "family": 2, "other": 0}, 9)})


def test_reasons_are_ranked_and_shared():
    frame = other("reasons", {"Black": (20, 100), "White": (10, 100)}, details=REASONS)
    assert tuple(frame.columns) == (*KEY, "reason", "cases", "share_of_refused", "rank")
    assert of(frame, "Black", reason="family")["rank"] == 1
    assert of(frame, "White", reason="family")["rank"] == 2
    assert np.isnan(of(frame, "White", reason="other")["rank"])
    assert of(frame, "Black", reason="finance").share_of_refused == 0.6


def test_contributions_by_hand_add_up_to_the_gap():
    frame = other("reason_contributions", {"Black": (20, 100), "White": (10, 100)}, details=REASONS)
    parts = frame[frame["group"] == "Black"].set_index("reason")["contribution"]
    assert parts["finance"] == pytest.approx(0.10 - 0.9 * 0.08)
    assert parts["family"] == pytest.approx(0.10 - 0.9 * 0.02)
    assert parts["none_given"] == pytest.approx(-0.01)
    assert parts.sum() == pytest.approx(0.20 - 0.10, abs=1e-15)


def test_a_withheld_reason_withholds_ranks_and_contributions():
    details = reasons({"Black": ({"finance": None, "family": 12}, 20), "White": ({"finance": 8, "family": 2}, 10)})
    figures = derive(counts({"Black": (20, 100), "White": (10, 100)}, details=details)).others
    black = figures["reasons"][figures["reasons"]["group"] == "Black"]
    assert black["rank"].isna().all()
    assert of(figures["reasons"], "Black", reason="family").share_of_refused == 0.6
    assert [*figures["reason_contributions"].loc[lambda f: f["group"] == "Black", "contribution"]] == [pd.NA] * 3


FOUND = {"sent": 10, "decision_correct": 6, "interview": 2, "overturned": 2}
PANEL = [
    *[("Black", "panel", item, n) for item, n in FOUND.items()],
    *[("White", "panel", item, 20) for item in ("sent", "decision_correct")],
    ("Black", "appeal", "made", 4),
    ("Black", "appeal", "overturned", 1),
]


def test_panel_and_appeals():
    figures = derive(counts({"Black": (20, 200), "White": (80, 1000)}, details=PANEL)).others
    assert tuple(figures["panel"].columns) == (*KEY, "refused", "sent", "decision_correct", "interview", "overturned")
    assert [*of(figures["panel"], "White")[5:]] == [80, 20, 20, 0, 0]
    row = of(figures["panel_rates"], "Black")
    assert (row.share_sent, row.refusal_rate_before, row.refusal_rate_after) == (0.5, 0.1, 0.09)
    assert row.sent_ratio == 2
    assert of(figures["appeals"], "Black", outcome="made").share == 0.2
    assert of(figures["appeals"], "Black", outcome="overturned").share == 0.25


def test_what_the_panel_found_is_empty_where_the_extract_does_not_say():
    """Officers have dates of the panel alone, staff its findings too: 0 overturned is a finding."""
    sent = [("Black", "panel", "sent", 10), ("White", "panel", "sent", 20)]
    officers = counts({"Black": (20, 200), "White": (80, 1000)}, details=sent)
    staff = counts({"Black": (20, 200), "White": (80, 1000)}, details=PANEL, workforce="staff")
    for counted in (officers, joined([officers, staff])):
        figures = derive(counted).others
        black = of(figures["panel_rates"], "Black", workforce="officer")
        assert (black.sent, black.share_sent, black.sent_ratio, black.refusal_rate_before) == (10, 0.5, 2, 0.1)
        unsaid = ("overturned", "refusal_rate_after", "share_overturned", "share_interview", "share_decision_correct")
        assert all(black[c] is not pd.NA and np.isnan(black[c]) for c in unsaid)
        found = of(figures["panel"], "Black", workforce="officer")
        assert found["sent"] == 10
        assert all(found[c] is not pd.NA and np.isnan(found[c]) for c in FOUND if c != "sent")
    assert [*of(figures["panel"], "White", workforce="staff")[5:]] == [80, 20, 20, 0, 0]
    assert of(figures["panel_rates"], "Black", workforce="staff").refusal_rate_after == 0.09


def test_contact_compares_with_those_not_contacted():
    details = [("Black", "contact", item, n) for item, n in (
        ("responded|passed", 12), ("responded|refused", 1), ("no_response|passed", 6), ("no_response|refused", 1),
        ("not_contacted|passed", 80), ("not_contacted|refused", 20),
        # Undecided outcomes are outside the base: 7 and 9 more people would otherwise be among the decided.
        ("responded|pending", 7), ("not_contacted|withdrawn_by_applicant", 9),
    )]  # fmt: skip
    frame = other("contact", {"Black": (22, 120)}, details=details)
    row = of(frame, "Black", contact="any_contact")
    assert (row.decided, row.passed, row.pass_rate) == (20, 18, 0.9)
    assert row.pass_rate_difference == pytest.approx(0.1)
    assert row.p_value == pytest.approx(float(statistics.fisher(cases=18, total=20, ref_cases=80, ref_total=100)))
    assert np.isnan(of(frame, "Black", contact="not_contacted").pass_rate_difference)


def test_what_anybody_can_work_out_by_contact_is_not_withheld():
    """Of 120 decided 100 were not contacted: 20 were, 18 of whom passed, whatever each answered."""
    items = {"responded|passed": None, "responded|refused": None, "no_response|passed": None, "no_response|refused": 0}
    items |= {"not_contacted|passed": 80, "not_contacted|refused": 20}
    details = [("Black", "contact", item, n) for item, n in items.items()]
    frame = other("contact", {"Black": (22, 120)}, details=details)
    row = of(frame, "Black", contact="any_contact")
    assert (row.decided, row.passed, row.pass_rate) == (20, 18, 0.9)
    assert of(frame, "Black", contact="responded").decided is pd.NA
    frame = other("contact", {"Black": (22, 120)}, details=[d for d in details if not d[2].startswith("no_response")])
    row = of(frame, "Black", contact="responded")
    assert (row.decided, row.passed) == (20, 18)


def test_undecided_and_the_ratio_if_withdrawals_are_not_passed():
    figures = derive(counts({"Black": (10, 100), "White": (50, 500)}, withdrawn={"Black": 20, "White": 25})).others
    row = of(figures["undecided"], "Black")
    assert (row.outcome, row.cases, row.base) == ("withdrawn_by_applicant", 20, 120)
    assert row.share == pytest.approx(20 / 120)
    row = of(figures["not_passed"], "Black")
    assert row.refusal_ratio == 1
    assert row.not_passed_ratio == pytest.approx((30 / 120) / (75 / 525))


def test_days_to_decision():
    days = {"Black": [1, 2, 2, 3, 5, 9], "White": [2, 4, 4, 4, 6, 7, 12]}
    details = [(g, "days", str(d), v.count(d)) for g, v in days.items() for d in sorted(set(v))]
    row = of(other("timeliness", {"Black": (1, 6), "White": (1, 7)}, details=details), "Black")
    assert [row.lower_quartile, row["median"], row.upper_quartile] == [2, 2.5, 4.5]
    assert row.p_value == pytest.approx(0.219501940299908)  # R: wilcox.test(..., exact = FALSE)
    assert row.dated == 6


def test_everybody_else_is_all_less_the_group():
    row = of(other("everybody_else", AVON_AND_SOMERSET, AnalysisSettings(against_everybody_else=True)), "Black")
    assert (row.others_decided, row.others_refused) == (2750 - 38, 1761 - 31)
    assert row.refusal_ratio == pytest.approx((31 / 38) / (1730 / 2712))


def test_one_test_of_all_groups():
    row = of(other("overall", AVON_AND_SOMERSET), "All")
    assert (row.groups, row.method, row.degrees_of_freedom) == (4, "chi_squared", 3)
    assert row.p_value == pytest.approx(3.95971810285337e-07)  # R: chisq.test(..., correct = FALSE)


def test_figures_without_data_are_left_out():
    assert not {"panel", "reasons", "contact", "timeliness", "stratified"} & set(
        derive(counts(AVON_AND_SOMERSET)).others
    )


def hide(made, groups, measures):
    frame = made.decisions.copy()
    frame.loc[frame["group"].isin(groups), list(measures)] = pd.NA
    return replace(made, decisions=frame)


def test_withheld_officers_are_not_officers_and_staff():
    """One workforce is one stratum, whatever of it is withheld."""
    tables = {"Black": (9, 60), "White": (30, 300)}
    officers = hide(counts(tables), ["Black", "All"], ("passed", "refused"))
    assert "stratified" not in derive(officers).others
    together = derive(joined([officers, counts(tables, workforce="staff")])).others["stratified"]
    assert of(together, "Black").crude_ratio is pd.NA


def test_withheld_officers_of_whom_staff_have_none_are_not_combined():
    tables = {"Black": (9, 60), "White": (30, 300)}
    officers = hide(counts(tables), ["Black", "All"], ("passed", "refused"))
    staff = counts({"White": (30, 300)}, workforce="staff")
    assert "stratified" not in derive(joined([officers, staff])).others


def test_undecided_that_are_not_published_have_no_figures():
    made = counts({"Black": (9, 60), "White": (30, 300)}, withdrawn={"Black": 7})
    unpublished = derive(hide(made, made.decisions["group"], UNDECIDED)).others
    assert not {"undecided", "not_passed"} & set(unpublished)
    partly = derive(hide(made, ["Black", "All"], UNDECIDED)).others
    assert {"undecided", "not_passed"} <= set(partly)
