"""Forces beside each other: who lies outside the limits within which chance alone would keep most of them?

In: Counts of several forces. Out: one row for each force, period and workforce: its refusal rate, and the control
limits around `centre`, the rate of all forces together, for that many people. `signal`: above or below the 99.8%
limits, "" within them.
"""

from __future__ import annotations

import pandas as pd

from scorecard import statistics
from scorecard.figures.limits import LIMITS, control_columns
from scorecard.figures.pairs import numbers
from scorecard.figures.sealed import hidden, sealed
from scorecard.model import ALL, KEY, Counts

PLACE = ("period", "workforce")
STATISTICS = ("refusal_rate", *LIMITS)
COLUMNS = (*KEY, "decided", "refused", *STATISTICS)


def forces(counts: Counts) -> pd.DataFrame:
    """COLUMNS for each force, period and workforce, by name; `breakdown` is "force" and `group` the force's name.

    Limits are null where a force's counts are withheld, nan where it decided nobody.
    """
    rows = counts.decisions
    # Everybody is in the All row of every breakdown; the first one stands for all.
    rows = rows[(rows["breakdown"] == counts.breakdowns[0].name) & (rows["group"] == ALL)]
    frame = rows.sort_values(["force"], kind="stable").sort_values(list(PLACE), kind="stable").reset_index(drop=True)
    together = frame.groupby(list(PLACE), sort=False)
    refused, decided = numbers(frame, "refused", "decided")
    all_refused, all_decided = (together[c].transform("sum").to_numpy(dtype=float) for c in ("refused", "decided"))
    rate = statistics.proportion(cases=refused, total=decided)
    centre = statistics.proportion(cases=all_refused, total=all_decided)
    limits = control_columns(rate, centre, decided)
    frame = frame.assign(breakdown="force", group=frame["force"], refusal_rate=rate, **limits)
    unknown = pd.Series(hidden(frame)).groupby([frame[c] for c in PLACE]).transform("any").to_numpy(dtype=bool)
    return sealed(frame, unknown, STATISTICS)[list(COLUMNS)]
