"""Groups that one release lists and another does not: an open breakdown, and another scheme of ethnicity."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import pytest

from scorecard.disclosure import Policy, Release, attack, protect
from scorecard.disclosure.absent import together
from scorecard.errors import DisclosureError
from scorecard.model import Breakdown, Counts, Period
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
