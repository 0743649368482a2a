"""One run over all rows of its files: the sums, and the ledger of where every row went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from scorecard.extract.accounts import NO_CASE_ID, make_ledger, refuse_conflicts, several_forces
from scorecard.extract.ahead import ahead
from scorecard.extract.duplicates import CaseIds, hash_ids
from scorecard.extract.judge import Places, judge
from scorecard.extract.plan import Plan
from scorecard.extract.problems import Problems
from scorecard.extract.rows import RowReader, Rows, is_blank
from scorecard.extract.sift import Sieve
from scorecard.extract.table import Batch, Extract
from scorecard.extract.tally import Tally
from scorecard.model import Ledger, Source

_NO_ROWS = np.zeros(0, np.int64)


@dataclass
class Pass:
    """What one reading of all rows gathers. lines: the places of those that are no case. causes: those of each file.
    forces: the names in the column of that name.
    """

    sieve: Sieve
    tally: Tally
    problems: Problems
    ids: CaseIds = field(default_factory=CaseIds)
    lines: list[Places] = field(default_factory=list)
    rows_read: list[int] = field(default_factory=list)
    causes: list[Counter[str]] = field(default_factory=list)
    forces: set[str] = field(default_factory=set)


class Run:
    """One reading of all files; a second and a third only where a case id repeats."""

    def __init__(self, extracts: Sequence[Extract], plan: Plan) -> None:
        self._extracts, self._plan = extracts, plan
        self._reader = RowReader(plan)

    def result(self) -> tuple[Tally, Ledger]:
        """The sums and the ledger; ExtractError for what stops the run."""
        done = self._read(_NO_ROWS, search=not self._plan.counted)
        done.problems.raise_first(self._plan.lists, self._plan.settings, self._extracts)
        if suspects := done.ids.suspects():
            verdict = judge(self._extracts, suspects, np.concatenate([_NO_ROWS, *done.lines]))
            refuse_conflicts([e.name for e in self._extracts], verdict.conflicts)
            done = self._read(verdict.rows, search=False) if len(verdict.rows) else done
        return done.tally, self._ledger(done)

    def _read(self, duplicates: Places, *, search: bool) -> Pass:
        """Counts every row but the duplicates, which are places in the whole run. search: keep the case ids."""
        problems = Problems()
        done = Pass(Sieve(self._plan, problems), Tally(self._plan), problems)
        start = 0
        for extract in self._extracts:
            done.rows_read.append(0)
            done.causes.append(Counter())
            for batch in ahead(extract.batches()):
                if batch.size:
                    first, last = np.searchsorted(duplicates, (start, start + batch.size))
                    rows = self._add(done, extract.name, batch, duplicates[first:last] - start)
                    if search:
                        _keep_ids(done, extract.name, rows, start)
                done.rows_read[-1] += batch.size + batch.total_lines
                done.causes[-1]["total_line"] += batch.total_lines
                start += batch.size
        return done

    def _add(self, done: Pass, source: str, batch: Batch, duplicates: Places) -> Rows:
        rows = self._reader.read(batch)
        cause = done.sieve.sort(source, rows, duplicates)
        for number, count in enumerate(np.bincount(cause, minlength=len(done.sieve.causes)).tolist()):
            done.causes[-1][done.sieve.causes[number]] += count
        if not done.problems:
            done.tally.add(rows, cause == 0)
        if "force" in batch.rows:
            done.forces.update(batch.rows["force"].dictionary.to_pylist())
        return rows

    def _ledger(self, done: Pass) -> Ledger:
        sources = [
            Source(e.name, e.probe.sha256, rows, e.layout.ignored)
            for e, rows in zip(self._extracts, done.rows_read, strict=True)
        ]
        odd = [
            f"{e.name} is not UTF-8 and was read as cp1252 (Windows); set the encoding in [extract] if that is wrong."
            for e in self._extracts
            if e.probe.encoding == "cp1252" and not self._plan.settings.encoding
        ]
        together = several_forces(self._plan, self._extracts, done.forces)
        return make_ledger(self._plan, sources, done.causes, done.tally.warned, (*together, *odd))


def _keep_ids(done: Pass, source: str, rows: Rows, start: int) -> None:
    """Remembers the case ids of all rows that are cases. start: the place of the first row in the run."""
    ids, lines = rows.batch.rows["case_id"], rows.total | rows.blank
    if lines.any():
        ids = ids.filter(pa.array(~lines))
        done.lines.append(np.flatnonzero(lines) + start)
    done.problems.add(source, NO_CASE_ID, int(is_blank(ids).sum()))
    done.ids.add(hash_ids(ids))
