"""A broken look-up in a workbook (#N/A) is no blank: where it is read, it is refused like any other unknown value."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from scorecard.errors import ExtractError
from tests.extract.making import cell, count, row

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
