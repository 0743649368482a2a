"""Which rows are counted, and why the others are not.

In: Rows, a Plan, and the rows found to repeat an earlier one. Out: a cause for each row (0: it is counted); what stops
the run goes to Problems.
"""

from __future__ import annotations

from collections import Counter

import numpy as np
from numpy.typing import NDArray

from scorecard.extract.dates import BAD, BLANK
from scorecard.extract.plan import Plan
from scorecard.extract.problems import Problems
from scorecard.extract.rows import Mask, Rows
from scorecard.extract.values import LARGEST_COUNT, NEVER_BLANK, UNMAPPED, Numbers, indices, unmapped_parts

Causes = NDArray[np.int16]
_DATES = "ISO (2021-09-30) or day/month/year (30/09/2021)"


class Sieve:
    """Sorts the rows of a run; `causes` are the names of the causes, by number."""

    def __init__(self, plan: Plan, problems: Problems) -> None:
        self._plan, self._problems = plan, problems
        left_out = tuple(f"unmapped_{c}" for c in plan.settings.leave_out_unmapped)
        self.causes = (
            "",
            "total_line",
            "blank_line",
            "duplicate",
            "no_decision_date",
            "outside_period",
            "workforce_not_reported",
            *left_out,
        )
        outcomes = plan.lists["outcome"]
        self._undecided = np.array([c.group not in ("passed", "refused") for c in outcomes.codes] + [False])
        names = plan.lists["workforce"].names
        self._reported = np.array([n in plan.settings.workforces for n in names] + [False])

    def sort(self, source: str, rows: Rows, duplicates: NDArray[np.int64]) -> Causes:
        """The cause of each row of the batch. duplicates: places in the batch."""
        causes = np.zeros(rows.size, np.int16)
        self._set(causes, rows.total, "total_line")
        self._set(causes, rows.blank, "blank_line")
        repeats = np.zeros(rows.size, bool)
        repeats[duplicates] = True
        self._set(causes, repeats, "duplicate")
        self._dates(source, rows, causes)
        self._codes(source, rows, causes, "workforce")
        workforce = rows.codes["workforce"]
        self._set(causes, (workforce >= 0) & ~self._reported[workforce], "workforce_not_reported")
        for name in rows.codes:
            if name != "workforce":
                self._codes(source, rows, causes, name)
        self._counts(source, rows, causes)
        return causes

    def _set(self, causes: Causes, mask: Mask, cause: str) -> None:
        causes[mask & (causes == 0)] = self.causes.index(cause)

    def _dates(self, source: str, rows: Rows, causes: Causes) -> None:
        if "decision_date" in rows.days:
            day = rows.days["decision_date"]
            self._set(causes, (day == BLANK) & self._is_undecided(rows), "no_decision_date")
            self._problems.add(
                source, "no decision_date; give the day of each decision", rows.number((day == BLANK) & (causes == 0))
            )
            self._bad_date(source, "decision_date", rows.number((day == BAD) & (causes == 0)))
            period = self._plan.period
            outside = (day > BLANK) & ((day < period.start.toordinal()) | (day > period.end.toordinal()))
            self._set(causes, outside, "outside_period")
        for name, day in rows.days.items():
            if name != "decision_date":
                self._bad_date(source, name, rows.number((day == BAD) & (causes == 0)))

    def _bad_date(self, source: str, name: str, number: int) -> None:
        order = 'set date_order = "mdy" in [extract] only if the month comes first'
        self._problems.add(source, f"a {name} that is no date; write it as {_DATES}, and {order}", number)

    def _is_undecided(self, rows: Rows) -> Mask:
        if "outcome" not in rows.codes:
            return np.zeros(rows.size, bool)
        return (rows.codes["outcome"] >= 0) & self._undecided[rows.codes["outcome"]]  # type: ignore[no-any-return]

    def _codes(self, source: str, rows: Rows, causes: Causes, name: str) -> None:
        """Rows whose value of the column means nothing: left out where configured, otherwise a problem."""
        codes = rows.codes[name]
        if codes.size == 0:
            return
        bad = codes < 0  # UNMAPPED; or TOTAL in a line that is none
        if name in NEVER_BLANK:
            bad |= codes == len(self._plan.lists[name].codes)
        if not bad.any():
            return
        bad &= causes == 0
        if name in self._plan.settings.leave_out_unmapped:
            self._set(causes, bad, f"unmapped_{name}")
        else:
            self._problems.add_values(source, name, raw_counts(rows, name, bad, self._plan))

    def _counts(self, source: str, rows: Rows, causes: Causes) -> None:
        for _, number in rows.counts:
            bad = rows.number((number == UNMAPPED) & (causes == 0))
            self._problems.add(
                source, f"a count that is no whole number from 0 to {LARGEST_COUNT:,}; correct the counts", bad
            )


def raw_counts(rows: Rows, name: str, mask: Mask, plan: Plan) -> Counter[str]:
    """How many rows of the mask hold each raw value of a coded column."""
    if name not in rows.batch.rows:
        return Counter({plan.settings.fixed.get(name, ""): rows.number(mask)})
    values = rows.batch.rows[name]
    alike = None if rows.alike is None else rows.alike[mask]
    number: Numbers = np.bincount(indices(values)[mask], alike, len(values.dictionary)).astype(np.int64, copy=False)
    held = np.flatnonzero(number)
    raws = values.dictionary.take(held).to_pylist()
    found: Counter[str] = Counter()
    for raw, rows_held in zip(raws, number[held], strict=True):
        for part in unmapped_parts(raw, plan.lists[name], plan.settings):
            found[part] += int(rows_held)
    return found
