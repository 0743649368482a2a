"""Each group compared with everybody else in its base, for readers who ask "than whom?" of a reference group.

In: Counts. Out: one row for each group that is not unknown. Everybody else is All less the group, so it holds the
unknowns and the reference; the comparisons of one breakdown are not independent and are adjusted together (Holm).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from scorecard import statistics
from scorecard.figures.adjusting import adjusted, unseen
from scorecard.figures.disparity import findings
from scorecard.figures.pairs import (
    ALONE,
    ASSESSED,
    REFERENCE,
    Base,
    beside_all,
    beside_reference,
    detectable_ratio,
)
from scorecard.figures.sealed import hidden, sealed
from scorecard.model import KEY

STATISTICS = ("refusal_ratio", "refusal_ratio_low", "refusal_ratio_high", "p_value", "p_adjusted", "finding")
COLUMNS = (*KEY, "decided", "refused", "others_decided", "others_refused", *STATISTICS)


def everybody_else(base: Base) -> pd.DataFrame:
    """COLUMNS for each group but Unknown; `finding` by the rules of figures.csv."""
    frame = beside_all(base.rows(ASSESSED, REFERENCE, ALONE), base.counts)
    frame["ref_decided"] = frame["others_decided"] = frame["all_decided"] - frame["decided"]
    frame["ref_refused"] = frame["others_refused"] = frame["all_refused"] - frame["refused"]
    frame["role"] = ASSESSED
    table = beside_reference(frame, "refused")
    p = statistics.fisher(**table)
    low, high = statistics.koopman(**table)
    frame = frame.assign(
        refusal_ratio=statistics.risk_ratio(**table),
        refusal_ratio_low=low,
        refusal_ratio_high=high,
        p_value=p,
        p_adjusted=adjusted(frame, p, np.ones(len(p), dtype=bool), unseen(table)),
        smallest_detectable_ratio=detectable_ratio(table, base.settings),
    )
    frame["finding"] = findings(frame, base.settings)
    return sealed(frame, hidden(frame, ("decided", "refused", "others_decided", "others_refused")), STATISTICS)[
        list(COLUMNS)
    ]
