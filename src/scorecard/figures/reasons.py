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

import numpy as np
import pandas as pd

from scorecard import statistics
from scorecard.figures.details import across, topic
from scorecard.figures.pairs import ASSESSED, PLACE, Base, beside_reference, is_role, numbers
from scorecard.figures.sealed import hidden, sealed
from scorecard.model import KEY, Counts
from scorecard.statistics.values import quotient

REASON, GIVEN, NONE_GIVEN = "reason", "reasons_given", "none_given"
COLUMNS = (*KEY, REASON, "cases", "share_of_refused", "rank")
CONTRIBUTIONS = ("rate", "ref_rate", "contribution", "rate_difference")
CONTRIBUTION_COLUMNS = (*KEY, "reference_group", REASON, *CONTRIBUTIONS)


def reasons(base: Base) -> pd.DataFrame:
    """COLUMNS for each group and reason."""
    frame = topic(base, REASON).rename(columns={"item": REASON})
    cases, refused = numbers(frame, "cases", "refused")
    ranks = frame["cases"].where(frame["cases"] > 0).groupby([frame[k] for k in KEY]).rank("min", ascending=False)
    frame = frame.assign(share_of_refused=statistics.proportion(cases=cases, total=refused), rank=ranks.astype("Int64"))
    # One withheld count leaves open which place every other one has.
    unranked = frame["cases"].isna().groupby([frame[k] for k in KEY]).transform("any").to_numpy(dtype=bool)
    frame = sealed(frame, hidden(frame, ("cases", "refused")), ["share_of_refused"])
    return sealed(frame, unranked, ["rank"])[list(COLUMNS)]


def reason_ranks(base: Base, history: Counts | None) -> pd.DataFrame:
    """KEY, reason, rank, rank_before and rank_rise (positive: nearer the top than in the period before)."""
    now = reasons(base)[[*KEY, REASON, "rank"]]
    known = now if history is None else pd.concat([now, reasons(Base.of(history, base.settings))], ignore_index=True)
    order = sorted({*base.counts.periods, *(history.periods if history else ())})
    following = {earlier.label: later.label for earlier, later in pairwise(order)}
    before = known[[*KEY, REASON, "rank"]].rename(columns={"rank": "rank_before"})
    before = before.assign(period=before["period"].map(following)).dropna(subset="period")
    frame = now.merge(before.drop_duplicates([*KEY, REASON]), on=[*KEY, REASON], how="inner")
    return frame.assign(rank_rise=frame["rank_before"] - frame["rank"])


def reason_contributions(base: Base) -> pd.DataFrame:
    """CONTRIBUTION_COLUMNS for each assessed group and reason; rates are refusals for the reason / people decided."""
    rates = pd.concat([_by_reason(base), _without_reason(base)], ignore_index=True)
    own = rates[is_role(rates, ASSESSED)]
    reference = rates[[*PLACE, "group", REASON, "rate"]].rename(
        columns={"group": "reference_group", "rate": "ref_rate"}
    )
    frame = own.merge(reference, on=[*PLACE, "reference_group", REASON], how="left")
    difference = statistics.rate_difference(**beside_reference(frame, "refused"))
    frame = frame.assign(contribution=frame["rate"] - frame["ref_rate"], rate_difference=difference)
    unseen = frame["rate"].isna() & frame["seen"].eq(False) | frame["ref_refused"].isna()
    order = frame.groupby(list(KEY), sort=False).ngroup().to_numpy()
    frame = sealed(frame, unseen.to_numpy(dtype=bool), CONTRIBUTIONS).iloc[np.argsort(order, kind="stable")]
    return frame[list(CONTRIBUTION_COLUMNS)]


def _by_reason(base: Base) -> pd.DataFrame:
    """For each group and reason, the refusals apportioned to it over the people decided."""
    given = across(base, GIVEN, ("any",))[[*KEY, "any"]]
    frame = topic(base, REASON).rename(columns={"item": REASON}).merge(given, on=list(KEY), how="inner")
    cases, any_reason, decided = numbers(frame, "cases", "any", "decided")
    mentions = pd.Series(cases).groupby([frame[k] for k in KEY]).transform(_whole).to_numpy(dtype=float)
    shared = np.where(mentions == 0, 0.0, quotient(cases, mentions)) * any_reason
    return frame.assign(rate=quotient(shared, decided), seen=~np.isnan(mentions + any_reason + decided))


def _whole(cases: pd.Series[float]) -> float:
    """The sum, nan where a part of it is withheld."""
    return float(cases.to_numpy().sum())


def _without_reason(base: Base) -> pd.DataFrame:
    """For each group, the refusals that give no reason over the people decided."""
    frame = across(base, GIVEN, ("any",)).assign(**{REASON: NONE_GIVEN})
    refused, any_reason, decided = numbers(frame, "refused", "any", "decided")
    return frame.assign(rate=quotient(refused - any_reason, decided), seen=~np.isnan(refused + any_reason + decided))
