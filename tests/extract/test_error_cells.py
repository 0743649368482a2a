"""A broken look-up in a workbook (#N/A) is no blank: where it is read, it is refused like any other unknown value."""

# ruff: noqa: E501  (markup of one line)

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from scorecard.errors import ExtractError
from scorecard.extract.error_cells import error_cells
from tests.extract.making import cell, count, row
from tests.office import converted

PEOPLE = [row(1), row(2, outcome="refused"), row(3)]


def book(folder: Path, column: str, *, above: int = 0) -> Path:
    """A workbook in which the third case has an error in that column, its headings under so many empty rows."""
    path = folder / "extract.xlsx"
    made = xlsxwriter.Workbook(str(path))
    sheet = made.add_worksheet("Decisions")
    headings = [*PEOPLE[0], "team"]
    sheet.write_row(above, 1, headings)
    for at, person in enumerate(PEOPLE, start=above + 1):
        sheet.write_row(at, 1, list(person.values()))
    sheet.write_formula(above + 3, 1 + headings.index(column), "=NA()", None, "#N/A")
    made.close()
    return path


@pytest.mark.parametrize("above", [0, 2])
@pytest.mark.parametrize("column", ["ethnicity", "sex", "outcome"])
def test_an_error_in_a_coded_column_is_an_unknown_value(tmp_path: Path, column: str, above: int) -> None:
    with pytest.raises(ExtractError) as caught:
        count(book(tmp_path, column, above=above))
    assert '"#N/A"' in str(caught.value)
    assert column in str(caught.value)


def test_an_error_in_a_column_that_is_not_read_says_nothing(tmp_path: Path) -> None:
    counts, ledger = count(book(tmp_path, "team"))
    assert (ledger.rows_counted, cell(counts, "decided")) == (3, 3)


def test_an_error_in_a_sheet_that_is_not_read_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "extract.xlsx"
    made = xlsxwriter.Workbook(str(path))
    made.add_worksheet("Notes").write_formula(0, 0, "=1/0", None, "#DIV/0!")
    sheet = made.add_worksheet("Decisions")
    for at, cells in enumerate([list(PEOPLE[0]), *(list(p.values()) for p in PEOPLE)]):
        sheet.write_row(at, 0, cells)
    made.close()
    assert cell(count(path)[0], "decided") == 3


@pytest.mark.parametrize("above", [0, 2])
@pytest.mark.parametrize("kind", ["ods", "xls"])
def test_an_error_in_another_kind_of_workbook(tmp_path: Path, kind: str, above: int) -> None:
    saved = converted(book(tmp_path, "ethnicity", above=above), kind, tmp_path / "saved")
    with pytest.raises(ExtractError) as caught:
        count(saved)
    assert 'not in the code list: "#N/A"' in str(caught.value)
    assert cell(count(converted(book(tmp_path, "team"), kind, tmp_path / "team"))[0], "decided") == 3


@pytest.mark.parametrize("kind", ["ods", "xls"])
def test_every_kind_of_error_in_the_sheet_that_is_read(tmp_path: Path, kind: str) -> None:
    errors = ["#N/A", "#DIV/0!", "#VALUE!", "#NUM!", "#REF!"]
    formulas = ["=NA()", "=1/0", '=VALUE("z")', "=SQRT(-1)", "=#REF!"]
    path = tmp_path / "extract.xlsx"
    made = xlsxwriter.Workbook(str(path))
    made.add_worksheet("Notes").write_formula(0, 0, "=1/0", None, "#DIV/0!")
    sheet = made.add_worksheet("Decisions")
    for at, formula in enumerate(formulas):
        sheet.write_formula(at + 1, at, formula, None, errors[at])
    sheet.write_boolean(9, 9, True)
    sheet.write_formula(8, 8, '=""', None, "")
    sheet.write_string(7, 7, "words")
    made.close()
    found = error_cells(converted(path, kind, tmp_path / "saved"), "Decisions", 1)
    assert sorted(found) == [(at + 1, at) for at in range(len(formulas))]
    assert {found[1, 0], found[2, 1], found[5, 4]} == {"#N/A", "#DIV/0!", "#REF!"}


def test_an_error_in_a_row_of_ods_that_stands_several_times(tmp_path: Path) -> None:
    cells = '<table:table-cell table:formula="of:=NA()" table:number-columns-repeated="2"><text:p>#N/A</text:p></table:table-cell>'
    rows = f'<table:table-row/><table:table-row table:number-rows-repeated="2"><table:table-cell/>{cells}</table:table-row>'
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    path = tmp_path / "extract.ods"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr(
            "content.xml", f"<office:spreadsheet {spaces}><table:table>{rows}</table:table></office:spreadsheet>"
        )
    assert error_cells(path, "any", 0) == dict.fromkeys([(1, 1), (1, 2), (2, 1), (2, 2)], "#N/A")


def test_a_damaged_old_workbook(tmp_path: Path) -> None:
    path = tmp_path / "extract.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600)
    with pytest.raises(ExtractError, match="the workbook cannot be read: it is damaged"):
        error_cells(path, "any", 0)
