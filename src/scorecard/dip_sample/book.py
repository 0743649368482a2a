"""A Sample to the review workbook: guidance, the sample, and a sheet of cases with a list of findings in each row.

The same sample and look give the same bytes. It holds case ids, which the first line of every sheet and every printed
page say. Sheets are protected without a password, against slips: only finding, role and remarks can be filled in.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from scorecard.codes import load
from scorecard.dip_sample.draw import Drawn, Sample
from scorecard.dip_sample.layout import CASES, CHECK, FACTS, FINDING, FIXED, GUIDANCE, HEADINGS, ROLE, SAMPLE, check_of
from scorecard.dip_sample.words import finding_codes, guidance
from scorecard.model import Look
from scorecard.render.xlsx.formats import safe_font

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_WIDTHS = (5, 20, 16, 12, 10, 38, 26, 14, 28, 24, 48, 12)
_UNLOCKED = {"select_locked_cells": True, "format_columns": True, "format_rows": True, "autofilter": True}


def review_book(sample: Sample, look: Look, marking: str) -> bytes:
    """The workbook's bytes. marking: the protective marking of the internal edition ("" for none)."""
    made = BytesIO()
    with Workbook(made, _OPTIONS) as book:
        ends = datetime(sample.period.end.year, sample.period.end.month, sample.period.end.day)
        book.set_properties({"title": f"Dip-sample {sample.period.label}", "author": "", "created": ends})
        _Writer(book, sample, look, marking).write()
    return made.getvalue()


def facts(sample: Sample) -> tuple[str, ...]:
    """The values of FACTS, as the sheet Sample has them."""
    period = sample.period
    values = (sample.force, period.label, period.start, period.end, sample.seed, len(sample.cases), sample.refused)
    return tuple(map(str, values))


def cells_of(number: int, drawn: Drawn) -> tuple[str, ...]:
    """The values of FIXED for one case."""
    case, workforce = drawn.case, load("workforce").get(drawn.case.workforce).label
    reasons = "; ".join(case.reasons) or drawn.reason
    return (str(number), case.case_id, workforce, case.group, case.sex, reasons, drawn.reason, str(case.decided))


class _Writer:
    """One workbook that is being written."""

    def __init__(self, book: Any, sample: Sample, look: Look, marking: str) -> None:
        self._book, self._sample, self._look = book, sample, look
        self._above = " · ".join(part for part in (marking, guidance().warning) if part)

    def write(self) -> None:
        self._guidance()
        self._strata()
        self._cases()

    def _format(self, **properties: Any) -> Any:
        base = {"font_name": safe_font(self._look.body_font), "font_size": 11, "valign": "top", "font_scheme": "none"}
        return self._book.add_format(base | {"font_color": "#" + self._look.colours["ink"]} | properties)

    def _sheet(self, name: str, title: str) -> Any:
        sheet = self._book.add_worksheet(name)
        warning = self._format(bold=True, font_color="#" + self._look.colours["warning"])
        heading = self._format(bold=True, font_size=16, font_color="#" + self._look.colours["accent"])
        sheet.set_row(0, 26)
        sheet.write_string(0, 0, title, heading)
        sheet.write_string(1, 0, self._above, warning)
        sheet.set_header(f"&C{self._above.replace('&', '&&')}")
        sheet.set_footer("&CPage &P of &N")
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(2)
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})  # a case id is text, also where it is digits
        return sheet

    def _rows(self, sheet: Any, first: int, heads: Sequence[str], rows: Sequence[Sequence[str | int]]) -> None:
        """A table from row `first`: bold heads, then strings as strings and numbers as numbers."""
        bold, body = {"bold": True, "bottom": 2}, {"bottom": 1, "bottom_color": "#" + self._look.colours["line"]}
        numeric = [not isinstance(value, str) for value in rows[0]]
        styles = [
            [self._format(text_wrap=True, align="right" if right else "left", **look) for right in numeric]
            for look in (bold, body)
        ]
        for at, row in enumerate((heads, *rows)):
            for column, value in enumerate(row):
                write = sheet.write_string if isinstance(value, str) else sheet.write_number
                write(first + at, column, value, styles[at > 0][column])

    def _guidance(self) -> None:
        sheet = self._sheet(GUIDANCE, guidance().title)
        sheet.set_column(0, 0, 30)
        sheet.set_column(1, 1, 100)
        line = self._format(text_wrap=True)
        for row, text in enumerate(guidance().lines, start=3):
            sheet.merge_range(row, 0, row, 1, text, line)
            sheet.set_row(row, 32 if len(text) > 150 else 18)
        first = 4 + len(guidance().lines)
        self._rows(sheet, first, ("Finding", "When to choose it"), [(f.label, f.about) for f in finding_codes()])
        sheet.protect()

    def _strata(self) -> None:
        sample = self._sample
        sheet = self._sheet(SAMPLE, f"Dip-sample {sample.period.label}: what was drawn")
        for column, width in enumerate((26, 44, 12, 12)):
            sheet.set_column(column, column, width)
        self._rows(sheet, 3, ("Sample", "Value"), list(zip(FACTS, facts(sample), strict=True)))
        heads = ("Ethnicity", "Leading reason", "Refused", "Drawn")
        self._rows(sheet, 5 + len(FACTS), heads, [(s.group, s.reason, s.refused, s.drawn) for s in sample.shares])
        sheet.protect()

    def _cases(self) -> None:
        sample = self._sample
        sheet = self._sheet(CASES, f"Dip-sample {sample.period.label}: {sample.force}, {sample.period.dates}")
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)
        rows = []
        for number, drawn in enumerate(sample.cases, start=1):
            cells = cells_of(number, drawn)
            rows.append((*cells, "", "", "", check_of(facts(sample), cells)))
        self._rows(sheet, 3, HEADINGS, rows)
        self._to_fill_in(sheet, 4, len(rows))
        sheet.freeze_panes(4, 2)
        sheet.autofilter(3, 0, 3 + len(rows), len(HEADINGS) - 1)
        sheet.repeat_rows(3)
        sheet.protect("", _UNLOCKED)
        sheet.activate()

    def _to_fill_in(self, sheet: Any, first: int, cases: int) -> None:
        """Empty, unlocked cells for what reviewers write, with the list of findings."""
        panel = "#" + self._look.colours["panel"]
        line = "#" + self._look.colours["line"]
        open_cell = self._format(locked=False, bg_color=panel, text_wrap=True, border=1, border_color=line)
        start, end = HEADINGS.index(FINDING), HEADINGS.index(CHECK)
        for row in range(first, first + cases):
            sheet.set_row(row, 32)  # two lines, for several reasons
            for column in range(start, end):
                sheet.write_blank(row, column, None, open_cell)
        listed = {
            "validate": "list",
            "source": [f.label for f in finding_codes()],
            "error_title": "Not on the list",
            "error_message": "Choose one of the findings in the list.",
        }
        sheet.data_validation(first, start, first + cases - 1, start, listed)
        role = HEADINGS.index(ROLE)
        hint = {"validate": "any", "input_title": ROLE, "input_message": "A role, never a name. May be left empty."}
        sheet.data_validation(first, role, first + cases - 1, role, hint)


assert HEADINGS[: len(FIXED)] == FIXED, "the fixed cells come first, so that a row can be checked from the left"
