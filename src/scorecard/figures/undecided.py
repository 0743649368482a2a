"""Who left before a decision, and what the ratios would be if withdrawing counted as not passing.

In: Counts. Out: two frames.
undecided: one row for each group (All too) and undecided outcome; `base` is everybody: decided and undecided.
not_passed: one row for each group compared with a reference. `not_passed`: refused, or withdrawn by the applicant or by
    the force; `base`: decided and withdrawn. `refusal_ratio` is that of figures.csv beside it.
"""

from __future__ import annotations

import pandas as pd

from scorecard import statistics
from scorecard.figures.adjusting import adjusted, unseen
from scorecard.figures.pairs import ASSESSED, UNKNOWN, Base, Table, beside_reference, is_role, numbers
from scorecard.figures.sealed import hidden, hidden_comparison, sealed
from scorecard.figures.share import SHARE, with_share
from scorecard.model import KEY, UNDECIDED

COLUMNS = (*KEY, "outcome", "cases", "base", *SHARE)
WITHDRAWN = ("withdrawn_by_applicant", "withdrawn_by_force")
STATISTICS = ("not_passed_ratio", "not_passed_ratio_low", "not_passed_ratio_high", "p_value", "p_adjusted")
NOT_PASSED_COLUMNS = (
    *KEY, "reference_group", "base", "not_passed", "not_passed_rate", "refusal_ratio", *STATISTICS,
)  # fmt: skip


def _unpublished(base: Base) -> bool:
    """Whether nothing at all is known of those undecided: a force may publish how many were decided alone."""
    return bool(base.counts.decisions[list(UNDECIDED)].isna().all(axis=None))


def undecided(base: Base) -> pd.DataFrame:
    """COLUMNS for each group and each undecided outcome that anybody has; no rows where none is published."""
    rows = base.counts.decisions
    everybody = rows[["decided", *UNDECIDED]].sum(axis=1, skipna=False).astype("Int64")
    frame = rows[list(KEY)].assign(base=everybody)
    used = [outcome for outcome in UNDECIDED if rows[outcome].ne(0).any() or rows[outcome].isna().any()]
    parts = [frame.assign(outcome=outcome, cases=rows[outcome]) for outcome in used]
    if not parts or _unpublished(base):
        return pd.DataFrame(columns=list(COLUMNS))
    long = pd.concat(parts).sort_index(kind="stable").reset_index(drop=True)
    return with_share(long, "cases", "base")[list(COLUMNS)]


def not_passed(base: Base) -> pd.DataFrame:
    """NOT_PASSED_COLUMNS for each assessed group and Unknown; p_adjusted (Holm) over the groups of a breakdown."""
    if _unpublished(base):
        return pd.DataFrame(columns=list(NOT_PASSED_COLUMNS))
    frame = base.rows(ASSESSED, UNKNOWN)
    for prefix in ("", "ref_"):
        withdrawn = frame[prefix + WITHDRAWN[0]] + frame[prefix + WITHDRAWN[1]]
        frame[prefix + "not_passed"] = frame[prefix + "refused"] + withdrawn
        frame[prefix + "base"] = frame[prefix + "decided"] + withdrawn
    frame = frame[frame["reference_group"] != ""].reset_index(drop=True)
    x, n, y, m = numbers(frame, "not_passed", "base", "ref_not_passed", "ref_base")
    table: Table = {"cases": x, "total": n, "ref_cases": y, "ref_total": m}
    low, high = statistics.koopman(**table)
    p = statistics.fisher(**table)
    frame = frame.assign(
        not_passed_rate=statistics.proportion(cases=x, total=n),
        refusal_ratio=statistics.risk_ratio(**beside_reference(frame, "refused")),
        not_passed_ratio=statistics.risk_ratio(**table),
        not_passed_ratio_low=low,
        not_passed_ratio_high=high,
        p_value=p,
        p_adjusted=adjusted(frame, p, is_role(frame, ASSESSED), unseen(table)),
    )
    frame = sealed(frame, hidden(frame, ("not_passed", "base")), ["not_passed_rate"])
    frame = sealed(frame, hidden_comparison(frame), ["refusal_ratio"])
    return sealed(frame, hidden_comparison(frame, ("not_passed", "base")), STATISTICS)[list(NOT_PASSED_COLUMNS)]
