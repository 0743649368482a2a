"""The workbook's shape: sheets, lines above tables, cells, document properties, validity, sameness."""

from __future__ import annotations

import re
import textwrap
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openxml_audit import OpenXmlValidator

from scorecard.model import Cell, Column, Edition, Scorecard, Unit
from scorecard.render.xlsx import render_xlsx
from scorecard.render.xlsx.layout import column_width, row_height
from tests.render.example_cards import example_card

from .cards import BASE, LOOK, TABLE, ChartKind, Z, card, chart

HEADER, FIRST = 9, 10  # sheet rows, from 1, of the table's header and first group on the card's one table sheet


def written(made: Scorecard, folder: Path) -> Path:
    path = folder / "card.xlsx"
    render_xlsx(made, LOOK, path)
    return path


def read(made: Scorecard, folder: Path, **options: bool) -> Workbook:
    return load_workbook(written(made, folder), **options)


def test_sheets_stand_in_order_and_the_first_is_open(tmp_path: Path) -> None:
    book = read(card(charts=(chart(ChartKind.RATE),)), tmp_path)
    expected = ["Cover", "Contents", "Notes", "Constants", "officer-ethnicity", "officer-ethnicity-rate"]
    assert book.sheetnames == expected
    assert book.active.title == "Cover"
    assert {sheet.sheet_view.selection[0].activeCell for sheet in book} == {"A1"}


def test_the_public_edition_has_no_constants(tmp_path: Path) -> None:
    book = read(card(Edition.PUBLIC), tmp_path)
    assert book.sheetnames == ["Cover", "Contents", "Notes", "officer-ethnicity"]
    assert not book.defined_names


def test_the_lines_above_a_table_say_what_it_is_and_whom_it_counts(tmp_path: Path) -> None:
    sheet = read(card(), tmp_path)["officer-ethnicity"]
    assert [sheet.cell(r, 1).value for r in range(1, HEADER)] == [
        "Police officers by ethnicity",
        "OFFICIAL-SENSITIVE",
        "Synthetic data. Every person and number here is invented.",
        "Asian and Black applicants were refused more often than White applicants",
        BASE,
        "Symbols: [c] withheld; [z] not applicable.",
        "The ratio is the group's refusal rate divided by White's.",
        "Back to contents",
    ]


@pytest.mark.parametrize("edition", Edition)
@pytest.mark.parametrize("groups", [3, 6, 18])
def test_every_table_is_native_whole_and_has_one_header_row(edition: Edition, groups: int, tmp_path: Path) -> None:
    book = read(example_card(groups, 4, edition), tmp_path)
    names = [name for sheet in book for name in sheet.tables]
    assert len(set(names)) == len(names)
    for sheet in book.worksheets[1:]:
        assert not sheet.merged_cells.ranges
        (table,) = sheet.tables.values()
        assert table.headerRowCount == 1
        assert table.autoFilter is None
        cells = sheet[table.ref]
        assert cells[-1][0].row == sheet.max_row, "nothing stands below a table"
        assert cells[0][0].column == 1
        if not sheet._charts:
            assert all(cell.value is not None for row in cells for cell in row), sheet.title
        assert all(str(cell.value) == name for cell, name in zip(cells[0], table.column_names, strict=True))


def test_words_are_strings_whatever_they_look_like(tmp_path: Path) -> None:
    sheet = read(card(), tmp_path)["officer-ethnicity"]
    groups = [sheet.cell(r, 1) for r in range(FIRST, FIRST + len(TABLE.rows))]
    assert [c.value for c in groups] == ["Asian", "Black", "White", "=Nobody", "@Few", "-Other <b>&"]
    assert {c.data_type for c in groups} == {"s"}


def test_withheld_undefined_and_endless_are_words(tmp_path: Path) -> None:
    sheet = read(card(), tmp_path)["officer-ethnicity"]
    assert [c.value for c in sheet[FIRST + 3]][1:5] == [0, 0, "[z]", "[z]"]
    assert [c.value for c in sheet[FIRST + 4]][1:] == ["[c]"] * 9
    assert sheet.cell(FIRST + 5, 7).value == "∞"


def test_a_finding_has_its_mark_and_its_words(tmp_path: Path) -> None:
    sheet = read(card(), tmp_path)["officer-ethnicity"]
    assert [sheet.cell(r, 10).value for r in (FIRST, FIRST + 2)] == ["▲ Reliably higher", "◆ Reference group"]
    assert sheet.cell(FIRST, 10).font.color.rgb == "FF8C1D18"


def test_contents_link_to_every_sheet(tmp_path: Path) -> None:
    book = read(card(charts=(chart(ChartKind.RATE),)), tmp_path)
    links = {c.hyperlink.location for row in book["Contents"].iter_rows() for c in row if c.hyperlink}
    assert links == {f"'{name}'!A1" for name in book.sheetnames if name != "Contents"}


def test_notes_hold_symbols_and_statements(tmp_path: Path) -> None:
    rows = [(r[0].value, r[1].value) for r in read(card(), tmp_path)["Notes"].iter_rows(min_row=7)]
    assert ("Symbols", "[c]: withheld") in rows
    assert ("Officers by ethnicity", "81 of 91 Asian applicants were refused (89.0%).") in rows


def test_the_sheet_prints_on_landscape_pages_with_marking_and_number(tmp_path: Path) -> None:
    sheet = read(card(), tmp_path)["officer-ethnicity"]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == f"${HEADER}:${HEADER}"
    assert sheet.oddFooter.left.text == "OFFICIAL-SENSITIVE"
    assert sheet.oddFooter.center.text is None, "a long marking would run into it"
    assert sheet.oddFooter.right.text == "&A, page &P of &N"
    assert sheet.freeze_panes == "B1"


def test_a_table_too_wide_for_a4_is_printed_whole_on_a3(tmp_path: Path) -> None:
    """On two pages the lines above it would be cut at the edge."""
    more = tuple(Column(f"more_{n}", f"Another column {n}") for n in range(14))
    rows = tuple(replace(row, cells=(*row.cells, *(Cell("words of a cell") for _ in more))) for row in TABLE.rows)
    wide = replace(TABLE, columns=(*TABLE.columns, *more), rows=rows)
    sheet = read(card(table=wide), tmp_path)["officer-ethnicity"]
    assert sheet.page_setup.paperSize == 8
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_cols is None


def test_a_chart_of_many_rows_is_tall_enough_for_every_label(tmp_path: Path) -> None:
    rows = tuple(replace(TABLE.rows[0], cells=(Cell(f"Group {n}"), *TABLE.rows[0].cells[1:])) for n in range(20))
    table = replace(TABLE, rows=rows)
    drawn = replace(chart(ChartKind.RATE), rows=tuple(range(20)))
    sheet = read(card(table=table, charts=(drawn,)), tmp_path)["officer-ethnicity-rate"]
    anchor = sheet._charts[0].anchor
    held = range(anchor._from.row + 1, anchor.to.row + 2)
    assert sum(sheet.row_dimensions[row].height for row in held) >= 20 * 27
    assert all(sheet.row_dimensions[row].height <= 409 for row in held)


def test_labels_of_bars_are_said_not_to_be_turned(tmp_path: Path) -> None:
    """Else LibreOffice leaves out every second long one."""
    with ZipFile(written(card(charts=(chart(ChartKind.RATE),)), tmp_path)) as package:
        axis = re.search(r"<c:catAx>.*?</c:catAx>", package.read("xl/charts/chart1.xml").decode(), re.DOTALL)
    assert axis
    assert '<a:bodyPr rot="0" vert="horz"/>' in axis.group()


def test_the_document_has_a_title_a_language_fixed_dates_and_no_author(tmp_path: Path) -> None:
    properties = read(card(), tmp_path).properties
    assert properties.title == "Vetting scorecard: Exampleshire Police, 1 June to 31 August 2021"
    assert properties.language == "en-GB"
    assert not properties.creator
    assert not properties.lastModifiedBy
    assert properties.created.isoformat() == properties.modified.isoformat() == "2021-08-31T00:00:00"


def test_constants_are_labelled_cells_with_names(tmp_path: Path) -> None:
    book = read(card(), tmp_path)
    place = book.defined_names["constant_z"].attr_text
    assert place == "'Constants'!$B$7"
    assert book["Constants"]["A7"].value == "constant_z"
    assert book["Constants"]["B7"].value == pytest.approx(Z, rel=1e-15)


def test_a_constant_that_differs_between_tables_has_two_names(tmp_path: Path) -> None:
    other = replace(TABLE, id="wider", constants=(("z", 2.5758293035489),))
    base = card()
    both = replace(base, sections=(replace(base.sections[0], details=(TABLE, other)),))
    book = read(both, tmp_path)
    assert set(book.defined_names) == {"constant_z", "constant_z_wider"}
    assert "constant_z_wider" in book["wider"].cell(FIRST, 5).value


@pytest.mark.parametrize("edition", Edition)
@pytest.mark.parametrize("groups", [3, 18])
def test_the_validator_finds_nothing(edition: Edition, groups: int, tmp_path: Path) -> None:
    result = OpenXmlValidator().validate(written(example_card(groups, 12, edition), tmp_path))
    assert result.is_valid, [str(e) for e in result.errors]
    assert not result.errors


def test_same_card_same_bytes(tmp_path: Path) -> None:
    first = written(example_card(), tmp_path).read_bytes()
    assert written(example_card(), tmp_path).read_bytes() == first


def test_no_part_is_in_another_language_or_fit_for_macros(tmp_path: Path) -> None:
    with ZipFile(written(example_card(), tmp_path)) as parts:
        for name in parts.namelist():
            text = parts.read(name)
            assert b"en-US" not in text, name
            assert not re.search(rb"vbaProject|externalLink|pivotCache|hidden", text), name
        assert all(entry.date_time == (1980, 1, 1, 0, 0, 0) for entry in parts.infolist())


def test_a_table_that_is_shown_twice_has_one_sheet(tmp_path: Path) -> None:
    once = card(charts=(chart(ChartKind.RATE),)).sections[0]
    again = replace(once, id="again", charts=(chart(ChartKind.RATIO),))
    book = read(replace(card(), sections=(once, again)), tmp_path)
    assert book.sheetnames[4:] == ["officer-ethnicity", "officer-ethnicity-rate", "officer-ethnicity-ratio"]
    assert "'officer-ethnicity'!" in book["officer-ethnicity-ratio"].cell(12, 2).value


def test_two_columns_of_one_header_are_our_mistake(tmp_path: Path) -> None:
    twice = replace(TABLE, columns=(*TABLE.columns[:-1], replace(TABLE.columns[-1], header="Decided")))
    with pytest.raises(AssertionError, match="two columns of one header"):
        written(card(table=twice), tmp_path)


def test_a_long_name_is_wrapped_and_its_row_is_taller(tmp_path: Path) -> None:
    long = "Mixed or multiple ethnic groups: any other Mixed or multiple ethnic background"
    rows = (replace(TABLE.rows[0], cells=(Cell(long), *TABLE.rows[0].cells[1:])), *TABLE.rows[1:])
    sheet = read(card(table=replace(TABLE, rows=rows)), tmp_path)["officer-ethnicity"]
    assert sheet.cell(FIRST, 1).alignment.wrap_text
    assert sheet.row_dimensions[FIRST].height > sheet.row_dimensions[FIRST + 1].height


def test_a_long_header_takes_four_lines_and_no_other_stands_under_a_gap() -> None:
    header = "Refusals above parity: refused − decided × White refusal rate"
    column = Column("above", header, Unit.PEOPLE)
    wide = column_width(3, column, ["+26.8", "+12.9"])
    lines = textwrap.wrap(header, int((wide - 2) * 1.1))
    assert (len(lines), wide <= 24) == (4, True)
    assert row_height([(header, wide)]) < 72  # points: four lines of 12
    assert column_width(3, Column("decided", "Decided", Unit.COUNT), ["2,372"]) == 12
