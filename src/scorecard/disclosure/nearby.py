"""What is around one unknown of a program, while everything else stays as in a solution that is known.

In: rows and a solution of them. Out: the unknowns nearby, and the rows over these alone. What solves those, put into
the known solution, solves all rows.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scipy import sparse

from scorecard.disclosure.blocks import Indices
from scorecard.disclosure.solver import Rows
from scorecard.disclosure.system import Floats

NEAR = 800  # so many unknowns or, with the last step outwards, some more


class Nearby:
    """The surroundings of the unknowns of one program, each found when it is first asked for."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._columns = sparse.csc_array(rows.matrix)
        self._found: dict[int, tuple[Indices, Indices, sparse.csr_array]] = {}

    def program(self, place: int, known: Floats) -> tuple[Indices, Rows]:
        """The places of what is near the unknown at that place, and the rows of these when the rest is as known."""
        if place not in self._found:
            near = self._near(place)
            touched = self._touched(near)
            self._found[place] = near, touched, sparse.csr_array(self._columns[:, near][touched])
        near, touched, inner = self._found[place]
        left = self._rows.rhs[touched] - self._rows.matrix[touched] @ known + inner @ known[near]
        every = self._rows
        return near, Rows(inner, left, every.equal[touched], every.low[near], every.high[near])

    def _near(self, place: int) -> Indices:
        """Those that share a row with it, those that share one with them, and so on."""
        near = np.array([place])
        while len(near) < NEAR:
            wider = np.unique(self._rows.matrix[self._touched(near)].indices)
            if len(wider) == len(near):
                break
            near = wider
        return near

    def _touched(self, places: Indices) -> Indices:
        return np.unique(self._columns[:, places].indices)


def with_value(rows: Rows, place: int, value: float) -> Rows:
    """The same rows where the unknown at that place has that value."""
    low, high = rows.low.copy(), rows.high.copy()
    low[place] = high[place] = value
    return replace(rows, low=low, high=high)
