"""Paths, computers and comments that a program left in the XML of an Office file, in whatever part."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scorecard.disclosure.inspect.identifiers import traces
from scorecard.disclosure.inspect.markup import comments, every
from scorecard.disclosure.inspect.package import Package
from scorecard.disclosure.inspect.report import Leak

SEARCHED = (".xml", ".rels", ".vml")
NO_TRACE = {"PartName", "ContentType", "Type"}  # names within the file itself
SHORTEST, LONGEST = 4, 2000


def left_traces(package: Package) -> Iterator[Leak]:
    """A leak for each attribute that names a path or computer, and for each XML comment."""
    for name in package.parts:
        if name.lower().endswith(SEARCHED):
            root, where = package.xml(name), package.part(name)
            for element in every(root, "*"):
                for value in _values(element, name):
                    yield from traces(where, value)
            yield from (Leak("html_comment", where) for text in comments(root) if text.strip())


def _values(element: Any, name: str) -> Iterator[str]:
    for attribute, value in element.attrib.items():
        inner = name.endswith(".rels") and attribute == "Target" and element.get("TargetMode") != "External"
        if attribute not in NO_TRACE and not inner and len(value) >= SHORTEST and set(value) & set("/\\."):
            yield value[:LONGEST]
