"""Which rows stand twice, beyond doubt.

In: the extracts, and the hashes of case ids that repeat. Out: the rows that repeat another one, and how many cases
stand with different content. The suspects are read once more and compared as they are written, not by a hash.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from scorecard.extract.ahead import ahead
from scorecard.extract.duplicates import Hashes, hash_ids, same_written
from scorecard.extract.table import Batch, Extract
from scorecard.extract.values import indices

Places = NDArray[np.int64]
_PLACE = "place in the run"  # a force may have a column of its own called place
_ABSENT = -1  # a column that only another file of the run has


@dataclass(frozen=True)
class Verdict:
    """rows: the places in the run of rows that repeat an earlier one. conflicts: cases with different content."""

    rows: Places
    conflicts: int


def judge(extracts: Sequence[Extract], suspects: Sequence[Hashes], lines: Places) -> Verdict:
    """What the suspects turn out to be: one reading of all files for each portion of them.

    lines: the places of lines that are no case (blank, or totals), and so repeat nothing.
    """
    found = [_judged(_Reading(extracts, hashes).table(lines)) for hashes in suspects]
    rows = np.concatenate([np.zeros(0, np.int64), *(v.rows for v in found)])
    rows.sort()
    return Verdict(rows, sum(v.conflicts for v in found))


def _judged(rows: pa.Table) -> Verdict:
    """rows: the place, the case_id and the content of each suspect."""
    different = rows.group_by(rows.column_names[1:]).aggregate([(_PLACE, "min")])
    times = different.group_by("case_id").aggregate([([], "count_all")])["count_all"]
    repeats = np.setdiff1d(rows[_PLACE].to_numpy(), different[f"{_PLACE}_min"].to_numpy(), assume_unique=True)
    return Verdict(repeats, pc.sum(pc.greater(times, 1)).as_py() or 0)


class _Reading:
    """One reading of all files for the rows whose case id has one of the hashes (sorted).

    The content of a row is the text of all the columns of the run, without the spaces around it; each different text is
    kept once, and a row keeps its number.
    """

    def __init__(self, extracts: Sequence[Extract], hashes: Hashes) -> None:
        self._extracts, self._hashes = extracts, hashes
        self._texts: dict[str, dict[str, int]] = {
            name: {} for name in sorted({n for e in extracts for n in e.layout.positions if n != "case_id"})
        }

    def table(self, without: Places) -> pa.Table:
        """place, case_id, and a number for the text in each of the columns; without the rows at the places given."""
        names = (_PLACE, "case_id", *self._texts)
        types = (pa.int64(), pa.string(), *(pa.int32() for _ in self._texts))
        found = pa.Table.from_batches(self._batches(), pa.schema(zip(names, types, strict=True)))
        return found.filter(pc.invert(pc.is_in(found[_PLACE], pa.array(without)))) if len(without) else found

    def _batches(self) -> Iterator[pa.RecordBatch]:
        start = 0
        for extract in self._extracts:
            for batch in ahead(extract.batches()):
                if batch.size and len(rows := self._suspected(batch.rows["case_id"])):
                    yield self._suspects(batch, rows, start)
                start += batch.size

    def _suspected(self, ids: pa.StringArray) -> Places:
        found = hash_ids(ids)
        at = np.minimum(np.searchsorted(self._hashes, found), len(self._hashes) - 1)
        return np.flatnonzero(self._hashes[at] == found)

    def _suspects(self, batch: Batch, rows: Places, start: int) -> pa.RecordBatch:
        ids = same_written(batch.rows["case_id"].take(pa.array(rows)))
        content = [pa.array(self._numbers(name, batch, rows)) for name in self._texts]
        return pa.record_batch([pa.array(rows + start), ids, *content], [_PLACE, "case_id", *self._texts])

    def _numbers(self, name: str, batch: Batch, rows: Places) -> NDArray[np.int32]:
        if name not in batch.rows:
            return np.full(len(rows), _ABSENT, np.int32)
        values, known = batch.rows[name], self._texts[name]
        table = [known.setdefault(raw.strip(), len(known)) for raw in values.dictionary.to_pylist()]
        return np.array(table, np.int32)[indices(values)[rows]]
