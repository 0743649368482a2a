"""Footers and slide numbers that can be read, also where a template mutes its text colour too far for them.

PowerPoint's own blank master sets them in a tint of the text colour that has a contrast of 3.5. A foot that a slide
inherits as muted text gets the template's text colour itself; one in a colour of its own, as on a band, stays.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn

from scorecard.render.pptx.geometry.colours import READABLE, contrast

NAMES = ("Footer", "Slide number")
TEXT = ("tx1", "tx2", "dk1", "dk2")  # a theme's colours for words
STYLE = f"{qn('p:txBody')}/{qn('a:lstStyle')}/{qn('a:lvl1pPr')}/{qn('a:defRPr')}"
FILL = qn("a:solidFill")


def make_feet_readable(layouts: Iterable[Any]) -> None:
    """Set the feet of these layouts that are muted below a contrast of 4.5 in the text colour of their master."""
    for layout in layouts:
        for holder in layout.placeholders:
            if holder.name in NAMES and _too_pale(holder, layout.slide_master):
                _in_text_colour(holder._element)


def _too_pale(holder: Any, master: Any) -> bool:
    kind = holder._element.ph.get("type")
    masters = (shape._element for shape in master.placeholders if shape._element.ph.get("type") == kind)
    styles = (element.find(f"{STYLE}/{FILL}/{qn('a:schemeClr')}") for element in (holder._element, *masters))
    colour = next((style for style in styles if style is not None), None)
    if colour is None or colour.get("val") not in TEXT:
        return False
    changes = {etree.QName(change).localname: int(change.get("val")) for change in colour}
    words, paper = (_theme_colour(master, name) for name in (colour.get("val"), "bg1"))
    return contrast(words, paper, changes) < READABLE


def _theme_colour(master: Any, name: str) -> str:
    """The colour (RRGGBB) that a name of the master's colour map stands for."""
    slot = master._element.find(qn("p:clrMap")).get(name, name)
    theme = etree.fromstring(master.part.part_related_by(RT.THEME).blob)
    colour = theme.find(f".//{qn('a:clrScheme')}/{qn(f'a:{slot}')}")[0]
    return str(colour.get("lastClr") or colour.get("val"))


def _in_text_colour(element: Any) -> None:
    styles = element.find(f"{qn('p:txBody')}/{qn('a:lstStyle')}")
    level = styles.find(qn("a:lvl1pPr"))
    level = etree.SubElement(styles, qn("a:lvl1pPr")) if level is None else level
    run = level.find(qn("a:defRPr"))
    run = etree.SubElement(level, qn("a:defRPr")) if run is None else run
    for old in run.findall(FILL):
        run.remove(old)
    fill = etree.Element(FILL)
    etree.SubElement(fill, qn("a:schemeClr"), val="tx1")
    run.insert(0 if run.find(qn("a:ln")) is None else 1, fill)
