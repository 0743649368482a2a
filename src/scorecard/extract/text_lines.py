"""The lines of a text file, read once more and slowly: where its table is broken, and on which line a row stands.

In: a Probe, the separator, and how many lines stand above the rows. Out: numbers of lines, as an editor counts them.
Only a run that is refused needs them; nothing of a row is quoted.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import suppress

from scorecard.codes import fold
from scorecard.errors import ExtractError
from scorecard.extract.probe import Probe, opened
from scorecard.extract.words import counted


def is_total_line(text: str, cells: int, width: int) -> bool:
    """True for a line of totals with fewer cells than there are headings, which is no row of the table."""
    return cells < width and fold(text).startswith(("total", "grandtotal"))


def line_numbers(probe: Probe, width: int, delimiter: str, skip: int, places: Sequence[int]) -> list[int]:
    """The lines on which the rows at these places (rising, from 0) begin. width: cells of the headings."""
    wanted, found, place = set(places), list[int](), 0
    for line, record in _numbered(probe, delimiter, skip):
        if not record or is_total_line(delimiter.join(record), len(record), width):
            continue
        if place in wanted:
            found.append(line)
        place += 1
        if len(found) == len(wanted):
            break
    return found


def fault(probe: Probe, width: int, delimiter: str, skip: int) -> ExtractError:
    """The error for a table that is uneven or broken; Arrow's own message would quote the row."""
    bad, first, last = 0, (0, 0), skip + 1
    for line, record in _numbered(probe, delimiter, skip):
        if record and len(record) != width:
            bad, first = bad + 1, first if bad else (line, len(record))
        last = line
    if not bad:
        return ExtractError(
            f"{probe.name}: the table is broken near line {last:,} (a quotation mark that is not closed, or a row of "
            "more than half a million characters?); correct it, or export it again."
        )
    others = f", and {counted(bad - 1, 'more row is', 'more rows are')} uneven" if bad > 1 else ""
    return ExtractError(
        f"{probe.name}: line {first[0]:,} has {counted(first[1], 'cell', 'cells')} where the headings have {width}"
        f"{others}; correct the file, or export it again."
    )


def _numbered(probe: Probe, delimiter: str, skip: int) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not empty and the line on which it begins; last, with no row, where the text ends or breaks."""
    with opened(probe.path, probe.name, probe.gzipped) as file:
        text = io.TextIOWrapper(file, encoding=probe.encoding, newline="")
        for _ in range(skip):
            next(text, "")
        reader, start = csv.reader(text, delimiter=delimiter), skip + 1
        with suppress(csv.Error):
            for record in reader:
                if record:
                    yield start, record
                start = skip + reader.line_num + 1
        yield start, []
