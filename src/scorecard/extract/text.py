"""Text files (CSV with any separator, line end and encoding, also gzipped) as record batches.

In: a Probe and the settings. Out: an Extract. Strict: a row with too many or too few cells is an error that names the
line and quotes nothing of it.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

import pyarrow as pa
import pyarrow.csv as pacsv

from scorecard.errors import ExtractError
from scorecard.extract.layout import SEARCHED, Layout, find_header, layout, score
from scorecard.extract.probe import Probe, opened
from scorecard.extract.settings import ExtractSettings
from scorecard.extract.table import TEXT, Batch, Extract
from scorecard.extract.text_lines import fault, is_total_line, line_numbers

_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}
_SAMPLE = 1 << 18
_BLOCKS = (1 << 19, 1 << 20)  # some 30 are read ahead: more bytes each are hardly faster, and the fewer the smaller
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_HEADER_LINES = 12  # a heading may hold line breaks


def read_text(probe: Probe, known: dict[str, str], settings: ExtractSettings) -> Extract:
    """The text file as an Extract; ExtractError where no header, or no one separator, is found."""
    lines = _first_lines(probe)
    delimiter = _delimiter(probe.name, lines, known, settings)
    rows = [_record(lines, at, delimiter)[0] for at in range(min(SEARCHED, len(lines)))]
    at = find_header(probe.name, rows, known, settings.header_row)
    names, height = _record(lines, at, delimiter)
    found = layout(probe.name, names, known, at + 1)
    skip = at + height
    form = (
        ("kind", "gzipped text" if probe.gzipped else "text"),
        ("encoding", probe.encoding),
        ("separator", _DELIMITERS.get(delimiter, delimiter)),
        ("header row", str(at + 1)),
    )
    return Extract(
        probe,
        found,
        form,
        lambda: _batches(probe, found, delimiter, skip),
        lambda places: line_numbers(probe, len(names), delimiter, skip, places),
    )


def _first_lines(probe: Probe) -> list[str]:
    with opened(probe.path, probe.name, probe.gzipped) as file:
        text = codecs.getincrementaldecoder(probe.encoding)("strict").decode(file.read(_SAMPLE))
    return _LINE.findall(text)[: SEARCHED + _HEADER_LINES]


def _record(lines: Sequence[str], at: int, delimiter: str) -> tuple[list[str], int]:
    """The record that starts on a line, and how many lines it takes."""
    reader = csv.reader(lines[at : at + _HEADER_LINES], delimiter=delimiter)
    try:
        return next(reader, []), reader.line_num
    except csv.Error:
        return [], 1


def _delimiter(name: str, lines: Sequence[str], known: dict[str, str], settings: ExtractSettings) -> str:
    if settings.delimiter:
        return "\t" if settings.delimiter == "tab" else settings.delimiter
    at = (
        range(settings.header_row - 1, settings.header_row) if settings.header_row else range(min(SEARCHED, len(lines)))
    )
    best = {d: max((score(_record(lines, i, d)[0], known) for i in at), default=0) for d in _DELIMITERS}
    top = max(best.values())
    likely = [d for d, s in best.items() if s == top]
    if top > 1 and len(likely) > 1:
        raise ExtractError(
            f"{name}: the separator may be {' or '.join(_DELIMITERS[d] for d in likely)}; say which.",
            '[extract]\ndelimiter = ","',
        )
    return likely[0]


class _Utf8(io.RawIOBase):
    """A file of any encoding, read as UTF-8."""

    def __init__(self, file: BinaryIO, encoding: str) -> None:
        self._file, self._decoder, self._left = file, codecs.getincrementaldecoder(encoding)("strict"), b""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        while not self._left:
            block = self._file.read(size)
            self._left = self._decoder.decode(block, not block).encode()
            if not block:
                break
        part, self._left = (self._left, b"") if size < 0 else (self._left[:size], self._left[size:])
        return part


@dataclass
class _Ragged:
    """Counts lines of totals with fewer cells than the header; every other ragged row stops the reading."""

    total_lines: int = 0
    others: int = 0
    columns: tuple[int, int] = field(default=(0, 0))

    def __call__(self, row: pacsv.InvalidRow) -> str:
        if is_total_line(row.text, row.actual_columns, row.expected_columns):
            self.total_lines += 1
            return "skip"
        self.others += 1
        return "error"


def _batches(probe: Probe, found: Layout, delimiter: str, skip: int) -> Iterator[Batch]:
    ours = {at: name for name, at in found.positions.items()}
    names = [ours.get(at, f"-{at}") for at in range(len(found.names))]
    ragged = _Ragged()
    convert = pacsv.ConvertOptions(
        include_columns=[n for n in names if n in found.positions],
        column_types={n: pa.string() if n == "case_id" else TEXT for n in found.positions},
        strings_can_be_null=False,
    )
    parse = pacsv.ParseOptions(delimiter=delimiter, newlines_in_values=True, invalid_row_handler=ragged)
    read = pacsv.ReadOptions(column_names=names, skip_rows=skip, block_size=_block(probe))
    plain = probe.encoding == "utf-8" and not probe.gzipped
    with opened(probe.path, probe.name, probe.gzipped) as file:
        source = pa.PythonFile(file if plain else _Utf8(file, probe.encoding), "r")  # what it reads, it also frees
        try:
            with pacsv.open_csv(source, read, parse, convert, memory_pool=_pool()) as reader:
                seen = 0
                for rows in reader:
                    yield Batch(
                        dict(zip(rows.schema.names, rows.columns, strict=True)),
                        rows.num_rows,
                        ragged.total_lines - seen,
                    )
                    seen = ragged.total_lines
                if ragged.total_lines > seen:
                    yield Batch({}, 0, ragged.total_lines - seen)
        except pa.ArrowInvalid as error:
            if not str(error).startswith("Empty CSV file"):
                raise fault(probe, len(names), delimiter, skip) from None
            if ragged.total_lines:
                yield Batch({}, 0, ragged.total_lines)


def _block(probe: Probe) -> int:
    """How many bytes are read at a time: fewer of a file that is soon read, since they weigh more there."""
    return min(_BLOCKS[1], max(_BLOCKS[0], probe.path.stat().st_size >> 7))


def _pool() -> pa.MemoryPool:
    """Of the allocators that this build of Arrow has, the one that keeps least of the memory it is done with."""
    return pa.jemalloc_memory_pool() if "jemalloc" in pa.supported_memory_backends() else pa.default_memory_pool()
