"""Each group's refusals beside the reference group's: the frame that is figures.csv.

In: Counts of any number of forces, periods, workforces and breakdowns. Out: one row for each of their rows, in their
order. The reference's own row has ratio 1 and no test; All, which holds the reference, is compared with nobody.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from scorecard import statistics
from scorecard.figures.adjusting import adjusted, unseen
from scorecard.figures.pairs import (
    ALONE,
    ASSESSED,
    REFERENCE,
    TOTAL,
    UNKNOWN,
    Base,
    beside_reference,
    detectable_ratio,
    is_role,
    numbers,
)
from scorecard.figures.sealed import hidden, hidden_comparison, sealed, truth
from scorecard.figures.settings import AnalysisSettings
from scorecard.model import FIGURE_COLUMNS, Finding, Period
from scorecard.statistics.values import Booleans, Floats, Interval

OWN = ("pass_rate", "refusal_rate", "refusal_rate_low", "refusal_rate_high")
AGAINST = [c for c in FIGURE_COLUMNS[FIGURE_COLUMNS.index("refusal_ratio") :] if c != "finding"]


def disparity(base: Base) -> pd.DataFrame:
    """FIGURE_COLUMNS for every row of the counts: the contract of figures.csv.

    Counts are Int64, statistics float64 with nan where undefined, words "" where there is nothing to say; whatever is
    made of a withheld count is null (see `sealed`).
    """
    frame = base.pairs
    frame = frame.assign(
        **dates(frame["period"], base.counts.periods), **_rates(frame), **_comparison(frame, base.settings)
    )
    frame["finding"] = findings(frame, base.settings)
    own, against = hidden(frame), hidden_comparison(frame)
    frame = sealed(sealed(frame, own, OWN), against, AGAINST)
    return sealed(frame, against & is_role(frame, ASSESSED), ["finding"])[list(FIGURE_COLUMNS)]


def dates(labels: pd.Series[str], periods: tuple[Period, ...]) -> dict[str, pd.Series[str]]:
    """The first and the last day of each row's period, as ISO text."""
    known = {p.label: p for p in periods}
    return {
        "period_start": labels.map({label: p.start.isoformat() for label, p in known.items()}),
        "period_end": labels.map({label: p.end.isoformat() for label, p in known.items()}),
    }


def _rates(frame: pd.DataFrame) -> dict[str, Floats]:
    decided, passed, refused = numbers(frame, "decided", "passed", "refused")
    low, high = statistics.wilson(cases=refused, total=decided)
    return {
        "pass_rate": statistics.proportion(cases=passed, total=decided),
        "refusal_rate": statistics.proportion(cases=refused, total=decided),
        "refusal_rate_low": low,
        "refusal_rate_high": high,
    }


def _comparison(frame: pd.DataFrame, settings: AnalysisSettings) -> dict[str, Floats | pd.Series[str]]:
    """Everything that sets a group beside the reference. A missing reference is nan and so makes all of it nan."""
    table = beside_reference(frame, "refused")
    tested = is_role(frame, ASSESSED, UNKNOWN)
    ratio_low, ratio_high = only(tested, statistics.koopman(**table))
    difference = statistics.rate_difference(**table)
    difference_low, difference_high = only(tested, statistics.newcombe(**table))
    p = statistics.fisher(**beside_reference(frame, "refused", tested))
    return {
        "refusal_ratio": statistics.risk_ratio(**table),
        "refusal_ratio_low": ratio_low,
        "refusal_ratio_high": ratio_high,
        "pass_ratio": statistics.risk_ratio(**beside_reference(frame, "passed")),
        "four_fifths": four_fifths(frame),
        "rate_difference": difference,
        "rate_difference_low": difference_low,
        "rate_difference_high": difference_high,
        "refusals_above_parity": table["total"] * difference,
        "p_value": p,
        "p_adjusted": adjusted(frame, p, is_role(frame, ASSESSED), unseen(table)),
        "smallest_detectable_ratio": np.where(tested, detectable_ratio(table, settings), np.nan),
    }


def only(rows: Booleans, interval: Interval) -> Interval:
    """The interval in these rows, nan in the others."""
    return Interval(np.where(rows, interval.low, np.nan), np.where(rows, interval.high, np.nan))


def four_fifths(frame: pd.DataFrame) -> pd.Series[str]:
    """`below` where the pass rate is under 4/5 of the reference's, compared as integers, else `not below`.

    "" where the reference passed nobody, where nobody was decided, and where there is no reference. Integers, since
    40/500 over 50/500 is 0.7999999999999999 in floats but exactly four fifths.
    """
    passed, decided, ref_passed, ref_decided = (frame[c] for c in ("passed", "decided", "ref_passed", "ref_decided"))
    below = truth(5 * passed * ref_decided < 4 * ref_passed * decided)
    silent = truth((decided == 0) | (ref_passed == 0) | (frame["reference_group"] == ""))
    words = np.select([silent, below], ["", "below"], "not below")
    return pd.Series(words, index=frame.index)


def findings(frame: pd.DataFrame, settings: AnalysisSettings) -> pd.Series[str]:
    """What can be said of each group: the first that applies, from the top."""
    decided, ratio, p = numbers(frame, "decided", "refusal_ratio", "p_adjusted")
    reliable = p < settings.alpha
    rules = [
        (is_role(frame, REFERENCE), Finding.REFERENCE),
        (is_role(frame, UNKNOWN, TOTAL, ALONE), Finding.NOT_ASSESSED),
        (decided < settings.smallest_number, Finding.TOO_FEW),
        (reliable & (ratio > 1), Finding.HIGHER),
        (reliable & (ratio < 1), Finding.LOWER),
        (~(frame["smallest_detectable_ratio"].to_numpy() <= settings.detectable_ratio), Finding.TOO_FEW),
    ]
    words = np.select([r for r, _ in rules], [str(w) for _, w in rules], str(Finding.NO_RELIABLE_DIFFERENCE))
    return pd.Series(words, index=frame.index)
