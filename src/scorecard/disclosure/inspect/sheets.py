"""A workbook in, everything in it out: sheets, cells, drawings, charts, names, properties."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scorecard.disclosure.inspect.book import Book, Sheet, book
from scorecard.disclosure.inspect.cells import Grid, grid
from scorecard.disclosure.inspect.charts import chart_content
from scorecard.disclosure.inspect.content import Content, Text, segmented, together
from scorecard.disclosure.inspect.margins import margins
from scorecard.disclosure.inspect.markup import every, on, words
from scorecard.disclosure.inspect.package import Package, by_name
from scorecard.disclosure.inspect.pictures import cropped, pictures
from scorecard.disclosure.inspect.properties import properties
from scorecard.disclosure.inspect.report import Leak


def workbook(package: Package) -> Content:
    """The content of an xlsx. ExtractError where it is broken."""
    frame = book(package)
    roots = {s.part: package.xml(s.part) for s in frame.sheets if s.part in package.parts}
    grids = {s.name: grid(frame, roots[s.part]) if s.part in roots else Grid() for s in frame.sheets}
    contents = [_sheet(frame, s, roots[s.part], grids[s.name]) for s in frame.sheets if s.part in roots]
    contents += [_drawing(package, name) for name in package.parts if name.startswith("xl/drawings/drawing")]
    contents += [chart_content(package, n, "", grids) for n in package.parts if n.startswith("xl/charts/chart")]
    inside = together(contents)
    shown = "\n".join([*(t.text for t in inside.texts), *_words(frame, grids)]).casefold()
    leaks = (*by_name(package), *frame.leaks, *_left_over(frame, grids), *pictures(package))
    leaks += tuple(
        leak for s in frame.sheets if s.part in roots for leak in margins(package, s.name, roots[s.part], shown)
    )
    return together([Content(leaks), inside, properties(package, shown)])


def _words(frame: Book, grids: dict[str, Grid]) -> Iterator[str]:
    visible = {s.name for s in frame.sheets if s.state == "visible"}
    for name in visible:
        yield name
        yield from (i.text for i in grids[name].cells.values() if i.value is None)


def _sheet(frame: Book, sheet: Sheet, root: Any, found: Grid) -> Content:
    where = f"{frame.package.where} > sheet {sheet.name[:60]}"
    tables = segmented(where, sheet.name, found.rows())
    texts = tuple(
        Text(where, i.text, sheet.state == "visible", sheet.name) for i in found.cells.values() if i.value is None
    )
    return Content(tuple(_sheet_leaks(where, root, found)), tables, texts)


def _sheet_leaks(where: str, root: Any, found: Grid) -> Iterator[Leak]:
    yield from (Leak("hidden_cells", where, f"first at {place}") for place in found.hidden)
    yield from (Leak("hidden_text", where, f"first at {place}") for place in found.unseen)
    yield from (Leak("formula", where, f"first at {place}") for place in found.formulas)
    yield from (Leak("formula", where, "in a table column") for _ in every(root, "calculatedColumnFormula"))
    yield from (Leak("scenario", where) for _ in every(root, "scenario", "customSheetView"))
    yield from (Leak("embedded_file", where) for _ in every(root, "oleObject"))
    yield from (Leak("macro", where) for _ in every(root, "control"))
    for rule in every(root, "dataValidation"):
        if rule.get("prompt") or rule.get("error") or words(rule, "formula1").startswith('"'):
            yield Leak("hidden_text", where, "the words of a data validation")


def _left_over(frame: Book, grids: dict[str, Grid]) -> Iterator[Leak]:
    used = frozenset[int]().union(*(g.strings for g in grids.values()))
    for at, string in enumerate(frame.strings):
        if at not in used and string.strip():
            yield Leak("left_over_text", frame.package.part("shared strings"))


def _drawing(package: Package, name: str) -> Content:
    root, where = package.xml(name), package.part(name)
    leaks = [Leak("hidden_shape", where) for e in every(root, "cNvPr") if on(e, "hidden")]
    leaks += cropped(where, root)
    texts = [Text(where, words(p)) for p in every(root, "p")]
    texts += [Text(where, e.get(key, ""), shown=False) for e in every(root, "cNvPr") for key in ("descr", "title")]
    return Content(tuple(leaks), texts=tuple(t for t in texts if t.text))
