"""Document properties: who made the file, where, with what; each value is compared with what the file shows."""

from __future__ import annotations

from collections.abc import Iterator

from scorecard.disclosure.inspect.content import Content, Text
from scorecard.disclosure.inspect.markup import every, local
from scorecard.disclosure.inspect.numbers import whole
from scorecard.disclosure.inspect.package import Package
from scorecard.disclosure.inspect.report import Leak

PERSONAL = ("creator", "lastModifiedBy", "Manager", "Company", "HyperlinkBase")
WORDS = ("description", "keywords", "category", "contentStatus", "identifier", "version", "subject", "Template")
EDITING = {"revision": 1, "TotalTime": 1}  # what a file that a program made may have


def properties(package: Package, shown: str) -> Content:
    """Findings in docProps; `shown` is what a reader sees: a property that only repeats it gives nothing away."""
    texts, leaks = [], list[Leak]()
    for name in ("docProps/core.xml", "docProps/app.xml"):
        if name in package.parts:
            where = package.part(name)
            values = [(local(e), (e.text or "").strip()) for e in every(package.xml(name), "*")]
            texts += [Text(where, value, shown=False) for _, value in values if value]
            leaks += [leak for key, value in values for leak in _property(where, key, value, shown)]
    if "docProps/custom.xml" in package.parts:
        custom = every(package.xml("docProps/custom.xml"), "property")
        leaks += [Leak("property", package.part("docProps/custom.xml"), "a custom property") for _ in custom]
    return Content(tuple(leaks), texts=tuple(texts))


def _property(where: str, key: str, value: str, shown: str) -> Iterator[Leak]:
    if not value:
        return
    if key in PERSONAL and value.casefold() not in shown:
        yield Leak("property", where, key)
    if key in WORDS and value.casefold() not in shown:
        yield Leak("property_look", where, key)
    if key in EDITING and whole(value) > EDITING[key]:
        yield Leak("editing", where, key)
