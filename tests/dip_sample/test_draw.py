"""The draw: spread over groups and reasons, repeatable, never more than asked for."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.dip_sample.draw import NO_REASON, allocate, leading_reasons
from tests.dip_sample.cases import case, many, sample

SIZES = st.dictionaries(
    st.tuples(st.sampled_from("ABMWOU"), st.sampled_from("xyz")), st.integers(1, 60), min_size=1, max_size=18
)


def ids(drawn) -> list[str]:
    return [d.case.case_id for d in drawn.cases]


def test_largest_remainders_by_hand() -> None:
    # One place each, then 7 in proportion to 60, 25 and 6 of 91: quotas 4.62, 1.92 and 0.46, so 4, 1 and 0, and the
    # two that are left go to the remainders 0.92 and 0.62.
    sizes = {("W", "x"): 61, ("B", "x"): 26, ("A", "x"): 7}
    assert allocate(sizes, 10) == {("W", "x"): 6, ("B", "x"): 3, ("A", "x"): 1}


def test_groups_come_before_reasons_where_places_are_few() -> None:
    sizes = {("W", "x"): 50, ("W", "y"): 30, ("W", "z"): 10, ("B", "x"): 2, ("B", "y"): 1}
    # Two groups, four places: one each, then 2 in proportion to 89 and 2: 1.96 and 0.04, so White gets both.
    assert allocate(sizes, 4) == {("W", "x"): 1, ("W", "y"): 1, ("W", "z"): 1, ("B", "x"): 1, ("B", "y"): 0}


@given(sizes=SIZES, places=st.integers(1, 200))
def test_promises_of_the_allocation(sizes, places) -> None:
    drawn = allocate(sizes, places)
    assert sum(drawn.values()) == min(places, sum(sizes.values()))
    assert all(0 <= drawn[s] <= sizes[s] for s in sizes)
    groups = {group for group, _ in sizes}
    if places >= len(sizes):
        assert all(drawn.values())
    if places >= len(groups):
        assert {group for (group, _), number in drawn.items() if number} == groups


def test_the_leading_reason_is_the_one_that_most_have() -> None:
    cases = [case(1, "White", "Finance", "Residency"), case(2, "White", "Residency"), case(3)]
    assert leading_reasons(cases) == {"SYN-00001": "Residency", "SYN-00002": "Residency", "SYN-00003": NO_REASON}


def test_of_equal_reasons_the_first_by_name_leads() -> None:
    assert leading_reasons([case(1, "White", "Residency", "Finance")]) == {"SYN-00001": "Finance"}


def test_the_same_seed_draws_the_same_cases_whatever_their_order() -> None:
    cases = many(White=60, Black=12, Asian=5)
    shuffled = random.Random(7).sample(cases, len(cases))
    assert ids(sample(cases, 20)) == ids(sample(shuffled, 20))
    assert ids(sample(cases, 20)) != ids(sample(cases, 20, seed=2))


def test_the_draw_is_the_one_of_the_documented_method() -> None:
    # printf '1|202112|SYN-00000' | sha256sum, and so on: 3ab866 for 00000, 1b8688 for 00001, 44092c for 00002.
    assert ids(sample([case(n, "White", "Finance") for n in range(3)], 2)) == ["SYN-00001", "SYN-00000"]


def test_strata_add_up() -> None:
    drawn = sample(many(White=60, Black=12, Asian=5), 20)
    assert drawn.refused == 77
    held = Counter((d.case.group, d.reason) for d in drawn.cases)
    assert {(s.group, s.reason): s.drawn for s in drawn.shares} == held
    assert len(drawn.cases) == len(set(ids(drawn))) == 20


def test_no_more_cases_than_there_are() -> None:
    assert len(sample(many(White=4), 30).cases) == 4


@pytest.mark.parametrize("value", [case(1, "Black"), sample([case(1, "Black")]), sample([case(1, "Black")]).cases[0]])
def test_a_case_id_is_in_no_repr(value) -> None:
    assert "SYN-" not in repr(value)
    assert "SYN-" not in str(value)
