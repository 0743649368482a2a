"""What the engine must know of a row, as expressions: is it a line of totals, a blank line, in the period, its days.

In: Columns, a Plan, and the relation that holds the rows. Out: Lines. The rules are those for files; what a value means
was found here, so an expression only asks whether a column holds one of some values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any

import ibis

from scorecard.extract.dates import day_number
from scorecard.extract.plan import Plan
from scorecard.extract.totals import BLANK, NUMBER, WORD, kind_of_cell
from scorecard.extract.values import NEVER_BLANK, TOTAL, UNMAPPED, resolver, whole_number
from scorecard.warehouse.columns import CASE_ID, Columns
from scorecard.warehouse.days import Day, among, of_dates, of_text

CASE, TOTAL_LINE, BLANK_LINE = 0, 1, 2
_TOTALS = ("total", "totals", "grandtotal", "grandtotals", "grand total", "grand totals", "grand-total", "grand-totals")
_GO_ON = list("abcdefghijklmnopqrstuvwxyz0123456789_")  # what goes on after "total" is another word


@dataclass(frozen=True)
class Meanings:
    """What the distinct values of the columns mean, by the code lists of the plan."""

    columns: Columns
    plan: Plan

    def numbers(self, name: str) -> dict[str, int]:
        """Each value of one of our columns and the number that stands for its meaning, as for files."""
        return {value: self._resolve(name)(value) for value in self.columns.values(name)}

    def where(self, name: str, chosen: Callable[[int], bool]) -> list[str]:
        """The values of a column whose meaning is chosen."""
        return [value for value, number in self.numbers(name).items() if chosen(number)]

    def totals(self, name: str) -> list[str]:
        """The values of a column of codes that say that the row is a total."""
        return self.where(name, lambda number: number == TOTAL) if name in self.plan.lists else []

    def odd(self, name: str) -> list[str]:
        """The values of a column that mean nothing."""
        blank = len(self.plan.lists[name].codes) if name in NEVER_BLANK and name in self.plan.lists else UNMAPPED
        return self.where(name, lambda number: number in (UNMAPPED, TOTAL, blank))

    def _resolve(self, name: str) -> Callable[[str], int]:
        if name in self.plan.lists:
            return resolver(self.plan.lists[name], self.plan.settings)
        if name in self.plan.dates:
            return lambda raw: day_number(raw, self.plan.settings.date_order)
        return whole_number


@dataclass(frozen=True)
class Lines:
    """rows: the relation. kind: CASE, TOTAL_LINE or BLANK_LINE. no_id: is there no case id? days: of each date."""

    rows: Any
    kind: Any
    no_id: Any
    days: dict[str, Day]


def lines(rows: Any, meanings: Meanings) -> Lines:
    """The expressions for a relation that has our columns."""
    columns, plan = meanings.columns, meanings.plan
    days = {
        name: of_dates(rows[name], plan.period)
        if name in columns.dated
        else of_text(rows[name], meanings.numbers(name), plan.period)
        for name in columns.names
        if name in plan.dates
    }
    blanks = {name: _blank(rows, columns, name) for name in columns.names}
    total = _any(_totals(rows, meanings, days, blanks.get(CASE_ID)))
    kind = ibis.cases((total, TOTAL_LINE), (reduce(and_, blanks.values()), BLANK_LINE), else_=CASE)
    return Lines(rows, kind, blanks.get(CASE_ID, ibis.literal(False)), days)


def _any(conditions: Iterable[Any]) -> Any:
    return reduce(or_, conditions, ibis.literal(False))


def _blank(rows: Any, columns: Columns, name: str) -> Any:
    if name in columns.texts:
        return among(rows[name], [value for value in columns.values(name) if not value.strip()])
    return rows[name] == "" if rows[name].type().is_string() else rows[name].isnull()


def _totals(rows: Any, meanings: Meanings, days: dict[str, Day], no_id: Any) -> Iterator[Any]:
    """What makes a line one of totals, by the rules of `scorecard.extract.totals`; the ids stay in the engine."""
    columns, counted = meanings.columns, meanings.plan.counted
    in_codes = _any(among(rows[n], meanings.totals(n)) for n in columns.texts if meanings.totals(n))
    if no_id is None:
        yield in_codes
        return
    said = _says_total(rows[CASE_ID])
    yield in_codes if counted else in_codes & (no_id | said)
    yield days["decision_date"].blank & said if "decision_date" in days else said
    odd = {n: found for n in days if n in columns.texts and (found := _held(columns, n, NUMBER, WORD))}
    if not odd:
        return
    words = _any(among(rows[n], _held(columns, n, WORD)) for n in days if n in columns.texts)
    plain = [among(rows[n], _held(columns, n, BLANK, NUMBER, WORD)) for n in columns.texts]
    undated = [rows[n].isnull() for n in columns.dated]
    yield reduce(
        and_, (*plain, *undated), _any(among(rows[n], found) for n, found in odd.items()) & (said | (words & no_id))
    )


def _held(columns: Columns, name: str, *kinds: int) -> list[str]:
    """The values of a column that are of one of the kinds."""
    return [value for value in columns.values(name) if kind_of_cell(value) in kinds]


def _says_total(ids: Any) -> Any:
    if not ids.type().is_string():
        return ibis.literal(False)
    said = ids.lower()
    return _any(said.startswith(t) & ~said.substr(len(t), 1).isin(_GO_ON) for t in _TOTALS)
