"""What must add up does: outcomes to decided, groups to All, reasons to the gap, rows to the ledger; in each period."""

from __future__ import annotations

import json
from collections import defaultdict

import pytest

from tests.end_to_end.tidy import rows

PERIODS = ("202103", "202106", "202109", "202112")
COUNTS = ("decided", "passed", "refused")
UNDECIDED = ("withdrawn_by_applicant", "withdrawn_by_force", "suspended", "cancelled", "pending")


@pytest.fixture(params=PERIODS)
def internal(demo, request):
    return demo / request.param / "internal"


def _by_place(found, *keys):
    made = defaultdict(list)
    for row in found:
        made[tuple(row[key] for key in ("period", "workforce", "breakdown", *keys))].append(row)
    return made


def test_passed_and_refused_are_decided(internal):
    for row in rows(internal / "figures.csv"):
        assert int(row["passed"]) + int(row["refused"]) == int(row["decided"]), row["group"]


@pytest.mark.parametrize(("file", "measures"), [("figures.csv", COUNTS), ("counts.csv", (*COUNTS, *UNDECIDED))])
def test_groups_sum_to_all(internal, file, measures):
    places = _by_place(rows(internal / file))
    assert len(places) >= 18
    for place, members in places.items():
        total = next(r for r in members if r["group"] == "All")
        for measure in measures:
            assert sum(int(r[measure]) for r in members if r is not total) == int(total[measure]), (place, measure)


def test_every_breakdown_has_the_same_total(internal):
    totals = defaultdict(set)
    for row in rows(internal / "figures.csv"):
        if row["group"] == "All":
            totals[row["workforce"]].add(tuple(row[c] for c in COUNTS))
    assert set(totals) == {"officer", "staff"}
    assert all(len(found) == 1 for found in totals.values())


def test_detail_sums_to_the_groups_above_it(internal):
    found = rows(internal / "figures.csv")
    five = {(r["workforce"], r["group"]): int(r["refused"]) for r in found if r["breakdown"] == "ethnicity"}
    summed: dict[tuple[str, str], int] = defaultdict(int)
    for row in found:
        if row["breakdown"] == "ethnicity_detail":
            summed[row["workforce"], row["group"].split(":")[0]] += int(row["refused"])
    assert {key: n for key, n in summed.items() if key in five} == five


def test_contributions_of_reasons_add_up_to_the_gap(internal):
    places = _by_place(rows(internal / "reason_contributions.csv"), "group")
    checked = 0
    for place, parts in places.items():
        if parts[0]["rate_difference"]:
            gap = float(parts[0]["rate_difference"])
            assert abs(sum(float(r["contribution"]) for r in parts) - gap) <= 1e-12, place
            assert abs(sum(float(r["rate"]) - float(r["ref_rate"]) for r in parts) - gap) <= 1e-12, place
            checked += 1
    assert checked > 50


def test_the_gap_is_that_of_the_figures(internal):
    key = ("workforce", "breakdown", "group")
    gaps = {tuple(r[k] for k in key): r["rate_difference"] for r in rows(internal / "figures.csv")}
    for row in rows(internal / "reason_contributions.csv"):
        assert row["rate_difference"] == gaps[tuple(row[k] for k in key)]


def test_a_panel_finds_one_thing_of_each_case(internal):
    for row in rows(internal / "panel.csv"):
        found = sum(int(row[outcome]) for outcome in ("decision_correct", "interview", "overturned"))
        assert found <= int(row["sent"]) <= int(row["refused"])


def test_the_ledger_balances(internal):
    ledger = json.loads((internal / "manifest.json").read_text(encoding="utf-8"))["ledger"]
    assert ledger["rows_read"] == ledger["rows_counted"] + sum(entry["rows"] for entry in ledger["left_out"])
    people = sum(
        int(row[measure])
        for row in rows(internal / "counts.csv")
        if row["breakdown"] == "sex" and row["group"] == "All"
        for measure in ("decided", *UNDECIDED)
    )
    assert people == ledger["rows_counted"]


def test_public_counts_are_the_exact_ones_or_withheld(demo):
    """What is shown is true, and nothing withheld is shown elsewhere as a sum."""
    key, withheld = ("workforce", "breakdown", "group"), 0
    for label in PERIODS:
        exact = {tuple(r[k] for k in key): r for r in rows(demo / label / "internal" / "figures.csv")}
        for row in rows(demo / label / "public" / "figures.csv"):
            for measure in COUNTS:
                assert row[measure] in ("[c]", exact[tuple(row[k] for k in key)][measure])
                withheld += row[measure] == "[c]"
    assert withheld > 0
