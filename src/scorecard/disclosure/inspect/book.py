"""A workbook's frame: its sheets and their states, defined names, shared strings, and what only the workbook keeps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from scorecard.disclosure.inspect.markup import every, linked, on, words
from scorecard.disclosure.inspect.package import Package
from scorecard.disclosure.inspect.report import Leak
from scorecard.disclosure.inspect.styles import Style, styles

USUAL_NAMES = {"_xlnm._filterdatabase", "_xlnm.print_titles", "_xlnm.print_area"}
_REFERENCE = re.compile(r"('[^']+'|[\w.]+)!\$?[A-Z]*\$?\d*(:\$?[A-Z]*\$?\d*)?", re.IGNORECASE)


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, the part that holds it, and its state (visible, hidden, veryHidden)."""

    name: str
    part: str
    state: str


@dataclass(frozen=True)
class Book:
    """The frame of a workbook. strings: the shared strings, by number."""

    package: Package
    sheets: tuple[Sheet, ...]
    strings: tuple[str, ...]
    styles: tuple[Style, ...]
    leaks: tuple[Leak, ...]


def book(package: Package) -> Book:
    """The frame of a workbook; ExtractError where it is broken."""
    root = package.xml(package.main)
    targets = package.targets(package.main)
    sheets = tuple(
        Sheet(s.get("name", "?"), targets.get(linked(s), ""), s.get("state", "visible")) for s in every(root, "sheet")
    )
    name = next(iter(package.linked(package.main, "sharedStrings")), None)
    strings = tuple(words(si) for si in every(package.xml(name), "si")) if name else ()
    return Book(package, sheets, strings, styles(package), tuple(_leaks(package, root, sheets)))


def _leaks(package: Package, root: Any, sheets: tuple[Sheet, ...]) -> Iterator[Leak]:
    where = package.part(package.main)
    for sheet in sheets:
        if sheet.state != "visible":
            yield Leak("hidden_sheet", package.where, f"{sheet.name[:60]} ({sheet.state})")
    for name in every(root, "definedName"):
        if complaint := _name_complaint(name, {s.name for s in sheets if s.state != "visible"}):
            yield Leak("defined_name", where, complaint)
    for _ in every(root, "customWorkbookView"):
        yield Leak("scenario", where, "a custom view")
    for _ in every(root, "fileSharing", "webPublishing", "userNames"):
        yield Leak("property", where, "who shared or published the workbook")
    for _ in every(root, "pivotCache"):
        yield Leak("pivot", where)
    for _ in every(root, "externalReference"):
        yield Leak("external_link", where)


def _name_complaint(name: Any, hidden: set[str]) -> str:
    """What is wrong with a defined name; "" for one that only points at cells that everybody sees."""
    label, formula = name.get("name", "?")[:60], (name.text or "").strip()
    if name.get("comment") or name.get("description"):
        return f"{label} has a comment"
    if "#REF!" in formula:
        return f"{label} is broken"
    if on(name, "hidden") and label.lower() not in USUAL_NAMES:
        return f"{label} is hidden"
    pieces = [p.strip() for p in formula.lstrip("=").split(",")]
    if "[" in formula or not all(_REFERENCE.fullmatch(p) for p in pieces):
        return f"{label} holds a value, a formula or another file's address"
    if any(p.rpartition("!")[0].strip("'") in hidden for p in pieces):
        return f"{label} points at a hidden sheet"
    return ""
