"""The vetting panel and appeals: which refusals were looked at again, and what came of it.

In: Counts with the topics "panel" and "appeal". Out: three frames, a row for each group and All.
panel: the counts, the contract of panel.csv; nan where the extract does not say what the panel found.
panel_rates: `share_sent` of refusals that went to the panel, with Wilson limits, and its ratio to the reference's; the
    refusal rate before the panel, and after it if each overturned refusal is counted as passed; and each finding's
    share of the cases sent.
appeals: refusals appealed, with the same share and limits, and a row for each outcome of an appeal.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from scorecard import statistics
from scorecard.figures.details import across, complete, recorded, unrecorded
from scorecard.figures.pairs import PLACE, REFERENCE, TOTAL, Base, is_role, numbers
from scorecard.figures.sealed import hidden, sealed
from scorecard.figures.share import SHARE, with_share
from scorecard.model import KEY
from scorecard.statistics.values import quotient

ITEMS = ("sent", "decision_correct", "interview", "overturned")
COLUMNS = (*KEY, "refused", *ITEMS)
SENT = ("share_sent", "share_sent_low", "share_sent_high")
AGAINST = ("sent_ratio", "sent_ratio_low", "sent_ratio_high", "p_value")
RATES = ("refusal_rate_before", "refusal_rate_after")
FOUND = ("share_decision_correct", "share_interview", "share_overturned")
RATE_COLUMNS = (*KEY, "reference_group", "decided", "refused", "sent", "overturned", *SENT, *AGAINST, *RATES, *FOUND)
APPEAL_COLUMNS = (*KEY, "outcome", "cases", "base", *SHARE)


def panel(base: Base) -> pd.DataFrame:
    """COLUMNS for each group: refused cases, those sent, and each finding of the panel."""
    frame = across(base, "panel", ITEMS)[list(COLUMNS)]
    return unrecorded(frame, recorded(base, "panel", ITEMS[1:]), ITEMS[1:])


def panel_rates(base: Base) -> pd.DataFrame:
    """RATE_COLUMNS for each group; the comparison with the reference is of refused cases."""
    frame = across(base, "panel", ITEMS)
    theirs = frame[[*PLACE, "group", "sent"]].rename(columns={"group": "reference_group", "sent": "ref_sent"})
    frame = frame.merge(theirs, on=[*PLACE, "reference_group"], how="left")
    x, n, y, m, decided, overturned = numbers(
        frame, "sent", "refused", "ref_sent", "ref_refused", "decided", "overturned"
    )
    compared = ~is_role(frame, REFERENCE, TOTAL)
    y = np.where(compared, y, np.nan)
    low, high = statistics.wilson(cases=x, total=n)
    ratio_low, ratio_high = statistics.koopman(cases=x, total=n, ref_cases=y, ref_total=m)
    frame = frame.assign(
        share_sent=statistics.proportion(cases=x, total=n),
        share_sent_low=low,
        share_sent_high=high,
        sent_ratio=statistics.risk_ratio(cases=x, total=n, ref_cases=y, ref_total=m),
        sent_ratio_low=ratio_low,
        sent_ratio_high=ratio_high,
        p_value=statistics.fisher(cases=x, total=n, ref_cases=y, ref_total=m),
        refusal_rate_before=quotient(n, decided),
        refusal_rate_after=quotient(n - overturned, decided),
    )
    frame = _sealed_rates(_with_findings(frame), compared)[list(RATE_COLUMNS)]
    return unrecorded(frame, recorded(base, "panel", ITEMS[1:]), ("overturned", *RATES[1:], *FOUND))


def _with_findings(frame: pd.DataFrame) -> pd.DataFrame:
    """With each finding of the panel as a share of the cases sent to it."""
    for item, name in zip(ITEMS[1:], FOUND, strict=True):
        found, sent = numbers(frame, item, "sent")
        frame[name] = statistics.proportion(cases=found, total=sent)
        frame = sealed(frame, hidden(frame, (item, "sent")), [name])
    return frame


def _sealed_rates(frame: pd.DataFrame, compared: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> pd.DataFrame:
    """Withheld wherever a count is that the figure is made of. compared: the rows that stand beside a reference."""
    own = hidden(frame, ("sent", "refused"))
    theirs = compared & (frame["reference_group"] != "").to_numpy() & hidden(frame, ("ref_sent", "ref_refused"))
    frame = sealed(sealed(frame, own, SENT), compared & own | theirs, AGAINST)
    frame = sealed(frame, hidden(frame, ("decided", "refused")), RATES[:1])
    return sealed(frame, hidden(frame, ("decided", "refused", "overturned")), RATES[1:])


def appeals(base: Base) -> pd.DataFrame:
    """APPEAL_COLUMNS: outcome `made` is a share of refused cases, every other outcome of the appeals made."""
    made = across(base, "appeal", ("made",))[[*KEY, "made"]]
    frame = complete(base, "appeal", "outcome").merge(made, on=list(KEY), how="left")
    frame["base"] = frame["refused"].where(frame["outcome"] == "made", frame["made"])
    return with_share(frame, "cases", "base")[list(APPEAL_COLUMNS)]
