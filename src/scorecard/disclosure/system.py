"""What an outsider knows, as a linear system over whole numbers from 0; knows nothing of counts or scorecards.

In: named unknowns with bounds, equations and inequalities. Out: a frozen `System`.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Floats = NDArray[np.float64]
Terms = Iterable[tuple[float, Hashable]]

UNBOUNDED = 1e6
"""Stands for "as many as you like": far above any count a force decides in a period, small enough to stay exact."""


@dataclass(frozen=True)
class System:
    """`matrix @ x = rhs` in the first `equal` rows, `<= rhs` in the others; `low <= x <= high`; x are whole numbers."""

    names: tuple[Hashable, ...]
    matrix: sparse.csr_array
    rhs: Floats
    equal: int
    low: Floats
    high: Floats

    def __post_init__(self) -> None:
        assert self.matrix.shape == (len(self.rhs), len(self.names)), self.matrix.shape
        assert len(self.low) == len(self.high) == len(self.names), "bounds for each unknown"

    def index(self, name: Hashable) -> int:
        """The position of an unknown."""
        return self.names.index(name)

    def without(self, gone: NDArray[np.bool_]) -> System:
        """The same unknowns, but nothing is said of those that are gone: no row has them, and they are 0."""
        kept = np.flatnonzero((abs(self.matrix) @ gone.astype(float)) == 0)
        low, high = (np.where(gone, 0.0, ends) for ends in (self.low, self.high))
        equal = int((kept < self.equal).sum())
        return System(self.names, sparse.csr_array(self.matrix[kept]), self.rhs[kept], equal, low, high)


@dataclass
class Knowledge:
    """Gathers unknowns, bounds, equations and inequalities, and makes the System of them."""

    bounds: dict[Hashable, tuple[float, float]] = field(default_factory=dict)
    equations: list[tuple[tuple[tuple[float, Hashable], ...], float]] = field(default_factory=list)
    at_most: list[tuple[tuple[tuple[float, Hashable], ...], float]] = field(default_factory=list)

    def unknown(self, name: Hashable, low: float = 0, high: float = UNBOUNDED) -> None:
        """An unknown between these bounds; named again, it keeps the narrower ones."""
        was_low, was_high = self.bounds.get(name, (low, high))
        self.bounds[name] = (max(low, was_low), min(high, was_high))

    def equals(self, terms: Terms, value: float = 0) -> None:
        """The sum of coefficient x unknown is this value."""
        self.equations.append((tuple(terms), value))

    def no_more(self, terms: Terms, value: float = 0) -> None:
        """The sum of coefficient x unknown is at most this value."""
        self.at_most.append((tuple(terms), value))

    def system(self) -> System:
        """The system of all that was gathered; unknowns in the order in which they were named."""
        names = tuple(self.bounds)
        at = {name: i for i, name in enumerate(names)}
        rows = [*self.equations, *self.at_most]
        entries = [(r, at[name], coef) for r, (terms, _) in enumerate(rows) for coef, name in terms]
        row, column, value = zip(*entries, strict=True) if entries else ((), (), ())
        sparse_rows = sparse.coo_array((np.array(value, dtype=np.float64), (row, column)), (len(rows), len(names)))
        matrix = sparse.csr_array(sparse_rows)
        low, high = (np.array([self.bounds[name][side] for name in names], dtype=np.float64) for side in (0, 1))
        rhs = np.array([value for _, value in rows], dtype=np.float64)
        return System(names, matrix, rhs, len(self.equations), low, high)


def parts(incidence: sparse.csr_array) -> NDArray[np.int32]:
    """For each column of a matrix, the number of the connected part it is in: columns that share a row share a part."""
    from scipy.sparse.csgraph import connected_components

    linked = sparse.csr_array(abs(incidence.T) @ abs(incidence))
    labels: NDArray[np.int32] = connected_components(linked, directed=False)[1]
    return labels
