"""Every statistic against numbers from publications and from R."""

from __future__ import annotations

import numpy as np
import pytest

from scorecard import statistics
from scorecard.statistics.contingency import freeman_halton
from tests.references import FOLDER, number, rows, several, table


def of(name: str):
    """One test a row of a table of expected numbers, named by its source."""
    return pytest.mark.parametrize("row", [pytest.param(r, id=f"{i}: {r['source']}") for i, r in enumerate(rows(name))])


def within(row: dict[str, str]) -> dict[str, float]:
    return {"rtol": 0, "atol": number(row["tolerance"]) + 1e-15}


def test_there_are_at_least_150_rows_and_each_has_a_source():
    every = [row for file in FOLDER.glob("*.csv") for row in rows(file.name)]
    assert len(every) >= 150
    assert all(row["source"].strip() for row in every)


@of("wilson.csv")
def test_wilson(row):
    low, high = statistics.wilson(cases=number(row["cases"]), total=number(row["total"]), level=number(row["level"]))
    np.testing.assert_allclose([low, high], [number(row["low"]), number(row["high"])], **within(row))


@of("koopman.csv")
def test_koopman(row):
    low, high = statistics.koopman(**table(row), level=number(row["level"]))
    np.testing.assert_allclose(
        [low, high], [number(row["low"]), number(row["high"])], rtol=1e-8, atol=number(row["tolerance"])
    )


@of("newcombe.csv")
def test_newcombe(row):
    low, high = statistics.newcombe(**table(row))
    np.testing.assert_allclose([low, high], [number(row["low"]), number(row["high"])], **within(row))


@of("p_values.csv")
def test_p_values(row):
    test = {"fisher": statistics.fisher, "mid_p": statistics.mid_p, "score_p": statistics.score_p}[row["statistic"]]
    tolerance = number(row["relative_tolerance"])
    np.testing.assert_allclose(test(**table(row)), number(row["p"]), rtol=tolerance + 1e-12, atol=1e-280)


@of("ratio.csv")
def test_ratio(row):
    np.testing.assert_allclose(statistics.risk_ratio(**table(row)), number(row["ratio"]), **within(row))


@of("strata.csv")
def test_strata(row):
    counts = {name: several(row[name]) for name in ("cases", "total", "ref_cases", "ref_total")}
    values = {
        "mantel_haenszel": statistics.mantel_haenszel(**counts),
        "low": statistics.greenland_robins(**counts).low,
        "high": statistics.greenland_robins(**counts).high,
        "breslow_day": statistics.breslow_day(**counts).statistic,
        "breslow_day_p": statistics.breslow_day(**counts).p_value,
        "tarone": statistics.tarone(**counts).statistic,
        "tarone_p": statistics.tarone(**counts).p_value,
    }
    np.testing.assert_allclose(values[row["statistic"]], number(row["value"]), rtol=1e-8)


@of("trend.csv")
def test_trend(row):
    result = statistics.cochran_armitage(
        cases=several(row["cases"]), total=several(row["total"]), scores=several(row["scores"])
    )
    np.testing.assert_allclose([result.z**2, result.p_value], [number(row["chi_squared"]), number(row["p"])], rtol=1e-9)


@of("detectable.csv")
def test_smallest_detectable_ratio(row):
    ratio = statistics.smallest_detectable_ratio(
        total=number(row["total"]),
        ref_cases=number(row["ref_cases"]),
        ref_total=number(row["ref_total"]),
        alpha=number(row["alpha"]),
        power=number(row["power"]),
    )
    np.testing.assert_allclose(ratio, number(row["ratio"]), rtol=1e-7)


@of("adjusted.csv")
def test_adjusted(row):
    adjust = {"holm": statistics.holm, "BH": statistics.benjamini_hochberg}[row["method"]]
    np.testing.assert_allclose(adjust(several(row["p"])), several(row["adjusted"]), **within(row))


@of("ranks.csv")
def test_ranks(row):
    own, theirs = several(row["values"]), several(row["ref_values"])
    values = np.unique(own + theirs)
    times = [[sample.count(v) for v in values] for sample in (own, theirs)]
    test = statistics.mann_whitney(times=times[0], ref_times=times[1])
    quartiles = statistics.quantiles(values=values, times=times[0], at=[0.25, 0.5, 0.75])
    expected = [number(row[name]) for name in ("lower_quartile", "median", "upper_quartile", "p")]
    np.testing.assert_allclose([*quartiles, test.p_value], expected, rtol=1e-9)


@of("control_limits.csv")
def test_control_limits(row):
    low, high = statistics.control_limits(
        centre=number(row["centre"]), total=number(row["total"]), coverage=number(row["coverage"])
    )
    np.testing.assert_allclose([low, high], [number(row["low"]), number(row["high"])], atol=1e-12)


@of("overall.csv")
def test_overall(row):
    counts = {"cases": several(row["cases"]), "total": several(row["total"])}
    if row["method"] == "monte_carlo":  # 99,999 tables, so that the p of the sample is near the exact one
        p = freeman_halton(**counts, tables=99_999)
    else:
        p = statistics.overall(**counts).p_value
    assert statistics.overall(**counts).method == row["method"]
    np.testing.assert_allclose(p, number(row["p"]), rtol=0.1 if row["method"] == "monte_carlo" else 1e-9, atol=1e-4)
