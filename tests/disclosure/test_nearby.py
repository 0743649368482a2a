"""What is near an unknown: a solution of it, put into a known one, solves all rows; and far things are left alone."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from scorecard.disclosure import nearby
from scorecard.disclosure.nearby import Nearby, with_value
from scorecard.disclosure.solver import Rows, whole

LENGTH = 30


def ring() -> tuple[Rows, np.ndarray]:
    """x[i] + x[i + 1] = 10 in a run that ends where it began, and the first three at most 20 together; a solution."""
    one = sparse.eye_array(LENGTH, format="csr")
    pairs = one + sparse.csr_array(np.roll(one.toarray(), 1, axis=1))
    some = sparse.csr_array((np.arange(LENGTH) < 3).astype(float)[None, :])
    matrix = sparse.csr_array(sparse.vstack([pairs, some]))
    rhs = np.append(np.full(LENGTH, 10.0), 20.0)
    equal = np.append(np.ones(LENGTH, dtype=bool), [False])
    return Rows(matrix, rhs, equal, np.zeros(LENGTH), np.full(LENGTH, 100.0)), np.tile([4.0, 6.0], LENGTH // 2)


@pytest.mark.parametrize("size", [1, 5, 8, 800])
@pytest.mark.parametrize("place", [0, 2, 17])
def test_what_solves_the_part_solves_the_whole(monkeypatch, size, place):
    monkeypatch.setattr(nearby, "NEAR", size)
    rows, known = ring()
    near, part = Nearby(rows).program(place, known)
    assert place in near
    assert (len(near) == LENGTH) == (size == 800)
    assert size <= len(near) or len(near) == LENGTH
    solution, _ = whole(np.arange(len(near), dtype=float), part)
    assert solution is not None
    changed = known.copy()
    changed[near] = solution
    sums = rows.matrix @ changed
    assert np.allclose(sums[rows.equal], rows.rhs[rows.equal])
    assert (sums <= rows.rhs + 1e-9).all()


def test_another_value_is_found_nearby_only_where_what_is_far_need_not_change(monkeypatch):
    rows, known = ring()
    near, part = Nearby(rows).program(3, known)
    solution, settled = whole(np.zeros(len(near)), with_value(part, int(np.searchsorted(near, 3)), 9))
    assert settled
    assert solution is not None
    assert set(solution) == {1.0, 9.0}
    monkeypatch.setattr(nearby, "NEAR", 5)
    near, part = Nearby(rows).program(17, known)
    solution, settled = whole(np.zeros(len(near)), with_value(part, int(np.searchsorted(near, 17)), 9))
    assert (solution, settled) == (None, True)  # the whole ring would have to turn
