"""Linear and integer programs: the one place that knows the solver, HiGHS.

In: rows, bounds and costs. Out: solutions in unknowns, and the prices of the rows. One thread and no clock: the same
questions in the same order always get the same answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import highspy
import numpy as np
from highspy import HighsModelStatus as Status
from numpy.typing import NDArray

from scorecard.disclosure.system import Floats

if TYPE_CHECKING:
    from scipy import sparse

_QUIET: Mapping[str, bool | int | str] = {"output_flag": False, "threads": 1, "parallel": "off"}
_FROM_THE_LAST: Mapping[str, bool | int | str] = {"presolve": "off", "solver": "simplex"}
# With another cost the last answer is still possible, and primal simplex walks on from it; with other bounds it is
# still cheapest, and dual simplex does.
_PRIMAL, _DUAL = 4, 1


@dataclass(frozen=True)
class Rows:
    """`matrix @ x = rhs` in the equal rows, `<= rhs` in the others; `low <= x <= high`."""

    matrix: sparse.csr_array
    rhs: Floats
    equal: NDArray[np.bool_]
    low: Floats
    high: Floats


@dataclass(frozen=True)
class Answer:
    """A solution of least cost (unknowns), and what each row adds to that cost for one more on its right (rows)."""

    solution: Floats
    prices: Floats


class Programs:
    """Linear programs over the same rows, one after the other: each starts from the answer of the last.

    They differ in what they minimise, or in the value of one unknown, so few steps lead from one to the next.
    """

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._columns = np.arange(len(rows.low), dtype=np.int32)
        self._highs = _loaded(rows, _FROM_THE_LAST)

    def least(self, cost: Floats) -> Answer | None:
        """The answer of least cost; None where nothing agrees with all rows and bounds."""
        self._highs.changeColsCost(len(cost), self._columns, cost)
        return self._answer(_PRIMAL)

    def least_anew(self, cost: Floats) -> Answer | None:
        """The same, for a cost that has so little to do with the last one that it is quicker to start from nothing."""
        self._highs.clearSolver()
        self._highs.changeColsCost(len(cost), self._columns, cost)
        return self._answer(_DUAL)

    def least_where(self, place: int, value: float) -> Answer | None:
        """The answer of the same cost as last time, where the unknown at that place has that value."""
        self._highs.changeColBounds(place, value, value)
        try:
            return self._answer(_DUAL)
        finally:
            self._highs.changeColBounds(place, self._rows.low[place], self._rows.high[place])

    def _answer(self, strategy: int) -> Answer | None:
        self._highs.setOptionValue("simplex_strategy", strategy)
        if self._run() == Status.kInfeasible:
            return None
        found = self._highs.getSolution()
        prices = np.array(found.row_dual)
        return Answer(np.array(found.col_value), np.where(self._rows.equal, prices, np.minimum(prices, 0)))

    def _run(self) -> Status:
        """Optimal or infeasible; what is not optimal is asked once more from nothing, since much hangs on it."""
        self._highs.run()
        if self._highs.getModelStatus() != Status.kOptimal:
            self._highs.clearSolver()
            self._highs.run()
        status = self._highs.getModelStatus()
        assert status in (Status.kOptimal, Status.kInfeasible), status
        return status


def whole(cost: Floats, rows: Rows, *, nodes: int | None = None, gap: float = 0.0) -> tuple[Floats | None, bool]:
    """A solution in whole numbers of least cost, to within a relative gap, and whether the question was settled.

    Solution None: there is none (settled), or the nodes ran out before one was known to be near enough (not settled).
    """
    limits: dict[str, bool | int | float | str] = {"mip_rel_gap": gap}
    if nodes is not None:
        limits["mip_max_nodes"] = nodes
    highs = _loaded(rows, limits)
    columns = np.arange(len(cost), dtype=np.int32)
    highs.changeColsCost(len(cost), columns, cost)
    highs.changeColsIntegrality(len(cost), columns, np.full(len(cost), 1, dtype=np.uint8))
    highs.run()
    status = highs.getModelStatus()
    solution = np.array(highs.getSolution().col_value) if status == Status.kOptimal else None
    return solution, status in (Status.kOptimal, Status.kInfeasible)


def _loaded(rows: Rows, options: Mapping[str, bool | int | float | str]) -> highspy.Highs:
    """The solver with everything but the costs."""
    program = highspy.HighsLp()
    program.num_row_, program.num_col_ = rows.matrix.shape
    program.row_lower_, program.row_upper_ = np.where(rows.equal, rows.rhs, -np.inf), rows.rhs
    program.col_lower_, program.col_upper_ = rows.low, rows.high
    program.col_cost_ = np.zeros(len(rows.low))
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_, program.a_matrix_.index_ = rows.matrix.indptr, rows.matrix.indices
    program.a_matrix_.value_ = rows.matrix.data
    highs = highspy.Highs()  # type: ignore[no-untyped-call]
    for name, value in {**_QUIET, **options}.items():
        highs.setOptionValue(name, value)
    highs.passModel(program)
    return highs
