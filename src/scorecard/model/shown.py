"""What every renderer asks of a table, a chart or an axis before it draws it."""

from __future__ import annotations

from dataclasses import replace

from scorecard.model.document import Axis, Chart, Series, Table, Unit

NUMERIC = frozenset("0123456789+-−[<>∞£")  # what a number, or the symbol that stands for one, begins with


def of_numbers(table: Table, at: int) -> bool:
    """Whether a column is set to the right: numbers, also with their percentages or intervals in one cell."""
    if table.columns[at].unit not in (Unit.TEXT, Unit.FINDING):
        return True
    return at > 0 and all(row.cells[at].text[0] in NUMERIC for row in table.rows)


def drawn_series(chart: Chart, table: Table) -> tuple[Series, ...]:
    """The series that have something to draw, a number other than 0, in the colours that they have among all."""
    return tuple(
        replace(series, position=place if series.position is None else series.position)
        for place, series in enumerate(chart.series)
        if any(_drawn(table.column(series.value)[row].value) for row in chart.rows)
    )


def _drawn(value: object) -> bool:
    return isinstance(value, int | float) and value != 0


def beyond_whole(axis: Axis) -> bool:
    """Whether bars of several shares run on beyond 100%, above which no share is: numbers end there."""
    return axis.unit is Unit.PERCENT and axis.maximum > 1
