"""Tiles: panels of one size with what a number is, the number, and what it stands beside, in line with each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt

from scorecard.model import Tile
from scorecard.render.pptx.geometry.boxes import Box, across, emu
from scorecard.render.pptx.geometry.words import SMALLEST, height, size_that_fits
from scorecard.render.pptx.shapes import describe
from scorecard.render.pptx.writing import Ink, add_run, rgb

NUMBER_SIZES = (34, 32, 30, 28, 26, 24, 22, 20, 18)
PAD = 10.0
LABEL = 13


@dataclass(frozen=True)
class Setting:
    """What all tiles of a slide share: the size of their numbers, and the height of the highest label."""

    size: int
    label: float


def draw_tiles(slide: Any, tiles: Sequence[Tile], room: Box, ink: Ink) -> None:
    """Add the tiles side by side, in as many rows as they need."""
    boxes = across(room, len(tiles))
    shared = _setting(tiles, boxes[0], ink)
    for tile, box in zip(tiles, boxes, strict=True):
        _write(_panel(slide, tile, box, ink).text_frame, tile, box, ink, shared)


def _number(tile: Tile, ink: Ink) -> tuple[str, str]:
    """The number with the shape of its finding before it, and its colour."""
    mark, colour, _ = ink.look.marks[tile.finding] if tile.finding else ("", ink.look.colours["accent"], "")
    return (f"{mark} {tile.number}" if mark else tile.number), colour


def _setting(tiles: Sequence[Tile], box: Box, ink: Ink) -> Setting:
    """The largest size at which every number fits beside the highest label and the highest detail."""
    room = box.w - PAD - PAD
    label = max(height([tile.label], room, LABEL, font=ink.font) for tile in tiles)
    detail = max(height([tile.detail], room, SMALLEST, font=ink.font) for tile in tiles)
    left = (room, box.h - PAD - PAD - label - detail)
    fitting = (size_that_fits([_number(tile, ink)[0]], left, NUMBER_SIZES, font=ink.font) for tile in tiles)
    return Setting(min(size or NUMBER_SIZES[-1] for size in fitting), label)


def _panel(slide: Any, tile: Tile, box: Box, ink: Ink) -> Any:
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *box.emu)
    describe(shape._element, f"Tile: {tile.label}", "")
    shape._element.remove(shape._element.find(qn("p:style")))  # no shadow, no line of the template's
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(ink.look.colours["panel"])
    shape.line.fill.background()
    return shape


def _write(frame: Any, tile: Tile, box: Box, ink: Ink, shared: Setting) -> None:
    """The three lines of a tile; numbers stand in one line below labels of whatever height."""
    paint = ink.look.colours
    number, colour = _number(tile, ink)
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = emu(PAD)
    first, second, third = frame.paragraphs[0], frame.add_paragraph(), frame.add_paragraph()
    add_run(first, tile.label, LABEL, ink=paint["ink"], bold=True)
    add_run(second, number, shared.size, ink=colour, bold=True)
    add_run(third, tile.detail, SMALLEST, ink=paint["muted"])
    second.space_before = Pt(shared.label - height([tile.label], box.w - PAD - PAD, LABEL, font=ink.font))
    for paragraph in (first, second, third):
        paragraph.alignment = PP_ALIGN.LEFT
