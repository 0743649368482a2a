"""Bars in parts: one bar for each row of a table that has numbers, one part for each of its columns."""

from __future__ import annotations

from scorecard.compose.axes import share_axis
from scorecard.model import Chart, ChartKind, Row, Series, Table, Unit


def stacked_chart(table: Table, name: str, title: str, axis: str, unit: Unit = Unit.PERCENT) -> tuple[Chart, ...]:
    """The chart of a table whose first column is the group; a column `gap` is not a part. None without numbers."""
    keys = [c.key for c in table.columns[1:] if c.unit in (Unit.PERCENT, Unit.POINTS) and c.key != "gap"]
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
    series = tuple(Series(table.columns[table.index(k)].header.split(" (")[0], k) for k in keys)
    scale = share_axis(ends, axis, unit=unit, from_below=min(ends) < 0)
    alt = "; ".join(
        f"{row.cells[0].text}: {', '.join(_named(table, row))}" for i, row in enumerate(table.rows) if i in rows
    )
    return (Chart(name, ChartKind.STACKED, table.caption, f"{title}. {alt}.", table.id, rows, "group", series, scale),)


def _named(table: Table, row: Row) -> list[str]:
    return [
        f"{c.header.split(' (')[0].lower()} {cell.text}"
        for c, cell in zip(table.columns[1:], row.cells[1:], strict=True)
        if cell.value
    ]
