"""The demo's files beside a second reckoning that shares nothing with the product: every number, every word."""

from __future__ import annotations

import csv
import json
import math
from pathlib import Path
from typing import Any

import pytest

from tests.backtest import naive, persons

TOLERANCE = 1e-9
KEYS = {
    "figures": ("workforce", "breakdown", "group"),
    "panel": ("workforce", "breakdown", "group"),
    "reasons": ("workforce", "breakdown", "group", "reason"),
    "undecided": ("workforce", "breakdown", "group", "outcome"),
}
PERIODS = sorted(persons.DATES)
ROWS = {"figures": 22, "panel": 22, "reasons": 22 * 9, "undecided": 22 * 5}  # 7 + 4 groups of 2 workforces


@pytest.fixture(scope="module")
def reckoned() -> dict[str, dict[str, dict[naive.Key, naive.Cells]]]:
    return {label: naive.tables(label) for label in PERIODS}


def _printed(demo: Path, label: str, name: str) -> dict[naive.Key, dict[str, str]]:
    with (demo / label / "internal" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["breakdown"] in naive.GROUPS]
    found = {tuple(row[key] for key in KEYS[name]): row for row in rows if row["period"] == label}
    assert len(found) == len(rows), "a key is there twice, or a row belongs to another period"
    return found


def _same(printed: str, expected: Any) -> bool:
    if isinstance(expected, str) or printed in {"", "[c]"}:
        return printed == str(expected)
    if isinstance(expected, int):
        return printed == str(expected)
    return math.isclose(float(printed), expected, rel_tol=TOLERANCE, abs_tol=TOLERANCE)


@pytest.mark.parametrize("name", KEYS)
@pytest.mark.parametrize("label", PERIODS)
def test_every_cell_is_as_reckoned(demo, reckoned, label, name):
    printed, expected = _printed(demo, label, name), reckoned[label][name]
    assert set(printed) == set(expected)
    assert len(expected) == ROWS[name]
    wrong = [
        (*key, column, printed[key][column], value)
        for key, cells in expected.items()
        for column, value in cells.items()
        if not _same(printed[key][column], value)
    ]
    assert not wrong, f"{len(wrong)} cells differ (printed, reckoned): {wrong[:8]}"


@pytest.mark.parametrize("name", KEYS)
def test_every_column_is_reckoned(demo, reckoned, name):
    row = next(iter(_printed(demo, "202112", name).values()))
    cells = next(iter(reckoned["202112"][name].values()))
    assert set(row) - {"force", "period", *KEYS[name]} <= set(cells)


@pytest.mark.parametrize("label", PERIODS)
def test_the_ledger_is_as_reckoned(demo, label):
    manifest = json.loads((demo / label / "internal" / "manifest.json").read_text(encoding="utf-8"))["ledger"]
    counted, rows = persons.people(label)
    assert manifest["rows_read"] == rows.pop("read")
    assert manifest["rows_counted"] == len(counted)
    assert {entry["cause"]: entry["rows"] for entry in manifest["left_out"]} == rows


@pytest.mark.parametrize("label", PERIODS)
def test_counts_csv_holds_the_same_people(demo, reckoned, label):
    with (demo / label / "internal" / "counts.csv").open(encoding="utf-8", newline="") as file:
        rows = {(r["workforce"], r["breakdown"], r["group"]): r for r in csv.DictReader(file)}
    for key, cells in reckoned[label]["figures"].items():
        undecided = {o: reckoned[label]["undecided"][*key, o]["cases"] for o in naive.UNDECIDED}
        expected = {m: cells[m] for m in ("decided", "passed", "refused")} | undecided
        assert {measure: int(rows[key][measure]) for measure in expected} == expected, key


def test_the_four_files_show_every_kind_of_finding(reckoned):
    """A back test of one kind of row would prove little."""
    found = {cells["finding"] for tables in reckoned.values() for cells in tables["figures"].values()}
    assert found >= {"reference", "not_assessed", "too_few", "higher", "lower", "no_reliable_difference"}


def test_published_numbers_come_out_of_the_second_reckoning_too():
    """Avon and Somerset 2020-23, recruitment: R's fisher.test and the ratios by hand."""
    black, asian = naive.compared(7, 31, 947, 1618), naive.compared(10, 81, 947, 1618)
    assert black["refusal_ratio"] == pytest.approx(1.2933, abs=5e-5)
    assert asian["refusal_ratio"] == pytest.approx(1.4111, abs=5e-5)
    assert black["p_value"] == pytest.approx(0.01767, abs=5e-6)
    assert asian["p_value"] == pytest.approx(5.0e-08, abs=5e-10)
    low, high = naive.koopman(433, 7070, 208, 6886)  # Police Scotland, 2022 beside 2021
    assert (round(low, 2), round(high, 2)) == (1.72, 2.38)
