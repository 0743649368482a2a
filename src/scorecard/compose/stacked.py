"""Bars in parts: one bar for each row of a table that has numbers, one part for each of its columns."""

from __future__ import annotations

from collections.abc import Mapping

from scorecard.compose.axes import share_axis
from scorecard.compose.wording import within
from scorecard.model import Chart, ChartKind, Row, Series, Table


def stacked_chart(table: Table, title: str, axis: str, positions: Mapping[str, int]) -> tuple[Chart, ...]:
    """The chart of a table whose first column is the group and whose parts are the columns named in `positions`.

    positions: of each part's colour, alike in every chart that shows it. No chart where there are no numbers.
    """
    parts = {c.key: table.column(c.key) for c in table.columns if c.key in positions}
    values = [[v for cells in parts.values() if isinstance(v := cells[i].value, float)] for i in range(len(table.rows))]
    rows = tuple(i for i, parted in enumerate(values) if any(parted))
    if not rows:
        return ()
    ends = [sum(v for v in values[i] if sign * v > 0) for i in rows for sign in (1, -1)]
    first, *_ = columns = [table.columns[table.index(key)] for key in parts]
    series = tuple(Series(c.header.split(" (")[0], c.key, position=positions[c.key]) for c in columns)
    alt = "; ".join(f"{table.rows[i].cells[0].text}: {', '.join(_named(table, table.rows[i]))}" for i in rows)
    return (
        Chart(
            id=f"{table.id}-chart",
            kind=ChartKind.STACKED,
            title=table.caption,
            alt=f"{title}. {alt}.",
            table=table.id,
            rows=rows,
            category="group",
            series=series,
            axis=share_axis(ends, axis, unit=first.unit, from_below=min(ends) < 0),
        ),
    )


def _named(table: Table, row: Row) -> list[str]:
    return [
        f"{within(c.header.split(' (')[0])} {cell.text}"
        for c, cell in zip(table.columns[1:], row.cells[1:], strict=True)
        if cell.value
    ]
