"""Counts of several periods, as a notebook puts them together: one value of many, and what comes before what.

In: Counts that somebody chose. Out: one Counts; UsageError where they do not belong together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

import pandas as pd

from scorecard import model
from scorecard.errors import UsageError
from scorecard.given import checked, refuse_other
from scorecard.model import KEY, Counts, Period


@checked
def joined(parts: Iterable[Counts]) -> Counts:
    """One Counts of several, such as those of earlier periods for `history`.

    UsageError where there is none, where a count is in two of them, or where one label stands for two spans of days.
    """
    several = list(parts)
    for part in several:
        refuse_other("joined", "counts", part, of="parts")
    if not several:
        raise UsageError("scorecard.joined: parts holds no Counts; give at least one.")
    _refuse_other_days("joined", {period for part in several for period in part.periods})
    keys = pd.concat([part.decisions[list(KEY)] for part in several])
    twice = keys[keys.duplicated()]
    if len(twice):
        again = twice.iloc[0]
        raise UsageError(
            f"scorecard.joined: {again['period']} of {again['force']} is in parts more than once; give it once."
        )
    return model.joined(several)


def refuse_later(function: str, history: Counts | None, periods: Sequence[Period]) -> None:
    """Nothing where every period of the history comes before each of these; otherwise UsageError."""
    if history is None:
        return
    first = min(periods)
    for period in history.periods:
        if period >= first:
            raise UsageError(
                f"scorecard.{function}: history holds {period.label} ({period.dates}), which is not before "
                f"{first.label} ({first.dates}); give earlier periods only."
            )
    _refuse_other_days(function, {*history.periods, *periods})


def _refuse_other_days(function: str, periods: Iterable[Period]) -> None:
    """Nothing where each label stands for one span of days; otherwise UsageError."""
    for one, other in combinations(sorted(periods), 2):
        if one.label == other.label:
            raise UsageError(
                f"scorecard.{function}: the label {one.label} stands for {one.dates} and for {other.dates}; "
                "give each period a label of its own."
            )
