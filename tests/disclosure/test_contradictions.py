"""What contradicts itself in one part of the counts is believed in the others: a change here hides nothing there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from scorecard.disclosure import Policy, Release, attack
from scorecard.disclosure.sound import contradicting
from scorecard.disclosure.system import Knowledge
from scorecard.errors import DisclosureError
from scorecard.model import ALL, DETAIL_KEY, KEY, Counts, joined
from tests.disclosure.independent import printed
from tests.disclosure.releases import People, by_sex, hidden, in_turn
from tests.disclosure.samples import HALF, Q1, Q2

FIRST: People = {"Female": {"passed": 40, "refused": 3}, "Male": {"passed": 60, "refused": 30}}
SECOND: People = {"Female": {"passed": 40, "refused": 10}, "Male": {"passed": 60, "refused": 30}}
BOTH: People = {"Female": {"passed": 80, "refused": 13}, "Male": {"passed": 120, "refused": 60}}
SMALL = ("Female", "", "refused")
REASON = (("reason", "finance"), ("reasons_given", "any"))
POLICY = Policy(5, "suppress", ("sex", "reasons"))


def shown(release: Release, workforce: str = "staff") -> int | None:
    """The small count, as printed."""
    (value,) = {v for n, v in printed(release.counts).items() if n[1] == workforce and n[3:] == SMALL}
    return value


def test_officers_who_were_reconsidered_do_not_hide_that_staff_are_the_same() -> None:
    """34 officers are refused in the half year who had passed in its quarters. Only All shows it, since the quarters
    withhold the refusals by sex: rows that are the same cannot explain it. No row of staff has changed, and of 13
    women refused in the half year 10 were in the second quarter."""
    quarter = {"Female": {"passed": 40, "refused": 3}, "Male": {"passed": 60, "refused": 20}}
    half = {"Female": {"passed": 80, "refused": 6}, "Male": {"passed": 86, "refused": 74}}
    pairs = ((quarter, FIRST, Q1), (quarter, SECOND, Q2), (half, BOTH, HALF))
    made = [joined([by_sex(officers, p, "officer"), by_sex(staff, p)]) for officers, staff, p in pairs]
    past = in_turn(made, Policy(5, "suppress", ("sex",)))
    assert [shown(release) for release in past] == [None, 10, None]
    assert [shown(release, "officer") for release in past] == [None, None, 6]


def test_pending_cases_that_were_decided_elsewhere_do_not_hide_that_decisions_are_the_same() -> None:
    """20 of 46 pending cases are gone from the half year, and the quarters withhold how many were women's."""
    pending = {"Female": {"pending": 3}, "Male": {"pending": 20}}
    fewer = {"Female": {"pending": 6}, "Male": {"pending": 20}}
    pairs = ((pending, FIRST, Q1), (pending, SECOND, Q2), (fewer, BOTH, HALF))
    made = [by_sex({g: {**decided[g], **waiting[g]} for g in decided}, p) for waiting, decided, p in pairs]
    past = in_turn(made, Policy(5, "suppress", ("sex", "undecided")))
    assert [shown(release) for release in past] == [None, 10, None]


def test_reasons_that_were_corrected_do_not_hide_that_decisions_are_the_same() -> None:
    """Five reasons are gone by the half year. No row shows it: the first quarter says only how many have one in all,
    and the second only how many of each sex; together they are 40, and the half year says 35. Decisions are the same,
    and of 13 women refused in the half year 10 were in the second quarter."""
    in_all: dict[str, int | None] = {"Female": None, "Male": None, "Unknown": 0, ALL: 20}
    releases = (
        (FIRST, Q1, in_all),
        (SECOND, Q2, {"Female": 5, "Male": 15, "Unknown": 0, ALL: None}),
        (BOTH, HALF, {**in_all, ALL: 35}),
    )
    first, second, half = (with_reasons(by_sex(people, period), given) for people, period, given in releases)
    past = [Release(hidden(first, "staff", "Female", "Male"), POLICY), Release(second, POLICY)]
    found = {(k.start, k.cell.group, k.cell.item, k.low, k.high) for k in attack(half, past, POLICY)}
    assert (Q1.start.isoformat(), "Female", "refused", 3, 3) in found


def test_what_was_released_twice_is_asked_about_without_the_release_at_hand() -> None:
    """Whoever believes that people were only added believes nothing yet of the half year, with reasons or without."""
    given = {"Female": 6, "Male": 20, "Unknown": 0, ALL: 26}
    twice, thrice = ({g: {m: k * n for m, n in o.items()} for g, o in SECOND.items()} for k in (2, 3))
    first, again, half = (
        with_reasons(by_sex(people, period), {g: times * n for g, n in given.items()})
        for people, period, times in ((SECOND, Q1, 1), (twice, Q1, 2), (thrice, HALF, 3))
    )
    past = [Release(first, POLICY), Release(again, POLICY)]
    assert attack(half, past, POLICY) == ()


def with_reasons(counts: Counts, given: Mapping[str, int | None]) -> Counts:
    """The same with how many of each group were refused for one reason, the only one."""
    keys = counts.decisions[list(KEY)].itertuples(index=False, name=None)
    rows = [(*key, topic, item, given[key[-1]]) for key in keys for topic, item in REASON]
    details = pd.DataFrame(rows, columns=[*DETAIL_KEY, "cases"]).astype({"cases": "Int64"})
    return replace(counts, details=details)


def test_what_was_withheld_before_is_asked_about_beside_earlier_releases_that_disagree() -> None:
    """Two releases of the first quarter disagree about officers, in a way that rows which are the same cannot explain.
    Then staff are missing in the second quarter: all of the half year were in the first, where they are withheld."""
    officers = {"Female": {"passed": 40, "refused": 3}, "Male": {"passed": 60, "refused": 20}}
    more = {"Female": {"passed": 40, "refused": 3}, "Male": {"passed": 60, "refused": 50}}
    twice = {"Female": {"passed": 80, "refused": 6}, "Male": {"passed": 120, "refused": 70}}
    policy = Policy(5, "suppress", ("sex",))
    half = joined([by_sex(twice, HALF, "officer"), by_sex(SECOND, HALF)])
    once, again = (
        hidden(joined([by_sex(o, Q1, "officer"), by_sex(SECOND, Q1)]), "staff", "Female", "Male", "All")
        for o in (officers, more)
    )
    past = [Release(c, policy) for c in (half, hidden(once, "officer", "Female", "Male"), again)]
    found = {(leak.cell.workforce, leak.cell.item) for leak in attack(by_sex(officers, Q2, "officer"), past, policy)}
    assert ("staff", "refused") in found


def test_numbers_that_contradict_each_other_under_every_assumption_prove_nothing() -> None:
    counts = joined([by_sex(FIRST, Q1, "officer"), by_sex(SECOND, Q1)])
    counts.decisions.loc[counts.decisions["workforce"] == "officer", "passed"] += 1
    with pytest.raises(DisclosureError, match="contradict each other"):
        attack(counts, (), Policy(5, "suppress", ("sex",)))


def test_only_the_parts_that_contradict_themselves_are_given_up() -> None:
    known = Knowledge()
    for name, low, high in (("a", 0, 3), ("b", 0, 3), ("c", 0, 9), ("d", 0, 9), ("e", 5, 4), ("f", 0, 1)):
        known.unknown(name, low, high)
    known.equals([(1, "a"), (1, "b")], 7)
    known.equals([(1, "c"), (1, "d")], 7)
    known.no_more([(2, "d"), (-2, "c")], 0)
    system = known.system()
    wrong = contradicting(system, system.low, system.high)
    assert [n for n, gone in zip(system.names, wrong, strict=True) if gone] == ["a", "b", "e"]
    rest = system.without(wrong)
    assert (rest.equal, list(rest.rhs)) == (1, [7, 0])
    assert rest.matrix.toarray().tolist() == [[0, 0, 1, 1, 0, 0], [0, 0, -2, 2, 0, 0]]
    assert np.array_equal(rest.high, [0, 0, 9, 9, 0, 1])
