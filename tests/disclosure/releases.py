"""Releases of people by sex, one after another: counts of a few rows, as exact or as printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from scorecard.disclosure import Policy, Release, protect
from scorecard.model import Counts, Period
from tests.disclosure.samples import SEX, counted

People = Mapping[str, Mapping[str, int]]  # by sex, how many with each outcome


def by_sex(people: People, period: Period, workforce: str = "staff") -> Counts:
    """The exact counts of these people."""
    rows = [(group, outcome) for group, n in people.items() for outcome, k in n.items() for _ in range(k)]
    return counted({workforce: pd.DataFrame(rows, columns=["sex", "outcome"])}, (SEX,), period)


def in_turn(made: Sequence[Counts], policy: Policy) -> list[Release]:
    """Each released beside those before it."""
    past: list[Release] = []
    for counts in made:
        past.append(Release(protect(counts, policy, past).counts, policy))
    return past


def hidden(counts: Counts, workforce: str, *groups: str) -> Counts:
    """The same without the decisions of these groups."""
    decisions = counts.decisions.copy()
    here = (decisions["workforce"] == workforce) & decisions["group"].isin(groups)
    decisions.loc[here, ["decided", "passed", "refused"]] = pd.NA
    return replace(counts, decisions=decisions)
