"""Releases beside releases: late decisions, overlapping periods, a change of policy, replies of others."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace

import numpy as np
import pandas as pd
import pytest

from scorecard.disclosure import Policy, PrintedRate, Release, attack, protect, protect_again
from scorecard.disclosure.cells import dates, values
from scorecard.disclosure.past import Past
from scorecard.disclosure.unknowns import Unknowns
from scorecard.errors import ConfigError, DisclosureError
from scorecard.model import Counts, Period
from tests.disclosure.independent import printed
from tests.disclosure.samples import ETHNICITY, HALF, Q1, Q2, SEX, counted, people

POLICY = Policy(5, "suppress", ("ethnicity", "sex"))


def count(*frames: pd.DataFrame, period: Period = Q1) -> Counts:
    return counted({"officer": pd.concat(frames, ignore_index=True)}, (ETHNICITY, SEX), period)


def released(counts: Counts, policy: Policy = POLICY, before: tuple[Release, ...] = ()) -> Release:
    return Release(protect(counts, policy, before).counts, policy)


def shown_in_both(now: Counts, then: Counts) -> list[tuple[int, int]]:
    """Counts of the same cell that both releases show, whatever their periods."""
    first = {name[1:]: v for name, v in printed(then).items() if v is not None}
    return [(v, first[n[1:]]) for n, v in printed(now).items() if v is not None and n[1:] in first]


@pytest.mark.parametrize("seed", range(2))
def test_a_few_late_decisions_do_not_change_what_was_published(seed: int) -> None:
    rng = np.random.default_rng(seed)
    first, late = people(rng, 400, 0.15), people(rng, 3, 0.5)
    before = released(count(first))
    again = protect(count(first, late), POLICY, (before,))
    pd.testing.assert_frame_equal(again.counts.decisions, before.counts.decisions)
    assert "The counts of 2021Q1 are those first published." in again.notes
    assert set(again.redactions["reason"]) <= {"linked"}


def test_the_same_counts_again_are_published_again() -> None:
    first = count(people(np.random.default_rng(5), 400, 0.15))
    before = released(first)
    pd.testing.assert_frame_equal(protect(first, POLICY, (before,)).counts.decisions, before.counts.decisions)


@pytest.mark.parametrize("seed", range(2))
def test_many_late_decisions_are_published_without_a_small_difference(seed: int) -> None:
    rng = np.random.default_rng(seed)
    first, late = people(rng, 300, 0.2), people(rng, 500, 0.3)
    before = released(count(first))
    again = protect(count(first, late), POLICY, (before,))
    assert attack(again.counts, (before,), POLICY) == ()
    assert all(abs(new - old) >= 5 or new == old for new, old in shown_in_both(again.counts, before.counts))


def test_a_careless_second_release_is_found_out() -> None:
    rng = np.random.default_rng(3)
    first, late = people(rng, 300, 0.2), people(rng, 40, 0.3)
    before = released(count(first))
    careless = protect(count(first, late), POLICY).counts
    leaks = attack(careless, (before,), POLICY)
    assert leaks
    assert all(leak.earlier for leak in leaks)


@pytest.mark.parametrize("seed", range(2))
def test_a_half_year_does_not_give_away_its_second_quarter(seed: int) -> None:
    rng = np.random.default_rng(seed)
    first, second = people(rng, 300, 0.2), people(rng, 60, 0.2)
    before = released(count(first))
    half = protect(count(first, second, period=HALF), POLICY, (before,))
    assert attack(half.counts, (before,), POLICY) == ()
    gaps = [new - old for new, old in shown_in_both(half.counts, before.counts)]
    assert not [gap for gap in gaps if 0 < gap < 5]


def test_a_half_year_protected_alone_gives_away_its_second_quarter() -> None:
    rng = np.random.default_rng(1)
    first, second = people(rng, 300, 0.2), people(rng, 30, 0.2)
    before = released(count(first))
    alone = protect(count(first, second, period=HALF), POLICY).counts
    assert attack(alone, (before,), POLICY)


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.slow), pytest.param(3, marks=pytest.mark.slow)])
def test_two_quarters_and_their_half_year(seed: int) -> None:
    rng = np.random.default_rng(seed)
    first, second = people(rng, 250, 0.2), people(rng, 260, 0.2)
    one = released(count(first))
    two = released(count(second, period=Q2), before=(one,))
    half = protect(count(first, second, period=HALF), POLICY, (one, two))
    assert attack(half.counts, (one, two), POLICY) == ()
    exact = {**printed(count(first)), **printed(count(second, period=Q2))}
    for name, value in printed(half.counts).items():
        parts = [printed(r.counts)[label, *name[1:]] for r, label in ((one, "2021Q1"), (two, "2021Q2"))]
        if value is not None and name[5] in ("decided", "passed", "refused") and parts.count(None) == 1:
            (withheld,) = [label for label, v in zip(("2021Q1", "2021Q2"), parts, strict=True) if v is None]
            raise AssertionError(f"{name} gives away {exact[withheld, *name[1:]]}")


def test_separate_periods_do_not_touch() -> None:
    rng = np.random.default_rng(2)
    before = released(count(people(rng, 250, 0.2)))
    second = count(people(rng, 250, 0.2), period=Q2)
    alone, beside = protect(second, POLICY), protect(second, POLICY, (before,))
    pd.testing.assert_frame_equal(alone.counts.decisions, beside.counts.decisions)


def test_what_was_withheld_stays_withheld_under_a_lower_threshold() -> None:
    counts = count(people(np.random.default_rng(4), 400, 0.15))
    strict = replace(POLICY, threshold=10)
    before = released(counts, strict)
    now = protect(counts, POLICY, (before,)).counts
    assert attack(now, (before,), POLICY) == ()
    hidden = {
        name for name, v in printed(before.counts).items() if v is None and name[5] in ("decided", "passed", "refused")
    }
    assert hidden <= {name for name, v in printed(now).items() if v is None}


def test_a_count_already_out_cannot_be_withheld_under_a_higher_threshold() -> None:
    frame = pd.DataFrame({"sex": ["Female"] * 40 + ["Male"] * 60 + ["Unknown"] * 16})
    frame["outcome"] = (
        ["refused"] * 7 + ["passed"] * 33 + ["refused"] * 20 + ["passed"] * 40 + ["refused", "passed"] * 8
    )
    counts = counted({"officer": frame}, (SEX,))
    policy = Policy(5, "suppress", ("sex",))
    before = released(counts, policy)
    assert not before.counts.decisions["refused"].isna().any()
    with pytest.raises(
        DisclosureError, match="No choice of counts to withhold is safe beside what was released before"
    ):
        protect(counts, replace(policy, threshold=10), (before,))


def test_a_further_breakdown_is_protected_beside_the_first_release() -> None:
    counts = count(people(np.random.default_rng(6), 400, 0.15))
    before = released(counts, Policy(5, "suppress", ("sex",)))
    now = protect(counts, POLICY, (before,)).counts
    assert attack(now, (before,), POLICY) == ()
    assert set(now.decisions["breakdown"]) == {"ethnicity", "sex"}


def reply() -> Counts:
    """A reply that printed how many women were decided, and not how many were refused."""
    frame = pd.DataFrame({"sex": ["Female"] * 22 + ["Male"] * 60, "outcome": ["refused"] * 3 + ["passed"] * 79})
    counts = counted({"officer": frame}, (SEX,))
    hide = counts.decisions["group"] == "Female"
    counts.decisions.loc[hide, ["passed", "refused"]] = pd.NA
    counts.decisions.loc[~hide, ["decided", "passed", "refused"]] = pd.NA
    return counts


RATE = PrintedRate(("Testshire", "2021Q1", "officer", "sex", "Female"), "refused", "decided", 0.136, 0.001)


def test_a_printed_rate_gives_a_withheld_count_away() -> None:
    """3 of 22 is 13.6%: no other count of 22 is, so a reply that prints the rate has printed the 3."""
    safe = protect(_ours(), Policy(5, "suppress", ("sex",))).counts
    assert pd.isna(safe.decisions.loc[0, "refused"])
    assert attack(safe, (Release(reply()),), Policy(5, "suppress", ("sex",))) == ()
    leaks = attack(safe, (Release(reply(), rates=(RATE,)),), Policy(5, "suppress", ("sex",)))
    assert {(leak.cell.group, leak.cell.item, leak.low, leak.high) for leak in leaks} >= {("Female", "refused", 3, 3)}


def test_a_second_reply_that_adds_a_rate_is_no_repeat_of_the_first() -> None:
    policy, replies = Policy(5, "suppress", ("sex",)), [Entry(reply(), ""), Entry(reply(), "", (RATE,))]
    assert protect_again(_ours(), policy, replies[:1] * 2, lambda _: None).counts.decisions["refused"].isna().any()
    with pytest.raises(DisclosureError):
        protect_again(_ours(), policy, replies, lambda _: None)


def test_a_period_with_another_rate_is_no_repeat_of_what_is_subtracted() -> None:
    printed, about = values(reply(), None), dates(Q1)
    with_rate = Past(None, printed, ((about, RATE),))
    for second, repeats in ((with_rate, set()), (Past(None, printed, ()), {(1, about)})):
        assert Unknowns((Past(None, printed, ()), second), ()).repeats() == repeats


def _ours() -> Counts:
    frame = pd.DataFrame({"sex": ["Female"] * 22 + ["Male"] * 60 + ["Unknown"] * 30})
    frame["outcome"] = ["refused"] * 3 + ["passed"] * 19 + (["refused"] * 10 + ["passed"] * 20) * 3
    return counted({"officer": frame}, (SEX,))


@dataclass(frozen=True)
class Entry:
    """As the register keeps a release: the policy as text."""

    counts: Counts
    policy: str
    rates: tuple[PrintedRate, ...] = ()


def test_a_register_entry_serves_as_a_release() -> None:
    counts = count(people(np.random.default_rng(5), 400, 0.15))
    entry = Entry(protect(counts, POLICY).counts, json.dumps(asdict(POLICY)))
    assert "The counts of 2021Q1 are those first published." in protect(counts, POLICY, (entry,)).notes
    assert protect(counts, POLICY, (Entry(entry.counts, ""),)).counts.decisions.equals(entry.counts.decisions)


@pytest.mark.parametrize("text", ['{"threshold": 5}', '{"publish": [], "depth": 1}', "not JSON"])
def test_a_policy_of_another_version_is_told_of(text: str) -> None:
    counts = count(people(np.random.default_rng(5), 400, 0.15))
    with pytest.raises(ConfigError, match="policy of an earlier release cannot be read"):
        protect(counts, POLICY, [Entry(counts, text)])
