"""One run over all rows of its files: the sums, and the ledger of where every row went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from scorecard.errors import ExtractError
from scorecard.extract.duplicates import Hashes, Suspects, Verdict, hash_ids, judge, mix, repeated
from scorecard.extract.plan import Plan
from scorecard.extract.problems import Problems
from scorecard.extract.rows import RowReader, Rows
from scorecard.extract.sift import Sieve
from scorecard.extract.table import Batch, Extract
from scorecard.extract.tally import Tally
from scorecard.extract.values import Values, indices
from scorecard.extract.words import counted
from scorecard.model import Ledger, LeftOut, Source

_NO_ROWS = np.zeros(0, np.int64)
NO_ID = hash_ids(pa.array([""]))[0]


@dataclass
class Pass:
    """What one reading of all rows gathers: sums, problems, the hashes of case ids, and the causes of each file."""

    sieve: Sieve
    tally: Tally
    problems: Problems
    hashes: list[Hashes] = field(default_factory=list)
    rows_read: list[int] = field(default_factory=list)
    causes: list[Counter[str]] = field(default_factory=list)


class Run:
    """One reading of all files; a second and a third only where a case id repeats."""

    def __init__(self, extracts: Sequence[Extract], plan: Plan) -> None:
        self._extracts, self._plan = extracts, plan
        self._reader = RowReader(plan)

    def result(self) -> tuple[Tally, Ledger]:
        """The sums and the ledger; ExtractError for what stops the run."""
        done = self._read(_NO_ROWS)
        done.problems.raise_first(self._plan.lists)
        hashes = repeated(done.hashes)
        if len(hashes):
            verdict = judge(list(suspects(self._extracts, hashes)))
            self._refuse_conflicts(verdict)
            done = self._read(verdict.rows) if len(verdict.rows) else done
        return done.tally, self._ledger(done)

    def _refuse_conflicts(self, verdict: Verdict) -> None:
        if verdict.conflicts:
            names = ", ".join(e.name for e in self._extracts)
            cases = counted(verdict.conflicts, "case stands", "cases stand")
            raise ExtractError(
                f"{names}: {cases} more than once with different content, so it is not known which row to count; "
                "keep one row for each case."
            )

    def _read(self, duplicates: NDArray[np.int64]) -> Pass:
        """Counts every row but the duplicates, which are places in the whole run."""
        problems = Problems()
        done = Pass(Sieve(self._plan, problems), Tally(self._plan), problems)
        start = 0
        for extract in self._extracts:
            done.rows_read.append(0)
            done.causes.append(Counter())
            for batch in extract.batches():
                first, last = np.searchsorted(duplicates, (start, start + batch.size))
                self._add(done, extract.name, batch, duplicates[first:last] - start)
                start += batch.size
        return done

    def _add(self, done: Pass, source: str, batch: Batch, duplicates: NDArray[np.int64]) -> None:
        done.rows_read[-1] += batch.size + batch.total_lines
        done.causes[-1]["total_line"] += batch.total_lines
        if not batch.size:
            return
        rows = self._reader.read(batch)
        cause = done.sieve.sort(source, rows, duplicates)
        for number, count in enumerate(np.bincount(cause, minlength=len(done.sieve.causes)).tolist()):
            done.causes[-1][done.sieve.causes[number]] += count
        if not self._plan.counted:
            done.hashes.append(self._hashes(done, source, rows))
        if not done.problems:
            done.tally.add(rows, cause == 0)

    def _hashes(self, done: Pass, source: str, rows: Rows) -> Hashes:
        """The hashes of the case ids of all rows that are cases."""
        hashes = hash_ids(rows.batch.rows["case_id"])
        lines = rows.total | rows.blank
        hashes = hashes[~lines] if lines.any() else hashes
        done.problems.add(source, "no case_id; give each case its reference", int((hashes == NO_ID).sum()))
        return hashes

    def _ledger(self, done: Pass) -> Ledger:
        sources = tuple(
            Source(e.name, e.probe.sha256, rows, e.layout.ignored)
            for e, rows in zip(self._extracts, done.rows_read, strict=True)
        )
        left_out = tuple(
            LeftOut(e.name, cause, rows)
            for e, causes in zip(self._extracts, done.causes, strict=True)
            for cause, rows in causes.items()
            if cause and rows
        )
        kept = sum(causes[""] for causes in done.causes)
        return Ledger(sources, kept, left_out, (*self._plan.warnings, *self._warnings(done)))

    def _warnings(self, done: Pass) -> Iterator[str]:
        for extract in self._extracts:
            if extract.probe.encoding == "cp1252" and not self._plan.settings.encoding:
                yield (
                    f"{extract.name} is not UTF-8 and was read as cp1252 (Windows); "
                    "set the encoding in [extract] if that is wrong."
                )
        causes: Counter[str] = sum(done.causes, Counter())
        outside, kept = causes["outside_period"], causes[""]
        if outside > kept:
            rows = counted(outside, "row was", "rows were")
            yield (
                f"{rows} decided outside {self._plan.period.dates}, and only {kept:,} counted: see whether the period "
                "is the right one."
            )
        odd = {**causes, **done.tally.warned}
        for what, (one, many) in _WARNINGS.items():
            if odd.get(what):
                yield counted(odd[what], one, many)


def suspects(extracts: Sequence[Extract], hashes: Hashes) -> Iterator[Suspects]:
    """The rows whose case id has one of the hashes, with what is needed to judge them."""
    start = 0
    columns = sorted({n for e in extracts for n in e.layout.positions if n != "case_id"})
    for extract in extracts:
        for batch in extract.batches():
            if batch.size:
                yield _suspects_of(batch, hashes, columns, start)
            start += batch.size


def _suspects_of(batch: Batch, hashes: Hashes, columns: Sequence[str], start: int) -> Suspects:
    """The content of a row is the text of all the columns of the run, without the spaces around it."""
    ids = batch.rows["case_id"]
    first = hash_ids(ids)
    rows = np.flatnonzero(np.isin(first, hashes))
    content = np.zeros(len(rows), np.uint64)
    for name in columns:
        if name in batch.rows:
            values = batch.rows[name]
            mix(content, Values(int).digest_table(values)[indices(values)[rows]])
    return Suspects(rows + start, first[rows], hash_ids(ids.take(pa.array(rows)), 1), content)


_WARNINGS = {
    "duplicate": (
        "row repeats an earlier row of the same case and is not counted again.",
        "rows repeat an earlier row of the same case and are not counted again.",
    ),
    "total_line": ("line of totals is left out.", "lines of totals are left out."),
    "no_decision_date": (
        "undecided row has no decision_date and is left out.",
        "undecided rows have no decision_date and are left out.",
    ),
    "panel_not_refused": (
        "case was sent to the panel but is not refused now; it is not among the panel's figures.",
        "cases were sent to the panel but are not refused now; they are not among the panel's figures.",
    ),
    "received_after": (
        "decided case was received after its decision, or ten years before it; its days are not counted.",
        "decided cases were received after their decision, or ten years before it; their days are not counted.",
    ),
    "old_chinese": (
        "row has the 16+1 code O1 (Chinese), counted as Asian: Chinese, as in 18+1.",
        "rows have the 16+1 code O1 (Chinese), counted as Asian: Chinese, as in 18+1.",
    ),
}
