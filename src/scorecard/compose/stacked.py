"""Bars in parts: one bar for each row of a table that has numbers, one part for each of its columns."""

from __future__ import annotations

from collections.abc import Mapping

from scorecard.compose.axes import share_axis
from scorecard.model import Chart, ChartKind, Row, Series, Table


def stacked_chart(table: Table, title: str, axis: str, positions: Mapping[str, int]) -> tuple[Chart, ...]:
    """The chart of a table whose first column is the group and whose parts are the columns named in `positions`.

    positions: of each part's colour, alike in every chart that shows it. No chart where there are no numbers.
    """
    keys = [c.key for c in table.columns if c.key in positions]
    rows = tuple(
        i
        for i, row in enumerate(table.rows)
        if any(isinstance(table.column(k)[i].value, float) and table.column(k)[i].value for k in keys)
    )
    if not rows:
        return ()
    ends: list[float] = []
    for i in rows:
        parts = [v for k in keys if isinstance(v := table.column(k)[i].value, float)]
        ends += [sum(v for v in parts if v > 0), sum(v for v in parts if v < 0)]
    series = tuple(Series(table.columns[table.index(k)].header.split(" (")[0], k, position=positions[k]) for k in keys)
    unit = table.columns[table.index(keys[0])].unit
    scale = share_axis(ends, axis, unit=unit, from_below=min(ends) < 0)
    alt = "; ".join(
        f"{row.cells[0].text}: {', '.join(_named(table, row))}" for i, row in enumerate(table.rows) if i in rows
    )
    return (
        Chart(
            f"{table.id}-chart",
            ChartKind.STACKED,
            table.caption,
            f"{title}. {alt}.",
            table.id,
            rows,
            "group",
            series,
            scale,
        ),
    )


def _named(table: Table, row: Row) -> list[str]:
    return [
        f"{c.header.split(' (')[0].lower()} {cell.text}"
        for c, cell in zip(table.columns[1:], row.cells[1:], strict=True)
        if cell.value
    ]
