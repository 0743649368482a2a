"""Groups that one release lists and another does not: an open breakdown, and another scheme of ethnicity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd
import pytest

from scorecard.disclosure import Policy, Release, attack, protect
from scorecard.disclosure.absent import together
from scorecard.errors import DisclosureError
from scorecard.model import MEASURES, Breakdown, Counts, Period, joined
from tests.disclosure.independent import printed
from tests.disclosure.samples import HALF, Q1, Q2, counted

POLICY = Policy(5, "suppress", ("region",))
Regions = Mapping[str, tuple[int, int]]  # passed, refused
FIRST: Regions = {"North": (50, 20), "South": (51, 21), "East": (52, 22)}
SECOND: Regions = {"North": (60, 30), "South": (61, 31)}


def counts(regions: Regions, period: Period) -> Counts:
    """As an extract would be counted: a region in which there is nobody is not listed."""
    rows = [
        (name, outcome)
        for name, numbers in regions.items()
        for outcome, number in zip(("passed", "refused"), numbers, strict=True)
        for _ in range(number)
    ]
    region = Breakdown("region", "Region", ("region",), tuple(regions), "North")
    return counted({"officer": pd.DataFrame(rows, columns=["region", "outcome"])}, (region,), period)


def half_year(east: tuple[int, int]) -> Regions:
    return {"North": (110, 50), "South": (112, 52), "East": east}


def test_a_region_with_nobody_in_one_quarter_does_not_stop_the_half_year() -> None:
    past: list[Release] = []
    for regions, period in ((FIRST, Q1), (SECOND, Q2), (half_year((52, 22)), HALF)):
        safe = protect(counts(regions, period), POLICY, past).counts
        assert not safe.decisions[["decided", "passed", "refused"]].isna().any(axis=None)
        past.append(Release(safe, POLICY))


@pytest.mark.parametrize("first", [True, False], ids=["East first", "East last"])
def test_what_changed_in_a_region_that_one_quarter_does_not_list_is_found_out(*, first: bool) -> None:
    """Two more passed in the East since. Nobody was there in the other quarter, so the reader subtracts."""
    quarters = (Q1, Q2) if first else (Q2, Q1)
    past = [Release(counts(r, q), POLICY) for r, q in zip((FIRST, SECOND), quarters, strict=True)]
    half = counts(half_year((54, 22)), HALF)
    found = {(leak.cell.group, leak.cell.item, leak.low, leak.high) for leak in attack(half, past, POLICY)}
    assert ("East", "passed", 2, 2) in found
    try:
        safe = printed(protect(half, POLICY, past).counts)
    except DisclosureError:
        return
    assert all(v is None for name, v in safe.items() if name[3] == "East" and name[5] in ("decided", "passed"))


def nested(parents: Mapping[str, str]) -> Breakdown:
    return Breakdown("detail", "", ("x",), tuple(parents), parent="wide", parents=tuple(parents.items()))


def test_all_groups_together_and_wider_groups_only_where_they_agree() -> None:
    one = nested({"Chinese": "Asian", "Indian": "Asian", "African": "Black"})
    other = nested({"Chinese": "Other", "Indian": "Asian", "Arab": "Other", "Caribbean": "Black"})
    (merged,) = together(((one,), (other,)))
    assert merged.groups == ("Chinese", "Indian", "African", "Arab", "Caribbean")
    assert merged.parents == (("African", "Black"), ("Caribbean", "Black"))


def staffed(officers: Regions, staff: Regions | None, period: Period) -> Counts:
    """A workforce in which nobody was counted has no rows."""
    one = counts(officers, period)
    if staff is None:
        return one
    other = counts(staff, period)
    return joined(
        [one, replace(other, decisions=other.decisions.assign(workforce="staff").astype({"workforce": "str"}))]
    )


def test_what_was_withheld_of_a_workforce_is_not_told_by_a_period_in_which_it_had_nobody_else() -> None:
    """What the second quarter withheld of staff is withheld of the half year: there were none in the first."""
    staff = {"North": (60, 30), "South": (61, 3), "East": (40, 9)}
    quarters = [staffed(FIRST, None, Q1), staffed(FIRST, staff, Q2)]
    past = [Release(quarters[0], POLICY), Release(protect(quarters[1], POLICY, ()).counts, POLICY)]
    half = staffed({g: (2 * p, 2 * r) for g, (p, r) in FIRST.items()}, staff, HALF)
    safe = printed(protect(half, POLICY, past).counts)
    hidden = {name[1:] for name, v in printed(past[1].counts).items() if v is None and name[5] in MEASURES[:3]}
    assert {name[1:] for name, v in safe.items() if v is None and name[5] in MEASURES[:3]} == hidden


def test_a_few_taken_away_from_a_workforce_that_was_not_there_before_are_found_out() -> None:
    staff = {"North": (60, 30), "South": (61, 31), "East": (40, 9)}
    past = [Release(staffed(FIRST, None, Q1), POLICY), Release(staffed(FIRST, staff, Q2), POLICY)]
    fewer = {**staff, "South": (59, 31)}
    half = staffed({g: (2 * p, 2 * r) for g, (p, r) in FIRST.items()}, fewer, HALF)
    found = {(leak.cell.workforce, leak.cell.group, leak.cell.item, leak.low) for leak in attack(half, past, POLICY)}
    assert ("staff", "South", "passed", -2) in found


def test_a_workforce_that_is_reported_from_now_on_stops_nothing() -> None:
    staff = {"North": (60, 30), "South": (61, 31), "East": (40, 9)}
    past = [Release(staffed(r, None, q), POLICY) for r, q in ((FIRST, Q1), (FIRST, Q2))]
    half = staffed({g: (2 * p, 2 * r) for g, (p, r) in FIRST.items()}, staff, HALF)
    safe = protect(half, POLICY, past).counts
    assert not safe.decisions[["decided", "passed", "refused"]].isna().any(axis=None)


def test_rows_that_are_missing_now_can_give_away_what_was_withheld() -> None:
    """Staff are in the half year and, withheld, in its first quarter; none in the second: they are the same."""
    staff = {"North": (60, 30), "South": (61, 3), "East": (40, 9)}
    half = staffed({g: (2 * p, 2 * r) for g, (p, r) in FIRST.items()}, staff, HALF)
    hidden = staffed(FIRST, staff, Q1)
    of_staff = hidden.decisions["workforce"] == "staff"
    hidden.decisions.loc[of_staff, ["decided", "passed", "refused"]] = pd.NA
    past = [Release(half, POLICY), Release(hidden, POLICY)]
    found = {(leak.cell.workforce, leak.cell.group, leak.cell.item) for leak in attack(counts(FIRST, Q2), past, POLICY)}
    assert ("staff", "North", "passed") in found
