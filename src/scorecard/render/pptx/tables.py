"""A table of the document as a native table: header flags, thin rules, special rows told apart by more than colour."""

from __future__ import annotations

from typing import Any

from lxml import etree
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn

from scorecard.model import Cell, Column, Look, Role, Row, Table, Unit
from scorecard.render.pptx.geometry.boxes import Box, emu
from scorecard.render.pptx.geometry.grid import PAD_X, PAD_Y, Grid, grid, of_numbers
from scorecard.render.pptx.writing import Ink, add_run, describe, rgb

NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # "No Style, No Grid", built into every Office
THIN, THICK = 0.75, 1.5
BOLD = (Role.REFERENCE, Role.TOTAL)


def draw_table(holder: Any, table: Table, box: Box, ink: Ink) -> None:
    """Replace a table placeholder by the table, laid out in the box."""
    laid = grid(table, box, ink.font) or grid(table, box.high(float("inf")), ink.font)
    assert laid, f"{table.id} was planned to fit"
    shape = holder.insert_table(len(table.rows) + 1, len(table.columns))
    describe(shape, f"Table: {table.caption}", table.caption)
    shape.left, shape.top, shape.width, shape.height = Box(box.x, box.y, sum(laid.widths), laid.height).emu
    native = shape.table
    _flag(native)
    _size(native, laid)
    for at, column in enumerate(table.columns):
        align = PP_ALIGN.RIGHT if of_numbers(table, at) else PP_ALIGN.LEFT
        _header(native.cell(0, at), column, align, laid.size, ink.look)
        for number, row in enumerate(table.rows, start=1):
            cell = native.cell(number, at)
            _prepare(cell, align, MSO_ANCHOR.MIDDLE)
            _write(cell, row.cells[at], column, laid.size, ink.look)
            _set_apart(cell, row, ink.look, first=at == 0, last=number == len(table.rows))


def _flag(native: Any) -> None:
    native.first_row, native.first_col, native.horz_banding = True, True, False
    native._tbl.tblPr.find(qn("a:tableStyleId")).text = NO_STYLE


def _size(native: Any, laid: Grid) -> None:
    for column, width in zip(native.columns, laid.widths, strict=True):
        column.width = emu(width)
    for row, height in zip(native.rows, (laid.head, *laid.heights), strict=True):
        row.height = emu(height)


def _header(cell: Any, column: Column, align: Any, size: int, look: Look) -> None:
    _prepare(cell, align, MSO_ANCHOR.BOTTOM)
    add_run(cell.text_frame.paragraphs[0], column.header, size, bold=True, ink=look.colours["ink"])
    _rule(cell, "a:lnB", look.colours["ink"], THICK)


def _write(cell: Any, words: Cell, column: Column, size: int, look: Look) -> None:
    paragraph = cell.text_frame.paragraphs[0]
    if column.unit is Unit.FINDING and words.value in look.marks:
        shape, colour, _ = look.marks[str(words.value)]
        add_run(paragraph, f"{shape} ", size, ink=colour)
    add_run(paragraph, words.text, size, ink=look.colours["ink"])


def _set_apart(cell: Any, row: Row, look: Look, *, first: bool, last: bool) -> None:
    """Reference: bold on a panel; total: bold under a rule; unknown: slanted; the first column bold as a header."""
    paint = look.colours
    for run in cell.text_frame.paragraphs[0].runs:
        run.font.bold = first or row.role in BOLD
        run.font.italic = row.role is Role.UNKNOWN
    if row.role is Role.REFERENCE:
        cell.fill.solid()
        cell.fill.fore_color.rgb = rgb(paint["panel"])
    if row.role is Role.TOTAL:
        _rule(cell, "a:lnT", paint["ink"], THICK)
    _rule(cell, "a:lnB", paint["ink"] if last else paint["line"], THICK if last else THIN)


def _prepare(cell: Any, align: Any, anchor: Any) -> None:
    cell.vertical_anchor = anchor
    cell.margin_left = cell.margin_right = emu(PAD_X)
    cell.margin_top = cell.margin_bottom = emu(PAD_Y)
    cell.text_frame.paragraphs[0].alignment = align


def _rule(cell: Any, side: str, colour: str, points: float) -> None:
    """A line at one side of a cell; rules come before the cell's fill, in the order that the schema asks for."""
    properties = cell._tc.get_or_add_tcPr()
    line = etree.Element(qn(side), w=str(emu(points)), cap="flat", cmpd="sng", algn="ctr")
    fill = etree.SubElement(line, qn("a:solidFill"))
    etree.SubElement(fill, qn("a:srgbClr"), val=colour)
    place = len([child for child in properties if child.tag in (qn("a:lnL"), qn("a:lnR"), qn("a:lnT"))])
    properties.insert(place, line)
