"""A table of the document as a native table: header flags, thin rules, special rows told apart by more than colour."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.table import _Cell

from scorecard.model import Cell, Column, Look, Role, Table, Unit, of_numbers
from scorecard.render.pptx.geometry.boxes import Box, emu
from scorecard.render.pptx.geometry.grid import BOLD, PAD_X, PAD_Y, Grid, grid, indent
from scorecard.render.pptx.shapes import describe, put_at
from scorecard.render.pptx.writing import Ink, add_run, rgb

NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # "No Style, No Grid", built into every Office
THIN, THICK = 0.75, 1.5


@dataclass(frozen=True)
class Kind:
    """What makes two cells alike but for their words. role: the row's (None: the row of headers); mark: a finding's.

    indent: what stands clear at the left, in points.
    """

    align: Any
    indent: float
    size: int
    role: Role | None
    mark: str = ""
    first: bool = False
    last: bool = False


def draw_table(holder: Any, table: Table, box: Box, ink: Ink) -> None:
    """Replace a table placeholder by the table, laid out in the box."""
    laid = grid(table, box, ink.font) or grid(table, box.high(float("inf")), ink.font)
    assert laid, f"{table.id} was planned to fit"
    put_at(holder, box)
    shape = holder.insert_table(len(table.rows) + 1, len(table.columns))
    describe(shape._element, f"Table: {table.caption}", table.caption)
    native = shape.table
    _flag(native)
    _size(shape, laid)
    columns = range(len(table.columns))
    sides = [(PP_ALIGN.RIGHT if of_numbers(table, at) else PP_ALIGN.LEFT, indent(table, at)) for at in columns]
    head, *body = native._tbl.tr_lst
    for place, column, side in zip(head.tc_lst, table.columns, sides, strict=True):
        _put(place, Kind(*side, laid.size, None), (column.header,), ink)
    for number, (line, row) in enumerate(zip(body, table.rows, strict=True), start=1):
        for at, place in enumerate(line.tc_lst):
            mark, words = _words(row.cells[at], table.columns[at], ink.look)
            kind = Kind(*sides[at], laid.size, row.role, mark, first=at == 0, last=number == len(table.rows))
            _put(place, kind, words, ink)


def _put(place: Any, kind: Kind, words: tuple[str, ...], ink: Ink) -> None:
    """Draw the first cell of a kind; the others are copies of it with words of their own, which is far quicker."""
    if kind not in ink.cells:
        _draw(_Cell(place, None), kind, words, ink.look)  # type: ignore[arg-type]
        ink.cells[kind] = deepcopy(place)
        return
    copied = deepcopy(ink.cells[kind])
    for run, text in zip(copied.txBody.p_lst[0].r_lst, words, strict=True):
        run.text = text
    place.getparent().replace(place, copied)


def _flag(native: Any) -> None:
    native.first_row, native.first_col, native.horz_banding = True, True, False
    native._tbl.tblPr.find(qn("a:tableStyleId")).text = NO_STYLE


def _size(shape: Any, laid: Grid) -> None:
    """Columns and rows, and the frame around them, which is as large as they are together."""
    widths, heights = [[emu(points) for points in sizes] for sizes in (laid.widths, (laid.head, *laid.heights))]
    for column, width in zip(shape.table._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.w = width
    for row, height in zip(shape.table._tbl.tr_lst, heights, strict=True):
        row.h = height
    shape.width, shape.height = sum(widths), sum(heights)


def _words(cell: Cell, column: Column, look: Look) -> tuple[str, tuple[str, ...]]:
    """The colour of the finding's mark ("" without one), and the runs of words."""
    if column.unit is Unit.FINDING and cell.value in look.marks:
        shape, colour, _ = look.marks[str(cell.value)]
        return colour, (f"{shape} ", cell.text)
    return "", (cell.text,)


def _draw(cell: Any, kind: Kind, words: tuple[str, ...], look: Look) -> None:
    paint = look.colours
    _prepare(cell, kind, MSO_ANCHOR.BOTTOM if kind.role is None else MSO_ANCHOR.MIDDLE)
    paragraph = cell.text_frame.paragraphs[0]
    if kind.role is None:
        add_run(paragraph, words[0], kind.size, bold=True, ink=paint["ink"])
        _rule(cell, "a:lnB", paint["ink"], THICK)
        return
    for text in words:
        add_run(paragraph, text, kind.size, ink=kind.mark if text is not words[-1] else paint["ink"])
    _set_apart(cell, kind, look)


def _set_apart(cell: Any, kind: Kind, look: Look) -> None:
    """Reference: bold on a panel; total: bold under a rule; unknown: slanted; the first column bold as a header."""
    paint = look.colours
    for run in cell.text_frame.paragraphs[0].runs:
        run.font.bold = kind.first or kind.role in BOLD
        run.font.italic = kind.role is Role.UNKNOWN
    if kind.role is Role.REFERENCE:
        cell.fill.solid()
        cell.fill.fore_color.rgb = rgb(paint["panel"])
    if kind.role is Role.TOTAL:
        _rule(cell, "a:lnT", paint["ink"], THICK)
    _rule(cell, "a:lnB", paint["ink"] if kind.last else paint["line"], THICK if kind.last else THIN)


def _prepare(cell: Any, kind: Kind, anchor: Any) -> None:
    cell.vertical_anchor = anchor
    cell.margin_left, cell.margin_right = emu(kind.indent), emu(PAD_X)
    cell.margin_top = cell.margin_bottom = emu(PAD_Y)
    cell.text_frame.paragraphs[0].alignment = kind.align


def _rule(cell: Any, side: str, colour: str, points: float) -> None:
    """A line at one side of a cell; rules come before the cell's fill, in the order that the schema asks for."""
    properties = cell._tc.get_or_add_tcPr()
    line = etree.Element(qn(side), w=str(emu(points)), cap="flat", cmpd="sng", algn="ctr")
    fill = etree.SubElement(line, qn("a:solidFill"))
    etree.SubElement(fill, qn("a:srgbClr"), val=colour)
    place = len([child for child in properties if child.tag in (qn("a:lnL"), qn("a:lnR"), qn("a:lnT"))])
    properties.insert(place, line)
