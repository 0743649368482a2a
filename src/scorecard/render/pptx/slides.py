"""Pages to slides: placeholders filled by name, in the order in which they are read, none left empty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn

from scorecard.model import Scorecard, Tile
from scorecard.render.pptx.charts import draw_chart
from scorecard.render.pptx.geometry.boxes import Box, across, emu
from scorecard.render.pptx.geometry.words import SMALLEST, height, size_that_fits, width
from scorecard.render.pptx.page import FRONT, Page, Words
from scorecard.render.pptx.pages import Planner
from scorecard.render.pptx.shapes import describe, put_at
from scorecard.render.pptx.tables import draw_table
from scorecard.render.pptx.writing import Ink, add_run, rgb, write

SYNTHETIC = "SYNTHETIC DATA"
READ_ORDER = (
    "Title",
    "Subtitle",
    "Details",
    "Topic",
    "Tile",
    "Chart",
    "Table",
    "Text",
    "Base",
    "Badge",
    "Marking",
    "Footer",
)
NUMBER_SIZES = (34, 32, 30, 28, 26, 24, 22, 20, 18)
TILE_PAD = 10.0
TILE_LABEL = 13


def draw_page(planner: Planner, ink: Ink, card: Scorecard, page: Page) -> Any:
    """Add a slide with what the page holds; the slide."""
    lines = _lines(card, page)
    slide, holders = planner.template.slide(page.layout, _filled(page, lines))
    _draw_content(planner, ink, page, holders, slide)
    _write_lines(planner, card, page, holders, lines)
    _order(slide)
    return slide


def _lines(card: Scorecard, page: Page) -> dict[str, str]:
    """The words of the placeholders that hold a line as it is, by their names."""
    lines = {
        "Topic": page.topic,
        "Marking": card.marking,
        "Badge": SYNTHETIC if card.synthetic else "",
        **dict(page.lines),
    }
    return {name: text for name, text in lines.items() if text}


def _filled(page: Page, lines: Mapping[str, str]) -> tuple[str, ...]:
    """The names of the placeholders that the page fills."""
    held = {"Base": page.base, "Chart": page.chart and page.charted, "Table": page.table, "Text": page.words}
    foot = () if page.layout == FRONT else ("Footer", "Slide number")
    return ("Title", *(name for name, content in held.items() if content), *lines, *foot)


def _draw_content(planner: Planner, ink: Ink, page: Page, holders: dict[str, Any], slide: Any) -> None:
    if page.chart and page.charted:
        draw_chart(holders["Chart"], page.chart, page.charted, planner.room(page, "Chart"), ink)
    if page.table:
        draw_table(holders["Table"], page.table, planner.room(page, "Table"), ink)
    if page.tiles:
        boxes = across(planner.room(page, "Tiles"), len(page.tiles))
        for tile, box in zip(page.tiles, boxes, strict=True):
            _draw_tile(slide, tile, box, ink)
    if page.words:
        put_at(holders["Text"], planner.room(page, "Text"))
        _fill(holders["Text"], page.words, planner.size(page) or SMALLEST)


def _fill(holder: Any, words: Sequence[Words], size: float | None = None) -> None:
    """Write into a placeholder from edge to edge: the room that was measured, in line with charts and tables."""
    frame = holder.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    write(frame, words, size)


def _write_lines(
    planner: Planner, card: Scorecard, page: Page, holders: dict[str, Any], lines: Mapping[str, str]
) -> None:
    box, size = planner.title(page)
    if box.h > planner.template.box(page.layout, "Title").h:
        put_at(holders["Title"], box)
    _fill(holders["Title"], [Words(page.title)], size)
    for name, text in lines.items():
        if name in holders:
            _fill(holders[name], [Words(text)])
    if "Base" in holders:
        put_at(holders["Base"], planner.base(page))
        _fill(holders["Base"], [Words(page.base)], SMALLEST)
    if "Footer" in holders:
        _fill(holders["Footer"], [Words(_footer(planner, card, page))])


def _draw_tile(slide: Any, tile: Tile, box: Box, ink: Ink) -> None:
    """A panel with what the number is, the number, and what it stands beside."""
    paint = ink.look.colours
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *box.emu)
    describe(shape._element, f"Tile: {tile.label}", "")
    shape._element.remove(shape._element.find(qn("p:style")))  # no shadow, no line of the template's
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(paint["panel"])
    shape.line.fill.background()
    mark, colour, _ = ink.look.marks[tile.finding] if tile.finding else ("", paint["accent"], "")
    number = f"{mark} {tile.number}" if mark else tile.number
    _write_tile(shape.text_frame, (tile.label, number, tile.detail), box, ink, colour)


def _write_tile(frame: Any, words: tuple[str, str, str], box: Box, ink: Ink, colour: str) -> None:
    """The three lines of a tile, the number as large as the others leave room for."""
    label, number, detail = words
    paint, font = ink.look.colours, ink.font
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP  # labels of neighbours in one line
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = emu(TILE_PAD)
    room = box.w - TILE_PAD - TILE_PAD
    others = height([label], room, TILE_LABEL, font=font) + height([detail], room, SMALLEST, font=font)
    left = box.h - TILE_PAD - TILE_PAD - others
    size = size_that_fits([number], (room, left), NUMBER_SIZES, font=font) or NUMBER_SIZES[-1]
    first, second, third = frame.paragraphs[0], frame.add_paragraph(), frame.add_paragraph()
    add_run(first, label, TILE_LABEL, ink=paint["ink"], bold=True)
    add_run(second, number, size, ink=colour, bold=True)
    add_run(third, detail, SMALLEST, ink=paint["muted"])
    for paragraph in (first, second, third):
        paragraph._p.get_or_add_pPr().set("algn", "l")


def _footer(planner: Planner, card: Scorecard, page: Page) -> str:
    """The longest of the words for the foot that fit on one line."""
    room = planner.template.box(page.layout, "Footer").w
    choices = (f"{card.title}: {card.subtitle}", card.subtitle, card.force)
    fitting = (text for text in choices if width(text, SMALLEST, font=planner.template.font) <= room)
    return next(fitting, card.period.label)


def _order(slide: Any) -> None:
    """Reading order is the order in the file; ids are numbered in it."""
    tree = slide.shapes._spTree
    for identity, element in enumerate(sorted(tree.iter_shape_elms(), key=_rank), start=2):
        tree.append(element)
        next(element.iter(qn("p:cNvPr"))).set("id", str(identity))
    for extension in tree.findall(qn("p:extLst")):
        tree.append(extension)


def _rank(element: Any) -> int:
    name = next(element.iter(qn("p:cNvPr"))).get("name")
    return next((rank for rank, first in enumerate(READ_ORDER) if name.split(":")[0] == first), len(READ_ORDER))
