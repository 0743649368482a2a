"""How many whole numbers a withheld count could really be: each one counted has a full solution behind it.

A linear program allows fractions, so a narrow range may promise more values than whole people allow. In: a System, the
bounds in force, targets with their ranges. Out: how many values of each are part of a solution in whole numbers.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from scorecard.disclosure.blocks import TOLERANCE, Answer, Asked, Block, Contradiction, blocks, solved
from scorecard.disclosure.system import Floats, System

MOST_TRIED = 100
BATCH = 32  # values tried at once: more would miss what the first of them answer


@dataclass(frozen=True)
class Question:
    """Can the unknown take `need` whole values from `first` to `last`, the range that its linear programs gave?"""

    unknown: int
    first: int
    last: int
    need: int


@dataclass
class _Witnesses:
    """Solutions in whole numbers of one block; each is a witness for every unknown in it."""

    block: Block
    questions: list[Question]
    seen: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    draw: np.random.Generator = field(default_factory=lambda: np.random.default_rng(0))
    waiting: list[tuple[Question, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.waiting = [(q, q.first + step) for step in range(MOST_TRIED) for q in self.questions if step < q.need]

    def add(self, solution: Floats) -> bool:
        whole = np.rint(solution)
        if np.abs(whole - solution).max() > TOLERANCE:
            return False
        for unknown, value in zip(self.block.at, whole, strict=True):
            self.seen[int(unknown)].add(int(value))
        return True

    def asked(self) -> Asked | None:
        """The next few values not yet seen, each in a linear program of its own; None where there are none left."""
        left = [(q, v) for q, v in self.waiting if v not in self.seen[q.unknown] and not self.answered(q)]
        now, self.waiting = left[:BATCH], left[BATCH:]
        if not now:
            return None
        low, high = np.tile(self.block.low, (len(now), 1)), np.tile(self.block.high, (len(now), 1))
        for copy, (question, value) in enumerate(now):
            at = self.block.at == question.unknown
            low[copy, at] = high[copy, at] = value
        return Asked(self.block, self.draw.choice([-1.0, 0.0, 1.0], low.shape), low, high)

    def answered(self, question: Question) -> bool:
        """True where the values asked for have been seen."""
        return len(self.seen[question.unknown]) >= question.need

    def try_one(self, unknown: int, value: int) -> None:
        """Branch and bound for one value."""
        low, high = self.block.low.copy(), self.block.high.copy()
        low[self.block.at == unknown] = high[self.block.at == unknown] = value
        least = np.where(self.block.equal, self.block.rhs, -np.inf)
        rows = [LinearConstraint(self.block.matrix, least, self.block.rhs)] if len(self.block.rhs) else []
        whole = np.ones(len(low), dtype=np.int_)
        result = milp(np.zeros(len(low)), integrality=whole, bounds=Bounds(low, high), constraints=rows)
        if result.x is not None:
            self.add(np.rint(result.x))

    def enough(self, question: Question) -> bool:
        """True where the values asked for are found, trying one by one what is not yet seen."""
        for value in range(question.first, question.last + 1):
            if self.answered(question):
                break
            if value not in self.seen[question.unknown]:
                self.try_one(question.unknown, value)
        return self.answered(question)


def _try_many(every: list[_Witnesses]) -> None:
    """Linear programs, many at a time: their corners are mostly whole, and each answers several questions."""
    while asked := [(w, ask) for w in every if (ask := w.asked()) is not None]:
        for (witnesses, _), answer in zip(asked, _solved([ask for _, ask in asked]), strict=True):
            for solution in answer.solution if answer else ():
                witnesses.add(solution)


def _solved(asked: list[Asked]) -> list[Answer | None]:
    """The answers; None where a value asked for cannot be, which is told only of all that stand together."""
    try:
        return list(solved(asked))
    except Contradiction:
        return [_alone(ask) for ask in asked]


def _alone(ask: Asked) -> Answer | None:
    try:
        return solved([ask])[0]
    except Contradiction:
        return None


def unanswered(system: System, low: Floats, high: Floats, questions: list[Question]) -> set[int]:
    """The unknowns that cannot take as many whole values as asked."""
    by_unknown = {q.unknown: q for q in questions}
    wanted = np.array(sorted(by_unknown), dtype=np.intp)
    short = {q.unknown for q in questions if low[q.unknown] == high[q.unknown] and q.need > 1}
    every = [
        _Witnesses(block, [by_unknown[int(u)] for u in block.at if int(u) in by_unknown])
        for block in blocks(system, low, high, wanted)
    ]
    _try_many(every)
    return short | {q.unknown for w in every for q in w.questions if not w.enough(q)}
