"""Published tables with known answers."""

from __future__ import annotations

import importlib

import numpy as np
import pytest

from scorecard.disclosure.choose import Choice, Impossible, choose
from tests.disclosure.tables import found, grid, problem

# Four counties by education: US Federal Committee on Statistical Methodology, Statistical Policy Working Paper 22
# (2005), the example of primary and complementary suppression; counts under 5 are withheld.
COUNTIES = [[15, 1, 3, 1], [20, 10, 10, 15], [3, 10, 10, 2], [12, 14, 7, 2]]
PRIMARY = {"0,1", "0,2", "0,3", "2,0", "2,3", "3,3"}


def test_small_counts_alone_are_all_found_by_subtraction() -> None:
    cells, sums = grid(COUNTIES)
    ranges = found(problem(cells, sums), cells, PRIMARY)
    assert ranges == {name: (cells[name], cells[name]) for name in PRIMARY}


def test_two_withheld_in_every_line_still_leak_one_exactly() -> None:
    cells, sums = grid(COUNTIES)
    ranges = found(problem(cells, sums), cells, PRIMARY | {"1,1", "1,2", "3,0"})
    # Bounds by linear programming of the pattern printed in Working Paper 22.
    assert ranges == {
        "0,1": (0, 4), "0,2": (0, 4), "0,3": (1, 1), "1,1": (7, 11), "1,2": (9, 13), "2,0": (1, 5), "2,3": (0, 4),
        "3,0": (10, 14), "3,3": (0, 4),
    }  # fmt: skip


def test_the_four_counties_need_three_further_cells() -> None:
    cells, sums = grid(COUNTIES)
    made = problem(cells, sums, primary=PRIMARY, need=5)
    choice = choose(made)
    withheld = {name for name, gone in zip(cells, choice.withheld, strict=True) if gone}
    # R SSBtools::GaussSuppression and tau-argus OPT add these three: 10, 12 and 7.
    assert withheld - PRIMARY == {"2,1", "3,0", "3,2"}
    assert choice.optimal
    assert found(made, cells, withheld) == {
        "0,1": (0, 5), "0,2": (0, 5), "0,3": (0, 5), "2,0": (0, 9), "2,1": (6, 11), "2,3": (0, 5), "3,0": (6, 15),
        "3,2": (5, 10), "3,3": (0, 5),
    }  # fmt: skip


# Linked tables: sdcTable's tests/testthat/test-linked-tables.r and sdcTools/UserSupport issue 136: 36 people by county
# and by group; counts up to 3 are withheld.
LINKED = {"A": 2, "B": 2, "I": 8, "J": 8, "K": 3, "L": 3, "M": 3, "N": 7}
COUNTY = [(20, "ABIJ"), (16, "KLMN")]
GROUP = [(6, "LM"), (30, "ABIJKN")]
SMALL = set("ABKLM")


def test_linked_tables_are_each_safe_and_leak_together() -> None:
    county = found(problem(LINKED, COUNTY), LINKED, SMALL)
    group = found(problem(LINKED, GROUP), LINKED, SMALL)
    both = found(problem(LINKED, COUNTY + GROUP), LINKED, SMALL)
    assert county == {"A": (0, 4), "B": (0, 4), "K": (0, 9), "L": (0, 9), "M": (0, 9)}
    assert group == {"A": (0, 7), "B": (0, 7), "K": (0, 7), "L": (0, 6), "M": (0, 6)}
    assert both == {"A": (0, 4), "B": (0, 4), "K": (3, 3), "L": (0, 6), "M": (0, 6)}


def test_linked_tables_protected_together_need_one_more_cell() -> None:
    made = problem(LINKED, COUNTY + GROUP, primary=SMALL, need=4)
    choice = choose(made)
    withheld = {name for name, gone in zip(LINKED, choice.withheld, strict=True) if gone}
    assert withheld - SMALL == {"N"}  # as sdcTable does since the linked tables were treated together
    ranges = found(made, LINKED, withheld)
    assert ranges == {"A": (0, 4), "B": (0, 4), "K": (0, 10), "L": (0, 6), "M": (0, 6), "N": (0, 10)}


def test_the_heuristic_is_safe_when_the_search_is_cut_short() -> None:
    cells, sums = grid(COUNTIES)
    choice = choose(problem(cells, sums, primary=PRIMARY, need=5), rounds=0)
    withheld = {name for name, gone in zip(cells, choice.withheld, strict=True) if gone}
    assert not choice.optimal
    ranges = found(problem(cells, sums), cells, withheld)
    assert withheld > PRIMARY
    assert all(high - low >= 4 for low, high in ranges.values())


def test_a_likely_choice_is_taken_where_it_is_safe_and_the_search_is_short(monkeypatch: pytest.MonkeyPatch) -> None:
    """All but the margins is safe; the pattern of Working Paper 22 is not, as the test above shows."""
    cells, sums = grid(COUNTIES)
    made = problem(cells, sums, primary=PRIMARY, need=5)
    safe = np.ones(len(cells), dtype=bool)
    leaking = np.array([name in PRIMARY | {"1,1", "1,2", "3,0"} for name in cells])
    short, full = choose(made, safe, rounds=3), choose(made, safe)
    assert (short.withheld.all(), short.optimal) == (True, False)
    assert (full.withheld.sum(), full.optimal) == (len(PRIMARY) + 3, True)
    assert not (choose(made, leaking, rounds=3).withheld == leaking).all()

    def nothing_found(*_: object) -> Choice:
        raise Impossible

    monkeypatch.setattr(importlib.import_module("scorecard.disclosure.choose"), "_searched", nothing_found)
    assert choose(made, safe).withheld.all()
    with pytest.raises(Impossible):
        choose(made, leaking)
    with pytest.raises(Impossible):
        choose(made)


def test_one_input_always_gives_one_answer() -> None:
    cells, sums = grid(COUNTIES)
    first, second = (choose(problem(cells, sums, primary=PRIMARY, need=5)).withheld.tolist() for _ in range(2))
    assert first == second
