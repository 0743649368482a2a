"""A table's sheet: lines from A1, a link back, the native table, in the internal edition with live formulas."""

from __future__ import annotations

from collections.abc import Mapping

from scorecard.render.xlsx.formulas import Formulas
from scorecard.render.xlsx.names import defined_name
from scorecard.render.xlsx.plan import BACK, TableSheet
from scorecard.render.xlsx.sheets import Made, Page


def write_table(page: Page, planned: TableSheet, marked: list[str], constants: Mapping[str, str] | None) -> None:
    """Writes one table's sheet. `constants`: the table's constants by defined name; None for values only (public)."""
    table = planned.table
    formulas = None if constants is None else Formulas(table, planned.top, constants)
    rows = [
        [Made(cell, formulas.formula(i, j) if formulas else None, row.role) for j, cell in enumerate(row.cells)]
        for i, row in enumerate(table.rows)
    ]
    page.lines(planned.lines, marked)
    page.link(len(planned.lines), "Contents", BACK)
    page.table(planned.header, defined_name("table", planned.name), table.caption, table.columns, rows)
    # Only the row headers are frozen: the lines above a table would take half of a small window, and Excel shows
    # a native table's header in place of the column letters once it is scrolled away.
    page.sheet.freeze_panes(0, 1)
    page.finish(planned.lines, planned.header + len(rows), header=planned.header)
