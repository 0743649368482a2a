"""Many small linear programs as one: a copy of one connected part of a system for each question asked of it.

In: a System and the bounds in force. Out: the free unknowns in connected parts, each of which solves any number of
programs in one call: the answers are those of separate calls, at a tenth of the time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import linprog

from scorecard.disclosure.system import Floats, System, parts

TOLERANCE = 1e-6
BATCH = 32  # copies in one call: fewer cost calls, more cost time in each
Indices = NDArray[np.intp]


class Contradiction(Exception):  # noqa: N818 - an answer to a question, not a fault
    """No numbers at all agree with what is known: an assumption of the attacker is wrong."""


@dataclass(frozen=True)
class Block:
    """One connected part, reduced to its free unknowns.

    at, rows: which unknowns and rows of the system these are. equal: which of the rows are equations.
    """

    at: Indices
    rows: Indices
    matrix: sparse.csr_array
    rhs: Floats
    equal: NDArray[np.bool_]
    low: Floats
    high: Floats

    def copies(self, cost: Floats, low: Floats, high: Floats) -> tuple[Floats, Floats]:
        """For each row of cost, low, high (copies x unknowns): the least-cost solution, and the prices of the rows."""
        if not len(self.rhs):
            return np.where(cost < 0, high, low), np.zeros((len(cost), 0))
        batches = [slice(start, start + BATCH) for start in range(0, len(cost), BATCH)]
        found = [self._batch(cost[batch], low[batch], high[batch]) for batch in batches]
        return np.vstack([solution for solution, _ in found]), np.vstack([prices for _, prices in found])

    def _batch(self, cost: Floats, low: Floats, high: Floats) -> tuple[Floats, Floats]:
        count, eye = len(cost), sparse.eye_array(len(cost))
        result: Any = linprog(  # type: ignore[call-overload, unused-ignore]  # the stubs know no sparse arrays
            cost.ravel(),
            A_ub=sparse.csr_array(sparse.kron(eye, self.matrix[~self.equal])),
            b_ub=np.tile(self.rhs[~self.equal], count),
            A_eq=sparse.csr_array(sparse.kron(eye, self.matrix[self.equal])),
            b_eq=np.tile(self.rhs[self.equal], count),
            bounds=np.column_stack([low.ravel(), high.ravel()]),
            method="highs",
        )
        if result.status == 2:
            raise Contradiction
        assert result.status == 0, result.message
        prices = np.zeros((count, len(self.rhs)))
        prices[:, self.equal] = np.asarray(result.eqlin.marginals).reshape(count, -1)
        prices[:, ~self.equal] = np.minimum(np.asarray(result.ineqlin.marginals).reshape(count, -1), 0)
        return np.asarray(result.x).reshape(count, -1), prices


def blocks(system: System, low: Floats, high: Floats, wanted: Indices) -> Iterator[Block]:
    """The connected parts that hold wanted unknowns; Contradiction where what is not free disagrees."""
    if (low > high).any():
        raise Contradiction
    free = high > low
    left = system.rhs - system.matrix @ np.where(free, 0.0, low)
    is_open = np.asarray(abs(system.matrix) @ free.astype(float)) > 0
    equal = np.arange(len(left)) < system.equal
    if (np.abs(left[~is_open & equal]) > TOLERANCE).any() or (left[~is_open & ~equal] < -TOLERANCE).any():
        raise Contradiction
    columns, rows = np.flatnonzero(free), np.flatnonzero(is_open)
    if not len(columns):
        return
    inner = sparse.csc_array(system.matrix[rows][:, columns])
    label = parts(sparse.csr_array(inner))
    for part in np.unique(label[np.isin(columns, wanted)]):
        mine = np.flatnonzero(label == part)
        used = np.unique(inner[:, mine].indices)
        at, where = columns[mine], rows[used]
        matrix = sparse.csr_array(inner[:, mine][used])
        yield Block(at, where, matrix, left[where], equal[where], low[at], high[at])
