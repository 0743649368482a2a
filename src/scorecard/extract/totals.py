"""Which lines are totals, and so no case.

In: a batch of rows, and where a code says Total. Out: the lines that are totals. A case has its reference, or codes, or
the date of its decision: a line that could be one is never taken for a total.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import reduce

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from scorecard.codes import COLUMNS
from scorecard.extract.table import Batch
from scorecard.extract.values import Values, indices, is_total

Mask = NDArray[np.bool_]
BLANK, NUMBER, WORD, OTHER = range(4)  # what a cell holds: nothing, a number, a word for a total, anything else
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?|\d{1,3}(?:[ ,]\d{3})+")
_SAID = r"^(grand[ -]?)?totals?\b"
_DATES = tuple(c.name for c in COLUMNS if c.kind == "date")


def kind_of_cell(raw: str) -> int:
    """What a cell holds, as far as totals go."""
    raw = raw.strip()
    if not raw:
        return BLANK
    if _NUMBER.fullmatch(raw):
        return NUMBER
    return WORD if is_total(raw) else OTHER


class Totals:
    """Finds the lines of totals in the batches of a run."""

    def __init__(self, *, counted: bool) -> None:
        self._counted = counted
        self._kinds = Values(kind_of_cell)

    def lines(self, batch: Batch, in_codes: Mask) -> Mask:
        """The lines that are totals. in_codes: those in which a column of codes says Total.

        In a table of counts these are all. Of cases, a line whose case_id is blank or says Total too; one whose
        case_id says Total and that has no date of a decision; and one that holds nothing but numbers beside that word,
        of which one stands under a date.
        """
        ids = batch.rows.get("case_id")
        if ids is None:
            return in_codes
        total = in_codes if self._counted else _where(in_codes, ids, _is_no_reference)
        undated = self._undated(batch)
        total |= _where(undated, ids, _says_total)
        odd = self._odd(batch) & ~total
        words = self._worded(batch) if odd.any() else odd
        odd = _where(odd & ~words, ids, _says_total) | _where(odd & words, ids, _is_no_reference)
        return total | (odd & self._numbers_only(batch)) if odd.any() else total

    def named(self, batch: Batch) -> Mask:
        """The lines in which a column of codes says Total, without a look at the code lists."""
        coded = [c.name for c in COLUMNS if c.kind == "coded" and c.name in batch.rows]
        return _any([self._held(batch, name, WORD) for name in coded], batch.size)

    def _held(self, batch: Batch, name: str, *kinds: int) -> Mask:
        """Where the cell of the column holds one of the kinds."""
        values = batch.rows[name]
        table = np.isin(self._kinds.table(values), kinds)
        return table[indices(values)] if table.any() else np.zeros(batch.size, bool)

    def _undated(self, batch: Batch) -> Mask:
        return self._held(batch, "decision_date", BLANK) if "decision_date" in batch.rows else np.ones(batch.size, bool)

    def _odd(self, batch: Batch) -> Mask:
        """Lines with a number or a word for a total under a date."""
        return _any([self._held(batch, n, NUMBER, WORD) for n in _DATES if n in batch.rows], batch.size)

    def _worded(self, batch: Batch) -> Mask:
        return _any([self._held(batch, n, WORD) for n in _DATES if n in batch.rows], batch.size)

    def _numbers_only(self, batch: Batch) -> Mask:
        told = set(batch.rows).difference(batch.given, ["case_id"])
        return ~_any([self._held(batch, name, OTHER) for name in told], batch.size)


def _any(masks: list[Mask], size: int) -> Mask:
    found: Mask = reduce(np.logical_or, masks, np.zeros(size, bool))
    return found


def _where(lines: Mask, ids: pa.StringArray, is_so: Callable[[pa.StringArray], pa.BooleanArray]) -> Mask:
    """Those of the lines whose case_id is so."""
    found = np.zeros(len(lines), bool)
    at = np.flatnonzero(lines)
    if len(at):
        found[at] = is_so(pc.utf8_trim_whitespace(ids.take(pa.array(at)))).to_numpy(zero_copy_only=False)
    return found


def _says_total(ids: pa.StringArray) -> pa.BooleanArray:
    return pc.match_substring_regex(ids, _SAID, ignore_case=True)


def _is_no_reference(ids: pa.StringArray) -> pa.BooleanArray:
    return pc.or_(pc.equal(pc.binary_length(ids), 0), _says_total(ids))
