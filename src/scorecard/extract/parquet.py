"""Parquet files as record batches. In: a Probe. Out: an Extract; memory does not grow with the number of rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pyarrow as pa
import pyarrow.parquet as pq

from scorecard.errors import ExtractError
from scorecard.extract.layout import Layout, find_header, layout
from scorecard.extract.probe import Probe
from scorecard.extract.table import Batch, Extract, as_text
from scorecard.extract.words import clean

_ROWS = 1 << 18


def read_parquet(probe: Probe, known: dict[str, str]) -> Extract:
    """The file as an Extract; ExtractError where it is damaged or a column is no text, number or date."""
    try:
        names = pq.read_schema(probe.path).names
    except (pa.ArrowException, OSError, ValueError):
        raise _damaged(probe.name) from None
    find_header(probe.name, [names], known, 0)
    found = layout(probe.name, names, known, 1)
    return Extract(probe, found, (("kind", "parquet"),), lambda: _batches(probe, found), _lines)


def _lines(places: Sequence[int]) -> list[int]:
    """The rows are counted from 1, and there is no row of headings."""
    return [place + 1 for place in places]


def _damaged(name: str) -> ExtractError:
    return ExtractError(f"{name}: the Parquet file is damaged or cut off; export it again.")


def _batches(probe: Probe, found: Layout) -> Iterator[Batch]:
    try:
        with pq.ParquetFile(probe.path) as file:
            wanted = [file.schema_arrow.names[at] for at in found.positions.values()]
            for rows in file.iter_batches(_ROWS, columns=wanted):
                columns = {
                    n: _column(probe.name, found, n, rows.column(w))
                    for n, w in zip(found.positions, wanted, strict=True)
                }
                yield Batch(columns, rows.num_rows)
    except (pa.ArrowException, OSError):
        raise _damaged(probe.name) from None


def _column(name: str, found: Layout, column: str, values: pa.Array) -> pa.Array:
    try:
        return as_text(column, values)
    except (pa.ArrowNotImplementedError, pa.ArrowInvalid):
        heading = clean(found.names[found.positions[column]])
        raise ExtractError(f'{name}: the column "{heading}" holds neither text, numbers nor dates.') from None
