"""The sums of a run: how many decisions of each workforce and group had each outcome, reason, panel outcome ...

In: Rows that are counted. Out: one array a topic and breakdown, shaped (item, force, workforce, group). One numpy
bincount for each, over numbers of cells, so that the cost of a row is a few nanoseconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scorecard.codes import CodeList, group_of, sides
from scorecard.extract.plan import Plan
from scorecard.extract.rows import Mask, Rows
from scorecard.extract.values import Numbers
from scorecard.model import UNDECIDED, Breakdown

OUTCOMES = ("passed", "refused", *UNDECIDED)
LONGEST_DAYS = 3_660  # ten years: a longer time from receipt to decision is a slip of the pen
_PASSED, _REFUSED = 0, 1


@dataclass(frozen=True)
class Items:
    """Some rows (places in the batch), each with the item of a topic that it is counted under."""

    topic: str
    rows: Numbers
    item: Numbers
    weight: Numbers | None


class Tally:
    """The sums so far. `sums` by (topic, breakdown name); `warned` are rows worth a warning, by what is odd."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self.topics = topics(plan)
        reported = plan.settings.workforces
        self._workforce = np.array([reported.index(n) if n in reported else -1 for n in plan.lists["workforce"].names])
        self._group = [_group_tables(plan, b) for b in plan.breakdowns]
        self._width = [int(tables[-1].max()) + 1 for tables in self._group]
        self._unknown = {c: f"unknown {c}" for c in plan.lists if f"unknown {c}" in self.topics}
        self._how_unknown = {c: _unknown_table(plan.lists[c]) for c in self._unknown}
        codes = plan.lists["outcome"].codes
        self._outcome = np.array([OUTCOMES.index(c.group) for c in codes])
        self.sums: dict[tuple[str, str], NDArray[np.int64]] = {
            (topic, b.name): np.zeros((len(items), len(plan.forces), len(reported), len(b.groups)), np.int64)
            for topic, items in self.topics.items()
            for b in plan.breakdowns
            if _applies(topic, b)
        }
        self.warned = {"panel_not_refused": 0, "appeal_not_refused": 0, "received_after": 0, "old_chinese": 0}
        self._alike: Numbers | None = None  # of the rows that are being added

    def add(self, rows: Rows, keep: Mask) -> None:
        """Counts the rows of the mask."""
        kept = np.flatnonzero(keep)
        if not len(kept):
            return
        self._alike = None if rows.alike is None else rows.alike[kept]
        codes, days = rows.codes, rows.days
        if len(kept) < rows.size:
            codes = {name: numbers[kept] for name, numbers in codes.items()}
            days = {name: numbers[kept] for name, numbers in days.items()}
        cell = self._workforce[codes["workforce"]]
        if self._plan.by_force:
            cell = cell + codes["force"] * len(self._plan.settings.workforces)
        groups = [self._groups(n, codes) for n in range(len(self._plan.breakdowns))]
        for outcome, weight in self._outcomes(rows, codes, kept):
            for items in self._items(codes, days, outcome, weight):
                self._sum(items, cell, groups)
        if "ethnicity" in codes and self._plan.settings.ethnicity_scheme == "18+1":
            self._warn("old_chinese", codes["ethnicity"] == self._plan.lists["ethnicity"].names.index("O1"))

    def _warn(self, what: str, rows: Mask) -> None:
        self.warned[what] += int(rows.sum() if self._alike is None else self._alike[rows].sum())

    def _outcomes(
        self, rows: Rows, codes: dict[str, Numbers], kept: Numbers
    ) -> Iterator[tuple[Numbers, Numbers | None]]:
        """The outcome of each row and how many decisions it stands for; once for each column of counts."""
        if not rows.counts:
            yield self._outcome[codes["outcome"]], self._alike
        for name, number in rows.counts:
            weight = number[kept] if self._alike is None else number[kept] * self._alike
            if name:
                outcome = self._plan.lists["outcome"].names.index(name)
                yield np.full(len(kept), self._outcome[outcome]), weight
            else:
                yield self._outcome[codes["outcome"]], weight

    def _groups(self, which: int, codes: dict[str, Numbers]) -> Numbers:
        tables = self._group[which]
        columns = self._plan.breakdowns[which].columns
        first = tables[0][codes[columns[0]]]
        if len(columns) == 1:
            return first
        return first * self._width[which] + tables[1][codes[columns[1]]]

    def _sum(self, items: Items, cell: Numbers, groups: list[Numbers]) -> None:
        every = len(items.rows) == len(cell)
        cells = len(self._plan.forces) * len(self._plan.settings.workforces)
        here = items.item * cells + (cell if every else cell[items.rows])
        weight = items.weight if items.weight is None or every else items.weight[items.rows]
        for breakdown, group in zip(self._plan.breakdowns, groups, strict=True):
            if (sums := self.sums.get((items.topic, breakdown.name))) is None:
                continue
            place = here * len(breakdown.groups) + (group if every else group[items.rows])
            flat = sums.reshape(-1)
            if len(flat) > len(place):  # few rows for many cells, as with days
                np.add.at(flat, place, 1 if weight is None else weight)
            else:
                added = np.bincount(place, weight)  # counts as floats are exact far beyond any extract
                flat[: len(added)] += added.astype(np.int64, copy=False)

    def _items(
        self, codes: dict[str, Numbers], days: dict[str, Numbers], outcome: Numbers, weight: Numbers | None
    ) -> Iterator[Items]:
        every = np.arange(len(outcome))
        yield Items("outcome", every, outcome, weight)
        refused = np.flatnonzero(outcome == _REFUSED)
        if "reason" in self.topics:
            yield from self._reasons(codes["refusal_reason"], refused, weight)
        for topic in ("panel", "appeal"):
            if topic in self.topics:
                yield from self._reviews(topic, codes, days, refused, weight)
        if "contact" in self.topics:
            yield Items("contact", every, self._contact(codes, days, outcome) * len(OUTCOMES) + outcome, weight)
        if "days" in self.topics and {"received_date", "decision_date"} <= set(days):
            yield self._days(days, outcome, weight)
        decided = np.flatnonzero(outcome <= _REFUSED)
        for column, topic in self._unknown.items():
            how = self._how_unknown[column][codes[column]]
            rows = decided[how[decided] >= 0]
            yield Items(topic, rows, how[rows], weight)

    def _reasons(self, bits: Numbers, refused: Numbers, weight: Numbers | None) -> Iterator[Items]:
        for at in range(len(self.topics["reason"])):
            rows = refused[(bits[refused] >> at) & 1 == 1]
            yield Items("reason", rows, np.full(len(rows), at), weight)
        rows = refused[bits[refused] != 0]
        yield Items("reasons_given", rows, np.zeros(len(rows), np.int64), weight)

    def _reviews(
        self, topic: str, codes: dict[str, Numbers], days: dict[str, Numbers], refused: Numbers, weight: Numbers | None
    ) -> Iterator[Items]:
        """Cases by the outcome of their review; the topic's last item is every case that was reviewed at all."""
        last = len(self.topics[topic]) - 1
        none = np.full(len(next(iter(codes.values()))), last)
        outcome = codes.get(f"{topic}_outcome", none)
        reviewed = (outcome < last) | (days.get(f"{topic}_date", np.zeros(len(outcome), np.int64)) > 0)
        rows = refused[reviewed[refused]]
        yield Items(topic, rows, np.full(len(rows), last), weight)
        rows = refused[outcome[refused] < last]
        yield Items(topic, rows, outcome[rows], weight)
        reviewed[refused] = False
        self._warn(f"{topic}_not_refused", reviewed)

    def _contact(self, codes: dict[str, Numbers], days: dict[str, Numbers], outcome: Numbers) -> Numbers:
        names = _contacts(self._plan)
        without = np.full(len(outcome), names.index("not_contacted"))
        contact = codes.get("contact_outcome", without)
        dated = days.get("contact_date", np.zeros(len(outcome), np.int64)) > 0
        return np.where((contact == names.index("not_contacted")) & dated, names.index("contacted"), contact)

    def _days(self, days: dict[str, Numbers], outcome: Numbers, weight: Numbers | None) -> Items:
        taken = days["decision_date"] - days["received_date"]
        known = (days["received_date"] > 0) & (days["decision_date"] > 0) & (outcome <= _REFUSED)
        usable = known & (taken >= 0) & (taken < LONGEST_DAYS)
        self._warn("received_after", known & ~usable)
        rows = np.flatnonzero(usable)
        return Items("days", rows, taken[rows], weight)


DATED = ("contacted", "not_contacted")  # what a date of contact alone tells
HOW_UNKNOWN = ("not_stated", "prefer_not_to_say", "blank")


def topics(plan: Plan) -> dict[str, tuple[str, ...]]:
    """The items of every topic that the extract's columns allow, in the order in which they are kept."""
    found: dict[str, tuple[str, ...]] = {"outcome": OUTCOMES}
    if "refusal_reason" in plan.lists:
        found |= {"reason": plan.lists["refusal_reason"].names, "reasons_given": ("any",)}
    for topic, reviewed in (("panel", "sent"), ("appeal", "made")):
        if f"{topic}_outcome" in plan.lists or f"{topic}_date" in plan.dates:
            codes = plan.lists.get(f"{topic}_outcome")
            found[topic] = (*(codes.names if codes else ()), reviewed)
    if "contact_outcome" in plan.lists or "contact_date" in plan.dates:
        found["contact"] = tuple(f"{c}|{o}" for c in _contacts(plan) for o in OUTCOMES)
    if {"received_date", "decision_date"} <= plan.dates:
        found["days"] = tuple(str(n) for n in range(LONGEST_DAYS))
    single = dict.fromkeys(b.columns[0] for b in plan.breakdowns if len(b.columns) == 1)
    return found | {f"unknown {column}": HOW_UNKNOWN for column in single}


def _contacts(plan: Plan) -> tuple[str, ...]:
    """What is told of contact."""
    return plan.lists["contact_outcome"].names if "contact_outcome" in plan.lists else DATED


def _applies(topic: str, breakdown: Breakdown) -> bool:
    """How an Unknown came to be unknown is counted for the breakdowns of that one column only."""
    return not topic.startswith("unknown ") or (topic.split(" ")[1],) == breakdown.columns


def _group_tables(plan: Plan, breakdown: Breakdown) -> list[Numbers]:
    """For each column of the breakdown: the place of a code's group among that column's groups."""
    rule = plan.rules[plan.breakdowns.index(breakdown)]
    lists = [plan.lists[column] for column in breakdown.columns]
    return [
        np.array([groups.index(group_of(rule, codes, c)) for c in codes.names])
        for codes, groups in zip(lists, sides(rule, lists), strict=True)
    ]


def _unknown_table(codes: CodeList) -> Numbers:
    return np.array([HOW_UNKNOWN.index(c.unknown) if c.unknown else -1 for c in codes.codes])
