"""A Scorecard to one workbook: front matter, then each table and each chart on a sheet of its own."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from pathlib import Path

from xlsxwriter import Workbook

from scorecard.model import Edition, Look, Scorecard
from scorecard.render.xlsx import front
from scorecard.render.xlsx.charts import write_chart
from scorecard.render.xlsx.finish import finish
from scorecard.render.xlsx.formats import Formats, safe_font
from scorecard.render.xlsx.formulas import Sheet
from scorecard.render.xlsx.layout import EMPTY_COLUMN, FONT_SIZE
from scorecard.render.xlsx.names import quoted
from scorecard.render.xlsx.plan import Plan, TableSheet, plan, statements
from scorecard.render.xlsx.sheets import Page
from scorecard.render.xlsx.tables import write_table


def render_xlsx(card: Scorecard, look: Look, path: Path) -> None:
    """Writes the workbook to `path`: the same card and look give the same bytes.

    Internal edition: columns with a formula are live formulas with their values stored. Public edition: values only.
    """
    made = BytesIO()
    with Workbook(made, _options(look)) as workbook:
        workbook.set_properties({"title": f"{card.title}: {card.subtitle}", "author": "", "created": _created(card)})
        _write(workbook, card, look, plan(card))
    finish(made, path, card.language)


def _options(look: Look) -> dict[str, object]:
    return {
        "in_memory": True,
        "strings_to_formulas": False,  # a group named "=1+1" is words
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "use_future_functions": True,
        "default_format_properties": {
            "font_name": safe_font(look.body_font),
            "font_size": FONT_SIZE,
            "font_scheme": "none",
        },
        "default_row_height": 22,
        "default_column_width": EMPTY_COLUMN,
    }


def _created(card: Scorecard) -> datetime:
    end = card.period.end
    return datetime(end.year, end.month, end.day)


def _write(workbook: Workbook, card: Scorecard, look: Look, planned: Plan) -> None:
    formats, marked = Formats(workbook, look), statements(card)
    live = card.edition is Edition.INTERNAL
    constants, listed = front.constants_of(planned)

    def page(name: str) -> Page:
        return Page(workbook.add_worksheet(name, Sheet), formats, card.marking)

    front.write_cover(page("Cover"), card)
    front.write_contents(page("Contents"), card, planned, front.contents_of_front(live and bool(listed)))
    front.write_notes(page("Notes"), card)
    if live and listed:
        first = front.write_constants(page("Constants"), card, listed)
        for row, (name, _, _) in enumerate(listed, start=first + 1):
            workbook.define_name(name, f"={quoted('Constants')}!$B${row}")
    for sheet in planned.sheets:
        if isinstance(sheet, TableSheet):
            write_table(page(sheet.name), sheet, marked, constants[sheet.name] if live else None)
        else:
            write_chart(workbook, page(sheet.name), sheet, marked, live=live)
