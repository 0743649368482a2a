"""A period printed again: the first printing from the counts of its time, and a repeat that tells nobody anything."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest

from scorecard.disclosure import Policy, Protection, Release, again, attack, protect, protect_again
from scorecard.disclosure.repeat import few_changed
from scorecard.errors import DisclosureError
from scorecard.model import KEY, MEASURES, UNDECIDED, Counts, Period
from tests.disclosure.samples import ETHNICITY, HALF, Q1, SEX, counted, people

ROUNDED = Policy(5, "round", ("ethnicity", "sex"), base=5)
WITHHELD = Policy(5, "suppress", ("ethnicity", "sex"))


def count(*frames: pd.DataFrame, period: Period = Q1) -> Counts:
    return counted({"officer": pd.concat(frames, ignore_index=True)}, (ETHNICITY, SEX), period)


@pytest.mark.parametrize("policy", [ROUNDED, WITHHELD], ids=lambda p: p.method)
def test_the_first_printing_and_its_whole_log_are_made_again(policy: Policy) -> None:
    rng = np.random.default_rng(1)
    first, late = people(rng, 250, 0.1), people(rng, 3, 0.5)
    exact = count(first)
    made = protect(exact, policy)
    release = Release(made.counts, policy)
    for now, stands in ((exact, False), (count(first, late), True)):
        printed = protect_again(now, policy, [release], lambda _: exact)
        pd.testing.assert_frame_equal(printed.counts.decisions, made.counts.decisions)
        pd.testing.assert_frame_equal(printed.redactions, made.redactions)
        assert (printed.notes, printed.stands) == (made.notes, stands)


def test_without_the_counts_of_its_time_the_ordinary_protection_decides() -> None:
    exact = count(people(np.random.default_rng(5), 400, 0.15))
    release = Release(protect(exact, WITHHELD).counts, WITHHELD)
    printed = protect_again(exact, WITHHELD, [release], lambda _: None)
    pd.testing.assert_frame_equal(printed.counts.decisions, release.counts.decisions)
    assert not printed.stands


def test_another_policy_has_no_first_printing() -> None:
    exact = count(people(np.random.default_rng(4), 400, 0.15))
    strict = Policy(10, "suppress", ("ethnicity", "sex"))
    release = Release(protect(exact, strict).counts, strict)
    printed = protect_again(exact, WITHHELD, [release], lambda _: exact)
    assert attack(printed.counts, [release], WITHHELD) == ()
    hidden = release.counts.decisions["refused"].isna()
    assert printed.counts.decisions["refused"].isna()[hidden].all(), "what was withheld stays withheld"


def test_what_stands_is_measured_from_where_it_was_first_printed() -> None:
    """The second release repeats the first one's figures; the counts that were behind it by then do not matter."""
    rng = np.random.default_rng(1)
    first, late = people(rng, 250, 0.1), people(rng, 3, 0.5)
    made = protect(count(first), WITHHELD)
    asked: list[int] = []

    def behind(place: int) -> Counts:
        asked.append(place)
        return count(first)

    twice = [Release(made.counts, WITHHELD)] * 2
    printed = protect_again(count(first, late), WITHHELD, twice, behind)
    assert (asked, printed.stands) == ([0], True)
    pd.testing.assert_frame_equal(printed.counts.decisions, made.counts.decisions)


def test_a_repeat_tells_nobody_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    """So it is not weighed: a period that is built every week must not make each later protection slower."""
    rng = np.random.default_rng(1)
    first, second = people(rng, 250, 0.1), people(rng, 250, 0.1)
    release, half = Release(protect(count(first), ROUNDED).counts, ROUNDED), count(first, second, period=HALF)
    weighed: list[int] = []

    def recorded(counts: Counts, policy: Policy, before: Sequence[Release], *, anew: bool) -> Protection:
        weighed.append(len(before))
        return protect(counts, policy, before, anew=anew)

    monkeypatch.setattr(again, "protect", recorded)
    once = protect_again(half, ROUNDED, [release], lambda _: None)
    thrice = protect_again(half, ROUNDED, [release] * 3, lambda _: None)
    assert weighed == [1, 1]
    pd.testing.assert_frame_equal(thrice.counts.decisions, once.counts.decisions)


def test_what_was_never_printed_and_is_not_safe_is_refused() -> None:
    exact = count(people(np.random.default_rng(1), 250, 0.1))
    careless = Release(exact)  # a reply that printed every small count
    with pytest.raises(DisclosureError):
        protect_again(exact, WITHHELD, [careless], lambda _: None)


def changed(counts: Counts, refused: int, passed: int = 0) -> Counts:
    """So many more women refused and passed."""
    decisions = counts.decisions.copy()
    rows = (decisions["breakdown"] == "sex") & decisions["group"].isin(["Female", "All"])
    for measure, more in (("refused", refused), ("passed", passed), ("decided", refused + passed)):
        decisions.loc[rows, measure] += more
    return Counts(decisions, counts.details, counts.periods, counts.breakdowns)


@pytest.mark.parametrize(
    ("refused", "passed", "few"), [(0, 0, True), (1, 0, True), (4, 0, True), (5, 0, False), (9, 0, False), (9, 4, True)]
)
def test_a_few_is_less_than_the_threshold_anywhere(refused: int, passed: int, few: bool) -> None:
    frame = pd.DataFrame({"sex": ["Female"] * 60 + ["Male"] * 60 + ["Unknown"] * 30})
    frame["outcome"] = ["refused"] * 20 + ["passed"] * 40 + ["refused", "passed"] * 45
    then = counted({"officer": frame}, (SEX,))
    policy = Policy(5, "suppress", ("sex",))
    assert few_changed(changed(then, refused, passed), then, protect(then, policy).counts, policy) is few


def women_and_men() -> Counts:
    frame = pd.DataFrame({"sex": ["Female"] * 60 + ["Male"] * 60 + ["Unknown"] * 30})
    frame["outcome"] = ["refused"] * 20 + ["passed"] * 40 + ["refused", "passed"] * 45
    return counted({"officer": frame}, (SEX,))


def women_refused(protection: Protection) -> int:
    frame = protection.counts.decisions
    return int(frame.loc[(frame["breakdown"] == "sex") & (frame["group"] == "Female"), "refused"].item())


@pytest.mark.parametrize(("more", "printed"), [(2, 20), (7, 25)], ids=["few", "enough"])
def test_what_was_rounded_is_compared_before_it_is_rounded(more: int, printed: int) -> None:
    """7 more women refused are 5 more as printed, which could have been as few as 1; it is known that they are 7."""
    policy, then = Policy(3, "round", ("sex",), base=5), women_and_men()
    release = Release(protect(then, policy).counts, policy)
    found = protect_again(changed(then, more), policy, [release], lambda _: then)
    assert (women_refused(found), found.stands) == (printed, printed == 20)
    assert not any("first published" in note for note in found.notes)


def test_a_printing_that_cannot_be_made_again_stands_as_it_was() -> None:
    """An earlier version of this program may have chosen other counts to withhold."""
    then = women_and_men()
    policy = Policy(5, "suppress", ("sex",))
    printed = protect(then, policy).counts
    withheld = printed.decisions.copy()
    withheld.loc[withheld["group"].isin(["Female", "Unknown"]), ["refused", "passed"]] = pd.NA
    release = Release(Counts(withheld, printed.details, printed.periods, printed.breakdowns), policy)
    found = protect_again(changed(then, 2), policy, [release], lambda _: then)
    pd.testing.assert_frame_equal(found.counts.decisions, withheld)
    assert found.stands
    assert found.behind is not None
    told = [*KEY, *(m for m in MEASURES if m not in UNDECIDED)]
    pd.testing.assert_frame_equal(found.behind.decisions[told], then.decisions[told])
    anew = protect_again(changed(then, 20), policy, [release], lambda _: then)
    assert (anew.stands, anew.behind) == (False, None)
