"""A problem in independent parts: officers and staff, say, where no combined row is published.

Small parts are taken together, since a round of choosing costs much the same for ten counts as for a hundred.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from scorecard.disclosure.blocks import Indices
from scorecard.disclosure.problem import Problem, View
from scorecard.disclosure.system import parts

TOGETHER = 100  # candidates


def split(problem: Problem) -> Iterator[tuple[Indices, Problem]]:
    """Parts of a problem that share no equation, each with the positions of its candidates in the whole."""
    labels = [parts(view.system.matrix) for view in problem.views]
    group = _packed(_groups(problem, labels))
    for number in range(int(group.max(initial=-1)) + 1):
        members = np.flatnonzero(group == number)
        place = {int(m): i for i, m in enumerate(members)}
        yield (
            members,
            replace(
                problem,
                candidates=tuple(problem.candidates[m] for m in members),
                views=tuple(_part(v, label, members) for v, label in zip(problem.views, labels, strict=True)),
                implies=tuple((place[a], place[b]) for a, b in problem.implies if a in place),
            ),
        )


def _groups(problem: Problem, labels: list[NDArray[np.int32]]) -> NDArray[np.int32]:
    """Candidates are in one group where they are in one part of any view, or one implies the other."""
    size = len(problem.candidates)
    row: list[int] = []
    column: list[int] = []
    for view, label in zip(problem.views, labels, strict=True):
        mine = label[view.at]
        first = {int(part): i for i, part in reversed(list(enumerate(mine)))}
        row += range(size)
        column += [first[int(part)] for part in mine]
    row += [a for a, _ in problem.implies]
    column += [b for _, b in problem.implies]
    graph = sparse.csr_array((np.ones(len(row)), (row, column)), shape=(size, size))
    group: NDArray[np.int32] = connected_components(graph, directed=False)[1]
    return group


def _packed(group: NDArray[np.int32]) -> NDArray[np.int32]:
    """The groups, as many of them in one as have TOGETHER candidates; the largest come first."""
    sizes = np.bincount(group)
    pack = np.zeros(len(sizes), dtype=np.int32)
    number, held = -1, TOGETHER
    for one in np.argsort(-sizes, kind="stable"):
        if held + sizes[one] > TOGETHER:
            number, held = number + 1, 0
        pack[one] = number
        held += sizes[one]
    return pack[group]


def _part(view: View, label: NDArray[np.int32], members: Indices) -> View:
    mine = set(label[view.at[members]].tolist())
    others = tuple(t for t in view.others if int(label[t.unknown]) in mine)
    return replace(view, at=view.at[members], others=others)
