"""What every reader hands on: the rows of one file as a stream of Arrow record batches with text columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pyarrow as pa

from scorecard.extract.layout import Layout
from scorecard.extract.probe import Probe

TEXT = pa.dictionary(pa.int32(), pa.string())


@dataclass(frozen=True)
class Batch:
    """rows: our columns, case_id as strings and every other as dictionaries of strings without nulls.

    given: those of them that are constant in the sheet, and say nothing of a line. size: how many rows. total_lines:
    lines of totals with fewer cells than the header, which are not in `rows`.
    """

    rows: dict[str, pa.Array]
    size: int
    total_lines: int = 0
    given: tuple[str, ...] = ()


@dataclass(frozen=True)
class Extract:
    """One file, ready to be read (as often as needed). form: how it is laid out, in words for `inspect`.

    lines: the numbers of the lines (of a sheet: rows) at which rows of the batches stand, by their places in order;
    None where there are no lines.
    """

    probe: Probe
    layout: Layout
    form: tuple[tuple[str, str], ...]
    batches: Callable[[], Iterator[Batch]]
    lines: Callable[[Sequence[int]], list[int]] | None = None

    @property
    def name(self) -> str:
        """The file's name without folders, and the sheet where several are read."""
        return self.probe.name


def as_text(column: str, values: pa.Array) -> pa.Array:
    """The values as text without nulls: strings for case_id, dictionaries of strings for the others."""
    if pa.types.is_dictionary(values.type):
        values = values.dictionary_decode()
    values = values.cast(pa.string()).fill_null("")
    return values if column == "case_id" else values.dictionary_encode()
