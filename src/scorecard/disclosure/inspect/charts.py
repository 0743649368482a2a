"""A native chart: the values that it keeps (as a table), its words, and how they agree with the cells behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from typing import Any

from scorecard.disclosure.inspect.cells import COLUMN_LIMIT, ROW_LIMIT, Grid, position
from scorecard.disclosure.inspect.content import Content, Item, Table, Text
from scorecard.disclosure.inspect.markup import child, every, local, words
from scorecard.disclosure.inspect.numbers import number_format, stored, whole
from scorecard.disclosure.inspect.package import Package
from scorecard.disclosure.inspect.report import Leak

Range = tuple[str, tuple[int, int], tuple[int, int]]  # sheet, first cell, last cell
VALUES = ("val", "xVal", "yVal", "bubbleSize", "plus", "minus")
POINTS = 100_000


def chart_content(package: Package, name: str, context: str, grids: Mapping[str, Grid] | None) -> Content:
    """What a chart part holds. `context`: the words beside it; `grids`: the sheets it is drawn from, if at hand."""
    root, where = package.xml(name), package.part(name)
    title = words(child(root, "chart", "title")) if child(root, "chart", "title") is not None else ""
    around = f"{context}; {title}"
    tables = tuple(t for s in every(root, "ser") if (t := _table(where, around, s)))
    texts = [Text(where, said, context=around) for said in (*(words(p) for p in every(root, "p")), *_labels(root))]
    leaks = [] if grids is None else list(stale(where, root, grids))
    return Content(tuple(leaks), tables, tuple(t for t in texts if t.text))


def points(cache: Any) -> dict[int, str]:
    """The texts that a cache keeps, by position."""
    found = {}
    for point in every(cache, "pt"):
        at = whole(point.get("idx"), -1)
        if 0 <= at < POINTS:
            found[at] = words(point, "v")
    return found


def ranges(root: Any) -> tuple[Range, ...]:
    """Every range of cells that a chart refers to."""
    return tuple(r for f in every(root, "f") for r in _range(f.text or ""))


def _range(formula: str) -> Iterator[Range]:
    for piece in re.split(r",(?=(?:[^']*'[^']*')*[^']*$)", formula.strip("()")):
        sheet, _, cells = piece.rpartition("!")
        first, _, last = cells.partition(":")
        corner, end = position(first), position(last or first)
        if corner and end:
            yield sheet.strip("'").replace("''", "'"), corner, end
        elif columns := re.fullmatch(r"\$?([A-Z]{1,3}):\$?([A-Z]{1,3})", cells):
            low, high = (position(f"{c}1") or (1, COLUMN_LIMIT) for c in columns.groups())
            yield sheet.strip("'"), low, (ROW_LIMIT, high[1])


def _table(where: str, context: str, series: Any) -> Table | None:
    """One series as a table: category, then each kind of value that it has."""
    name = words(child(series, "tx"), "v") if child(series, "tx") is not None else ""
    categories = points(child(series, "cat")) if child(series, "cat") is not None else {}
    kinds = [e for e in every(series, *VALUES) if list(every(e, "pt"))]
    shown = _label_decimals(series)
    columns = [(f"{name} {local(e)}".strip(), points(e), _decimals(e, shown)) for e in kinds]
    if not columns:
        return None
    rows = []
    for at in sorted({at for _, values, _ in columns for at in values} | categories.keys()):
        items = [Item(categories.get(at, ""))]
        for _, values, decimals in columns:
            text = values.get(at, "")
            items.append(Item(text, stored(text), decimals, f"point {at + 1}"))
        rows.append(tuple(items))
    return Table(where, f"{context}; {name}", ("", *(header for header, _, _ in columns)), tuple(rows))


def _label_decimals(series: Any) -> int | None:
    """The decimals of the data labels where they have a format of their own."""
    labels = child(series, "dLbls")
    form = child(labels, "numFmt") if labels is not None else None
    return number_format(form.get("formatCode", "")).decimals if form is not None else None


def _decimals(values: Any, labels: int | None) -> int | None:
    if labels is not None and local(values) in {"val", "yVal"}:
        return labels
    return number_format(words(values, "formatCode")).decimals


def _labels(root: Any) -> Iterator[str]:
    """The texts of caches that are not numbers: categories, series names, labels taken from cells."""
    for cache in every(root, "strCache", "dlblRangeCache", "lvl"):
        yield from points(cache).values()


def stale(where: str, root: Any, grids: Mapping[str, Grid]) -> Iterator[Leak]:
    """Cached values that differ from the cells: the chart still says what was deleted from the sheet."""
    for reference in every(root, "numRef", "strRef"):
        formula = child(reference, "f")
        found = tuple(_range((formula.text or "") if formula is not None else ""))
        if len(found) != 1 or found[0][0] not in grids:
            continue
        sheet, (top, left), (bottom, right) = found[0]
        cells = grids[sheet].cells
        for at, text in points(reference).items():
            spot = (top + at, left) if bottom > top else (top, left + at)
            item = cells.get(spot) if spot[0] <= bottom and spot[1] <= right else None
            if text and not _same(text, item):
                yield Leak("stale_chart", where, f"sheet {sheet[:60]}")


def _same(text: str, item: Item | None) -> bool:
    if item is None:
        return False
    value = stored(text)
    if value is None or item.value is None:
        return text == item.text or (value is None and item.value is not None)  # a number shown as a category
    return abs(value - item.value) <= 1e-9 * max(1.0, abs(value))


def beyond(where: str, root: Any, grids: Mapping[str, Grid], said: Set[str]) -> Iterator[Leak]:
    """Cells of a chart's own workbook that no series, category or label refers to; words above those are headers.

    said: folded words that the file shows elsewhere, so that a cell of them gives nothing away.
    """
    drawn = ranges(root)
    for sheet, grid in grids.items():
        own = [(top, left, bottom, right) for name, (top, left), (bottom, right) in drawn if name == sheet]
        for (row, column), item in grid.cells.items():
            if item.value is None and item.text.strip().casefold() in said:
                continue
            above = 1 if item.value is None else 0
            if not any(t - above <= row <= b and c <= column <= d for t, c, b, d in own):
                yield Leak("chart_workbook", where, f"sheet {sheet[:60]}, first at {item.place}")
