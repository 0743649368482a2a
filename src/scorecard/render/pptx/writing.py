"""Words into shapes: paragraphs with a shape before them, in one size, in British English."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.oxml.ns import qn
from pptx.util import Pt

from scorecard.model import Look
from scorecard.render.pptx.geometry.boxes import emu
from scorecard.render.pptx.geometry.words import space_after
from scorecard.render.pptx.page import Words
from scorecard.render.pptx.pages import INDENT

LANGUAGE = "en-GB"


@dataclass(frozen=True)
class Ink:
    """What slides are drawn with: the look, the deck's font, and the date that embedded workbooks bear.

    cells: one table cell of each kind that the deck has so far, to be copied.
    """

    look: Look
    font: str
    dated: datetime
    cells: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)


def rgb(colour: str) -> Any:
    """A colour of six digits as the library wants it."""
    return RGBColor.from_string(colour)  # type: ignore[no-untyped-call]


def write(frame: Any, paragraphs: Sequence[Words], size: float | None = None) -> None:
    """Put paragraphs into a text frame, in place of what is there; size None: the template's own."""
    frame.clear()
    for place, words in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        add_run(paragraph, words.text, size, bold=words.bold)
        if words.shape:
            _bullet(paragraph, words)
        if size and place + 1 < len(paragraphs):
            paragraph.space_after = Pt(space_after(size))


def add_run(paragraph: Any, text: str, size: float | None = None, *, bold: bool | None = None, ink: str = "") -> Any:
    """Add a run of text to a paragraph, in a colour of its own or the template's; the run."""
    run = paragraph.add_run()
    run.text = text
    run.font.size = Pt(size) if size else None
    run.font.bold = bold
    if ink:
        run.font.color.rgb = rgb(ink)
    run._r.get_or_add_rPr().set("lang", LANGUAGE)
    return run


def _bullet(paragraph: Any, words: Words) -> None:
    """Hang the shape before the paragraph, as a bullet of Office's own."""
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", str(emu(INDENT)))
    properties.set("indent", str(emu(-INDENT)))
    for spare in properties.findall(qn("a:buNone")):
        properties.remove(spare)
    colour = etree.SubElement(properties, qn("a:buClr"))
    etree.SubElement(colour, qn("a:srgbClr"), val=words.colour)
    etree.SubElement(properties, qn("a:buFont"), typeface="Arial")
    etree.SubElement(properties, qn("a:buChar"), char=words.shape)
