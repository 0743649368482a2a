"""What all sheets share: lines from A1 down, a native table, cells written as exactly what they are."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from scorecard.model import Cell, Column, Role, Unit
from scorecard.render.xlsx.formats import Formats, shown
from scorecard.render.xlsx.layout import (
    ROW_HEIGHT,
    TITLE_HEIGHT,
    chart_pages,
    column_width,
    paper,
    printed_columns,
    row_height,
    set_up_page,
)
from scorecard.render.xlsx.names import quoted


@dataclass(frozen=True)
class Made:
    """A cell that is made of others: what is printed and stored, and the formula (None: a plain value)."""

    cell: Cell
    formula: str | None = None
    role: Role = Role.GROUP


@dataclass
class Page:
    """A worksheet that is being written, with the formats and the marking of its workbook."""

    sheet: Any
    formats: Formats
    marking: str
    widths: list[float] = field(default_factory=list)

    def lines(self, lines: Sequence[str], marked: Sequence[str] = ()) -> None:
        """The title in A1 and one line a row below it; those in `marked` stand out."""
        self.sheet.set_row(0, TITLE_HEIGHT)
        for row, line in enumerate(lines):
            style = self.formats.title if row == 0 else self.formats.marking if line in marked else self.formats.line
            self.sheet.write_string(row, 0, line, style)

    def link(self, row: int, target: str, text: str, *, in_table: bool = False) -> None:
        """A link in column A to A1 of another sheet, with a text that says where it leads."""
        style = self.formats.link_in_table if in_table else self.formats.link
        self.sheet.write_url(row, 0, f"internal:{quoted(target)}!A1", style, text)

    def write(self, row: int, column: int, made: Made, unit: Unit) -> None:
        """One cell: a formula with its stored value, a number, or a string; a string is never anything else."""
        style = self.formats.cell(unit, made.cell, role=made.role, first=column == 0)
        value = made.cell.value
        if made.formula is not None:
            self.sheet.write_formula(row, column, made.formula, style, value)
        elif isinstance(value, int | float) and math.isfinite(value):
            self.sheet.write_number(row, column, value, style)
        elif made.cell.text:
            self.sheet.write_string(row, column, shown(unit, made.cell, self.formats.look), style)
        else:
            self.sheet.write_blank(row, column, None, style)

    def table(  # noqa: PLR0913  a table's parts
        self,
        top: int,
        name: str,
        title: str,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Made]],
        *,
        widths: Sequence[float] = (),
    ) -> None:
        """A native Excel table: one header row at `top`, the rows under it, columns as wide as they need."""
        fitted = (column_width(i, c, [row[i].cell.text for row in rows]) for i, c in enumerate(columns))
        self.widths.extend(widths or fitted)
        for position, width in enumerate(self.widths):
            self.sheet.set_column(position, position, width)
        self._native(top, name, title, columns, len(rows))
        self.sheet.set_row(top, row_height([(c.header, w) for c, w in zip(columns, self.widths, strict=True)]))
        for row, cells in enumerate(rows, start=top + 1):
            self.sheet.set_row(row, self._height(columns, cells))
            for position, (column, made) in enumerate(zip(columns, cells, strict=True)):
                self.write(row, position, made, column.unit)

    def _native(self, top: int, name: str, title: str, columns: Sequence[Column], rows: int) -> None:
        headers = [
            {"header": c.header, "header_format": self.formats.header(c.unit, first=i == 0)}
            for i, c in enumerate(columns)
        ]
        assert len({c.header.lower() for c in columns}) == len(columns), f"two columns of one header: {title}"
        options = {"name": name, "columns": headers, "style": None, "autofilter": False, "title": title}
        options |= {"first_column": True, "banded_rows": False, "description": title}
        self.sheet.add_table(top, 0, top + rows, len(columns) - 1, options)

    def _height(self, columns: Sequence[Column], cells: Sequence[Made]) -> float:
        words = (Unit.TEXT, Unit.FINDING)
        parts = zip(columns, cells, self.widths, strict=True)
        wrapped = [(made.cell.text, width) for column, made, width in parts if column.unit in words]
        return row_height(wrapped) if wrapped else ROW_HEIGHT

    def finish(self, lines: Sequence[str], last_row: int, *, header: int | None = None) -> None:
        """Print set-up of a table's sheet: what is printed, on which paper, which row is repeated."""
        self._print(lines, last_row, 0, header=header)

    def finish_chart(self, lines: Sequence[str], last_row: int, *, rows: int, width: int) -> None:
        """Print set-up of a chart's sheet: a chart of so many pixels above a table of so many rows."""
        self._print(lines, last_row, chart_pages(rows), chart=width)

    def _print(
        self,
        lines: Sequence[str],
        last_row: int,
        down: int,
        *,
        header: int | None = None,
        chart: int = 0,
    ) -> None:
        set_up_page(self.sheet, self.marking, paper(self.widths), down, header)
        self.sheet.print_area(0, 0, last_row, printed_columns(self.widths, lines, chart) - 1)
