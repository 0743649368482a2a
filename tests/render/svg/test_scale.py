"""From values to pixels: linear, logarithmic, and beyond the ends."""

from __future__ import annotations

from math import inf

import pytest

from scorecard.model import Axis, Unit
from scorecard.render.svg.scale import Scale, label

RATE = Scale(Axis("Refused, %", Unit.PERCENT, 0.0, 0.2, 0.05), 100, 500)
RATIO = Scale(Axis("Ratio", Unit.RATIO, 0.25, 4.0, 2.0, log=True), 0, 400)


def test_a_rate_lies_in_proportion_to_its_value() -> None:
    assert RATE.at(0.05) == 200
    assert RATE.origin == 100


def test_a_ratio_and_its_inverse_lie_as_far_from_one() -> None:
    assert RATIO.origin == 200
    assert RATIO.at(2.0) - 200 == 200 - RATIO.at(0.5) == 100


@pytest.mark.parametrize(("value", "pixel"), [(0.0, 0), (0.01, 0), (9.0, 400), (inf, 400)])
def test_a_value_beyond_the_axis_stands_at_its_end(value: float, pixel: float) -> None:
    assert RATIO.at(value) == pixel
    assert not RATIO.holds(value)


def test_ticks_are_at_every_step_and_at_powers_of_two() -> None:
    assert RATE.ticks == ((100, "0%"), (200, "5%"), (300, "10%"), (400, "15%"), (500, "20%"))
    assert RATIO.ticks == ((0, "0.25"), (100, "0.5"), (200, "1"), (300, "2"), (400, "4"))


def test_an_axis_of_shares_has_no_number_above_a_whole() -> None:
    beyond = Scale(Axis("Share of refused", Unit.PERCENT, 0.0, 1.6, 0.5), 0, 320)
    assert beyond.ticks == ((0, "0%"), (100, "50%"), (200, "100%"))


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (0.07, Unit.PERCENT, "7%"), (15.0, Unit.POINTS, "+15"), (-5.0, Unit.POINTS, "-5"), (0.0, Unit.POINTS, "0"),
        (1500.0, Unit.COUNT, "1,500"), (-2.5, Unit.PEOPLE, "-2.5"), (0.5, Unit.RATIO, "0.5"),
    ],
)  # fmt: skip
def test_an_axis_says_its_values_in_its_unit(value: float, unit: Unit, words: str) -> None:
    assert label(value, unit) == words
