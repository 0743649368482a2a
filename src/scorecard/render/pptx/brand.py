"""The look's colours and fonts as the theme of a deck, where the template leaves them to theme.toml."""

from __future__ import annotations

from typing import Any

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn

from scorecard.model import Look

OURS = "Scorecard"  # a template whose theme has this name takes its colours and fonts from the look; others keep theirs
DRAWING = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}


def apply_look(deck: Any, look: Look) -> None:
    """Write the look into the themes of slides and notes that are named `Scorecard`."""
    masters = [master.part for master in deck.slide_masters]
    masters += [rel.target_part for rel in deck.part._rels.values() if rel.reltype == RT.NOTES_MASTER]
    for master in masters:
        theme = master.part_related_by(RT.THEME)
        root = etree.fromstring(theme.blob)
        if root.get("name") == OURS:
            _write_colours(root, _scheme(look))
            _write_fonts(root, look)
            theme._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def body_font(deck: Any) -> str:
    """The font that the deck's text is set in."""
    return _font(deck, "bodyStyle", "+mn")


def heading_font(deck: Any) -> str:
    """The font that the deck's titles are set in."""
    return _font(deck, "titleStyle", "+mj")


def _font(deck: Any, style: str, otherwise: str) -> str:
    """The master's own font for a style, or the one of the theme that it points at (+mj: headings, +mn: text)."""
    master = deck.slide_masters[0]
    own = master._element.find(f".//{qn(f'p:{style}')}/{qn('a:lvl1pPr')}/{qn('a:defRPr')}/{qn('a:latin')}")
    named = otherwise if own is None else str(own.get("typeface"))
    if not named.startswith("+"):
        return named
    theme = etree.fromstring(master.part.part_related_by(RT.THEME).blob)
    latin = theme.find(f".//a:{'major' if named.startswith('+mj') else 'minor'}Font/a:latin", DRAWING)
    return "Arial" if latin is None else str(latin.get("typeface"))


def _scheme(look: Look) -> dict[str, str]:
    paint, palette = look.colours, look.palette
    accents = {f"accent{place}": colour for place, colour in enumerate(palette[:4], start=3)}
    return {
        "dk1": paint["ink"], "lt1": paint["paper"], "dk2": paint["muted"], "lt2": paint["panel"],
        "accent1": paint["accent"], "accent2": paint["warning"], **accents,
        "hlink": paint["accent"], "folHlink": paint["muted"],
    }  # fmt: skip


def _write_colours(theme: Any, scheme: dict[str, str]) -> None:
    for name, colour in scheme.items():
        slot = theme.find(f".//a:clrScheme/a:{name}", DRAWING)
        for child in list(slot):
            slot.remove(child)
        etree.SubElement(slot, f"{{{DRAWING['a']}}}srgbClr", val=colour)


def _write_fonts(theme: Any, look: Look) -> None:
    theme.find(".//a:majorFont/a:latin", DRAWING).set("typeface", look.heading_font)
    theme.find(".//a:minorFont/a:latin", DRAWING).set("typeface", look.body_font)
