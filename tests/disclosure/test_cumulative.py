"""Quarters and the half year made of them: what is left when they are subtracted is protected, changes and all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from scorecard.disclosure import Policy, Release, attack, protect
from scorecard.disclosure.timeline import Difference, Timeline
from scorecard.errors import DisclosureError
from scorecard.model import ALL, Counts, Period, joined
from tests.disclosure.independent import printed
from tests.disclosure.samples import ETHNICITY, HALF, Q1, Q2, SEX, counted

POLICY = Policy(5, "suppress", ("ethnicity", "sex"))
People = Mapping[tuple[str, str], tuple[int, int]]  # (ethnicity, sex) -> (passed, refused)
FIRST: People = {
    ("White", "Male"): (300, 40),
    ("White", "Female"): (200, 30),
    ("Black", "Male"): (60, 14),
    ("Black", "Female"): (50, 12),
}
SECOND: People = {
    ("White", "Male"): (310, 41),
    ("White", "Female"): (220, 33),
    ("Black", "Male"): (62, 15),
    ("Black", "Female"): (51, 11),
}


def counts(people: People, period: Period) -> Counts:
    return counted({"officer": one_by_one(people)}, (ETHNICITY, SEX), period)


def one_by_one(people: People) -> pd.DataFrame:
    rows = [
        (*group, outcome)
        for group, numbers in people.items()
        for outcome, number in zip(("passed", "refused"), numbers, strict=True)
        for _ in range(number)
    ]
    return pd.DataFrame(rows, columns=["ethnicity", "sex", "outcome"])


def half_year(passed: int, refused: int) -> People:
    """The sum of the quarters, but for these changes among Black women."""
    both = {group: (FIRST[group][0] + SECOND[group][0], FIRST[group][1] + SECOND[group][1]) for group in FIRST}
    old = both["Black", "Female"]
    return {**both, ("Black", "Female"): (old[0] + passed, old[1] + refused)}


def shown(counts: Counts) -> dict[tuple[str, ...], int | None]:
    """What is printed of each group, whatever the period."""
    return {name[1:]: value for name, value in printed(counts).items()}


def small(left: Counts, first: Counts, second: Counts) -> list[int]:
    """What is left of the half year, where it is a small number that is not 0."""
    whole, one, two = shown(left), shown(first), shown(second)
    differences = [
        v - one[k] - two[k] for k, v in whole.items() if v is not None and one.get(k) is not None is not two.get(k)
    ]
    return [d for d in differences if 0 < abs(d) < POLICY.threshold]


CHANGES = [(1, -1), (0, -1), (0, 4), (-3, 0), (5, -2)]


@pytest.mark.parametrize(("passed", "refused"), CHANGES)
@pytest.mark.parametrize("half_first", [False, True], ids=["quarters first", "half first"])
def test_a_small_change_is_never_left(passed: int, refused: int, *, half_first: bool) -> None:
    parts = [counts(FIRST, Q1), counts(SECOND, Q2)]
    half = counts(half_year(passed, refused), HALF)
    released: tuple[Release, ...] = ()
    for one in (half, *parts) if half_first else (*parts, half):
        try:
            released = (*released, Release(protect(one, POLICY, released).counts, POLICY))
        except DisclosureError:
            return
    by_label = {r.counts.periods[0].label: r.counts for r in released}
    assert small(by_label["2021H1"], by_label["2021Q1"], by_label["2021Q2"]) == []


@pytest.mark.parametrize(("passed", "refused"), CHANGES)
def test_a_half_year_published_carelessly_is_found_out(passed: int, refused: int) -> None:
    before = tuple(Release(counts(people, q), POLICY) for people, q in ((FIRST, Q1), (SECOND, Q2)))
    half = counts(half_year(passed, refused), HALF)
    assert small(half, before[0].counts, before[1].counts)
    assert attack(half, before, POLICY)


@pytest.mark.parametrize(("passed", "refused"), [(0, 0), (0, 9), (20, -9)], ids=["none", "nine more", "many moved"])
def test_a_half_year_without_a_small_change_goes_out_whole(passed: int, refused: int) -> None:
    before = tuple(Release(counts(people, q), POLICY) for people, q in ((FIRST, Q1), (SECOND, Q2)))
    half = counts(half_year(passed, refused), HALF)
    safe = protect(half, POLICY, before).counts.decisions
    assert safe[["decided", "passed", "refused"]].notna().all(axis=None)


JANUARY, FEBRUARY, MARCH, APRIL = (
    (f"2021-0{month}-01", f"2021-0{month}-{day}") for month, day in ((1, 31), (2, 28), (3, 31), (4, 30))
)
QUARTER, TWO, YEAR = ("2021-01-01", "2021-03-31"), ("2021-01-01", "2021-02-28"), ("2021-01-01", "2021-12-31")


def test_differences_take_as_many_periods_as_fit() -> None:
    time = Timeline((frozenset({JANUARY}), frozenset({FEBRUARY}), frozenset({TWO}), frozenset({QUARTER})))
    assert time.differences() == (
        Difference((3, QUARTER), ((0, JANUARY), (1, FEBRUARY))),
        Difference((3, QUARTER), ((2, TWO),)),
    )


def test_differences_without_the_last_release_are_out_already() -> None:
    time = Timeline((frozenset({JANUARY}), frozenset({QUARTER}), frozenset({APRIL})))
    assert time.differences() == ()


def test_a_part_that_comes_after_the_whole_makes_a_difference_too() -> None:
    time = Timeline((frozenset({QUARTER}), frozenset({MARCH})))
    assert time.differences() == (Difference((0, QUARTER), ((1, MARCH),)),)
    assert len(time.parts(1, MARCH)) == 2


def test_what_was_printed_again_in_the_same_way_is_taken_once() -> None:
    time = Timeline((frozenset({JANUARY}), frozenset({JANUARY}), frozenset({YEAR})))
    assert len(time.differences()) == 2
    assert time.differences({(1, JANUARY)}) == (Difference((2, YEAR), ((0, JANUARY),)),)


FOUR_QUARTERS = [
    Period(date(2021, 3 * q + 1, 1), date(2021, 3 * q + 3, last), f"2021Q{q + 1}")
    for q, last in enumerate((31, 30, 30, 31))
]
THEIR_YEAR = Period(date(2021, 1, 1), date(2021, 12, 31), "2021")


def test_a_year_does_not_narrow_its_rounded_quarters() -> None:
    """4 Black women refused in each quarter are printed as 0 (0 to 4); a year of 16 printed as 20 (15 to 24) would tell
    that it was 3 or 4 each time."""
    policy = Policy(5, "round", ("ethnicity", "sex"), base=10)
    people: People = {("White", "Male"): (300, 50), ("Black", "Female"): (60, 4)}
    past: list[Release] = []
    for quarter in FOUR_QUARTERS:
        past.append(Release(protect(counts(people, quarter), policy, past).counts, policy))
    named = ("officer", "ethnicity", "Black", "", "refused")
    assert [shown(release.counts)[named] for release in past] == [0, 0, 0, 0]
    year = counts({group: (4 * passed, 4 * refused) for group, (passed, refused) in people.items()}, THEIR_YEAR)
    assert shown(protect(year, policy, past).counts)[named] is None


@pytest.mark.parametrize("workforce", ["officer", "staff"])
def test_a_change_of_some_rows_does_not_give_away_the_others(workforce: str) -> None:
    """40 refusals of White officers were overturned since. Nothing else has changed, as a reader can see: what is
    left of the half year in the other rows is their second quarter, in which 3 Black people were refused."""
    first = {("White", "Male"): (100, 80), ("Black", "Male"): (30, 12), ("Asian", "Female"): (40, 9)}
    second = {**first, ("Black", "Male"): (30, 3), ("Mixed", "Male"): (20, 7)}
    both = {group: tuple(np.add(first.get(group, (0, 0)), numbers)) for group, numbers in second.items()}
    policy = Policy(5, "suppress", ("ethnicity",))

    def made(people: People, overturned: int, period: Period) -> Counts:
        white = ("White", "Male")
        officers = {white: (200 + overturned, 100 - overturned)}
        if workforce == "officer":
            passed, refused = people[white]
            return counts({**people, white: (passed + overturned, refused - overturned)}, period)
        return joined([counts(officers, period), of_staff(counts(people, period))])

    past: list[Release] = []
    for people, period in ((first, Q1), (second, Q2)):
        past.append(Release(protect(made(people, 0, period), policy, past).counts, policy))
    half = protect(made(both, 40, HALF), policy, past).counts
    black = (workforce, "ethnicity", "Black", "", "refused")
    assert [shown(c)[black] for c in (past[0].counts, past[1].counts, half)] == [12, None, None]


def test_pending_cases_that_are_gone_do_not_hide_that_the_decided_ones_are_the_same() -> None:
    """The six cases that were pending in the second quarter are withdrawn since. A reader sees that nothing else has
    changed: as many passed in the half year as in the first quarter, so in the second everybody was refused."""
    policy = Policy(5, "suppress", ("sex", "undecided"))
    first = {("White", "Male"): (5, 1), ("White", "Unknown"): (30, 5)}
    second = {("White", "Female"): (0, 30), ("White", "Unknown"): (0, 5)}
    pending = pd.DataFrame({"ethnicity": "White", "sex": "Male", "outcome": ["pending"] * 6})
    past: list[Release] = []
    for made in (by_sex(one_by_one(first), Q1), by_sex(pd.concat([one_by_one(second), pending]), Q2)):
        past.append(Release(protect(made, policy, past).counts, policy))
    half = by_sex(one_by_one({**second, **first, ("White", "Unknown"): (30, 10)}), HALF)
    safe = shown(protect(half, policy, past).counts)
    everybody = ("officer", "sex", ALL, "")
    assert shown(past[1].counts)[*everybody, "passed"] is None
    assert None in (safe[*everybody, "passed"], shown(past[0].counts)[*everybody, "passed"])


def by_sex(frame: pd.DataFrame, period: Period) -> Counts:
    return counted({"officer": frame}, (SEX,), period)


def of_staff(counts: Counts) -> Counts:
    return replace(counts, decisions=counts.decisions.assign(workforce="staff").astype({"workforce": "str"}))
