"""Axes hold what they show and have few enough labels to be read beside a table."""

from hypothesis import given
from hypothesis import strategies as st

from scorecard.compose.axes import count_axis, ratio_axis, share_axis
from scorecard.model import Axis, Unit


def steps(axis: Axis) -> int:
    return round((axis.maximum - axis.minimum) / axis.major)


@given(st.lists(st.floats(0, 1), max_size=8))
def test_shares(values: list[float]) -> None:
    axis = share_axis(values, "Share")
    assert axis.minimum == 0
    assert all(value <= axis.maximum + 1e-9 for value in values)
    assert 1 <= steps(axis) <= 4


def test_shares_of_one_reason_each_end_at_a_whole() -> None:
    assert share_axis([1.0, 0.4], "Share").maximum == 1
    assert share_axis([0.334 + 0.333 + 0.334], "Share").maximum == 1, "rounded shares that add up to 100.1%"


def test_an_axis_of_shares_that_add_up_to_more_ends_with_the_longest_bar() -> None:
    axis = share_axis([1.0, 1.62], "Share")
    assert (axis.maximum, axis.major) == (1.65, 0.5)


@given(st.lists(st.floats(-60, 60), min_size=1, max_size=8))
def test_points_below_and_above(values: list[float]) -> None:
    axis = share_axis(values, "Points", unit=Unit.POINTS, from_below=True)
    assert axis.minimum <= min(*values, 0) + 1e-9
    assert axis.maximum >= max(*values, 0) - 1e-9


@given(st.integers(0, 10**7))
def test_counts(value: int) -> None:
    axis = count_axis([value], "Cases")
    assert axis.maximum >= value
    assert axis.major >= 1
    assert 1 <= steps(axis) <= 4


def test_ratios_double() -> None:
    axis = ratio_axis([0.3, 5.0], "Ratio")
    assert (axis.minimum, axis.maximum, axis.log) == (0.25, 8.0, True)
    assert ratio_axis([0.0001, 900.0], "Ratio").maximum == 16
