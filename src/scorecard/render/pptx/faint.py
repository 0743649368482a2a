"""What could not be read on a template's own background: words of its placeholders, and of our charts and tables.

In: a deck, and the look. Out: faults in words. Only a plain background is judged: on a picture, a gradient or a shape
that stands behind a placeholder it cannot be told.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree
from pptx.oxml.ns import qn

from scorecard.model import Look
from scorecard.render.pptx.foot import KINDS, theme_colour
from scorecard.render.pptx.geometry.boxes import holds_middle
from scorecard.render.pptx.geometry.colours import READABLE, contrast

READABLE_LARGE = 3.0  # contrast of large words; WCAG 2.1, success criterion 1.4.3
LARGE = ("title", "ctrTitle", "subTitle")
DRAWN = ("chart", "tbl")  # placeholders that hold what the look colours
STYLES = {"title": "titleStyle", "ctrTitle": "titleStyle"}
Colour = tuple[str, dict[str, int]]  # RRGGBB, and what Office does to it


def faint_words(layout: Any) -> Iterator[str]:
    """The placeholders of a layout whose words are too faint on its background, in one fault."""
    faint = [holder.name for holder in layout.placeholders if _is_faint(layout, holder)]
    if faint:
        yield f"too faint on the background of layout '{layout.name}': the words of {', '.join(faint)}"


def _is_faint(layout: Any, holder: Any) -> bool:
    kind, ground = holder._element.ph.get("type"), _ground(layout, holder)
    if ground is None or kind in (*KINDS, *DRAWN):
        return False
    words, changes = _words(layout, holder)
    return contrast(words, ground, changes) < (READABLE_LARGE if kind in LARGE else READABLE)


def faint_look(layout: Any, look: Look) -> Iterator[str]:
    """The look's words of charts and tables that are too faint on the background of a layout."""
    grounds = {_ground(layout, h) for h in layout.placeholders if h._element.ph.get("type") in DRAWN} - {None}
    faint = [n for n in ("ink", "muted") if any(contrast(look.colours[n], str(g)) < READABLE for g in grounds)]
    if faint:
        yield (
            f"too faint on the background of layout '{layout.name}': the words of charts and tables, which are "
            f"{' and '.join(faint)} in [look.colours]"
        )


def _ground(layout: Any, holder: Any) -> str | None:
    """The plain colour behind a placeholder, None where it is none or something stands there."""
    own = holder._element.spPr.find(qn("a:solidFill"))
    if own is not None:
        return _colour(layout, own)[0]
    behind = [s for owner in (layout, layout.slide_master) for s in owner.shapes if not s.is_placeholder]
    if any(holds_middle(shape, holder) for shape in behind):
        return None
    for owner in (layout, layout.slide_master):
        if (found := owner._element.find(f"{qn('p:cSld')}/{qn('p:bg')}")) is not None:
            reference, fill = found.find(qn("p:bgRef")), found.find(f"{qn('p:bgPr')}/{qn('a:solidFill')}")
            plain = reference if reference is not None and reference.get("idx") == "1001" else fill
            return None if plain is None or not len(plain) else _colour(layout, plain)[0]
    return None


def _words(layout: Any, holder: Any) -> Colour:
    """The colour of a placeholder's words: its own, else that of the master's style for it, else of text."""
    style = STYLES.get(holder._element.ph.get("type"), "bodyStyle")
    first = f"{qn('a:lvl1pPr')}/{qn('a:defRPr')}/{qn('a:solidFill')}"
    own = holder._element.find(f"{qn('p:txBody')}/{qn('a:lstStyle')}/{first}")
    usual = layout.slide_master._element.find(f"{qn('p:txStyles')}/{qn(f'p:{style}')}/{first}")
    fill = own if own is not None else usual
    return (theme_colour(layout.slide_master, "tx1"), {}) if fill is None else _colour(layout, fill)


def _colour(layout: Any, fill: Any) -> Colour:
    colour = fill[0]
    name = str(colour.get("lastClr") or colour.get("val"))
    changes = {etree.QName(change).localname: int(change.get("val")) for change in colour if change.get("val")}
    return (name if colour.tag != qn("a:schemeClr") else theme_colour(layout.slide_master, name)), changes
