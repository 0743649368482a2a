"""Somebody who keeps every public edition and lays them side by side: one integer program a question.

In: publications, oldest first. Out: what they give away. Shares no code with the product, and none of its shortcuts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

import highspy
import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from tests.disclosure.promises import Part, Secret, Span, promises, spans
from tests.disclosure.publication import MANY, UNDECIDED, Name, Publication, Sum, sums

TOPICS = ("decisions", "undecided", "told of decisions")  # in the order in which they are believed
Row = tuple[int, str, int, str, str]  # publication, workforce, place in TOPICS, breakdown, group
Belief = Mapping[Row, str]  # "same" or "added" since the publication before that has the same days, or else changed
NEAR = 1e-6


@dataclass(frozen=True)
class Found:
    """A secret that is out: it lies from low to high."""

    label: tuple[object, ...]
    low: int
    high: int


class Onlooker:
    """What follows from all publications under one belief about what has changed between them."""

    def __init__(self, editions: Sequence[Publication], belief: Belief) -> None:
        self.editions = editions
        self.spans = spans(editions)
        every = {n for e in editions for n in e.cells}
        self.at = {(k, s, n): i for i, (k, s, n) in enumerate(
            (k, s, n) for k, spans in enumerate(self.spans) for s in spans for n in sorted(every))}  # fmt: skip
        self.high = np.full(len(self.at), float(MANY))
        self.rows: list[tuple[dict[int, int], float, float]] = []
        for k, edition in enumerate(editions):
            self._printed(k, edition, every)
        self._since(belief)
        self._close()

    def _printed(self, k: int, edition: Publication, every: set[Name]) -> None:
        groups = {b: g for e in self.editions for b, g in e.groups.items()}
        zero, most = sums(sorted(every), groups)
        self.no_more = {name: [t for t in most if t.get(name, 0) > 0] for name in every}
        for span in self.spans[k]:
            for terms, least in (*((t, 0.0) for t in zero), *((t, -np.inf) for t in most)):
                self.rows.append(({self.at[k, span, n]: times for n, times in terms.items()}, least, 0.0))
        for name in edition.counted:
            low, high = edition.could_be(name)
            self.rows.append(({self.at[p]: 1 for p in self.parts(k, name)}, low, high))
        printed = {(n.breakdown, *n[3:]) for n in edition.cells}
        workforces = {n.workforce for n in edition.cells}
        for name in every:
            if name.workforce not in workforces and (name.breakdown, *name[3:]) in printed:
                for part in self.parts(k, name):
                    self.high[self.at[part]] = 0  # a workforce without rows is nobody

    def parts(self, k: int, name: Name) -> list[Part]:
        """What the number is the sum of."""
        return [(k, span, name) for span in self.spans[k]]

    def _since(self, belief: Belief) -> None:
        for k, span, name in self.at:
            before = [j for j in range(k) if span in self.spans[j]]
            how = belief.get(_row(k, name), "changed")
            if before and how != "changed":
                self.rows.append((self._more(k, before[-1], span, {name: 1}), 0.0, 0.0 if how == "same" else np.inf))
            if before and how == "added":  # people, with all that is told of them
                for terms in self.no_more.get(name, ()):
                    self.rows.append((self._more(k, before[-1], span, terms), -np.inf, 0.0))

    def _more(self, k: int, before: int, span: Span, terms: Sum) -> dict[int, int]:
        """By how much a sum has grown since."""
        now = {self.at[k, span, n]: times for n, times in terms.items()}
        return now | {self.at[before, span, n]: -times for n, times in terms.items()}

    def _close(self) -> None:
        entries = [(r, at, times) for r, (terms, *_) in enumerate(self.rows) for at, times in terms.items()]
        row, column, value = zip(*entries, strict=True)
        self.matrix = sparse.csr_array((np.array(value, float), (row, column)), shape=(len(self.rows), len(self.at)))
        self.least, self.most = (np.array([r[side] for r in self.rows], float) for side in (1, 2))

    @cached_property
    def _programs(self) -> highspy.Highs:
        """Linear programs that differ in their cost alone: each begins where the last one ended."""
        program = highspy.HighsLp()
        program.num_row_, program.num_col_ = self.matrix.shape
        program.row_lower_, program.row_upper_ = self.least, self.most
        program.col_lower_, program.col_upper_ = np.zeros(len(self.at)), self.high
        program.col_cost_ = np.zeros(len(self.at))
        program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        program.a_matrix_.start_, program.a_matrix_.index_ = self.matrix.indptr, self.matrix.indices
        program.a_matrix_.value_ = self.matrix.data
        programs = highspy.Highs()
        for option, value in {"output_flag": False, "threads": 1, "presolve": "off", "simplex_strategy": 4}.items():
            programs.setOptionValue(option, value)
        programs.passModel(program)
        return programs

    def ask(self, cost: np.ndarray) -> np.ndarray | None:
        """The solution of least cost, in fractions; None where nothing agrees."""
        self._programs.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), cost)
        self._programs.run()
        status = self._programs.getModelStatus()
        assert status in (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kInfeasible), status
        optimal = status == highspy.HighsModelStatus.kOptimal
        return np.array(self._programs.getSolution().col_value) if optimal else None

    def in_people(self, times: np.ndarray, value: int) -> np.ndarray | None:
        """A solution in whole numbers with that value; None where there is none."""
        rows = [LinearConstraint(self.matrix, self.least, self.most), LinearConstraint(times[None], value, value)]
        found = milp(np.zeros(len(self.at)), constraints=rows, bounds=Bounds(0, self.high), integrality=1)
        assert found.status in (0, 2), found.message
        return found.x

    def is_possible(self) -> bool:
        """Whether anything at all agrees with the belief."""
        return self.ask(np.zeros(len(self.at))) is not None


class Search:
    """The range of each secret, and witnesses for its values: solutions in whole numbers.

    Only in a narrow range could fractions promise more values than there are.
    """

    def __init__(self, onlooker: Onlooker, secrets: Sequence[Secret]) -> None:
        self.onlooker, self.secrets = onlooker, secrets
        self.times = np.zeros((len(secrets), len(onlooker.at)))
        for i, secret in enumerate(secrets):
            for part, n in secret.parts.items():
                self.times[i, onlooker.at[part]] += n
        self.low, self.high = np.full(len(secrets), np.inf), np.full(len(secrets), -np.inf)
        self.need = np.array([s.need for s in secrets])
        self.seen: list[set[int]] = [set() for _ in secrets]

    def leaks(self) -> Iterator[Found]:
        """The secrets that keep too few values."""
        draw = np.random.default_rng(0)
        for _ in range(10):
            pattern = draw.normal(size=len(self.secrets)) * self._narrow @ self.times
            self._look(self.onlooker.ask(pattern))
            self._look(self.onlooker.ask(-pattern))
        for i, secret in enumerate(self.secrets):
            for sign in (1, -1):
                if self._narrow[i]:
                    self._look(self.onlooker.ask(sign * self.times[i]))
            values = range(int(np.ceil(self.low[i] - NEAR)), int(np.floor(self.high[i] + NEAR)) + 1)
            if self._narrow[i] and secret.tells(values) and self._too_few(i, values):
                yield Found(secret.label, values[0], values[-1])

    @property
    def _narrow(self) -> np.ndarray:
        return self.high - self.low + 1 < 2 * self.need

    def _look(self, solution: np.ndarray | None) -> None:
        """At all secrets in one solution."""
        if solution is None:
            return
        found = self.times @ solution
        self.low, self.high = np.minimum(self.low, found), np.maximum(self.high, found)
        if np.abs(solution - np.rint(solution)).max() < NEAR:
            for values, value in zip(self.seen, np.rint(found), strict=True):
                values.add(int(value))

    def _too_few(self, i: int, values: range) -> bool:
        for value in values:
            if len(self.seen[i]) < self.need[i] and value not in self.seen[i]:
                self._look(self.onlooker.in_people(self.times[i], value))
        return len(self.seen[i]) < self.need[i]


def _row(k: int, name: Name) -> Row:
    topic = 2 if name.topic else int(name.item in UNDECIDED)
    return k, name.workforce, topic, name.breakdown, name.group


def beliefs(editions: Sequence[Publication]) -> list[Belief]:
    """The boldest that the publications allow, oldest first: that nothing has changed, or only the rows that must have,
    or else that some were added; and the boldest of those who take nothing to be the same."""
    rows = sorted({_row(k, n) for k in range(1, len(editions)) for e in editions for n in e.cells})
    subjects = [list(one) for _, one in groupby(rows, key=lambda row: row[:3])]
    found: list[Belief] = []
    for choices in (("same", "added"), ("added",)):
        belief: Belief = {}
        for subject in subjects:
            belief = next(_possible(editions, belief, subject, choices), belief)
        found += [belief] if belief not in found else []
    return found


def _possible(
    editions: Sequence[Publication], belief: Belief, subject: Sequence[Row], choices: Sequence[str]
) -> Iterator[Belief]:
    """What may be believed of a subject beside what is, boldest first."""
    for how in choices:
        bolder = {**belief, **dict.fromkeys(subject, how)}
        if Onlooker(editions, bolder).is_possible():
            yield bolder
        if how == "same":
            alone = [row for row in subject if Onlooker(editions, {**belief, row: how}).is_possible()]
            bolder = {**belief, **dict.fromkeys(alone, how)}
            if alone and Onlooker(editions, bolder).is_possible():
                yield bolder


def given_away(editions: Sequence[Publication]) -> list[Found]:
    """Everything that the publications together give away."""
    kept = list(promises(editions))
    return [found for belief in beliefs(editions) for found in Search(Onlooker(editions, belief), kept).leaks()]
