"""Choosing what to withhold: the least-weight set of counts that leaves the attacker nothing.

In: a Problem. Out: a `Choice`. A master program (scipy's HiGHS, branch and bound) proposes a set; the attacker's linear
programs answer; the prices of each successful attack become a cut: an inequality that every safe set obeys and this one
does not. It ends when an attack finds nothing. Fischetti and Salazar (2001), Management Science 47(7), 1008-1027.

Limits are counted in nodes and rounds, not in seconds, so that one input always gives one answer. Past them a heuristic
withholds more than is needed, but never too little.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from scorecard.disclosure.problem import Attack, Flags, Problem, Settled, Target, View, attacks, too_few_whole
from scorecard.disclosure.system import Floats

NODES, ROUNDS, PATIENCE, GAP = 500, 40, 6, 0.01
WORK = 4_000  # candidates x rounds: a round on a large problem costs more than one on a small one
EPSILON = 1e-7


class Impossible(Exception):  # noqa: N818 - an answer: no choice is safe
    """Even withholding everything that may be withheld leaves the attacker a count."""


@dataclass(frozen=True)
class Choice:
    """withheld: for each candidate. optimal: False where a limit was reached and the heuristic finished the work."""

    withheld: Flags
    optimal: bool


@dataclass
class _Cuts:
    """Inequalities `coefficients @ withheld >= least`, from the problem itself and from successful attacks."""

    coefficients: list[Floats] = field(default_factory=list)
    least: list[float] = field(default_factory=list)

    def add(self, coefficients: Floats, least: float) -> None:
        self.coefficients.append(coefficients)
        self.least.append(least)

    def rows(self) -> list[LinearConstraint]:
        if not self.least:
            return []
        return [LinearConstraint(sparse.csr_array(np.array(self.coefficients)), np.array(self.least))]

    def violated(self, withheld: Flags) -> list[int]:
        return [i for i, c in enumerate(self.coefficients) if c @ withheld < self.least[i] - EPSILON]


def choose(problem: Problem, *, nodes: int = NODES, rounds: int = ROUNDS) -> Choice:
    """The safe set of least weight (to within GAP); Impossible where there is none."""
    cuts = _Cuts()
    extra: dict[int, int] = {}
    size = len(problem.candidates)
    for one, other in problem.implies:
        cuts.add(np.eye(size)[other] - np.eye(size)[one], 0.0)
    for row, least in _pairs(problem):
        cuts.add(row, least)
    withheld = np.array([c.must for c in problem.candidates], dtype=bool)
    history: list[int] = []
    while len(history) < min(rounds, WORK // size) and not _stalled(history):
        proposal = _cheapest(problem, cuts, nodes)
        if proposal is None:
            break
        withheld = proposal
        if not _learn(problem, withheld, cuts, extra):
            return Choice(withheld, optimal=True)
        history.append(int(withheld.sum()))
    return Choice(_heuristic(problem, cuts, withheld, extra), optimal=False)


def _stalled(history: list[int]) -> bool:
    """True where many rounds of cuts have hardly moved the proposal: the least is not worth its time."""
    return len(history) > PATIENCE and history[-1] <= history[-1 - PATIENCE] + 1


def _heuristic(problem: Problem, cuts: _Cuts, withheld: Flags, extra: dict[int, int]) -> Flags:
    """Withhold more until an attack finds nothing, then show again what can be shown."""
    while True:
        wide: set[Settled] = set()
        while True:
            withheld = _grow(problem, cuts, withheld)
            if not _learn(problem, withheld, cuts, extra, wide):
                break
        if not _learn(problem, withheld, cuts, extra):
            return _prune(problem, cuts, withheld, extra)


def _cheapest(problem: Problem, cuts: _Cuts, nodes: int) -> Flags | None:
    """The set of least weight that obeys all cuts; None where the solver gave up before it knew."""
    weight = np.array([c.weight for c in problem.candidates])
    low = np.array([c.must for c in problem.candidates], dtype=float)
    high = np.array([not c.never for c in problem.candidates], dtype=float)
    if (low > high).any():
        raise Impossible
    rows = cuts.rows()
    whole = np.ones(len(weight), dtype=np.int_)
    box = Bounds(low, high)
    result = milp(
        weight, integrality=whole, bounds=box, constraints=rows, options={"node_limit": nodes, "mip_rel_gap": GAP}
    )
    if result.status == 2:
        raise Impossible
    return np.asarray(result.x) > 0.5 if result.status == 0 else None


def _learn(
    problem: Problem, withheld: Flags, cuts: _Cuts, extra: dict[int, int], wide: set[Settled] | None = None
) -> bool:
    """Attack; add a cut for each leak. False where there is nothing to learn: the set is safe.

    wide: what attacks on fewer withheld counts found wide, which is passed over; what this one finds is added. It is
    wide in fractions; whole people are counted out only where all is asked about.
    """
    learned = False
    for view, attack in attacks(problem, withheld, extra, wide=wide or frozenset()):
        if wide is not None:
            wide |= attack.wide
        leaks = attack.leaks.copy()
        if wide is None and not leaks.any():
            short = too_few_whole(problem, attack, view, withheld)
            for i in short:
                unknown = attack.targets[i].unknown
                width = int(attack.found.whole[1][i] - attack.found.whole[0][i]) + 1
                extra[unknown] = width + 1 - attack.targets[i].need
            leaks[short] = True
        for leaking in np.flatnonzero(leaks):
            cuts.add(*_cut(problem, view, attack, int(leaking), extra))
            learned = True
    return learned


def _cut(problem: Problem, view: View, attack: Attack, i: int, extra: dict[int, int]) -> tuple[Floats, float]:
    """What every safe set obeys, by the prices of the attack on target i.

    For any prices the width of the target's range is at most a constant plus a sum over withheld candidates: that sum
    must reach what the target needs. A coefficient above the need is no more use than the need itself.
    """
    system, target = attack.system, attack.targets[i]
    shown = problem.bounds(system, view.at, np.zeros(len(problem.candidates), dtype=bool))
    hidden = problem.bounds(system, view.at, np.ones(len(problem.candidates), dtype=bool))
    constant, use = 0.0, np.zeros(len(system.names))
    for prices, sign in ((attack.found.low_prices[i], 1.0), (attack.found.high_prices[i], -1.0)):
        cost = -(system.matrix.T @ prices)
        cost[target.unknown] += sign
        cost[np.abs(cost) < EPSILON] = 0
        up, down = np.maximum(cost, 0), np.maximum(-cost, 0)
        constant -= float(prices @ system.rhs + up @ shown[0] - down @ shown[1])
        use += up * np.maximum(shown[0] - hidden[0], 0) + down * np.maximum(hidden[1] - shown[1], 0)
    need = target.need + extra.get(target.unknown, 0) - 1
    return _row(problem, view, target, use, (constant, float(need)))


def _row(problem: Problem, view: View, target: Target, use: Floats, spare: tuple[float, float]) -> tuple[Floats, float]:
    """The cut on what is withheld: `spare` is the width that is there whatever is withheld, and the width needed."""
    constant, need = spare
    own = np.flatnonzero(view.at == target.unknown)
    least_when_shown = 0.0
    if len(own):
        least_when_shown = max(problem.candidates[own[0]].need_shown - 1.0 - constant, 0.0)
    gap = max(need - constant, least_when_shown)
    row = np.minimum(use[view.at], gap)
    if not len(own):
        return row, gap
    row[own[0]] -= gap - least_when_shown
    return row, least_when_shown


def _pairs(problem: Problem) -> Iterator[tuple[Floats, float]]:
    """Cuts known beforehand: a withheld count in an equation of exact counts needs another one withheld there."""
    for view in problem.views[:1]:
        system = view.systems[0]
        candidate = {int(unknown): i for i, unknown in enumerate(view.at)}
        exact = [c.shown[0] == c.shown[1] for c in problem.candidates]
        for r in range(system.equal):
            members = system.matrix.indices[system.matrix.indptr[r] : system.matrix.indptr[r + 1]]
            mine = [candidate.get(int(m), -1) for m in members]
            if min(mine) < 0 or not all(exact[i] for i in mine):
                continue
            for i in mine:
                row = np.zeros(len(problem.candidates))
                row[mine] = 1
                row[i] = -1
                yield row, 0.0


def _grow(problem: Problem, cuts: _Cuts, withheld: Flags) -> Flags:
    """Withhold, for each violated cut in turn, the candidate that does most for its weight."""
    withheld = withheld.copy()
    while violated := cuts.violated(withheld):
        row = cuts.coefficients[violated[0]]
        may = [i for i in np.flatnonzero(row > EPSILON) if not withheld[i] and not problem.candidates[i].never]
        if not may:
            raise Impossible
        withheld[max(may, key=lambda i: (row[i] / problem.candidates[i].weight, -i))] = True
    return withheld


def _prune(problem: Problem, cuts: _Cuts, withheld: Flags, extra: dict[int, int]) -> Flags:
    """Show again what the heuristic need not have withheld, heaviest first."""
    order = [i for i in np.flatnonzero(withheld) if not problem.candidates[i].must]
    for i in sorted(order, key=lambda i: (-problem.candidates[i].weight, i))[: WORK // len(problem.candidates) // 2]:
        fewer = withheld.copy()
        fewer[i] = False
        if not cuts.violated(fewer) and not _learn(problem, fewer, cuts, extra):
            withheld = fewer
    return withheld
