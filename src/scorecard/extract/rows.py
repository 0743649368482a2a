"""One batch of rows as numbers: codes, days and counts in place of text.

In: a Batch. Out: Rows. From here on no text of a row exists, but the batch's own dictionaries of distinct values.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from scorecard.codes import COLUMNS
from scorecard.extract.dates import day_number
from scorecard.extract.plan import Plan
from scorecard.extract.table import Batch
from scorecard.extract.totals import Totals
from scorecard.extract.values import (
    TOTAL,
    Numbers,
    Values,
    indices,
    resolver,
    whole_number,
)

Mask = NDArray[np.bool_]
DATES = tuple(c.name for c in COLUMNS if c.kind == "date")


@dataclass(frozen=True)
class Rows:
    """codes: our column -> the place of each row's code in its list (bits of codes for several values). days: dates as
    day numbers. counts: outcome code ("" where it is in the column) -> decisions a row stands for. total, blank: lines
    that are no case. batch: where the text still is, for the counts of unmapped values. alike: how many rows of a
    table each of these is, where an engine has gathered those that are alike (None: each is one row).
    """

    batch: Batch
    codes: dict[str, Numbers]
    days: dict[str, Numbers]
    counts: tuple[tuple[str, Numbers], ...]
    total: Mask
    blank: Mask
    alike: Numbers | None = None

    @property
    def size(self) -> int:
        """How many rows."""
        return self.batch.size

    def number(self, mask: Mask) -> int:
        """How many rows of the file or table the mask holds."""
        return int(mask.sum() if self.alike is None else self.alike[mask].sum())


class RowReader:
    """Turns batches of all files of a run into Rows, looking each distinct value up once."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        settings = plan.settings
        self._values = {name: Values(resolver(codes, settings)) for name, codes in plan.lists.items()}
        self._values |= {name: Values(lambda raw: day_number(raw, settings.date_order)) for name in DATES}
        self._count = Values(whole_number)
        self._totals = Totals(counted=plan.counted)

    def read(self, batch: Batch) -> Rows:
        """The batch as numbers."""
        columns = batch.rows
        tables = {n: self._values[n].table(v) for n, v in columns.items() if n in self._values}
        numbers = {n: table[indices(columns[n])] for n, table in tables.items()}
        codes = {n: numbers[n] for n in self._plan.lists if n in numbers} | self._absent(batch)
        total = np.zeros(batch.size, bool)
        for name, table in tables.items():
            if (table == TOTAL).any():
                total |= numbers[name] == TOTAL
        days = {n: numbers[n] for n in DATES if n in numbers}
        return Rows(
            batch, codes, days, tuple(self._counts(batch)), self._totals.lines(batch, total), blank_lines(batch)
        )

    def _absent(self, batch: Batch) -> dict[str, Numbers]:
        """The constants, and a blank for a column that only another file of the run has."""
        settings = self._plan.settings
        skipped = {"outcome"} if settings.count_columns else set()
        raws = {n: settings.fixed.get(n, "") for n in self._plan.lists if n not in batch.rows and n not in skipped}
        return {n: np.full(batch.size, self._values[n].resolve(raw)) for n, raw in raws.items()}

    def _counts(self, batch: Batch) -> list[tuple[str, Numbers]]:
        """The decisions of each row, by the outcome that the column of counts is of."""
        found = []
        for name, values in batch.rows.items():
            if name == "count" or name.startswith("count:"):
                outcome = name.split(":")[1] if ":" in name else ""
                found.append((outcome, self._count.table(values)[indices(values)]))
        return found


def blank_lines(batch: Batch) -> Mask:
    """Lines that hold nothing in any of our columns."""
    empty = np.ones(batch.size, bool)
    told = set(batch.rows).difference(batch.given)
    for name in sorted(told, key="case_id".__eq__):  # the ids last, since most rows have been ruled out by then
        empty &= is_blank(batch.rows[name])
        if not empty.any():
            break
    return empty


def is_blank(values: pa.Array) -> Mask:
    """Where a cell holds nothing but spaces."""
    if not pa.types.is_dictionary(values.type):
        lengths = pc.binary_length(pc.utf8_trim_whitespace(values))
        return lengths.to_numpy(zero_copy_only=False) == 0  # type: ignore[no-any-return]
    table = np.array([not raw.strip() for raw in values.dictionary.to_pylist()], bool)
    if not table.any():
        return np.zeros(len(values), bool)
    return table[indices(values)]
