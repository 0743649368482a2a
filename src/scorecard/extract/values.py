"""The distinct values of a column, each looked up once, however many rows hold it.

In: dictionary columns of record batches. Out: numpy arrays of small numbers (the place of a code in its list, the
number of a day, a count), where a negative number marks a value that means nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from scorecard.codes import CodeList, column, fold

UNMAPPED = -1
TOTAL = -2  # the cell says "Total": the row is no case
NEVER_BLANK = ("workforce", "outcome", "force")
_TOTALS = ("total", "totals", "grandtotal")
_WHOLE = re.compile(r"(\d{1,9})(?:\.0+)?")
_REMEMBERED = 200_000  # distinct values that are kept; a column with more is no list of codes, and is looked up anew

Numbers = NDArray[np.int64]
Resolve = Callable[[str], int]


@dataclass
class Values:
    """One column of a run: what each distinct raw value means, found with `resolve` and remembered."""

    resolve: Resolve
    known: dict[str, int] = field(default_factory=dict)

    def table(self, values: pa.DictionaryArray) -> Numbers:
        """The meaning of each entry of the batch's dictionary."""
        raws = values.dictionary.to_pylist()
        if len(self.known) > _REMEMBERED:
            self.known.clear()
        for raw in raws:
            if raw not in self.known:
                self.known[raw] = self.resolve(raw)
        return np.fromiter((self.known[raw] for raw in raws), np.int64, len(raws))


def indices(values: pa.DictionaryArray) -> NDArray[np.int32]:
    """For each row, the entry of the batch's dictionary."""
    return values.indices.to_numpy(zero_copy_only=False)  # type: ignore[no-any-return]


def is_total(raw: str) -> bool:
    """True where the cell says that the row is a total."""
    return fold(raw) in _TOTALS


def one_code(codes: CodeList, mapped: dict[str, str]) -> Resolve:
    """The place of a value's code in the list; a blank is len(codes) where the list has no code for it.

    mapped: the force's own values by their folded text, which go before the list.
    """
    place = {code: at for at, code in enumerate(codes.names)}

    def resolve(raw: str) -> int:
        if not raw.strip() and "" not in mapped and not codes.blank:
            return len(place)
        if (own := mapped.get(fold(raw))) is not None:
            return place[own]
        found = codes.match(raw)
        if found is None:
            return TOTAL if is_total(raw) else UNMAPPED
        return place[found.code]

    return resolve


def several_codes(codes: CodeList, mapped: dict[str, str]) -> Resolve:
    """The codes of a cell with semicolons as the bits of one number; 0 for a blank cell."""
    one = one_code(codes, mapped)

    def resolve(raw: str) -> int:
        if fold(raw) in mapped:
            return 1 << one(raw)
        bits = 0
        for part in raw.split(";"):
            if part.strip():
                place = one(part)
                if place < 0:
                    return place
                bits |= 1 << place
        return bits

    return resolve


def resolver(codes: CodeList, mapped: Mapping[str, str]) -> Resolve:
    """What finds the meaning of a column's values; `mapped` are the force's own, which go before the list."""
    own = {fold(raw): code for raw, code in mapped.items()}
    known = column(codes.name)
    return several_codes(codes, own) if known is not None and known.several else one_code(codes, own)


def meaning(codes: CodeList, number: int) -> tuple[str, ...]:
    """The codes that a number found by `resolver` stands for; "blank" and "total" for what is no code."""
    known = column(codes.name)
    if number < 0:
        return ("total",) if number == TOTAL else ()
    if known is not None and known.several:
        return tuple(c for at, c in enumerate(codes.names) if number >> at & 1) or ("blank",)
    if number < len(codes.names):
        return (codes.names[number],)
    return () if codes.name in NEVER_BLANK else ("blank",)


def whole_number(raw: str) -> int:
    """A count of decisions; UNMAPPED where it is no whole number from 0."""
    found = _WHOLE.fullmatch(raw.strip())
    return int(found[1]) if found else UNMAPPED
