"""Choosing what to withhold: the least-weight set of counts that leaves the attacker nothing.

In: a Problem. Out: a `Choice`. A master program (branch and bound) proposes a set; the attacker's linear
programs answer; the prices of each successful attack become a cut: an inequality that every safe set obeys and this one
does not. It ends when an attack finds nothing. Fischetti and Salazar (2001), Management Science 47(7), 1008-1027.

Limits are counted in nodes and rounds, not in seconds, so that one input always gives one answer. Past them a heuristic
withholds more than is needed, but never too little.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from scorecard.disclosure.blocks import Indices
from scorecard.disclosure.cuts import EPSILON, Cuts, against
from scorecard.disclosure.problem import Attack, Flags, Problem, Settled, attacks, too_few_whole
from scorecard.disclosure.solver import whole

NODES, ROUNDS, PATIENCE, GAP = 500, 40, 6, 0.01
WORK = 4_000  # candidates x rounds: a round on a large problem costs more than one on a small one


_LOG = logging.getLogger(__name__)  # for a person who waits; the counts themselves are never in it


class Impossible(Exception):  # noqa: N818 - an answer: no choice is safe
    """Even withholding everything that may be withheld leaves the attacker a count."""


@dataclass(frozen=True)
class Choice:
    """withheld: for each candidate. optimal: False where a limit was reached and the heuristic finished the work."""

    withheld: Flags
    optimal: bool


def choose(problem: Problem, likely: Flags | None = None, *, nodes: int = NODES, rounds: int = ROUNDS) -> Choice:
    """The safe set of least weight (to within GAP); Impossible where there is none.

    likely: a set of which there is reason to think that it is safe. Where it is, it is taken where the search would be
    cut short, or finds none.
    """
    cuts = Cuts(problem)
    allowed = min(rounds, WORK // len(problem.candidates))
    if likely is not None and allowed < PATIENCE and not _learn(problem, likely, cuts, {}):
        return Choice(likely, optimal=False)
    try:
        return _searched(problem, cuts, nodes, allowed)
    except Impossible:
        if likely is None or _learn(problem, likely, Cuts(problem), {}):
            raise
        return Choice(likely, optimal=False)


def _searched(problem: Problem, cuts: Cuts, nodes: int, rounds: int) -> Choice:
    """The search: exact as long as there are rounds."""
    extra: dict[int, int] = {}
    withheld = np.array([c.must for c in problem.candidates], dtype=bool)
    history: list[int] = []
    while len(history) < rounds and not _stalled(history):
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


def _heuristic(problem: Problem, cuts: Cuts, withheld: Flags, extra: dict[int, int]) -> Flags:
    """Withhold more until an attack finds nothing, then show again what can be shown."""
    while True:
        wide: set[Settled] = set()
        while True:
            withheld = _grow(problem, cuts, withheld)
            if not _learn(problem, withheld, cuts, extra, wide):
                break
        if not _learn(problem, withheld, cuts, extra):
            return _prune(problem, cuts, withheld, extra)


def _cheapest(problem: Problem, cuts: Cuts, nodes: int) -> Flags | None:
    """The set of least weight that obeys all cuts; None where the solver gave up before it knew."""
    weight = np.array([c.weight for c in problem.candidates])
    low = np.array([c.must for c in problem.candidates], dtype=float)
    high = np.array([not c.never for c in problem.candidates], dtype=float)
    if (low > high).any():
        raise Impossible
    solution, settled = whole(weight, cuts.rows(low, high), nodes=nodes, gap=GAP)
    if settled and solution is None:
        raise Impossible
    return None if solution is None else solution > 0.5


def _learn(
    problem: Problem, withheld: Flags, cuts: Cuts, extra: dict[int, int], wide: set[Settled] | None = None
) -> bool:
    """Attack; add a cut for each leak. False where there is nothing to learn: the set is safe.

    wide: what attacks on fewer withheld counts found wide, which is passed over; what this one finds is added. It is
    wide in fractions; whole people are counted out only where all is asked about, and is wide.
    """
    found = list(_until_leaking(attacks(problem, withheld, extra, wide=wide or ())))
    if wide is not None:
        wide.update(*(attack.wide for attack, _ in found))
    elif not any(len(leaking) for _, leaking in found):
        found = [(attack, _short_of_whole(attack, extra)) for attack, _ in found]
    leaks = [(attack, leaking) for attack, leaking in found if len(leaking)]
    open_still = sum(len(leaking) for _, leaking in leaks)
    _LOG.info("withholding %d of %d counts: %d could be worked out", withheld.sum(), len(withheld), open_still)
    return cuts.add(cut for attack, leaking in leaks for cut in against(problem, attack, leaking))


def _until_leaking(views: Iterable[Attack]) -> Iterator[tuple[Attack, Indices]]:
    """Each attack with the targets that leak, up to the first where some do: its cuts may answer the others as well."""
    for attack in views:
        yield attack, np.flatnonzero(attack.leaks)
        if attack.leaks.any():
            return


def _short_of_whole(attack: Attack, extra: dict[int, int]) -> Indices:
    """The targets that hold too few values in whole people; from now on a wider range is asked of them."""
    short = too_few_whole(attack)
    first, last = attack.found.whole
    for i in short:
        extra[attack.targets[i].unknown] = max(int(last[i] - first[i]) + 2 - attack.targets[i].need, 0)
    return np.array(short, dtype=np.intp)


def _grow(problem: Problem, cuts: Cuts, withheld: Flags) -> Flags:
    """Withhold, for each violated cut in turn, the candidate that does most for its weight."""
    withheld, reached = withheld.copy(), cuts.coefficients @ withheld
    while len(short := cuts.short(reached)):
        row = cuts.coefficients[short[0]]
        may = [i for i in np.flatnonzero(row > EPSILON) if not withheld[i] and not problem.candidates[i].never]
        if not may:
            raise Impossible
        most = max(may, key=lambda i: (row[i] / problem.candidates[i].weight, -i))
        withheld[most] = True
        reached += cuts.coefficients[:, most]
    return withheld


def _prune(problem: Problem, cuts: Cuts, withheld: Flags, extra: dict[int, int]) -> Flags:
    """Show again what the heuristic need not have withheld, heaviest first."""
    order = [i for i in np.flatnonzero(withheld) if not problem.candidates[i].must]
    for i in sorted(order, key=lambda i: (-problem.candidates[i].weight, i))[: WORK // len(problem.candidates) // 2]:
        fewer = withheld.copy()
        fewer[i] = False
        if cuts.obeyed(fewer) and not _learn(problem, fewer, cuts, extra):
            withheld = fewer
    return withheld
