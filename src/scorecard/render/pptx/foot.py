"""Footers and slide numbers that can be read, also where a template mutes its text colour too far for them.

PowerPoint's own blank master sets them in a tint of the text colour that has a contrast of 3.5. Such a foot is set in
the text colour itself, in the master (where LibreOffice looks) as in a layout; one in another colour, as on a band,
stays.
"""

from __future__ import annotations

from typing import Any

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn

from scorecard.render.pptx.geometry.colours import READABLE, contrast

KINDS = ("ftr", "sldNum")
TEXT = ("tx1", "tx2", "dk1", "dk2")  # a theme's colours for words
STYLE = f"{qn('p:txBody')}/{qn('a:lstStyle')}/{qn('a:lvl1pPr')}/{qn('a:defRPr')}"
FILL = qn("a:solidFill")


def make_feet_readable(deck: Any) -> None:
    """Set in the text colour what masters and layouts mute below a contrast of 4.5."""
    for master in deck.slide_masters:
        for owner in (master, *master.slide_layouts):
            for holder in owner.placeholders:
                if holder._element.ph.get("type") in KINDS and _too_pale(holder._element, master):
                    _in_text_colour(holder._element)


def _too_pale(element: Any, master: Any) -> bool:
    colour = element.find(f"{STYLE}/{FILL}/{qn('a:schemeClr')}")
    if colour is None or colour.get("val") not in TEXT:
        return False
    changes = {etree.QName(change).localname: int(change.get("val")) for change in colour}
    words, paper = (theme_colour(master, name) for name in (colour.get("val"), "bg1"))
    return contrast(words, paper, changes) < READABLE


def theme_colour(master: Any, name: str) -> str:
    """The colour (RRGGBB) that a name of the master's colour map stands for."""
    slot = master._element.find(qn("p:clrMap")).get(name, name)
    theme = etree.fromstring(master.part.part_related_by(RT.THEME).blob)
    colour = theme.find(f".//{qn('a:clrScheme')}/{qn(f'a:{slot}')}")[0]
    return str(colour.get("lastClr") or colour.get("val"))


def _in_text_colour(element: Any) -> None:
    fill = element.find(f"{STYLE}/{FILL}")
    del fill[:]
    etree.SubElement(fill, qn("a:schemeClr"), val="tx1")
