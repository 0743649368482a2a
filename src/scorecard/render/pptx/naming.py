"""What a shape is called, in the selection pane and by screen readers."""

from __future__ import annotations

from typing import Any

from pptx.oxml.ns import qn


def describe(element: Any, name: str, alt: str) -> None:
    """Give the element of a shape its name and its text for readers who do not see it."""
    properties = next(element.iter(qn("p:cNvPr")))
    properties.set("name", name)
    properties.set("descr", alt)
