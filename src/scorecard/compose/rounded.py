"""A scorecard of rounded counts: what it says of itself, and its sections without what only a test could fill.

In: a finished section, and to the nearest how many counts are rounded. Out: the section without columns and limits of
tests, its bases saying that counts are rounded. Exact counts (rounded to the nearest 1) leave it as it is.
"""

from __future__ import annotations

import re
from dataclasses import replace

from scorecard.model import Chart, Section, Series, Table, is_of_test

EXACT = 1
_INTERVAL = re.compile(r",? with 95% interval|,? \(95% interval\)")


def rounded_note(nearest: int) -> str:
    """What is added to every base."""
    return f"Counts are rounded to the nearest {nearest}: 0 may be a few."


def why_untested(nearest: int) -> str:
    """Why there are no tests, for the first page and wherever tests would be; "" of exact counts."""
    if nearest == EXACT:
        return ""
    return (
        f"Counts in this edition are rounded to the nearest {nearest}. Whether a difference is reliable cannot be said "
        "from rounded counts, so no tests, intervals or findings are shown."
    )


def without_tests(section: Section, nearest: int) -> Section:
    """The section as it is where counts are rounded."""
    if nearest == EXACT:
        return section
    note = rounded_note(nearest)
    return replace(
        section,
        base=f"{section.base} {note}" if section.base else "",
        charts=tuple(map(_chart, section.charts)),
        tables=tuple(_table(table, note) for table in section.tables),
        details=tuple(_table(table, note) for table in section.details),
        speaker=(),
    )


def _table(table: Table, note: str) -> Table:
    kept = [at for at, column in enumerate(table.columns) if not is_of_test(column.key)]
    columns = (table.columns[at] for at in kept)
    return replace(
        table,
        base=f"{table.base} {note}",
        columns=tuple(replace(column, header=_INTERVAL.sub("", column.header)) for column in columns),
        rows=tuple(replace(row, cells=tuple(row.cells[at] for at in kept)) for row in table.rows),
    )


def _chart(chart: Chart) -> Chart:
    series = tuple(_without_limits(one) for one in chart.series)
    return replace(chart, title=_INTERVAL.sub("", chart.title), series=series)


def _without_limits(series: Series) -> Series:
    return replace(series, low=None, high=None)
