"""Rounded releases beside each other: what subtraction leaves of them."""

from __future__ import annotations

import numpy as np
import pytest

from scorecard.disclosure import Policy, Release, attack
from scorecard.disclosure.bounds import enough_with_zero
from scorecard.disclosure.integers import Question, unanswered
from scorecard.disclosure.problem import Candidate, Problem, Target, View, attacks, too_few_whole
from scorecard.disclosure.system import Knowledge
from tests.disclosure.independent import printed
from tests.disclosure.releases import by_sex, in_turn
from tests.disclosure.samples import HALF, Q1

FIVE, TEN = (Policy(b, "round", ("sex",), base=b) for b in (5, 10))
EXACT = Policy(5, "suppress", ("sex",))


@pytest.mark.parametrize(
    ("among", "changes", "other_days"),
    [((FIVE, FIVE), 1, 3), ((FIVE, TEN), 1, 3), ((TEN,), 1, 5), ((FIVE, EXACT), 0, 0), ((TEN, None), 0, 0)],
)
def test_what_is_left_of_rounded_counts_may_be_as_near_to_0_as_a_0_is(
    among: tuple[Policy | None, ...], changes: int, other_days: int
) -> None:
    """To the nearest 5 a 0 may be 0, 1 or 2; to the nearest 10 anything from 0 to 4."""
    assert enough_with_zero(among, only_changes=True) == changes
    assert enough_with_zero(among, only_changes=False) == other_days


def test_a_half_year_shows_its_zeros_beside_its_first_quarter() -> None:
    """Nobody of unknown sex in either: the second quarter had at most two, as every 0 may be."""
    people = {"Female": {"passed": 40, "refused": 20}, "Male": {"passed": 80, "refused": 30}}
    twice = {g: {m: 2 * n for m, n in outcomes.items()} for g, outcomes in people.items()}
    past = in_turn([by_sex(people, Q1), by_sex(twice, HALF)], FIVE)
    for release in past:
        shown = {n[3:]: v for n, v in printed(release.counts).items() if n[-1] in ("passed", "refused")}
        assert (shown["Unknown", "", "refused"], len(shown)) == (0, 8)
        assert None not in shown.values()


def test_a_change_that_must_have_been_is_found_out() -> None:
    """12 women and 8 men refused, and then one woman more: 10 and 10 of 20 become 15 and 10 of 20, to the nearest 5. So
    there is a woman more, or two, or a few."""
    first = by_sex({"Female": {"passed": 100, "refused": 10}, "Male": {"passed": 100, "refused": 10}}, Q1)
    second = by_sex({"Female": {"passed": 100, "refused": 15}, "Male": {"passed": 100, "refused": 10}}, Q1)
    second.decisions.loc[second.decisions["group"] == "All", ["refused", "decided"]] = [20, 220]
    leaks = attack(second, [Release(first, FIVE)], FIVE)
    women = [k for k in leaks if k.earlier and (k.cell.group, k.cell.item) == ("Female", "refused")]
    assert women
    assert all(1 <= k.low <= k.high < 5 for k in women)


def test_of_one_unknown_only_the_values_asked_about_are_counted() -> None:
    """An odd number from 0 to 4 may be 1 or 3, and is never 0."""
    known = Knowledge()
    known.unknown("odd", 0, 4)
    known.unknown("half", 0, 9)
    known.equals([(1, "odd"), (2, "half")], 5)
    system = known.system()
    assert unanswered(system, system.low, system.high, [Question(0, 0, 0, 1)]) == {0}
    assert unanswered(system, system.low, system.high, [Question(0, 0, 4, 2)]) == set()
    target = Target(0, 9, small=5, with_zero=1)
    candidate = Candidate((0, 9), (0, 9))
    problem = Problem((candidate,), (View(system, np.array([1]), (target,)),), 5)
    (found,) = attacks(problem, np.array([False]))
    assert not found.leaks.any()
    assert [found.targets[i] for i in too_few_whole(found)] == [target]
