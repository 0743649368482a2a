"""The rows of a table added up by the engine that holds them.

In: the meanings of a table's cells under a plan. Out: a Tally and a Ledger. The engine gathers rows that are alike;
they are then sifted and added up by the code that counts files.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from scorecard.errors import ExtractError
from scorecard.extract.accounts import NO_CASE_ID, make_ledger, refuse_conflicts, several_forces
from scorecard.extract.problems import Problems
from scorecard.extract.rows import RowReader, Rows
from scorecard.extract.sift import Sieve
from scorecard.extract.tally import Tally
from scorecard.model import Ledger, Source
from scorecard.warehouse.columns import CASE_ID, Columns
from scorecard.warehouse.connect import answer
from scorecard.warehouse.parts import Part, parts_of
from scorecard.warehouse.rows import BLANK_LINE, CASE, TOTAL_LINE, Lines, Meanings, lines
from scorecard.warehouse.statement import Gathered, gather_all, gather_parts

_NO_DUPLICATES = np.zeros(0, np.int64)
_LINES = ("total_line", "blank_line")


@dataclass(frozen=True)
class Tallying:
    """The adding up of one table; name: as it is shown."""

    name: str
    meanings: Meanings

    @property
    def columns(self) -> Columns:
        return self.meanings.columns

    def result(self) -> tuple[Tally, Ledger]:
        """The sums, and the ledger; ExtractError for what stops the run."""
        plan = self.meanings.plan
        problems = Problems()
        rows = lines(self.columns.rows(), self.meanings)
        causes = self._causes(rows, problems)
        problems.raise_first(plan.lists, plan.settings, [self.columns.extract])
        read = causes.total()
        if not plan.counted and self._number(_several(rows)):
            rows = lines(self.columns.rows(trimmed=True).distinct(), self.meanings)
            refuse_conflicts([self.name], self._number(_several(rows)))
            causes = _without_repeats(causes, self._causes(rows, problems))
        tally = self._tally(rows, causes[""])
        source = Source(self.name, "", read, self.columns.extract.layout.ignored)
        together = several_forces(plan, [self.columns.extract], self.columns.texts.get("force", {}).values())
        return tally, make_ledger(plan, [source], [causes], tally.warned, together)

    def _causes(self, rows: Lines, problems: Problems) -> Counter[str]:
        """How many rows have each cause ("": they are counted); what stops the run goes to `problems`."""
        found = gather_all(self.name, rows, self.meanings)
        read = RowReader(self.meanings.plan).read(found.batch)
        is_line = found.kind != CASE
        read = replace(read, alike=found.alike, total=found.kind == TOTAL_LINE, blank=found.kind == BLANK_LINE)
        sieve = Sieve(self.meanings.plan, problems)
        cause = sieve.sort(self.name, read, _NO_DUPLICATES)
        if not self.meanings.plan.counted:
            problems.add(self.name, NO_CASE_ID, read.number(~is_line & (found.no_id == 1)))
        return Counter({name: read.number(cause == at) for at, name in enumerate(sieve.causes)})

    def _number(self, rows: Any) -> int:
        return int(answer(self.name, rows.aggregate(n=rows.count()))["n"][0].as_py())

    def _tally(self, rows: Lines, expected: int) -> Tally:
        """The sums of the counted rows. expected: how many there are."""
        whole = Tally(self.meanings.plan)
        parts = parts_of(self.meanings.plan, self.columns.names)
        if expected and parts:
            for part, found in zip(parts, gather_parts(self.name, rows, self.meanings, parts), strict=True):
                _refuse_change(self.name, int(found.alike.sum()), expected)
                _add(whole, part, found)
        return whole


def _several(rows: Lines) -> Any:
    """The cases that stand more than once. Only their number is asked for: case ids do not leave the engine."""
    cases = rows.rows.filter(rows.kind == CASE)
    times = cases.group_by(CASE_ID).agg(n=cases.count())
    return times.filter(times["n"] > 1)


def _without_repeats(every: Counter[str], once: Counter[str]) -> Counter[str]:
    """The causes of all rows, in the order in which causes are told. once: of the rows without what repeats."""
    known = {name: every[name] if name in _LINES else once[name] for name in once}
    known["duplicate"] = every.total() - sum(known.values())
    return Counter(known)


def _add(whole: Tally, part: Part, found: Gathered) -> None:
    """Puts the sums of a part in their places. Parts may have sums in common, which are then the same."""
    tally = Tally(part.plan)
    rows: Rows = replace(RowReader(part.plan).read(found.batch), alike=found.alike)
    tally.add(rows, np.ones(rows.size, bool))
    for key, sums in tally.sums.items():
        whole.sums[key][...] = sums
    for what, number in tally.warned.items():
        whole.warned[what] = max(whole.warned[what], number)


def _refuse_change(name: str, seen: int, expected: int) -> None:
    if seen != expected:
        raise ExtractError(
            f"{name}: the table changed while it was counted ({expected:,} rows were to be counted, then {seen:,}); "
            "run it again when nobody writes to it."
        )
