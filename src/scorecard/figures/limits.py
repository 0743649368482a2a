"""Control limits: where chance alone would keep nearly all rates, and which rates lie beyond.

In: rates, the centre about which they vary, and how many people each is of. Out: the columns that say so.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from scorecard import statistics
from scorecard.statistics.values import Floats

LIMITS = ("centre", "limit_95_low", "limit_95_high", "limit_998_low", "limit_998_high", "signal")


def control_columns(rate: Floats, centre: Floats, total: Floats) -> dict[str, Floats | pd.Series[str]]:
    """LIMITS, of one dimension each; `signal` is above or below the 99.8% limits, "" within them or where undefined."""
    usual = statistics.control_limits(centre=centre, total=total, coverage=0.95)
    rare = statistics.control_limits(centre=centre, total=total, coverage=0.998)
    signal = np.select([rate > rare.high, rate < rare.low], ["above", "below"], "")
    return dict(zip(LIMITS, (centre, *usual, *rare, signal), strict=True))
