"""New slides from a layout: only the placeholders that a page fills, under the names that the layout gives them.

The library looks every placeholder up in its layout and master, time and again; here each layout is read once, and
its placeholders are copied.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from pptx.oxml.ns import qn
from pptx.parts.slide import SlidePart

from scorecard.render.pptx.shapes import describe

KEPT_IN_THE_LAYOUT = ("Footer", "Slide number")  # by the library, where they are not shown


@dataclass(frozen=True)
class Blank:
    """A layout of a deck, and for each placeholder in it the element that stands for it on a slide."""

    deck: Any
    layout: Any
    elements: Mapping[str, Any]

    def slide(self, wanted: Collection[str]) -> tuple[Any, dict[str, Any]]:
        """A new last slide, and its placeholders by name: those wanted that the layout has."""
        relation, slide = self.deck.part.add_slide(self.layout)
        self.deck.slides._sldIdLst.add_sldId(relation)
        copies = {name: deepcopy(element) for name, element in self.elements.items() if name in wanted}
        for element in copies.values():
            slide.shapes._spTree.append(element)
        return slide, {name: slide.shapes._shape_factory(element) for name, element in copies.items()}


def blank(deck: Any, layout: Any) -> Blank:
    """The blank of a layout; nothing is added to the deck."""
    part = deck.part
    new: Any = SlidePart.new
    scratch = new(part._next_slide_partname, part.package, layout.part).slide
    scratch.shapes.clone_layout_placeholders(layout)
    holders = {holder.placeholder_format.idx: holder for holder in layout.placeholders}
    names = {index: str(holder.name) for index, holder in holders.items()}
    elements = {names[shape.placeholder_format.idx]: shape._element for shape in scratch.placeholders}
    elements |= {str(h.name): _bare(h._element) for h in holders.values() if h.name in KEPT_IN_THE_LAYOUT}
    for name, element in elements.items():
        describe(element, name, "")
    return Blank(deck, layout, elements)


def _bare(element: Any) -> Any:
    """A copy without place and style, which the slide inherits."""
    copied = deepcopy(element)
    for part in (copied.find(qn("p:spPr")), copied.find(f"{qn('p:txBody')}/{qn('a:lstStyle')}")):
        if part is not None:
            del part[:]
    return copied
