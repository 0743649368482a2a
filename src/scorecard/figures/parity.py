"""Refusals above parity, and how few of them a finding rests on.

In: Counts. Out: one row for each assessed group. `refusals_above_parity` with `_low` and `_high`: how many fewer people
would have been refused at the reference's rate (negative: how many more), with the limits of the rate difference times
the people decided. `refusals_to_end_finding`: how many fewer refusals (for a lower rate: how many more) would have left
the adjusted p-value at or above alpha, everything else as it was; nan where there is no finding.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from scorecard import statistics
from scorecard.figures.adjusting import adjusted, comparable, unseen
from scorecard.figures.disparity import findings
from scorecard.figures.pairs import ASSESSED, Base, Table, beside_reference, family
from scorecard.figures.sealed import hidden_comparison, sealed
from scorecard.figures.settings import AnalysisSettings
from scorecard.model import KEY, Finding
from scorecard.statistics.values import Floats

COLUMNS = (
    *KEY, "reference_group", "decided", "refused", "refusals_above_parity", "refusals_above_parity_low",
    "refusals_above_parity_high", "refusals_to_end_finding",
)  # fmt: skip


def parity(base: Base) -> pd.DataFrame:
    """COLUMNS for each assessed group."""
    frame = base.rows(ASSESSED)
    table = beside_reference(frame, "refused")
    low, high = statistics.newcombe(**table)
    frame = frame.assign(
        refusals_above_parity=table["total"] * statistics.rate_difference(**table),
        refusals_above_parity_low=table["total"] * low,
        refusals_above_parity_high=table["total"] * high,
        refusals_to_end_finding=_to_end(frame, table, base.settings),
    )
    return sealed(frame, hidden_comparison(frame), COLUMNS[-4:])[list(COLUMNS)]


def _to_end(frame: pd.DataFrame, table: Table, settings: AnalysisSettings) -> Floats:
    """For each row with a finding, the smallest change of refusals that ends it."""
    p = statistics.fisher(**table)
    families = family(frame)
    everybody, gone = np.ones(len(frame), dtype=bool), unseen(table)
    known = frame.assign(refusal_ratio=statistics.risk_ratio(**table), p_adjusted=adjusted(frame, p, everybody, gone))
    allowed_for = comparable(p, everybody, gone)
    found = findings(known.assign(smallest_detectable_ratio=1.0), settings).to_numpy()
    out = np.full(len(frame), np.nan)
    for row in np.flatnonzero(np.isin(found, [Finding.HIGHER, Finding.LOWER])):
        others = allowed_for[(families == families[row]) & (np.arange(len(p)) != row)]
        step = -1 if found[row] == Finding.HIGHER else 1
        x, n, y, m = (
            int(column[row]) for column in (table["cases"], table["total"], table["ref_cases"], table["ref_total"])
        )
        out[row] = _smallest_change((x, n, y, m), step, critical_p(others, settings.alpha))
    return out


def critical_p(others: Floats, alpha: float) -> float:
    """The p-value below which Holm makes a finding of one more comparison beside these others.

    Sorted, the others are found one after the other while the t-th of them is below alpha / (comparisons - t + 1);
    with s found, the one in question is found exactly where it is below alpha / (comparisons - s).
    """
    ordered = np.sort(others[~np.isnan(others)])
    size = ordered.size + 1
    fails = np.flatnonzero(ordered * (size - np.arange(ordered.size)) >= alpha)
    found = int(fails[0]) if fails.size else int(ordered.size)
    return alpha / (size - found)


def _smallest_change(counts: tuple[int, int, int, int], step: int, critical: float) -> int:
    """How many steps of one refusal raise Fisher's p to `critical`: by halving, then back over any ripple of p."""
    x, n, y, m = counts

    def ends(change: int) -> bool:
        p = statistics.fisher(cases=x + step * change, total=n, ref_cases=y, ref_total=m)
        return bool(p >= critical)

    # At the reference's own rate p is near 1, so the change that reaches it is enough.
    low, high = 0, abs(x - round(n * y / m))
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if ends(middle) else (middle, high)
    while high > 1 and ends(high - 1):
        high -= 1
    return high
