"""The free unknowns of a system in connected parts: what is asked of one part needs nothing of the others.

In: a System and the bounds in force. Out: the parts that hold the unknowns asked about.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from scorecard.disclosure.solver import Rows
from scorecard.disclosure.system import Floats, System, parts

TOLERANCE = 1e-6
Indices = NDArray[np.intp]


class Contradiction(Exception):  # noqa: N818 - an answer to a question, not a fault
    """No numbers at all agree with what is known: an assumption of the attacker is wrong."""


@dataclass(frozen=True)
class Block:
    """One connected part, reduced to its free unknowns; at, rows: which unknowns and rows of the system these are."""

    at: Indices
    rows: Indices
    inner: Rows


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
        yield Block(at, where, Rows(matrix, left[where], equal[where], low[at], high[at]))
