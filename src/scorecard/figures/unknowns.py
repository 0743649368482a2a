"""What the unknowns could hide: how far each ratio could move, and whether their outcomes differ.

In: Counts. Out: two frames.
unknowns: one row for each assessed group. `ratio_all_in_group`, `ratio_all_in_reference`: the refusal ratio if every
    unknown belonged to the group, or to the reference. `ratio_lowest`, `ratio_highest`: the widest it could be, if the
    unknowns who were refused belonged to the one and those who passed to the other.
unknown_outcomes: one row for each Unknown group: its share of the base, its refusal rate beside that of everybody whose
    group is known, Fisher's test of the two, and whether either calls for a warning.
"""

from __future__ import annotations

import pandas as pd

from scorecard import statistics
from scorecard.figures.pairs import (
    ASSESSED,
    PLACE,
    UNKNOWN,
    Base,
    beside_all,
    numbers,
)
from scorecard.figures.sealed import hidden, hidden_comparison, sealed
from scorecard.model import KEY

BOUNDS = ("refusal_ratio", "ratio_all_in_group", "ratio_all_in_reference", "ratio_lowest", "ratio_highest")
COLUMNS = (*KEY, "reference_group", "unknown_decided", "unknown_refused", *BOUNDS)
OUTCOMES = (
    "share_unknown", "refusal_rate", "known_refusal_rate", "refusal_ratio", "refusal_ratio_low", "refusal_ratio_high",
    "p_value", "share_is_high", "outcome_differs",
)  # fmt: skip
OUTCOME_COLUMNS = (*KEY, "decided", "refused", "known_decided", "known_refused", *OUTCOMES)


def unknowns(base: Base) -> pd.DataFrame:
    """COLUMNS for each assessed group; without unknowns all bounds are the ratio itself."""
    missing = base.rows(UNKNOWN).groupby(list(PLACE), sort=False)[["decided", "refused"]]
    totals = missing.sum().mask(missing.count().lt(missing.size(), axis=0)).add_prefix("unknown_").reset_index()
    frame = base.rows(ASSESSED).merge(totals, on=list(PLACE), how="inner").reset_index(drop=True)
    x, n, y, m = numbers(frame, "refused", "decided", "ref_refused", "ref_decided")
    refused, decided = numbers(frame, "unknown_refused", "unknown_decided")
    passed = decided - refused
    ratio = statistics.risk_ratio
    frame = frame.assign(
        refusal_ratio=ratio(cases=x, total=n, ref_cases=y, ref_total=m),
        ratio_all_in_group=ratio(cases=x + refused, total=n + decided, ref_cases=y, ref_total=m),
        ratio_all_in_reference=ratio(cases=x, total=n, ref_cases=y + refused, ref_total=m + decided),
        ratio_lowest=ratio(cases=x, total=n + passed, ref_cases=y + refused, ref_total=m + refused),
        ratio_highest=ratio(cases=x + refused, total=n + refused, ref_cases=y, ref_total=m + passed),
    )
    withheld = hidden_comparison(frame)
    frame = sealed(frame, withheld, BOUNDS[:1])
    return sealed(frame, withheld | hidden(frame, ("unknown_decided", "unknown_refused")), BOUNDS[1:])[list(COLUMNS)]


def unknown_outcomes(base: Base) -> pd.DataFrame:
    """OUTCOME_COLUMNS for each Unknown group of a breakdown by one column; the known are All less the unknown."""
    single = [b.name for b in base.counts.breakdowns if len(b.columns) == 1]
    frame = beside_all(base.rows(UNKNOWN), base.counts)
    frame = frame[frame["breakdown"].isin(single)].reset_index(drop=True)
    frame["known_decided"] = frame["all_decided"] - frame["decided"]
    frame["known_refused"] = frame["all_refused"] - frame["refused"]
    x, n, y, m = numbers(frame, "refused", "decided", "known_refused", "known_decided")
    low, high = statistics.koopman(cases=x, total=n, ref_cases=y, ref_total=m)
    p = statistics.fisher(cases=x, total=n, ref_cases=y, ref_total=m)
    share = statistics.proportion(cases=n, total=n + m)
    frame = frame.assign(
        share_unknown=share,
        refusal_rate=statistics.proportion(cases=x, total=n),
        known_refusal_rate=statistics.proportion(cases=y, total=m),
        refusal_ratio=statistics.risk_ratio(cases=x, total=n, ref_cases=y, ref_total=m),
        refusal_ratio_low=low,
        refusal_ratio_high=high,
        p_value=p,
        share_is_high=share > base.settings.unknown_share,
        outcome_differs=p < base.settings.alpha,
    )
    frame = sealed(frame, hidden(frame, ("decided", "known_decided")), ("share_unknown", "share_is_high"))
    rest = [c for c in OUTCOMES if c not in ("share_unknown", "share_is_high")]
    withheld = hidden(frame, ("decided", "refused", "known_decided", "known_refused"))
    return sealed(frame, withheld, rest)[list(OUTCOME_COLUMNS)]
