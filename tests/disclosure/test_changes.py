"""What has changed, since when: a change that came out before does not hide that nothing has changed since."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from scorecard.disclosure import Policy, Release, attack, beliefs, protect
from scorecard.disclosure.attack import as_printed
from scorecard.disclosure.cells import values
from scorecard.disclosure.integers import Question, unanswered
from scorecard.disclosure.outsider import Outsider
from scorecard.disclosure.ranges import ranges
from scorecard.disclosure.system import Knowledge
from scorecard.disclosure.timeline import Part
from scorecard.disclosure.web import Web
from scorecard.model import Period
from tests.disclosure.independent import printed
from tests.disclosure.releases import People, by_sex, hidden, in_turn
from tests.disclosure.samples import HALF, Q1, Q2, SEX

Q3 = Period(date(2021, 7, 1), date(2021, 9, 30), "2021Q3")
Q4 = Period(date(2021, 10, 1), date(2021, 12, 31), "2021Q4")
YEAR = Period(date(2021, 1, 1), date(2021, 12, 31), "2021")
POLICY = Policy(5, "suppress", ("sex",))


def people(women: tuple[int, int], men: tuple[int, int]) -> People:
    """Passed and refused of each."""
    return {g: {"passed": p, "refused": r} for g, (p, r) in (("Female", women), ("Male", men))}


def test_refusals_overturned_by_the_half_year_do_not_give_the_third_quarter_away_in_the_year() -> None:
    """20 women and 20 men were cleared between the second quarter and the half year. The year is the half year and the
    two quarters after it, to the last count: 103 men refused, 80 in the half year, 20 in the fourth quarter."""
    periods = (
        (people((40, 30), (60, 50)), Q1),
        (people((40, 30), (60, 50)), Q2),
        (people((100, 40), (140, 80)), HALF),
        (people((40, 30), (60, 3)), Q3),
        (people((40, 30), (60, 20)), Q4),
        (people((180, 100), (260, 103)), YEAR),
    )
    past = in_turn([by_sex(p, period) for p, period in periods], Policy(5, "suppress", ("sex",)))
    men = ("sex", "Male", "", "refused")
    shown = [{n[2:]: v for n, v in printed(release.counts).items()}[men] for release in past]
    assert shown == [50, 50, 80, None, 20, None]


def test_what_was_small_under_a_higher_threshold_stays_so_under_a_lower_one() -> None:
    """9 women refused in the first quarter were printed as 10, which may be 5 to 14, and nobody in the second as 0,
    which may be 0 to 4. The half year under a lower threshold would say 9: it was 5 to 9, all of them small then."""
    rounded, lower = Policy(10, "round", ("sex",), base=10), Policy(3, "suppress", ("sex",))
    past = in_turn([by_sex(people((60, 9), (90, 50)), Q1), by_sex(people((60, 0), (90, 50)), Q2)], rounded)
    women = ("sex", "Female", "", "refused")
    assert [{n[2:]: v for n, v in printed(r.counts).items()}[women] for r in past] == [10, 0]
    half = by_sex(people((120, 9), (180, 100)), HALF)
    assert (Q1.start.isoformat(), "Female", "refused", 5, 9) in {
        (leak.start, leak.cell.group, leak.cell.item, leak.low, leak.high) for leak in attack(half, past, lower)
    }
    safe = protect(half, lower, past).counts
    assert {n[2:]: v for n, v in printed(safe).items()}[women] is None


def test_of_two_that_ask_about_one_unknown_the_one_that_asks_for_more_is_heard() -> None:
    """The unknown is even: of the 8 values from 0 to 7 it has but 4."""
    known = Knowledge()
    known.unknown("even", 0, 7)
    known.unknown("half", 0, 9)
    known.equals([(1, "even"), (-2, "half")])
    system = known.system()
    questions = [Question(0, 0, 7, 5), Question(0, 0, 7, 3)]
    for asked in (questions, questions[::-1]):
        assert unanswered(system, system.low, system.high, asked) == {0}


def test_what_only_the_coarser_reading_of_the_rows_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    """20 pending women were cleared since, and 8 refusals of women overturned. The first quarter withholds how many
    women were decided, so that only All shows it, and the pending ones show that the women's row has changed. Then the
    men's has not: of 13 men refused in the half year 10 were in the second quarter. Row by row nobody could explain
    what changed in All; and as refusals were taken away, it is no use to suppose that some were added."""
    policy = Policy(5, "suppress", ("sex", "undecided"))
    numbers = (((40, 30, 23), (60, 3, 0), Q1), ((40, 30, 20), (60, 10, 0), Q2), ((108, 52, 23), (120, 13, 0), HALF))
    outcomes = ("passed", "refused", "pending")
    first, second, half = (
        by_sex({g: dict(zip(outcomes, n, strict=True)) for g, n in (("Female", women), ("Male", men))}, period)
        for women, men, period in numbers
    )
    past = [Release(hidden(first, "staff", "Female", "Male"), policy), Release(second, policy)]

    def found() -> set[tuple[str, str, str, int, int]]:
        return {(k.start, k.cell.group, k.cell.item, k.low, k.high) for k in attack(half, past, policy) if k.earlier}

    men = (Q1.start.isoformat(), "Male", "refused", 3, 3)
    assert men in found()
    monkeypatch.setattr(Web, "_suspects", lambda _: {beliefs.row(spot.cell) for spot in values(half, policy)})
    assert men not in found()


def test_a_row_that_can_only_have_changed_leaves_the_others_as_they_were() -> None:
    """Of 75 women refused in the half year 30 were in the first quarter, and the second decided on 40: at least 5 are
    new. No count of women says so by itself. Ten of unknown sex are gone, so that people were not only added. Nothing
    has changed among men: 23 less 20 is 3."""
    groups = ("Female", "Male", "Unknown")
    numbers = (
        ((50, 30), (60, 20), (20, 10), Q1),
        ((10, 30), (40, 3), (20, 10), Q2),
        ((45, 75), (100, 23), (30, 20), HALF),
    )
    first, second, half = (
        by_sex({g: {"passed": p, "refused": r} for g, (p, r) in zip(groups, n, strict=True)}, period)
        for *n, period in numbers
    )
    first.decisions.loc[first.decisions["group"] == "Female", "passed"] = pd.NA
    second.decisions.loc[second.decisions["group"].isin(["Female", "Male"]), ["passed", "refused"]] = pd.NA
    past = [Release(first, POLICY), Release(second, POLICY)]
    found = {(k.start, k.cell.group, k.cell.item, k.low, k.high) for k in attack(half, past, POLICY) if k.earlier}
    assert (Q2.start.isoformat(), "Male", "refused", 3, 3) in found


def test_that_nothing_has_changed_in_a_row_is_bolder_than_that_people_were_added_to_another() -> None:
    """93 women in the half year, 90 of them cleared in the second quarter, when at most 87 of all cleared are new: so
    women cleared have changed, or all. As many were decided on in all, and of men nothing need have changed: then 1 or
    2 of the women were in the first quarter, since at least 91 were in the second."""
    women, men = (((90, 3), (0, 1), (90, 2)), ((90, 40), (93, 33), (2, 2)))
    made = [by_sex(people(w, m), period) for w, m, period in zip(women, men, (HALF, Q1, Q2), strict=True)]
    half, first, second = made
    sexes = ["Female", "Male"]
    for counts, groups, measures in (
        (half, sexes, ["passed", "refused"]),
        (first, sexes, ["decided", "passed", "refused"]),
        (second, ["Female"], ["decided", "refused"]),
        (second, ["Male"], ["decided", "passed", "refused"]),
        (second, ["All"], ["passed", "refused"]),
    ):
        counts.decisions.loc[counts.decisions["group"].isin(groups), measures] = pd.NA
    leaks = attack(second, [Release(half, POLICY), Release(first, POLICY)], POLICY)
    found = {(k.start, k.end, k.cell.group, k.cell.item): (k.low, k.high) for k in leaks if k.earlier}
    assert found[Q1.start.isoformat(), Q1.end.isoformat(), "Female", "decided"] == (1, 2)


def test_a_reader_who_does_not_guess_which_row_has_changed_takes_the_rows_of_a_topic_together() -> None:
    quarters = [by_sex(people((40, 30), (60, 50)), period) for period in (Q1, Q1)]
    spots = values(quarters[0], POLICY)
    past = [Release(q, POLICY) for q in quarters]
    problem = Outsider.of(POLICY, tuple(spots), (SEX,), past).problem(lambda spot: as_printed(POLICY, spots, spot))
    said = {view.spirit: len(view.suppositions) for view in problem.views}
    rows, releases_after_the_first, ways = 4, 2, 2
    assert said[beliefs.Spirit.LITTLE] == rows * releases_after_the_first * ways
    assert said[beliefs.Spirit.DOUBTING] == releases_after_the_first * ways


def test_whoever_believes_that_nothing_has_changed_is_asked_what_has() -> None:
    """Before the half year its differences from the quarters are nothing to such a reader; its own counts may tell."""
    quarters = [by_sex(people((40, 30), (60, 50)), period) for period in (Q1, Q2)]
    half = values(by_sex(people((81, 60), (120, 100)), HALF), POLICY)
    outsider = Outsider.of(POLICY, tuple(half), (SEX,), [Release(q, POLICY) for q in quarters])
    problem = outsider.problem(lambda spot: as_printed(POLICY, half, spot))
    asked = [{view.system.names[t.unknown] for t in view.others} for view in problem.views]
    women = next(spot for spot in half if spot.cell.group == "Female" and spot.cell.item == "passed")
    assert len(asked) == len(beliefs.Spirit)
    assert all(any(name[1] == women for name in names) for names in asked)


def test_what_was_counted_in_a_quarter_is_nobody_at_least_when_it_is_counted_again() -> None:
    """30 men were decided in the first quarter, and 18 in the half year: so 18 at most in the second quarter, and from
    12 to 30 fewer in the first."""
    past = [Release(by_sex(people((40, 30), (20, 10)), Q1), POLICY)]
    half = values(by_sex(people((80, 60), (6, 12)), HALF), POLICY)
    outsider = Outsider.of(POLICY, tuple(half), (SEX,), past)
    system = outsider.problem(lambda spot: as_printed(POLICY, half, spot)).views[0].system
    men = next(spot.cell for spot in half if spot.cell.group == "Male" and spot.cell.item == "decided")
    at = [i for i, name in enumerate(system.names) if isinstance(name[0], Part) and name[1] == men]
    low, high = system.low.copy(), system.high.copy()
    for spot, number in half.items():
        low[system.index((1, spot))] = high[system.index((1, spot))] = number
    found = ranges(system, low, high, np.array(at))
    told = {(system.names[i][0].span[0][5:7], system.names[i][0].late): k for k, i in enumerate(at)}
    assert {name: (found.low[k], found.high[k]) for name, k in told.items()} == {
        ("01", 0): (30, 30),
        ("01", 1): (-30, -12),
        ("04", 0): (0, 18),
    }
