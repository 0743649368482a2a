"""One test of each breakdown as a whole: do the known groups differ at all?

In: Counts. Out: one row for each place (group is All): how many known groups, their decided and refused together, and
the test. It says nothing of which group differs, and makes no finding.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from scorecard import statistics
from scorecard.figures.pairs import ALONE, ASSESSED, PLACE, REFERENCE, Base
from scorecard.figures.sealed import sealed
from scorecard.model import ALL, KEY

STATISTICS = ("statistic", "degrees_of_freedom", "p_value", "method")
COLUMNS = (*KEY, "groups", *STATISTICS)


def overall(base: Base) -> pd.DataFrame:
    """COLUMNS for each place that has two known groups or more; null where a group's counts are withheld."""
    frame = base.rows(ASSESSED, REFERENCE, ALONE)
    rows = []
    for place, groups in frame.groupby(list(PLACE), sort=False):
        if len(groups) > 1:
            cases, total = (groups[c].to_numpy(dtype=float, na_value=np.nan) for c in ("refused", "decided"))
            unseen = bool(np.isnan(cases + total).any())
            test = statistics.overall(cases=cases, total=total)
            rows.append((*place, ALL, len(groups), *test, unseen))
    out = pd.DataFrame(rows, columns=[*COLUMNS, "unseen"])
    return sealed(out, out["unseen"].to_numpy(dtype=bool), STATISTICS)[list(COLUMNS)]
