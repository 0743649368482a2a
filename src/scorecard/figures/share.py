"""One count as a share of another: the columns that panels, appeals and undecided cases have alike.

In: a frame with both counts. Out: the frame with SHARE; null where a count is withheld, nan where there is nobody.
"""

from __future__ import annotations

import pandas as pd

from scorecard import statistics
from scorecard.figures.pairs import numbers
from scorecard.figures.sealed import hidden, sealed

SHARE = ("share", "share_low", "share_high")


def with_share(frame: pd.DataFrame, part: str, whole: str) -> pd.DataFrame:
    """The frame with `share` of part in whole and its Wilson limits."""
    cases, total = numbers(frame, part, whole)
    low, high = statistics.wilson(cases=cases, total=total)
    frame = frame.assign(share=statistics.proportion(cases=cases, total=total), share_low=low, share_high=high)
    return sealed(frame, hidden(frame, (part, whole)), SHARE)
