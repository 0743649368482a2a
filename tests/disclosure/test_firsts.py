"""A period that earlier releases make up: what they first said stands, as long as nothing else can be said safely."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from scorecard.disclosure import Policy, Release, attack, protect, protect_again
from scorecard.disclosure.cells import dates
from scorecard.disclosure.explain import AS_FIRST_PUBLISHED
from scorecard.disclosure.firsts import counted_then
from scorecard.errors import DisclosureError
from scorecard.model import Counts, Period, joined
from tests.disclosure.releases import People, by_sex, hidden, in_turn
from tests.disclosure.samples import DETAIL, ETHNICITY, HALF, Q1, Q2, SEX, counted

POLICY = Policy(5, "suppress", ("sex",))
Q3 = Period(date(2021, 7, 1), date(2021, 9, 30), "2021Q3")
NINE, Q4 = Period(date(2021, 1, 1), Q3.end, "nine"), Period(date(2021, 10, 1), date(2021, 12, 31), "2021Q4")
YEAR = Period(NINE.start, Q4.end, "2021")
OUTCOMES = ("passed", "refused")
FIRST: People = {"Female": {"passed": 40, "refused": 12}, "Male": {"passed": 60, "refused": 30}}
SECOND: People = {"Female": {"passed": 50, "refused": 10}, "Male": {"passed": 70, "refused": 40}}


def half(refused: int, passed: int = 0) -> Counts:
    """Both quarters, with so many more women."""
    men = {"passed": 130, "refused": 70}
    return by_sex({"Female": {"passed": 90 + passed, "refused": 22 + refused}, "Male": men}, HALF)


def of(counts: Counts) -> dict[tuple[str, str], object]:
    return {(row["group"], m): row[m] for row in counts.decisions.to_dict("records") for m in ("decided", "refused")}


QUARTERS = [by_sex(FIRST, Q1), by_sex(SECOND, Q2)]


def test_one_more_refusal_since_is_not_found_in_the_half_year() -> None:
    past = in_turn(QUARTERS, POLICY)
    with pytest.raises(DisclosureError):
        protect(half(1), POLICY, past)
    made = protect_again(half(1), POLICY, past, QUARTERS.__getitem__)
    assert of(made.counts) == of(half(0))
    assert made.stands
    assert made.notes[-1] == AS_FIRST_PUBLISHED
    assert attack(made.counts, past, POLICY) == ()
    again = protect_again(half(0), POLICY, past, QUARTERS.__getitem__)
    assert (of(again.counts), again.notes, again.stands) == (of(half(0)), made.notes, False), (
        "nothing tells the two apart"
    )


def test_what_has_changed_by_a_lot_is_said() -> None:
    made = protect_again(half(20, 30), POLICY, in_turn(QUARTERS, POLICY), QUARTERS.__getitem__)
    assert (of(made.counts), made.stands) == (of(half(20, 30)), False)
    assert AS_FIRST_PUBLISHED not in made.notes


def test_a_quarter_is_what_the_half_year_leaves_of_it() -> None:
    released = [half(0), QUARTERS[0]]
    second = by_sex({**SECOND, "Female": {"passed": 50, "refused": 9}}, Q2)
    made = protect_again(second, POLICY, in_turn(released, POLICY), released.__getitem__)
    assert (of(made.counts), made.stands) == (of(QUARTERS[1]), True)


def test_a_stricter_policy_prints_the_first_figures_of_the_period_too() -> None:
    strict = Policy(10, "suppress", ("sex",))
    later = by_sex({**FIRST, "Female": {"passed": 40, "refused": 13}}, Q1)
    made = protect_again(later, strict, in_turn(QUARTERS[:1], POLICY), QUARTERS.__getitem__)
    assert (of(made.counts), made.stands) == (of(QUARTERS[0]), True)


def test_where_the_counts_of_that_time_are_not_known_nothing_is_published() -> None:
    with pytest.raises(DisclosureError):
        protect_again(half(1), POLICY, in_turn(QUARTERS, POLICY), lambda place: QUARTERS[0] if place == 0 else None)


def then(now: Counts, *released: Counts) -> list[dict[tuple[str, str], object]]:
    periods = {place: dates(c.periods[0]) for place, c in enumerate(released)}
    return [of(counts) for counts, _ in counted_then(now, periods, released.__getitem__)]


def test_the_latest_printings_and_the_fewest_come_first() -> None:
    corrected = by_sex({**FIRST, "Female": {"passed": 40, "refused": 20}}, Q1)
    assert then(half(0), QUARTERS[0], QUARTERS[1], corrected) == [of(half(8))]
    assert then(half(0), *QUARTERS, half(3), corrected) == [of(half(3)), of(half(8))]
    assert then(QUARTERS[0], QUARTERS[1], half(3)) == [
        of(by_sex({**FIRST, "Female": {"passed": 40, "refused": 15}}, Q1))
    ]
    assert then(by_sex(FIRST, Q3), *QUARTERS, half(0)) == []


def test_what_was_not_counted_in_every_part_is_not_made_up() -> None:
    """Reasons were counted in one quarter only, or what the panel found; and nobody is fewer than nobody."""
    frame = pd.DataFrame({"sex": ["Female"] * 20 + ["Male"] * 20, "outcome": ["refused", "passed"] * 20})
    with_reasons = frame.assign(**{"reason finance": frame["outcome"] == "refused", "panel": ""})
    plain, told = counted({"officer": frame}, (SEX,), Q1), counted({"officer": with_reasons}, (SEX,), Q2)
    assert then(counted({"officer": with_reasons}, (SEX,), HALF), plain, told) == []
    sent = told.details["item"] == "sent"
    dated = replace(told, details=told.details[sent | (told.details["topic"] != "panel")], periods=(Q1,))
    assert 0 < len(dated.details) < len(told.details)
    assert then(counted({"officer": with_reasons}, (SEX,), HALF), dated, told) == []
    undecided = QUARTERS[0].decisions.assign(pending=pd.array([pd.NA] * len(QUARTERS[0].decisions), dtype="Int64"))
    assert then(half(0), replace(QUARTERS[0], decisions=undecided), QUARTERS[1]) == []
    assert then(QUARTERS[1], by_sex(FIRST, HALF), by_sex(SECOND, Q1)) == []


def test_a_workforce_that_a_quarter_has_no_row_of_is_nobody() -> None:
    """Staff were vetted in the second quarter only: the half year has as many."""
    officers = [by_sex(FIRST, Q1, "officer"), by_sex(SECOND, Q2, "officer")]
    both = joined([officers[1], by_sex(SECOND, Q2, "staff")])
    now = joined([by_sex(SECOND, HALF, "officer"), by_sex(FIRST, HALF, "staff")])
    periods = {0: dates(Q1), 1: dates(Q2)}
    ((made, _),) = counted_then(now, periods, [officers[0], both].__getitem__)
    refused = made.decisions.set_index(["workforce", "group"])["refused"]
    assert (refused["officer", "Female"], refused["staff", "Female"]) == (22, 10)
    assert list(counted_then(by_sex(FIRST, HALF, "officer"), periods, [officers[0], both].__getitem__)) == []


def test_a_reader_may_know_of_what_a_period_is_made() -> None:
    """The half year is what spring and summer first said; the spring was printed anew in between, with many more.
    Whoever adds up the first printings finds 3 men refused in spring: 12 in the half year, 9 in summer."""
    spring: People = {"Female": {"passed": 40, "refused": 9}, "Male": {"passed": 60, "refused": 3}}
    summer: People = {"Female": {"passed": 50, "refused": 10}, "Male": {"passed": 70, "refused": 9}}
    more: People = {"Female": {"passed": 80, "refused": 29}, "Male": {"passed": 99, "refused": 30}}
    both = by_sex({g: {o: spring[g][o] + summer[g][o] for o in spring[g]} for g in spring}, HALF)
    past = [Release(hidden(by_sex(spring, Q1), "staff", "Female", "Male"), POLICY), Release(by_sex(summer, Q2), POLICY)]
    past.append(Release(by_sex(more, Q1), POLICY))
    assert of(protect(both, POLICY, past).counts) == of(both), "who does not know is told nothing"
    told = of(protect(both, POLICY, past, made_of=((0, 1), (1, 1))).counts)
    assert pd.isna(told["Male", "refused"])


def test_another_scheme_of_groups_is_not_added_to_this_one() -> None:
    """Under one scheme Chinese applicants are Asian, under the other one they are not."""
    frame = pd.DataFrame({"ethnicity_detail": ["A1", "W1"] * 30, "outcome": ["refused", "passed"] * 30})
    frame["ethnicity"] = frame["ethnicity_detail"].map(dict(DETAIL.parents))
    other = replace(DETAIL, parents=tuple((g, "Other" if g == "A2" else p) for g, p in DETAIL.parents))
    first, second = (
        counted({"officer": frame}, (ETHNICITY, other), Q1),
        counted({"officer": frame}, (ETHNICITY, DETAIL), Q2),
    )
    half = counted({"officer": frame}, (ETHNICITY, DETAIL), HALF)
    assert then(half, first, second) == []
    assert len(then(half, replace(first, breakdowns=second.breakdowns), second)) == 1


def sexes(women: tuple[int, int], men: tuple[int, int], period: Period) -> Counts:
    """How many women and men passed and were refused."""
    return by_sex({g: dict(zip(OUTCOMES, n, strict=True)) for g, n in (("Female", women), ("Male", men))}, period)


def test_what_was_only_added_up_says_nothing_of_what_has_changed_since() -> None:
    """The first quarter is printed again with 180 more people. The year is nine months and the last quarter as first
    printed, and says so. Whoever took it for a count of its time would think that the 180 were gone again, and find
    nothing in the next year; whoever knows that it is a sum lays that beside nine months and the quarters.
    """
    policy = Policy(10, "suppress", ("sex",), show_all_refused=True)
    made = [
        sexes((86, 10), (82, 6), NINE),
        sexes((26, 8), (52, 6), Q1),
        sexes((92, 56), (94, 30), Q1),
        sexes((20, 2), (9, 9), Q4),
        sexes((173, 61), (133, 39), YEAR),
        sexes((173, 61), (133, 39), YEAR),
    ]
    past: list[Release] = []
    behind: list[Counts] = []
    for counts in made:
        printed = protect_again(counts, policy, past, behind.__getitem__)
        past.append(Release(printed.counts, policy))
        behind.append(printed.behind or counts)
    first, second = past[4:]
    assert of(first.counts)["Female", "decided"] == 96 + 22
    pd.testing.assert_frame_equal(second.counts.decisions, first.counts.decisions)
    assert attack(second.counts, past[:4], policy) == ()
