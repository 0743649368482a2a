"""Bounds from single rows: those that hold, checked by hand, and never a contradiction made by adding up."""

from __future__ import annotations

import numpy as np

from scorecard.disclosure.system import Knowledge, System
from scorecard.disclosure.tighten import tightened


def two(total: float, most: float, times: float = 1.0) -> System:
    """Two counts that add up to a total, the first of them no more than so many, counted so many times."""
    known = Knowledge()
    known.unknown("a", 0, most)
    known.unknown("b")
    known.equals([(times, "a"), (times, "b")], total)
    return known.system()


def test_a_sum_of_nothing_makes_every_term_nothing() -> None:
    system = two(0, 1e6)
    low, high = tightened(system, system.low, system.high)
    assert low.tolist() == high.tolist() == [0, 0]


def test_what_one_term_leaves_is_for_the_other() -> None:
    system = two(10, 4)
    low, high = tightened(system, system.low, system.high)
    assert (low.tolist(), high.tolist()) == ([0, 6], [4, 10])


def test_numbers_that_cannot_be_cross() -> None:
    system = two(10, 4)
    low, high = tightened(system, system.low, np.array([4.0, 5.0]))
    assert (low > high).any()


def test_ends_that_meet_but_for_an_error_of_adding_up_do_not_cross() -> None:
    system = two(0.3, 0.1, times=1.0)  # 0.3 - 0.1 is a little less than 0.2 in floating point
    low, high = tightened(system, np.array([0.1, 0.0]), np.array([0.1, 0.3 - 0.1 - 1e-9]))
    assert (low <= high).all()
    assert np.allclose([low, high], [[0.1, 0.2], [0.1, 0.2]])
