"""The distinct values of a column, each looked up once, however many rows hold it.

In: dictionary columns of record batches. Out: numpy arrays of small numbers (the place of a code in its list, the
number of a day, a count), where a negative number marks a value that means nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from scorecard.codes import CodeList, column, fold
from scorecard.extract.settings import ExtractSettings

UNMAPPED = -1
TOTAL = -2  # the cell says "Total": the row is no case
NEVER_BLANK = ("workforce", "outcome", "force")
_TOTALS = ("total", "totals", "grandtotal")
LARGEST_COUNT = 999_999_999  # more decisions than people in any country; the sums of many stay exact
_WHOLE = re.compile(r"(\d{1,12}|\d{1,3}(?:,\d{3}){1,3})(?:\.0+)?", re.ASCII)
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


def parts(raw: str, separator: str) -> list[str]:
    """The values of a cell that holds several, without the spaces around them."""
    return [part.strip() for part in raw.split(separator) if part.strip()]


def one_code(codes: CodeList, mapped: Mapping[str, tuple[str, ...]]) -> Resolve:
    """The place of a value's code in the list; a blank is len(codes) where the list has no code for it.

    mapped: the codes of the force's own values by their folded text, which go before the list.
    """
    place = {code: at for at, code in enumerate(codes.names)}

    def resolve(raw: str) -> int:
        if not raw.strip() and "" not in mapped and not codes.blank:
            return len(place)
        if (own := mapped.get(fold(raw))) is not None:
            return place[own[0]]
        found = codes.match(raw)
        if found is None:
            return TOTAL if is_total(raw) else UNMAPPED
        return place[found.code]

    return resolve


def several_codes(codes: CodeList, mapped: Mapping[str, tuple[str, ...]], separator: str) -> Resolve:
    """The codes of a cell that may hold several values as the bits of one number; 0 for a blank cell.

    A cell that the force maps as a whole is not divided, nor is one of which a part means nothing and the whole does:
    "Own criminality/adverse information", where "/" is the separator too.
    """
    listed, bit = one_code(codes, {}), {code: 1 << at for at, code in enumerate(codes.names)}

    def whole(raw: str) -> int:
        if (own := mapped.get(fold(raw))) is not None:
            return reduce(or_, (bit[code] for code in own))
        place = listed(raw)
        return place if place < 0 else 1 << place

    def resolve(raw: str) -> int:
        if fold(raw) in mapped:
            return whole(raw)
        found = [whole(part) for part in parts(raw, separator)]
        return reduce(or_, found, 0) if min(found, default=0) >= 0 else max(whole(raw), min(found))

    return resolve


def resolver(codes: CodeList, settings: ExtractSettings) -> Resolve:
    """What finds the meaning of a column's values; the force's own go before the list."""
    own = {fold(raw): mapped for raw, mapped in settings.codes_of(codes.name).items()}
    known = column(codes.name)
    if known is not None and known.several:
        return several_codes(codes, own, settings.reason_separator)
    return one_code(codes, own)


def unmapped_parts(raw: str, codes: CodeList, settings: ExtractSettings) -> list[str]:
    """The value, or the parts that mean nothing of a cell that holds several."""
    known = column(codes.name)
    if known is None or not known.several:
        return [raw if raw.strip() else ""]
    resolve = resolver(codes, settings)
    return [part for part in parts(raw, settings.reason_separator) if resolve(part) < 0]


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
    """A count of decisions, also as 1,234; UNMAPPED where it is no whole number from 0 to LARGEST_COUNT."""
    found = _WHOLE.fullmatch(raw.strip())
    number = int(found[1].replace(",", "")) if found else UNMAPPED
    return number if number <= LARGEST_COUNT else UNMAPPED
