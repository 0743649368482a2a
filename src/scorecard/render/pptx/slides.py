"""Pages to slides: placeholders filled by name, in the order in which they are read, none left empty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pptx.oxml.ns import qn

from scorecard.model import Scorecard
from scorecard.render.pptx.charts import draw_chart
from scorecard.render.pptx.footline import line_boxes
from scorecard.render.pptx.geometry.words import SMALLEST, width
from scorecard.render.pptx.page import FRONT, Page, Words
from scorecard.render.pptx.pages import Planner
from scorecard.render.pptx.shapes import put_at
from scorecard.render.pptx.tables import draw_table
from scorecard.render.pptx.tiles import draw_tiles
from scorecard.render.pptx.writing import Ink, write

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
        draw_tiles(slide, page.tiles, planner.room(page, "Tiles"), ink)
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
    long = line_boxes(planner.template, page.layout, card.marking, lines.get("Badge", ""), card.period.label)
    for name, text in lines.items():
        if name in holders:
            _fill(holders[name], [Words(text)])
    for name, place in long.items():
        if name in holders and place != planner.template.box(page.layout, name):
            put_at(holders[name], place)
    if "Base" in holders:
        put_at(holders["Base"], planner.base(page))
        _fill(holders["Base"], [Words(page.base)], SMALLEST)
    if "Footer" in holders:
        _fill(holders["Footer"], [Words(_footer(card, long["Footer"].w, planner.template.font))])


def _footer(card: Scorecard, room: float, font: str) -> str:
    """The longest of the words for the foot that fit on one line."""
    choices = (f"{card.title}: {card.subtitle}", card.subtitle, card.force)
    fitting = (text for text in choices if width(text, SMALLEST, font=font) <= room)
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
