"""Many small linear programs as one: a copy of one connected part of a system for each question asked of it.

In: a System and the bounds in force. Out: the free unknowns in connected parts, and the answers to any number of
questions about them: those of separate calls, at a fraction of the time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import linprog

from scorecard.disclosure.system import Floats, System, parts

TOLERANCE = 1e-6
AT_ONCE = 2_000  # unknowns in one call: fewer cost calls, more cost time in each
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

    def asked(self, cost: Floats) -> Asked:
        """Programs within the bounds of the block, by their costs (programs x unknowns)."""
        return Asked(self, cost, *(np.tile(ends, (len(cost), 1)) for ends in (self.low, self.high)))


@dataclass(frozen=True)
class Asked:
    """Linear programs over one block: a row of cost, low and high for each (programs x unknowns)."""

    block: Block
    cost: Floats
    low: Floats
    high: Floats

    def some(self, rows: slice) -> Asked:
        """Some of the programs."""
        return Asked(self.block, self.cost[rows], self.low[rows], self.high[rows])


@dataclass(frozen=True)
class Answer:
    """The least-cost solution of each program (programs x unknowns), and the prices of the rows (programs x rows)."""

    solution: Floats
    prices: Floats


def solved(asked: Sequence[Asked]) -> list[Answer]:
    """The answer to each; Contradiction where one of the programs has no solution."""
    answers: list[list[Answer]] = [[] for _ in asked]
    for batch in _batches(asked):
        for (place, _), answer in zip(batch, _together([piece for _, piece in batch]), strict=True):
            answers[place].append(answer)
    return [_joined(ask, some) for ask, some in zip(asked, answers, strict=True)]


def _batches(asked: Sequence[Asked]) -> Iterator[list[tuple[int, Asked]]]:
    """What goes into one linear program each: pieces of what is asked, with the positions of those."""
    batch: list[tuple[int, Asked]] = []
    for place, ask in enumerate(asked):
        step = max(AT_ONCE // len(ask.block.at), 1)
        for start in range(0, len(ask.cost) if len(ask.block.rhs) else 0, step):
            piece = ask.some(slice(start, start + step))
            if batch and sum(p.cost.size for _, p in batch) + piece.cost.size > AT_ONCE:
                yield batch
                batch = []
            batch.append((place, piece))
    if batch:
        yield batch


def _together(asked: Sequence[Asked]) -> Iterator[Answer]:
    """The answers to all, from one linear program in which they stand side by side."""
    equal = [a.block.equal for a in asked]
    rest = [~rows for rows in equal]
    (exact, values), (most, limits) = _rows(asked, equal), _rows(asked, rest)
    low, high = np.concatenate([a.low.ravel() for a in asked]), np.concatenate([a.high.ravel() for a in asked])
    result: Any = linprog(  # type: ignore[call-overload, unused-ignore]  # the stubs know no sparse arrays
        np.concatenate([a.cost.ravel() for a in asked]),
        A_ub=most,
        b_ub=limits,
        A_eq=exact,
        b_eq=values,
        bounds=np.column_stack([low, high]),
        method="highs",
    )
    if result.status == 2:
        raise Contradiction
    assert result.status == 0, result.message
    solutions = _apart(result.x, [a.cost.shape for a in asked])
    of_exact = _apart(result.eqlin.marginals, [(len(a.cost), rows.sum()) for a, rows in zip(asked, equal, strict=True)])
    of_most = _apart(result.ineqlin.marginals, [(len(a.cost), rows.sum()) for a, rows in zip(asked, rest, strict=True)])
    for solution, rows, first, second in zip(solutions, equal, of_exact, of_most, strict=True):
        prices = np.zeros((len(solution), len(rows)))
        prices[:, rows], prices[:, ~rows] = first, np.minimum(second, 0)
        yield Answer(solution, prices)


def _rows(asked: Sequence[Asked], chosen: Sequence[NDArray[np.bool_]]) -> tuple[sparse.csr_array, Floats]:
    """The chosen rows of each block, once for each program, and their right-hand sides."""
    matrices = [a.block.matrix[rows] for a, rows in zip(asked, chosen, strict=True)]
    sides = [np.tile(a.block.rhs[rows], len(a.cost)) for a, rows in zip(asked, chosen, strict=True)]
    return _side_by_side(matrices, [len(a.cost) for a in asked]), np.concatenate(sides)


def _side_by_side(matrices: Sequence[sparse.csr_array], counts: Sequence[int]) -> sparse.csr_array:
    """A matrix with so many copies of each along its diagonal."""
    rows, columns, values = [], [], []
    down = across = 0
    for matrix, count in zip(matrices, counts, strict=True):
        entries, copy = matrix.tocoo(), np.arange(count)[:, None]
        rows.append((entries.row + copy * matrix.shape[0] + down).ravel())
        columns.append((entries.col + copy * matrix.shape[1] + across).ravel())
        values.append(np.tile(entries.data, count))
        down, across = down + count * matrix.shape[0], across + count * matrix.shape[1]
    where = (np.concatenate(rows), np.concatenate(columns))
    return sparse.csr_array(sparse.coo_array((np.concatenate(values), where), (down, across)))


def _apart(values: Floats, shapes: Sequence[tuple[int, ...]]) -> list[Floats]:
    """One row of values as the tables that stand in it one after the other."""
    ends = np.cumsum([rows * columns for rows, columns in shapes])
    return [part.reshape(shape) for part, shape in zip(np.split(values, ends[:-1]), shapes, strict=True)]


def _joined(ask: Asked, answers: Sequence[Answer]) -> Answer:
    """The answers to all pieces; without rows, each unknown is at its cheaper end."""
    if not answers:
        return Answer(np.where(ask.cost < 0, ask.high, ask.low), np.zeros((len(ask.cost), 0)))
    return Answer(np.vstack([a.solution for a in answers]), np.vstack([a.prices for a in answers]))


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
