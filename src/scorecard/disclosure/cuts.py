"""Cuts: inequalities that every safe set of withheld counts obeys, and a leaking one does not.

In: a Problem, and what an attack found. Out: rows `coefficients @ withheld >= least`. They come from the problem
itself, or from the prices of a successful attack: Fischetti and Salazar (2001), Management Science 47(7), 1008-1027.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from scipy import sparse

from scorecard.disclosure.blocks import Indices
from scorecard.disclosure.problem import Attack, Flags, Problem
from scorecard.disclosure.ranges import ranges
from scorecard.disclosure.solver import Rows
from scorecard.disclosure.sound import supposing
from scorecard.disclosure.system import Floats

EPSILON = 1e-7
Cut = tuple[Floats, float]


class Cuts:
    """Inequalities `coefficients @ withheld >= least`, from the problem itself and from successful attacks.

    coefficients: (cuts, candidates); least: (cuts,).
    """

    def __init__(self, problem: Problem) -> None:
        self.coefficients, self.least = np.zeros((0, len(problem.candidates))), np.zeros(0)
        self.add(known_beforehand(problem))

    def add(self, cuts: Iterable[Cut]) -> bool:
        """False where there is none to add."""
        rows, least = [], []
        for row, at_least in cuts:
            rows.append(row)
            least.append(at_least)
        if rows:
            self.coefficients, self.least = np.vstack([self.coefficients, *rows]), np.append(self.least, least)
        return bool(rows)

    def rows(self, low: Floats, high: Floats) -> Rows:
        """All cuts, for candidates that may be withheld from low to high (0 or 1)."""
        return Rows(sparse.csr_array(-self.coefficients), -self.least, np.zeros(len(self.least), dtype=bool), low, high)

    def short(self, reached: Floats) -> Indices:
        """The cuts that are not obeyed where their left sides reach so much."""
        return np.flatnonzero(reached < self.least - EPSILON)

    def obeyed(self, withheld: Flags) -> bool:
        """Whether these withheld counts obey all."""
        return not len(self.short(self.coefficients @ withheld))


def known_beforehand(problem: Problem) -> Iterator[Cut]:
    """What is withheld because another count is; and of exact counts in one equation, never only one."""
    one_each = np.eye(len(problem.candidates))
    yield from ((one_each[other] - one_each[one], 0.0) for one, other in problem.implies)
    yield from _pairs(problem)


def _pairs(problem: Problem) -> Iterator[Cut]:
    """A withheld count in an equation of exact counts needs another one withheld there."""
    for view in problem.views[:1]:
        system = supposing(view.system, view.suppositions, (0,) * len(view.suppositions))
        said = system.low < system.high  # a slack that is supposed to be 0 is none
        candidate = {int(unknown): i for i, unknown in enumerate(view.at)}
        exact = [c.shown[0] == c.shown[1] for c in problem.candidates]
        for r in range(system.equal):
            members = system.matrix.indices[system.matrix.indptr[r] : system.matrix.indptr[r + 1]]
            mine = [candidate.get(int(m), -1) for m in members if said[m]]
            if min(mine, default=-1) < 0 or not all(exact[i] for i in mine):
                continue
            for i in mine:
                row = np.zeros(len(problem.candidates))
                row[mine] = 1
                row[i] = -1
                yield row, 0.0


def against(problem: Problem, attack: Attack, leaking: Indices) -> Iterator[Cut]:
    """A cut for each leaking target. The proof of its range rests on the bounds as given: narrowed ones, found from the
    same rows, would hide which counts it depends on."""
    proof = ranges(attack.believed.system, *attack.believed.given, attack.unknowns[leaking])
    nothing = np.zeros(len(problem.candidates), dtype=bool)
    shown, hidden = (problem.bounds(attack.believed.system, attack.view.at, gone) for gone in (nothing, ~nothing))
    for i, *prices in zip(leaking, proof.low_prices, proof.high_prices, strict=True):
        yield _cut(problem, attack, int(i), prices, (shown, hidden))


def _cut(
    problem: Problem, attack: Attack, i: int, proof: Sequence[Floats], bounds: Sequence[tuple[Floats, Floats]]
) -> Cut:
    """What every safe set obeys, by the prices of the two programs on target i.

    For any prices the width of the target's range is at most a constant plus a sum over withheld candidates: that sum
    must reach what the target needs. A coefficient above the need is no more use than the need itself.
    """
    system, view, target = attack.believed.system, attack.view, attack.targets[i]
    shown, hidden = bounds
    constant, use = 0.0, np.zeros(len(system.names))
    for prices, sign in zip(proof, (1.0, -1.0), strict=True):
        cost = -(system.matrix.T @ prices)
        cost[target.unknown] += sign
        cost[np.abs(cost) < EPSILON] = 0
        up, down = np.maximum(cost, 0), np.maximum(-cost, 0)
        constant -= float(prices @ system.rhs + up @ shown[0] - down @ shown[1])
        use += up * np.maximum(shown[0] - hidden[0], 0) + down * np.maximum(hidden[1] - shown[1], 0)
    return _row(problem, np.flatnonzero(view.at == target.unknown), use[view.at], (constant, attack.need[i] - 1.0))


def _row(problem: Problem, own: Indices, use: Floats, spare: tuple[float, float]) -> Cut:
    """The cut on what is withheld: `spare` is the width that is there whatever is withheld, and the width needed.

    own: the candidate that the target itself is, if it is one: as long as it is shown it needs less.
    """
    constant, need = spare
    least_when_shown = max((problem.candidates[i].need_shown - 1.0 - constant for i in own), default=0.0)
    least_when_shown = max(least_when_shown, 0.0)
    gap = max(need - constant, least_when_shown)
    row = np.minimum(use, gap)
    if not len(own):
        return row, gap
    row[own[0]] -= gap - least_when_shown
    return row, least_when_shown
