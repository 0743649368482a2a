"""How long decisions took: median and quartiles of days from receipt to decision. For the internal edition only.

In: Counts with the topic "days". Out: one row for each group (All too): how many of the decided have both dates,
quartiles in days, and beside the reference `probability_longer` (that somebody of the group waited longer than somebody
of the reference, ties counting half) with Mann and Whitney's p, and Holm's over the groups of a breakdown.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from scorecard import statistics
from scorecard.figures.adjusting import adjusted
from scorecard.figures.details import cases
from scorecard.figures.pairs import ASSESSED, UNKNOWN, Base, is_role, reference_rows
from scorecard.figures.sealed import sealed
from scorecard.model import KEY

QUARTILES = ("lower_quartile", "median", "upper_quartile")
AGAINST = ("probability_longer", "p_value", "p_adjusted")
COLUMNS = (*KEY, "reference_group", "dated", *QUARTILES, *AGAINST)


def timeliness(base: Base) -> pd.DataFrame:
    """COLUMNS for each group; null for one of which, or of whose reference, a count is withheld."""
    days = sorted({int(item) for item in base.counts.topic("days")["item"]})
    pairs, times = cases(base, "days", tuple(str(day) for day in days))
    if pairs.empty:
        return pd.DataFrame(columns=list(COLUMNS))
    frame = pairs[[*KEY, "reference_group", "role"]]
    theirs = times[reference_rows(frame)]
    tested = is_role(frame, ASSESSED, UNKNOWN)
    tests = [
        statistics.mann_whitney(times=own, ref_times=reference if test else np.zeros_like(own))
        for own, reference, test in zip(times, theirs, tested, strict=True)
    ]
    quartiles = np.array([statistics.quantiles(values=days, times=own, at=[0.25, 0.5, 0.75]) for own in times])
    p = np.array([test.p_value for test in tests])
    own_unseen, their_unseen = (np.asarray(np.isnan(t).any(axis=1), dtype=bool) for t in (times, theirs))
    frame = frame.assign(
        dated=pd.Series(times.sum(axis=1)).astype("Int64"),
        **dict(zip(QUARTILES, quartiles.T, strict=True)),
        probability_longer=[test.probability for test in tests],
        p_value=p,
        p_adjusted=adjusted(frame, p, is_role(frame, ASSESSED), own_unseen | their_unseen),
    )
    frame = sealed(frame, own_unseen, ["dated", *QUARTILES])
    return sealed(frame, tested & (own_unseen | their_unseen), AGAINST)[list(COLUMNS)]
