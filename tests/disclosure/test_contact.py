"""Counts by contact, in groups of which everybody was refused: zeros that would tell it are withheld with it."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module

import numpy as np
import pandas as pd
import pytest

from scorecard.disclosure import Policy, attack, protect
from scorecard.disclosure.cells import published
from scorecard.disclosure.choose import Choice, Impossible
from scorecard.disclosure.problem import Problem
from scorecard.errors import DisclosureError
from scorecard.model import Breakdown, Counts
from tests.disclosure.independent import possible, printed
from tests.disclosure.samples import CONTACTS, DETAIL, ETHNICITY, SEX, counted, people

BREAKDOWNS = {"sex": (SEX,), "18+1": (ETHNICITY, DETAIL)}


def scorecard(seed: int, breakdowns: tuple[Breakdown, ...]) -> Counts:
    """Some groups, or all of them, have nobody who passed."""
    rng = np.random.default_rng(seed)
    frame = people(rng, int(rng.integers(8, 200)), 0.3, reasons=seed % 2 == 0)
    frame["contact"] = rng.choice(CONTACTS, len(frame), p=rng.permutation([0.6, 0.3, 0.1, 0.0]))
    name = breakdowns[-1].name
    groups = frame[name].unique()
    harsh = rng.choice(groups, int(rng.integers(1, len(groups) + 1)), replace=False)
    frame.loc[frame[name].isin(harsh), "outcome"] = "refused"
    return counted({"officer": frame}, breakdowns)


@pytest.mark.parametrize("which", BREAKDOWNS)
@pytest.mark.parametrize("seed", range(6))
def test_a_group_refused_entirely_goes_out_with_its_contacts(seed: int, which: str) -> None:
    counts = scorecard(seed, BREAKDOWNS[which])
    policy = Policy(5, "suppress", (*(b.name for b in BREAKDOWNS[which]), "contact", "reasons"))
    safe = protect(counts, policy).counts
    assert attack(safe, (), policy) == ()
    exact, shown = printed(published(counts, policy)), printed(safe)
    for name, (low, high) in possible(safe).items():
        assert low <= exact[name] <= high, name
        assert high - low + 1 >= policy.threshold, (name, low, high)
    hidden_zeros = {name for name, value in shown.items() if value is None and exact[name] == 0}
    assert all(name[5].endswith("passed") and shown[*name[:4], "", "refused"] is None for name in hidden_zeros)


def test_a_small_number_of_all_contacted_is_a_leak_though_each_contact_has_enough_values() -> None:
    """24 men passed, 20 of them not contacted: so 4 were, and each way of contact had from 0 to 4."""
    frame = pd.DataFrame({"sex": ["Male"] * 34 + ["Female"] * 60, "outcome": ["passed"] * 24 + ["refused"] * 70})
    frame.loc[40:, "outcome"] = "passed"
    frame["contact"] = ["responded"] * 2 + ["no_response"] * 2 + ["not_contacted"] * 90
    counts = counted({"officer": frame}, (SEX,))
    policy = Policy(5, "suppress", ("sex", "contact"), show_zero=False)
    shown = published(counts, policy)
    shown.details.loc[shown.details["cases"] < 5, "cases"] = pd.NA
    leaks = {(k.cell.group, k.cell.item): (k.low, k.high) for k in attack(shown, (), policy)}
    assert leaks["Male", "any_contact|passed"] == (4, 4)
    safe = protect(counts, policy).counts
    assert attack(safe, (), policy) == ()


def test_contacts_hold_where_a_panel_has_not_decided() -> None:
    """30 of 33 refusals are shown by contact, so the other 3 are known: whatever the panel's records say."""
    frame = pd.DataFrame({"sex": ["Male"] * 60 + ["Female"] * 33, "outcome": ["passed"] * 50 + ["refused"] * 43})
    frame["contact"] = ["responded"] * 90 + ["contacted"] * 3
    frame["reason family"] = False
    frame["panel"] = [""] * 50 + ["awaited"] * 20 + ["overturned"] * 20 + [""] * 3
    counts = counted({"officer": frame}, (SEX,))
    policy = Policy(5, "suppress", ("sex", "panel", "contact"))
    contacted = (counts.details["item"] == "contacted|refused") & (counts.details["cases"] > 0)
    counts.details.loc[contacted, "cases"] = pd.NA
    leaking = {(leak.cell.group, leak.cell.item, leak.low, leak.high) for leak in attack(counts, (), policy)}
    assert ("Female", "contacted|refused", 3, 3) in leaking


@pytest.mark.parametrize(("policy", "waits"), [(Policy(5, "suppress", ("sex", "panel")), True),
                                               (Policy(5, "round", ("sex", "panel"), base=5), False)])  # fmt: skip
def test_who_awaits_the_panel_is_found_by_subtraction_only_where_counts_are_exact(policy: Policy, waits: bool) -> None:
    """15 sent, as printed, are 13 to 17; 0 and 5 beside them at most 2 and 7: so 4 at least of the 3 to 7 other ones,
    for whoever takes these for all that the panel found."""
    frame = pd.DataFrame({"sex": ["Female"] * 40, "outcome": ["refused"] * 30 + ["passed"] * 10})
    frame["reason family"] = False
    frame["panel"] = ["decision_correct"] * 5 + ["overturned"] * 6 + ["awaited"] * 2 + [""] * 27
    counts = counted({"officer": frame}, (SEX,))
    waiting = counts.details[counts.details["item"] == "interview"].assign(item="awaited")
    waiting["cases"] += 2 * waiting["group"].isin(["Female", "All"]).astype(int)
    counts = replace(counts, details=pd.concat([counts.details, waiting], ignore_index=True))
    items = set(published(counts, policy).details["item"])
    assert items - {"awaited"} == {"sent", "decision_correct", "interview", "overturned"}
    assert ("awaited" in items) is waits


def test_nothing_is_said_of_earlier_releases_where_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def none_is_safe(problem: Problem, likely: object) -> Choice:
        raise Impossible

    monkeypatch.setattr(import_module("scorecard.disclosure.protect"), "choose", none_is_safe)
    with pytest.raises(DisclosureError, match="No choice of counts to withhold is safe: withholding") as refused:
        protect(scorecard(1, (SEX,)), Policy(5, "suppress", ("sex",)))
    assert "same periods" not in str(refused.value)
