"""The public edition's figures: fewer digits, and the same three kinds of missing."""

from __future__ import annotations

import numpy as np
import pandas as pd

from scorecard.figures import derive, rounded
from tests.figures.making import counts, of


def test_rounding_keeps_withheld_and_undefined_apart():
    made = counts({"Asian": (None, 40), "Black": (9, 31), "Mixed": (0, 0), "White": (30, 200)})
    frame = rounded(derive(made)).disparity
    assert of(frame, "Asian").refusal_rate is pd.NA
    assert np.isnan(of(frame, "Mixed").refusal_rate)
    assert of(frame, "Black").refusal_rate == 0.29  # 9/31 = 0.29032
    assert of(frame, "Black").refusal_ratio == 1.94  # (9/31) / (30/200) = 1.93548


def test_rounding_of_frames_in_which_nothing_is_withheld():
    frame = rounded(derive(counts({"Black": (9, 31), "White": (30, 200)}))).disparity
    assert of(frame, "Black").refusal_rate == 0.29
    assert np.isnan(of(frame, "All").refusal_ratio)


def test_half_goes_up_as_on_every_page():
    frame = rounded(derive(counts({"Black": (5, 80), "White": (3, 16)}))).disparity
    assert of(frame, "Black").refusal_rate == 0.063  # 5 / 80 = 0.0625
    assert of(frame, "White").refusal_rate == 0.188  # 3 / 16 = 0.1875
