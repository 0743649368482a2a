"""Every XML part of an Office file in; what no other reader looks at out: paths, computers, comments, and all words.

Layouts, masters, tags, names, headers, tooltips: whatever can hold words is read as words, wherever it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from scorecard.disclosure.inspect.content import Content, Text
from scorecard.disclosure.inspect.identifiers import traces
from scorecard.disclosure.inspect.margins import PARTS, without_codes
from scorecard.disclosure.inspect.markup import comments, every, local, words
from scorecard.disclosure.inspect.package import Package
from scorecard.disclosure.inspect.report import Leak

SEARCHED = (".xml", ".rels", ".vml")
READ = re.compile(r"ppt/(slides|notesSlides)/[^/]*|.*/charts/chart[^/]*|xl/sharedStrings\.xml|docProps/(core|app)\.xml")
CELLS = {"c", "row", "v", "f", "t", "pt", "Relationship"}  # tables, read as such
BLOCKS = {"p", "text", "is", "si"}  # elements whose runs are one piece of text
NO_TRACE = {"PartName", "ContentType", "Type"}  # names within the file itself
SHORTEST, LONGEST = 4, 2000
_ADDRESS = re.compile(  # of cells: no number of anybody
    r"(?:'[^']*'|[\w.-]+)!\$?[A-Z]{0,3}\$?\d*(?::\$?[A-Z]{0,3}\$?\d*)?|\$[A-Z]{1,3}\$?\d*|\$\d+"
)
_WORD, _GAP = re.compile(r"[^\W\d_]{3}"), re.compile(r"[\W_]")


def left_over(package: Package) -> Content:
    """A leak for each attribute that names a path or computer and each XML comment; the words of all parts."""
    leaks, texts = list[Leak](), list[Text]()
    for name in package.parts:
        if name.lower().endswith(SEARCHED):
            root, where = package.xml(name), package.part(name)
            for element in every(root, "*"):
                leaks += [leak for value in _values(element, name) for leak in traces(where, value)]
                texts += [Text(where, said, shown=False) for said in _said(element, bool(READ.fullmatch(name)))]
            leaks += [Leak("html_comment", where) for text in comments(root) if text.strip()]
            texts += [Text(where, text, shown=False) for text in comments(root) if text.strip()]
    return Content(tuple(leaks), texts=tuple(texts))


def _values(element: Any, name: str) -> Iterator[str]:
    for attribute, value in element.attrib.items():
        inner = name.endswith(".rels") and attribute == "Target" and element.get("TargetMode") != "External"
        if attribute not in NO_TRACE and not inner and len(value) >= SHORTEST and set(value) & set("/\\."):
            yield value[:LONGEST]


def _said(element: Any, read: bool) -> Iterator[str]:
    """The words of one element: its attributes together with its text, or those of its paragraph.

    read: another reader has its paragraphs already.
    """
    kind = local(element)
    if kind in CELLS:
        return
    own = "" if read else (kind in BLOCKS and words(element)) or element.text or ""
    own = without_codes(own) if kind in PARTS else _ADDRESS.sub(" ", own)
    for piece in {own, *(f"{value} {own}" for value in element.attrib.values() if any(map(str.isalpha, value)))}:
        said = piece.strip() if kind in BLOCKS else piece[:LONGEST].strip()
        if _WORD.search(said) and _GAP.search(said):
            yield said
