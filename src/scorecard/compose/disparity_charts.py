"""Charts of the passed and refused by one breakdown: rates from 0, ratios from the line at 1.

In: the table of every figure. Out: a Chart that points at its rows and columns, with the axis chosen.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scorecard.compose.about import About
from scorecard.compose.axes import ratio_axis, share_axis
from scorecard.compose.numbers import UNDEFINED
from scorecard.model import Axis, Breakdown, Chart, ChartKind, Series, Table


def _drawn(table: Table, key: str) -> tuple[int, ...]:
    """The rows of the table that have somebody in them: an empty group has no rate to draw."""
    decided = table.column("decided")
    return tuple(i for i, cell in enumerate(table.column(key)) if decided[i].value != 0 and cell.text != UNDEFINED.text)


def _ends(table: Table, key: str, limits: Sequence[str], rows: Sequence[int], about: About) -> list[Any]:
    """The values that set an axis: every bar, since a cut one shows a false size, and the limits of groups that are
    not so small that theirs would dwarf all others; those of every group where all are so small.
    """
    decided = [cell.value for cell in table.column("decided")]
    big = [i for i in rows if isinstance(decided[i], int) and decided[i] >= about.smallest_decided]  # type: ignore[operator]
    return [table.column(key)[i].value for i in rows] + [table.column(k)[i].value for k in limits for i in big or rows]


def rate_chart(table: Table, title: str, about: About, *, name: str) -> Chart:
    """The refusal rate of each group with its 95% interval."""
    rows = _drawn(table, "refusal_rate")
    axis = share_axis(
        _ends(table, "refusal_rate", ("refusal_rate_high",), rows, about), "Refusal rate (refused ÷ decided)"
    )
    rates = ", ".join(f"{table.rows[i].cells[0].text} {table.column('refusal_rate')[i].text}" for i in rows)
    return Chart(
        id=f"{name}-rates",
        kind=ChartKind.RATE,
        title="Refusal rate with 95% interval",
        alt=f"{title}. Refusal rates: {rates}.",
        table=table.id,
        rows=rows,
        category="group",
        series=(Series("Refusal rate", "refusal_rate", "refusal_rate_low", "refusal_rate_high"),),
        axis=axis,
    )


def ratio_chart(table: Table, breakdown: Breakdown, about: About, title: str, *, name: str) -> Chart | None:
    """The refusal ratio of each compared group with its 95% interval, on a log axis; None where no ratio is above 0."""
    cells = table.column("refusal_ratio")
    rows = tuple(
        i
        for i, row in enumerate(table.rows)
        if row.group in breakdown.assessed and isinstance(cells[i].value, float) and cells[i].value > 0  # type: ignore[operator]
    )
    if not rows:
        return None
    keys = ("refusal_ratio", "refusal_ratio_low", "refusal_ratio_high")
    ratios = ", ".join(f"{table.rows[i].cells[0].text} {cells[i].text}" for i in rows)
    axis: Axis = ratio_axis(
        _ends(table, keys[0], keys[1:], rows, about),
        f"Refusal ratio, group ÷ {breakdown.reference} (each line doubles)",
    )
    return Chart(
        id=f"{name}-ratios",
        kind=ChartKind.RATIO,
        title=f"Refusal ratio, group ÷ {breakdown.reference}, with 95% interval",
        alt=f"{title}. Refusal ratios, group divided by {breakdown.reference}: {ratios}.",
        table=table.id,
        rows=rows,
        category="group",
        series=(Series("Refusal ratio", *keys),),
        axis=axis,
        line_at=1.0,
        line_label=f"1 = refused as often as {breakdown.reference} applicants",
    )
