"""How many whole numbers a withheld count could really be: each one counted has a full solution behind it.

A linear program allows fractions, so a narrow range may promise more values than whole people allow. In: a System, the
bounds in force, targets with their ranges. Out: how many values of each are part of a solution in whole numbers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np

from scorecard.disclosure.blocks import TOLERANCE, Block, blocks
from scorecard.disclosure.nearby import Nearby, with_value
from scorecard.disclosure.solver import Answer, Programs, whole
from scorecard.disclosure.system import Floats, System

MOST_TRIED, TIMES = 100, 3  # values of an unknown, and how often each is tried fast before it is tried hard
NODES = 200  # how long a change of what is nearby alone is looked for
EVERY = 32  # programs with the same cost: the next one of them is a few steps away


@dataclass(frozen=True)
class Question:
    """Can the unknown take `need` whole values from `first` to `last`, the range that its linear programs gave?"""

    unknown: int
    first: int
    last: int
    need: int


class _Witnesses:
    """Solutions in whole numbers of one block; each is a witness for every unknown in it."""

    def __init__(self, block: Block) -> None:
        self.block, self.rows = block, block.inner
        self.programs = Programs(block.inner)
        self.place = {int(unknown): place for place, unknown in enumerate(block.at)}
        self.nearby = Nearby(block.inner)
        self.seen: dict[int, set[int]] = defaultdict(set)
        self.last: Floats | None = None
        self.never: set[tuple[int, int]] = set()
        self.draw, self.tried = np.random.default_rng(0), 0

    def answered(self, question: Question) -> bool:
        """True where the values asked for have been seen."""
        seen = sum(question.first <= value <= question.last for value in self.seen[question.unknown])
        return seen >= question.need

    def in_doubt(self, question: Question, value: int) -> bool:
        """True where that value is neither seen nor known to be impossible."""
        return value not in self.seen[question.unknown] and (question.unknown, value) not in self.never

    def try_fast(self, unknown: int, value: int) -> None:
        """A linear program with a cost drawn at random now and then: its corners are mostly whole."""
        if self.tried % EVERY == 0:
            self._keep(self.programs.least_anew(self.draw.choice([-1.0, 0.0, 1.0], len(self.block.at))))
        self.tried += 1
        answer = self.programs.least_where(self.place[unknown], value)
        if answer is None:
            self.never.add((unknown, value))
        self._keep(answer)

    def try_near(self, unknown: int, value: int) -> None:
        """Branch and bound over what is nearby alone: a few people more here are a few less close by."""
        if self.last is None:
            return
        near, rows = self.nearby.program(self.place[unknown], self.last)
        here = int(np.searchsorted(near, self.place[unknown]))
        solution, _ = whole(np.zeros(len(near)), with_value(rows, here, value), nodes=NODES)
        if solution is not None:
            changed = self.last.copy()
            changed[near] = solution
            self._see(changed)

    def try_hard(self, unknown: int, value: int) -> None:
        """Branch and bound."""
        solution, _ = whole(np.zeros(len(self.rows.low)), with_value(self.rows, self.place[unknown], value))
        if solution is not None:
            self._see(solution)

    def enough(self, question: Question) -> bool:
        """True where the values asked for are found, trying hard for what is not yet seen."""
        for value in range(question.first, question.last + 1):
            if self.answered(question):
                break
            for attempt in (self.try_near, self.try_hard):
                if self.in_doubt(question, value):
                    attempt(question.unknown, value)
        return self.answered(question)

    def _keep(self, answer: Answer | None) -> None:
        if answer is not None:
            self._see(answer.solution)

    def _see(self, solution: Floats) -> None:
        """Keep what is whole, and agrees with every row when it is made exactly so."""
        exact = np.rint(solution)
        sums = self.rows.matrix @ exact
        holds = np.where(self.rows.equal, np.abs(sums - self.rows.rhs), sums - self.rows.rhs) <= TOLERANCE
        if np.abs(exact - solution).max() <= TOLERANCE and holds.all():
            self.last = exact
            for unknown, value in zip(self.block.at, exact, strict=True):
                self.seen[int(unknown)].add(int(value))


def unanswered(system: System, low: Floats, high: Floats, questions: list[Question]) -> set[int]:
    """The unknowns that cannot take as many whole values as asked."""
    by_unknown = {q.unknown: q for q in sorted(questions, key=lambda q: q.need)}  # the most that is asked of each
    wanted = np.array(sorted(by_unknown), dtype=np.intp)
    short = {q.unknown for q in questions if low[q.unknown] == high[q.unknown] and q.need > 1}
    for block in blocks(system, low, high, wanted):
        asked = [by_unknown[int(u)] for u in block.at if int(u) in by_unknown]
        short |= set(_short(_Witnesses(block), asked))
    return short


def _short(witnesses: _Witnesses, questions: list[Question]) -> Iterator[int]:
    """The unknowns of one block of which too few values are found."""
    most = min(MOST_TRIED, max(q.need for q in questions))
    for step, q in product((*range(most),) * TIMES, questions):
        if step < q.need and witnesses.in_doubt(q, q.first + step) and not witnesses.answered(q):
            witnesses.try_fast(q.unknown, q.first + step)
    yield from (q.unknown for q in questions if not witnesses.enough(q))
