"""How many whole numbers a withheld count could really be: each one counted has a full solution behind it.

A linear program allows fractions, so a narrow range may promise more values than whole people allow. In: a System, the
bounds in force, targets with their ranges. Out: how many values of each are part of a solution in whole numbers.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from scorecard.disclosure.blocks import TOLERANCE, Block, Contradiction, blocks
from scorecard.disclosure.system import Floats, System


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
    seen: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))

    def add(self, solution: Floats) -> bool:
        whole = np.rint(solution)
        if np.abs(whole - solution).max() > TOLERANCE:
            return False
        for unknown, value in zip(self.block.at, whole, strict=True):
            self.seen[int(unknown)].add(int(value))
        return True

    def try_all(self, asked: list[tuple[int, int]]) -> None:
        """One linear program for all (unknown, value) asked: corners are mostly in whole numbers already."""
        if not asked:
            return
        low, high = np.tile(self.block.low, (len(asked), 1)), np.tile(self.block.high, (len(asked), 1))
        for copy, (unknown, value) in enumerate(asked):
            low[copy, self.block.at == unknown] = high[copy, self.block.at == unknown] = value
        try:
            solutions, _ = self.block.copies(np.zeros(low.shape), low, high)
        except Contradiction:
            return
        for solution in solutions:
            self.add(solution)

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
        """True where the value asked for is found, trying one by one what is not yet seen."""
        seen = self.seen[question.unknown]
        for value in range(question.first, question.last + 1):
            if len(seen) >= question.need:
                break
            if value not in seen:
                self.try_one(question.unknown, value)
        return len(seen) >= question.need


def unanswered(system: System, low: Floats, high: Floats, questions: list[Question]) -> set[int]:
    """The unknowns that cannot take as many whole values as asked."""
    by_unknown = {q.unknown: q for q in questions}
    wanted = np.array(sorted(by_unknown), dtype=np.intp)
    short = {q.unknown for q in questions if low[q.unknown] == high[q.unknown] and q.need > 1}
    for block in blocks(system, low, high, wanted):
        mine = [by_unknown[int(u)] for u in block.at if int(u) in by_unknown]
        witnesses = _Witnesses(block)
        witnesses.try_all([(q.unknown, q.first + step) for q in mine for step in range(q.need)])
        short |= {q.unknown for q in mine if not witnesses.enough(q)}
    return short
