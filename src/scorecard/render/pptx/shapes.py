"""What any shape of a slide has: a name, words for those who do not see it, and a place."""

from __future__ import annotations

from typing import Any

from pptx.oxml.ns import qn

from scorecard.render.pptx.geometry.boxes import Box


def describe(element: Any, name: str, alt: str) -> None:
    """Give the element of a shape its name and its text for readers who do not see it."""
    properties = next(element.iter(qn("p:cNvPr")))
    properties.set("name", name)
    properties.set("descr", alt)


def put_at(shape: Any, box: Box) -> None:
    """Put a shape where the box is; a placeholder before it is filled, which else asks its layout and master."""
    shape.left, shape.top, shape.width, shape.height = box.emu
