"""Each group's refusals beside the reference group's: the frame that is figures.csv.

In: Counts of any number of forces, periods, workforces and breakdowns. Out: one row for each of their rows, in their
order. The reference's own row has ratio 1 and no test; All, which holds the reference, is compared with nobody.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from scorecard import statistics
from scorecard.figures.pairs import (
    ALONE,
    ASSESSED,
    REFERENCE,
    TOTAL,
    UNKNOWN,
    beside_reference,
    family,
    is_role,
    numbers,
    paired,
)
from scorecard.figures.settings import AnalysisSettings
from scorecard.model import FIGURE_COLUMNS, Counts, Finding
from scorecard.statistics.values import Booleans, Floats, Interval

_WITHHELD = "withheld"


def disparity(counts: Counts, settings: AnalysisSettings) -> pd.DataFrame:
    """FIGURE_COLUMNS for every row of the counts: the contract of figures.csv.

    Counts are Int64 (null = withheld). Statistics are float64: nan where undefined and where a count that they are
    made of is withheld. Words are text: "" where there is nothing to say, null where withheld.
    """
    frame = paired(counts, settings)
    frame = frame.assign(**dates(frame["period"], counts), **_rates(frame), **_comparison(frame, settings))
    frame["finding"] = findings(frame, settings)
    return frame[list(FIGURE_COLUMNS)]


def dates(periods: pd.Series[str], counts: Counts) -> dict[str, pd.Series[str]]:
    """The first and the last day of each row's period, as ISO text."""
    known = {p.label: p for p in counts.periods}
    return {
        "period_start": periods.map({label: p.start.isoformat() for label, p in known.items()}),
        "period_end": periods.map({label: p.end.isoformat() for label, p in known.items()}),
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
    detectable = statistics.smallest_detectable_ratio(
        total=table["total"],
        ref_cases=table["ref_cases"],
        ref_total=table["ref_total"],
        alpha=settings.alpha,
        power=settings.power,
    )
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
        "p_adjusted": statistics.holm(np.where(is_role(frame, ASSESSED), p, np.nan), family=family(frame)),
        "smallest_detectable_ratio": np.where(tested, detectable, np.nan),
    }


def only(rows: Booleans, interval: Interval) -> Interval:
    """The interval in these rows, nan in the others."""
    return Interval(np.where(rows, interval.low, np.nan), np.where(rows, interval.high, np.nan))


def four_fifths(frame: pd.DataFrame) -> pd.Series[str]:
    """`below` where the pass rate is under 4/5 of the reference's, compared as integers, else `not below`.

    "" where the reference passed nobody, where nobody was decided, and where there is no reference; null where
    withheld. Integers, since 40/500 over 50/500 is 0.7999999999999999 in floats but exactly four fifths.
    """
    passed, decided, ref_passed, ref_decided = (frame[c] for c in ("passed", "decided", "ref_passed", "ref_decided"))
    below = 5 * passed * ref_decided < 4 * ref_passed * decided
    silent = (decided == 0) | (ref_passed == 0) | (frame["reference_group"] == "")
    words = np.select(
        [silent.fillna(False).to_numpy(dtype=bool), below.isna(), below.fillna(False).to_numpy(dtype=bool)],
        ["", _WITHHELD, "below"],
        "not below",
    )
    return _text(words, frame.index)


def findings(frame: pd.DataFrame, settings: AnalysisSettings) -> pd.Series[str]:
    """What can be said of each group: the first that applies, from the top; null where the counts are withheld."""
    decided, ratio, p = numbers(frame, "decided", "refusal_ratio", "p_adjusted")
    unseen = frame[["decided", "refused", "ref_decided", "ref_refused"]].isna().any(axis=1).to_numpy()
    reliable = p < settings.alpha
    rules = [
        (is_role(frame, REFERENCE), Finding.REFERENCE),
        (is_role(frame, UNKNOWN, TOTAL, ALONE), Finding.NOT_ASSESSED),
        (unseen, _WITHHELD),
        (decided < settings.smallest_number, Finding.TOO_FEW),
        (reliable & (ratio > 1), Finding.HIGHER),
        (reliable & (ratio < 1), Finding.LOWER),
        (~(frame["smallest_detectable_ratio"].to_numpy() <= settings.detectable_ratio), Finding.TOO_FEW),
    ]
    words = np.select([r for r, _ in rules], [str(w) for _, w in rules], str(Finding.NO_RELIABLE_DIFFERENCE))
    return _text(words, frame.index)


def _text(words: NDArray[np.str_], index: pd.Index[int]) -> pd.Series[str]:
    """Words as a text column, null where withheld."""
    return pd.Series(words, index=index).where(words != _WITHHELD)
