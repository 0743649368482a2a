"""Rates and ratios of rounded counts, and no tests: a test of rounded counts says nothing of the people counted.

A count shown as 5 may have been 3 or 7, so that a small p-value can come from the rounding alone.
In: Figures as they follow from the counts. Out: the same without p-values, limits, findings, and all that rests on
them; a number is then nan, a word "", and a finding `not_tested`.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from scorecard.model import Figures, Finding, is_of_test

# What is nothing but a test, is given only where a test allows it, claims bounds that rounding may pass, or lives on
# small differences between counts: 5 refused less 0 with a reason may be 3 less 2.
WITHOUT_USE = ("overall", "forces", "stratified", "unknowns", "reason_contributions")
SAID = ("finding", "change")  # columns that say in a word what a test found
STANDING = ("", Finding.REFERENCE, Finding.NOT_ASSESSED)  # and those of its words that need no test


def untested(figures: Figures) -> Figures:
    """The figures without tests; what is withheld stays so in the words of findings and changes."""
    return replace(
        figures,
        disparity=_without_tests(figures.disparity),
        others={name: _without_tests(frame) for name, frame in figures.others.items() if name not in WITHOUT_USE},
    )


def _without_tests(frame: pd.DataFrame) -> pd.DataFrame:
    blank = {c: _blank(frame[c]) for c in frame.columns if is_of_test(c)}
    said = {
        c: frame[c].where(frame[c].isna() | frame[c].isin(STANDING), Finding.NOT_TESTED.value)
        for c in SAID
        if c in frame
    }
    return frame.assign(**blank, **said)


def _blank(column: pd.Series[float]) -> pd.Series[float] | pd.Series[str]:
    """Undefined for numbers; "" for words and for yes and no."""
    if pd.api.types.is_float_dtype(column.dtype):
        return pd.Series(np.nan, index=column.index)
    return pd.Series("", index=column.index, dtype="str")
