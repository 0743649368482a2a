"""Workbooks (xlsx, xls, ods) as record batches.

In: a Probe and the settings. Out: an Extract of each sheet that is named, or of the only one with our headings.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
from python_calamine import CalamineWorkbook

from scorecard.errors import ExtractError
from scorecard.extract.calamine import opened
from scorecard.extract.error_cells import error_cells
from scorecard.extract.guard import LARGEST, too_large
from scorecard.extract.layout import SEARCHED, Layout, find_header, layout, score, wanted
from scorecard.extract.probe import Probe
from scorecard.extract.settings import ExtractSettings
from scorecard.extract.table import Batch, Extract, as_text
from scorecard.extract.words import clean

_ROWS = 1 << 16
Cell = Any
Sheet = tuple[list[list[Cell]], int]  # its rows, and how many empty ones stand above them


def read_workbook(probe: Probe, settings: ExtractSettings, own: Sequence[str]) -> list[Extract]:
    """The workbook's sheets as Extracts; ExtractError where it is damaged, locked, or the sheet is in doubt."""
    sheets = _sheets(probe, settings.sheets)
    if len(settings.sheets) < 2:
        name = _chosen(probe.name, sheets, wanted(settings, own))
        return [_extract(probe, name, sheets[name], settings, own)]
    named = {name: replace(probe, name=f"{probe.name}, sheet {clean(name)}") for name in settings.sheets}
    return [_extract(named[name], name, sheets[name], settings, own) for name in settings.sheets]


def _extract(probe: Probe, name: str, sheet: Sheet, settings: ExtractSettings, own: Sequence[str]) -> Extract:
    """One sheet. What is constant in it alone becomes a column, after those that it has."""
    rows, first = sheet
    given = settings.of_sheet(name)
    known = wanted(settings, own, given)
    top = [[_text(c) for c in row] for row in rows[:SEARCHED]]
    configured = settings.header_row - first if settings.header_row else 0
    if settings.header_row and configured < 1:
        raise ExtractError(f"{probe.name}: row {settings.header_row}, which header_row in [extract] names, is empty.")
    at = find_header(probe.name, top, known, configured)
    has = layout(probe.name, top[at], known, at + 1 + first)
    places = {column: len(has.names) + n for n, column in enumerate(given)}
    found = replace(has, names=(*has.names, *given), positions=has.positions | places)
    form = (("kind", "workbook"), ("sheet", clean(name)), ("header row", str(at + 1 + first)), *given.items())
    below = at + first + 2
    return Extract(
        probe, found, form, lambda: _batches(rows[at + 1 :], has, given), lambda places: [p + below for p in places]
    )


def _sheets(probe: Probe, named: Sequence[str]) -> dict[str, Sheet]:
    """The rows of each sheet (or of those named), and how many empty rows stand above them."""
    with opened(probe.path, probe.name) as book:
        names = book.sheet_names
        if absent := [name for name in named if name not in names]:
            shown = ", ".join(f'"{clean(n)}"' for n in names[:10])
            raise ExtractError(f'{probe.name}: has no sheet "{clean(absent[0])}"; its sheets are {shown}.')
        return {n: _rows(probe, book, n) for n in named or names}


def _rows(probe: Probe, book: CalamineWorkbook, sheet_name: str) -> Sheet:
    sheet = book.get_sheet_by_name(sheet_name)
    if sheet.height * sheet.width > LARGEST:
        raise too_large(probe.name)
    above, before = sheet.start or (0, 0)
    rows = sheet.to_python(skip_empty_area=True)
    # What stands in the first rows and columns only because it is an error, the reader takes for an empty area.
    for (row, column), text in error_cells(probe.path, sheet_name, book.sheet_names.index(sheet_name)).items():
        if 0 <= row - above < len(rows) and 0 <= column - before < len(rows[row - above]):
            rows[row - above][column - before] = text
    return rows, above


def _chosen(name: str, sheets: dict[str, Sheet], known: dict[str, str]) -> str:
    if len(sheets) == 1:
        return next(iter(sheets))
    best = {
        sheet: max((score([_text(c) for c in row], known) for row in rows[:SEARCHED]), default=0)
        for sheet, (rows, _) in sheets.items()
    }
    top = max(best.values(), default=0)
    likely = [sheet for sheet, s in best.items() if s == top]
    if top < 2 or len(likely) > 1:
        shown = ", ".join(f'"{clean(s)}"' for s in (likely if top > 1 else list(sheets))[:10])
        what = "are equally likely to hold the extract" if top > 1 else "have no row of known headings"
        advice = "say which to read, or list several"
        raise ExtractError(f"{name}: the sheets {shown} {what}; {advice}.", '[extract]\nsheet = "..."')
    return likely[0]


def _text(cell: Cell) -> str:
    """A cell as text: a date as ISO, a whole number without a point."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time(0) else cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None or isinstance(cell, timedelta) else str(cell)


def _batches(rows: Sequence[Sequence[Cell]], found: Layout, given: Mapping[str, str]) -> Iterator[Batch]:
    for start in range(0, len(rows), _ROWS):
        part = rows[start : start + _ROWS]
        columns = {
            name: as_text(name, pa.array([_text(row[at]) for row in part], pa.string()))
            for name, at in found.positions.items()
        }
        constant = {name: _constant(value, len(part)) for name, value in given.items()}
        yield Batch(columns | constant, len(part), given=tuple(given))


def _constant(value: str, rows: int) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.array(np.zeros(rows, np.int32)), pa.array([value], pa.string()))
