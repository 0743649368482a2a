"""Formula templates to Excel formulas, their stored values, and LibreOffice working every one of them out anew."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from scorecard.model import Cell, Column, Edition, Role, Row, Scorecard, Table, Unit
from scorecard.render.xlsx import render_xlsx
from scorecard.render.xlsx.formulas import Formulas
from tests.office import recalculated, require_program
from tests.render.example_cards import example_card

from .cards import LOOK, TABLE, ChartKind, card, chart

FIRST = 10  # the sheet row of the first group of the card's table


def written(made: Scorecard, folder: Path) -> Path:
    path = folder / "card.xlsx"
    render_xlsx(made, LOOK, path)
    return path


def filled(template: str, *, reference: bool = True) -> str | None:
    columns = (Column("group", "Group"), Column("n", "N", Unit.COUNT), Column("x", "X", Unit.RATIO, template))
    role = Role.REFERENCE if reference else Role.GROUP
    rows = (
        Row((Cell("A"), Cell("2", 2), Cell("0.5", 0.5))),
        Row((Cell("B"), Cell("4", 4), Cell("1.0", 1.0)), role),
        Row((Cell("C"), Cell("[c]"), Cell("1.0", 1.0))),
    )
    return Formulas(Table("t", "T", "Base.", columns, rows), 10, {"z": "constant_z"}).formula(0, 2)


@pytest.mark.parametrize(
    ("template", "formula"),
    [
        ("{n}", "=B11"),
        ("{n}/{reference.n}", "=B11/$B$12"),
        ('IF({n}=0,"[z]",{constant.z}*{n})', '=IF(B11=0,"[z]",constant_z*B11)'),
        ("SUM({1,2})", "=SUM({1,2})"),
    ],
)
def test_braces_are_cells_and_all_else_is_copied(template: str, formula: str) -> None:
    assert filled(template) == formula


def test_without_a_reference_row_the_value_stays() -> None:
    assert filled("{n}/{reference.n}", reference=False) is None


def test_a_column_that_is_not_there_is_our_mistake() -> None:
    with pytest.raises(StopIteration):
        filled("{nothing}")


def test_internal_rates_and_ratios_are_formulas_with_their_values(tmp_path: Path) -> None:
    path = written(card(), tmp_path)
    formulas, values = (load_workbook(path, data_only=d)["officer-ethnicity"] for d in (False, True))
    assert formulas.cell(FIRST, 4).value == f'=IF(B{FIRST}=0,"[z]",C{FIRST}/B{FIRST})'
    assert formulas.cell(FIRST, 7).value == f"=D{FIRST}/$D${FIRST + 2}"
    assert "constant_z" in formulas.cell(FIRST, 5).value
    # Published ratios of refusal against White, to the four digits in which they are quoted.
    assert [round(values.cell(FIRST + i, 7).value, 4) for i in range(3)] == [1.4111, 1.2933, 1.0]


def test_words_are_never_formulas(tmp_path: Path) -> None:
    sheet = load_workbook(written(card(), tmp_path))["officer-ethnicity"]
    assert [sheet.cell(FIRST + 3, c).value for c in (4, 5, 6, 7)] == ["[z]"] * 4
    assert [sheet.cell(FIRST + 4, c).value for c in (4, 5, 6, 7)] == ["[c]"] * 4


@pytest.mark.parametrize("kind", ChartKind)
def test_the_public_edition_has_no_formula(kind: ChartKind, tmp_path: Path) -> None:
    charts = () if kind is ChartKind.FUNNEL else (chart(kind),)
    for made in (card(Edition.PUBLIC, charts=charts), example_card(6, 4, Edition.PUBLIC)):
        book = load_workbook(written(made, tmp_path))
        assert not [c.coordinate for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"]


def test_the_public_edition_stores_the_digits_that_it_shows(tmp_path: Path) -> None:
    cells = tuple(replace(c, value=0.176) if c.text == "89.0%" else c for c in TABLE.rows[0].cells)
    table = replace(TABLE, rows=(replace(TABLE.rows[0], cells=cells), *TABLE.rows[1:]))
    sheet = load_workbook(written(card(Edition.PUBLIC, table=table), tmp_path))["officer-ethnicity"]
    assert sheet.cell(FIRST, 4).value == 0.176


@pytest.mark.parametrize("groups", [0, 6, 18])
def test_recalculation_gives_every_stored_value(groups: int, tmp_path: Path) -> None:
    """To 1e-12, with LibreOffice told to work out every formula. groups=0: the card with intervals."""
    require_program("soffice")
    made = example_card(groups) if groups else card(charts=(chart(ChartKind.RATE), chart(ChartKind.RATIO)))
    path = written(made, tmp_path)
    formulas, stored, anew = (
        load_workbook(path),
        load_workbook(path, data_only=True),
        load_workbook(recalculated(path, tmp_path / "anew"), data_only=True),
    )
    checked = 0
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                was, now = stored[sheet.title][cell.coordinate].value, anew[sheet.title][cell.coordinate].value
                where = f"{sheet.title}!{cell.coordinate} {cell.value}"
                assert now == (was if isinstance(was, str) else pytest.approx(was, rel=1e-12, abs=1e-12)), where
                checked += 1
    assert checked > 20


def test_recalculation_is_really_on(tmp_path: Path) -> None:
    """A stored value that is wrong must be noticed: else the test above proves nothing."""
    require_program("soffice")
    cells = list(TABLE.rows[0].cells)
    cells[3] = Cell("50.0%", 0.5)
    path = written(
        card(table=replace(TABLE, rows=(replace(TABLE.rows[0], cells=tuple(cells)), *TABLE.rows[1:]))), tmp_path
    )
    anew = load_workbook(recalculated(path, tmp_path / "anew"), data_only=True)["officer-ethnicity"]
    assert anew.cell(FIRST, 4).value == pytest.approx(81 / 91, rel=1e-12)
