"""Where in a file values stand that no message may quote, so that a person can look them up there.

In: an Extract, a column and which of its values are meant. Out: the numbers of their lines, as an editor or a
spreadsheet counts them. The file is read once more, which only a run that is refused has to do.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from scorecard.extract.table import Extract
from scorecard.extract.values import indices
from scorecard.extract.words import listed

_NAMED = 3


def lines_of(extract: Extract, column: str, meant: Callable[[str], bool]) -> tuple[int, ...]:
    """The first lines in which the column holds a value that is meant, four at the most: one more than is named.

    None where the extract is a table in a warehouse, which has no lines.
    """
    if extract.lines is None or column not in extract.layout.positions:
        return ()
    places: list[int] = []
    start = 0
    for batch in extract.batches():
        if batch.size:
            values = batch.rows[column]
            table = np.array([meant(raw) for raw in values.dictionary.to_pylist()], bool)
            places += (np.flatnonzero(table[indices(values)]) + start).tolist()
        start += batch.size
        if len(places) > _NAMED:
            break
    return tuple(extract.lines(places[: _NAMED + 1]))


def in_lines(lines: tuple[int, ...]) -> str:
    """` in line 4`, ` in lines 4, 8 and 15`, ` in lines 4, 8, 15 and more`; "" where there are none to tell."""
    if not lines:
        return ""
    told = [f"{line:,}" for line in lines[:_NAMED]] + (["more"] if len(lines) > _NAMED else [])
    return f" in {'line' if len(lines) == 1 else 'lines'} {listed(told)}"
