"""figures.csv: published cases, the rules of findings, and what a withheld count takes with it."""

from __future__ import annotations

import time

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorecard.errors import ConfigError
from scorecard.figures import AnalysisSettings, derive
from scorecard.model import FIGURE_COLUMNS, Breakdown, joined
from tests.figures.making import AVON_AND_SOMERSET, ETHNICITY, counts, of, period
from tests.references import rows


def disparity(tables, chosen=None, **more):
    return derive(counts(tables, **more), chosen).disparity


def test_avon_and_somerset():
    frame = disparity(AVON_AND_SOMERSET)
    black, asian = of(frame, "Black"), of(frame, "Asian")
    assert black.refusal_ratio == pytest.approx(1.2933, abs=5e-5)
    assert asian.refusal_ratio == pytest.approx(1.4111, abs=5e-5)
    assert black.p_value == pytest.approx(0.01767, abs=5e-6)
    assert asian.p_value == pytest.approx(5.0e-08, abs=5e-10)
    assert black.pass_ratio == pytest.approx(0.4989, abs=5e-5)
    assert asian.pass_ratio == pytest.approx(0.2976, abs=5e-5)
    assert black.four_fifths == asian.four_fifths == "below"
    assert black.refusals_above_parity == pytest.approx(31 - 38 * 1618 / 2565)
    assert black.p_adjusted == pytest.approx(2 * black.p_value)
    assert [*frame["finding"]] == [
        "higher", "higher", "no_reliable_difference", "reference", "not_assessed", "not_assessed",
    ]  # fmt: skip


def test_police_scotland():
    years = Breakdown("year", "Year", ("year",), ("2021", "2022"), "2021", ())
    row = of(disparity({"2021": (208, 6886), "2022": (433, 7070)}, breakdown=years), "2022")
    assert [round(v, 2) for v in (row.refusal_ratio, row.refusal_ratio_low, row.refusal_ratio_high)] == [
        2.03,
        1.72,
        2.38,
    ]
    assert round(row.pass_ratio, 3) == 0.968
    assert row.four_fifths == "not below"
    assert row.finding == "higher"


@pytest.mark.parametrize("row", rows("four_fifths.csv"), ids=lambda r: r["source"])
def test_four_fifths(row):
    passed, decided, ref_passed, ref_decided = (int(row[c]) for c in ("passed", "decided", "ref_passed", "ref_decided"))
    frame = disparity({"Black": (decided - passed, decided), "White": (ref_decided - ref_passed, ref_decided)})
    assert of(frame, "Black").four_fifths == row["four_fifths"]


@pytest.mark.parametrize(
    ("group", "finding"),
    [
        ((9, 9), "too_few"),  # fewer than ten decided, whatever the p-value
        ((10, 10), "higher"),
        ((0, 10), "too_few"),  # could not have shown a ratio of 2
        ((0, 0), "too_few"),
        ((500, 1000), "higher"),
        ((10, 1000), "lower"),
        ((100, 1000), "no_reliable_difference"),
    ],
)
def test_findings(group, finding):
    assert of(disparity({"Black": group, "White": (100, 1000)}), "Black").finding == finding


def test_nobody_refused_in_the_reference_and_nobody_in_either():
    none = of(disparity({"Black": (5, 15), "White": (0, 20)}), "Black")
    assert none.refusal_ratio == none.refusal_ratio_high == np.inf
    assert none.finding == "higher"
    neither = of(disparity({"Black": (0, 15), "White": (0, 20)}), "Black")
    assert np.isnan(neither.refusal_ratio)
    assert (neither.refusal_ratio_low, neither.refusal_ratio_high, neither.p_value) == (0, np.inf, 1)
    assert neither.finding == "too_few"


def test_reference_all_and_unknown():
    frame = disparity({"Black": (5, 15), "White": (30, 200), "Unknown": (4, 30)})
    white, everybody, unknown = of(frame, "White"), of(frame, "All"), of(frame, "Unknown")
    assert (white.refusal_ratio, white.rate_difference, white.finding) == (1, 0, "reference")
    assert np.isnan([white.p_value, white.refusal_ratio_low, everybody.refusal_ratio, everybody.p_value]).all()
    assert everybody.reference_group == ""
    assert (everybody.decided, everybody.refused, everybody.finding) == (245, 39, "not_assessed")
    assert not np.isnan(unknown.p_value)
    assert np.isnan(unknown.p_adjusted)
    assert of(frame, "Black").p_adjusted == of(frame, "Black").p_value  # the only one of its family


def test_a_withheld_count_withholds_what_is_made_of_it_and_no_more():
    frame = disparity({"Asian": (None, 40), "Black": (9, 30), "Mixed": (0, 0), "White": (30, 200)})
    asian = of(frame, "Asian")
    made = list(FIGURE_COLUMNS[FIGURE_COLUMNS.index("passed") :])
    assert all(asian[c] is pd.NA for c in made), asian
    assert of(frame, "Black").p_adjusted == 2 * of(frame, "Black").p_value  # Asian has a comparison too
    mixed = of(frame, "Mixed")
    assert mixed.refusal_ratio is not pd.NA
    assert np.isnan(mixed.refusal_ratio)  # undefined, not withheld


def test_a_withheld_reference_withholds_every_comparison():
    frame = disparity({"Black": (9, 30), "White": (None, 200)})
    black = of(frame, "Black")
    assert black.refusal_rate == 0.3
    assert black.refusal_ratio is pd.NA
    assert black.finding is pd.NA
    assert of(frame, "White").finding == "reference"


def test_a_chosen_reference_and_one_that_does_not_exist():
    chosen = AnalysisSettings(reference_groups={"ethnicity": "Black"})
    frame = disparity(AVON_AND_SOMERSET, chosen)
    assert of(frame, "White").refusal_ratio == pytest.approx(1 / 1.2933, abs=5e-5)
    with pytest.raises(ConfigError) as caught:
        disparity(AVON_AND_SOMERSET, AnalysisSettings(reference_groups={"ethnicity": "Whit"}))
    assert str(caught.value) == (
        '[analysis.reference_groups] ethnicity is "Whit", which is not one of its groups: '
        "Asian, Black, Mixed, White, Unknown."
    )
    with pytest.raises(ConfigError) as caught:
        disparity(AVON_AND_SOMERSET, AnalysisSettings(reference_groups={"ethnicity": "Unknown"}))
    assert str(caught.value) == (
        '[analysis.reference_groups] ethnicity is "Unknown", with whom nobody can be compared; choose one of '
        "Asian, Black, Mixed, White."
    )


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"alpha": 1.0}, "[analysis] alpha is 1.0: it must be between 0 and 0.5, such as 0.05."),
        ({"detectable_ratio": 1.0}, "[analysis] detectable_ratio is 1.0: it must be above 1, up to 100."),
        ({"smallest_number": 0}, "[analysis] smallest_number is 0: it must be a whole number from 1, such as 10."),
        ({"power": 1.0}, "[analysis] power is 1.0: it must be from 0.5 to below 1, such as 0.8."),
        ({"unknown_share": 5.0}, "[analysis] unknown_share is 5.0: it must be a fraction from 0 to 1, such as 0.05."),
        ({"rolling_periods": 1}, "[analysis] rolling_periods is 1: it must be a whole number from 2 to 100."),
    ],
)
def test_settings_are_checked(wrong, message):
    with pytest.raises(ConfigError) as caught:
        AnalysisSettings(**wrong)
    assert str(caught.value) == message


def test_forces_periods_and_workforces_are_families_of_their_own():
    one = counts(AVON_AND_SOMERSET)
    parts = [one, counts(AVON_AND_SOMERSET, workforce="staff"), counts(AVON_AND_SOMERSET, when=period(4)),
             counts(AVON_AND_SOMERSET, force="Another")]  # fmt: skip
    frame = derive(joined(parts)).disparity
    alone = derive(one).disparity
    for start in range(0, len(frame), len(alone)):
        part = frame.iloc[start : start + len(alone)].reset_index(drop=True)
        statistics = [*FIGURE_COLUMNS[8:]]
        pd.testing.assert_frame_equal(part[statistics], alone[statistics])


@settings(max_examples=15, deadline=None)
@given(st.permutations(["Asian", "Black", "Mixed"]))
def test_relabelling_groups_changes_nothing(names):
    tables = dict(zip(names, [(81, 91), (31, 38), (31, 56)], strict=True)) | {"White": (1618, 2565)}
    now, before = disparity(tables), disparity(AVON_AND_SOMERSET)
    for new, old in zip(names, ["Asian", "Black", "Mixed"], strict=True):
        pd.testing.assert_series_equal(
            of(now, new)[[*FIGURE_COLUMNS[8:]]], of(before, old)[[*FIGURE_COLUMNS[8:]]], check_names=False
        )


def test_sixty_groups_take_less_than_0_3_seconds():
    groups = tuple(f"G{i}" for i in range(60))
    many = Breakdown("many", "Many", ("many",), groups, "G0", ())
    made = counts({g: (10 + i, 150 + 7 * i) for i, g in enumerate(groups)}, breakdown=many)
    assert min(seconds(lambda: derive(made)) for _ in range(4)) < 0.3


def seconds(work):
    """The processor time of one call: other programs on the machine do not count."""
    started = time.process_time()
    work()
    return time.process_time() - started


def test_the_columns_are_the_contract():
    frame = disparity(AVON_AND_SOMERSET)
    assert tuple(frame.columns) == FIGURE_COLUMNS
    assert [*frame["group"]] == [*ETHNICITY.rows]
    assert set(frame["period_start"]) == {"2021-01-01"}
