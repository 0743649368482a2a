"""Why people were refused, and how much of a gap in refusal rates each reason accounts for.

In: Counts with the topics "reason" and "reasons_given". Out: three frames.
reasons: one row for each group (All too) and reason. `cases`: refused cases that give it, several a case being
    possible; `share_of_refused`: of the group's refused cases; `rank`: 1 for the most cases, ties share the better
    rank, null for a reason that nobody was given.
reason_ranks: the rank beside that of the same group in the period before, where there is one.
reason_contributions: one row for each assessed group and reason, and `none_given`. `contribution` is the part of the
    gap between the group's refusal rate and the reference's that the reason accounts for; the parts of a group add up
    to `rate_difference`. Only cases for each reason are counted, so the refusals that give a reason are shared out over
    the reasons in proportion to how often each is given: one refusal for two reasons counts half for each on average.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from scorecard import statistics
from scorecard.figures.details import across, complete, items_of
from scorecard.figures.pairs import ASSESSED, Base, beside_reference, is_role, numbers, reference_rows
from scorecard.figures.sealed import hidden, sealed
from scorecard.model import KEY, Counts
from scorecard.statistics.values import Booleans, Floats, quotient

REASON, GIVEN, NONE_GIVEN = "reason", "reasons_given", "none_given"
COLUMNS = (*KEY, REASON, "cases", "share_of_refused", "rank")
CONTRIBUTIONS = ("rate", "ref_rate", "contribution", "rate_difference")
CONTRIBUTION_COLUMNS = (*KEY, "reference_group", REASON, *CONTRIBUTIONS)


def reasons(base: Base) -> pd.DataFrame:
    """COLUMNS for each group and reason."""
    frame = complete(base, REASON, REASON)
    cases, refused = numbers(frame, "cases", "refused")
    ranks = frame["cases"].where(frame["cases"] > 0).groupby([frame[k] for k in KEY]).rank("min", ascending=False)
    frame = frame.assign(share_of_refused=statistics.proportion(cases=cases, total=refused), rank=_places(ranks))
    # One withheld count leaves open which place every other one has.
    unranked = frame["cases"].isna().groupby([frame[k] for k in KEY]).transform("any").to_numpy(dtype=bool)
    frame = sealed(frame, hidden(frame, ("cases", "refused")), ["share_of_refused"])
    return sealed(frame, unranked, ["rank"])[list(COLUMNS)]


def _places(ranks: pd.Series[float]) -> pd.Series[Any]:
    """Ranks as whole numbers, nan where there is none: an Int64 column could not tell that from withheld."""
    return pd.Series([rank if np.isnan(rank) else int(rank) for rank in ranks.astype(float)], ranks.index, dtype=object)


def reason_ranks(base: Base, history: Counts | None) -> pd.DataFrame:
    """KEY, reason, rank, rank_before and rank_rise (positive: nearer the top than in the period before)."""
    order = sorted({*base.counts.periods, *(history.periods if history else ())})
    if len(order) < 2:
        return pd.DataFrame(columns=[*KEY, REASON, "rank", "rank_before", "rank_rise"])
    now = reasons(base)[[*KEY, REASON, "rank"]]
    known = now if history is None else pd.concat([now, reasons(Base.of(history, base.settings))], ignore_index=True)
    following = {earlier.label: later.label for earlier, later in pairwise(order)}
    before = known[[*KEY, REASON, "rank"]].rename(columns={"rank": "rank_before"})
    before = before.assign(period=before["period"].map(following)).dropna(subset="period")
    frame = now.merge(before.drop_duplicates([*KEY, REASON]), on=[*KEY, REASON], how="inner")
    return frame.assign(rank_rise=frame["rank_before"] - frame["rank"])


def reason_contributions(base: Base) -> pd.DataFrame:
    """CONTRIBUTION_COLUMNS for each assessed group and reason; rates are refusals for the reason / people decided."""
    frame, causes, rates, unseen = _apportioned(base)
    chosen = is_role(frame, ASSESSED)
    at = reference_rows(frame)[chosen]
    own, theirs, unseen = rates[chosen], rates[at], unseen[chosen] | unseen[at]
    frame = frame[chosen].reset_index(drop=True)
    rows = np.repeat(np.arange(len(frame)), len(causes))
    out = frame.iloc[rows].assign(
        **{REASON: np.tile(causes, len(frame)), "rate": own.ravel(), "ref_rate": theirs.ravel()},
        contribution=(own - theirs).ravel(),
        rate_difference=statistics.rate_difference(**beside_reference(frame, "refused"))[rows],
    )
    return sealed(out, unseen[rows], CONTRIBUTIONS)[list(CONTRIBUTION_COLUMNS)]


def _apportioned(base: Base) -> tuple[pd.DataFrame, list[str], Floats, Booleans]:
    """The pairs, the reasons, refusals apportioned to each over the people decided, and which rows are withheld."""
    items = items_of(base, REASON)
    frame = across(base, REASON, items).merge(across(base, GIVEN, ("any",))[[*KEY, "any"]], on=list(KEY), how="inner")
    cases = np.stack(numbers(frame, *items), axis=1) if items else np.zeros((len(frame), 0))
    refused, some, decided = (column[:, np.newaxis] for column in numbers(frame, "refused", "any", "decided"))
    mentions = cases.sum(axis=1, keepdims=True)
    shared = np.where(mentions == 0, 0.0, some * quotient(cases, mentions))
    unseen: Booleans = np.isnan(mentions + refused + some + decided)[:, 0]
    rates = quotient(np.concatenate([shared, refused - some], axis=1), decided)
    return frame, [*items, NONE_GIVEN], rates, unseen
