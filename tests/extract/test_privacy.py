"""No message, report, list or manifest holds what somebody wrote about one person; a slip of the pen is still shown."""

# ruff: noqa: E501  (whole sentences are compared)

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from scorecard.errors import ExtractError
from scorecard.extract import ExtractSettings, inspect_extracts
from scorecard.extract.report import as_data, as_text, mapping_block
from scorecard.extract.unmapped import unmapped_rows
from tests.cli.running import run
from tests.extract.making import count, csv_file, row, text_of

NOTES = (
    "refused - spoke to Jane Doe",
    "spoke to Jane Doe 12 May",
    "refused - spoke to Jane Doe 12 May about her brother",
    "Jane Doe",
    "Refused Doe",
    "Doe - refused",
    "07700 900123",
    "jane@example.org",
    "see 12/05/2021",
)


def refusal(path: Path, settings: ExtractSettings | None = None) -> str:
    with pytest.raises(ExtractError) as caught:
        count(path, settings=settings)
    return str(caught.value)


def all_that_is_said(path: Path) -> str:
    seen = inspect_extracts([path], ExtractSettings())
    return "\n".join(
        [refusal(path), as_text(seen), json.dumps(as_data(seen)), mapping_block(seen), str(unmapped_rows(seen))]
    )


@pytest.mark.parametrize("column", ["outcome", "ethnicity", "sex", "workforce", "refusal_reason"])
@pytest.mark.parametrize("note", NOTES)
def test_a_note_in_one_cell_is_nowhere(tmp_path: Path, note: str, column: str) -> None:
    said = all_that_is_said(csv_file(tmp_path, [row(1), row(2, **{column: note}), row(3)]))
    assert "Doe" not in said
    assert "900123" not in said
    assert "example.org" not in said
    assert "12/05" not in said


@pytest.mark.parametrize("note", NOTES[1:3] + NOTES[6:])
def test_a_private_text_is_not_shown_however_often_it_stands(tmp_path: Path, note: str) -> None:
    assert note not in all_that_is_said(csv_file(tmp_path, [row(n, outcome=note) for n in range(9)]))


def test_the_sentence_says_where_the_note_stands(tmp_path: Path) -> None:
    assert refusal(csv_file(tmp_path, [row(1), row(2, outcome=NOTES[2]), row(3)])) == (
        "extract.csv: 1 row has an outcome that is not in the code list; it is not shown, since it may be a note or a "
        'reference. Look in the column "outcome" in line 3, and correct it there, or map it under [codes.outcome] in '
        "scorecard.toml."
    )


def test_beside_values_that_are_shown(tmp_path: Path) -> None:
    rows = [row(1, outcome="Refsued"), row(2, outcome="Jane Doe"), row(3, outcome="J Bloggs"), row(4)]
    assert refusal(csv_file(tmp_path, rows)).startswith(
        'extract.csv: 3 rows have an outcome that is not in the code list: "Refsued". Map them under [codes.outcome] in '
        "scorecard.toml. 2 more values are not shown, since they may be a note or a reference: look in the column "
        '"outcome" in lines 3 and 4.\n[codes.outcome]\n'
    )


@pytest.mark.parametrize("slip", ["Refsued", "refuse d", "Refussed", "REFUSEDD", "Clearred", "Withdrawn by aplicant"])
def test_a_slip_of_the_pen_is_shown(tmp_path: Path, slip: str) -> None:
    path = csv_file(tmp_path, [row(1), row(2, outcome=slip)])
    try:
        said = refusal(path)
    except pytest.fail.Exception:  # what differs in spaces alone is no slip, and is counted
        return
    assert f'"{slip}"' in said


def test_a_value_in_two_rows_is_shown_and_one_of_the_force_s_own_is_nearly_known(tmp_path: Path) -> None:
    assert '"Gone away"' in refusal(csv_file(tmp_path, [row(n, outcome="Gone away") for n in (1, 2)]))
    own = ExtractSettings(codes={"outcome": {"Gone away": "cancelled"}})
    assert '"Gone awya"' in refusal(csv_file(tmp_path, [row(1), row(2, outcome="Gone awya")]), own)


LINES: dict[str, tuple[Callable[[str], str], int]] = {
    "as it is": (lambda text: text, 4),
    "lines above": (lambda text: "Vetting\n\n" + text, 6),
    "empty lines among them": (lambda text: text.replace("\n", "\n\n"), 7),
    "a break in a cell": (lambda text: text.replace("officer", '"offi\ncer"', 1), 5),
    "a total among them": (lambda text: text.replace("SYN-00002", "Total\nSYN-00002"), 5),
}


@pytest.mark.parametrize(("change", "line"), LINES.values(), ids=list(LINES))
def test_the_line_is_that_of_an_editor(tmp_path: Path, change: Callable[[str], str], line: int) -> None:
    text = change(text_of([row(1), row(2), row(3, outcome="Jane Doe"), row(4)]))
    assert f" in line {line}, and correct it there" in refusal(csv_file(tmp_path, text))


def test_the_row_is_that_of_the_sheet(tmp_path: Path) -> None:
    path = tmp_path / "extract.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for at, person in enumerate([{k: k for k in row(1)}, row(1), row(2, outcome="Jane Doe")], start=3):
            sheet.write_row(at, 1, list(person.values()))
    assert " in line 6, and" in refusal(path)


@pytest.mark.parametrize(
    "heading", ["Jane Doe said on 12 May", "The applicant said that her brother was in prison then"]
)
def test_a_sentence_in_the_place_of_a_heading_is_not_quoted(tmp_path: Path, heading: str) -> None:
    path = csv_file(tmp_path, [{**row(1), heading: "x"}])
    _, ledger = count(path)
    assert heading not in str(ledger)
    assert heading not in json.dumps(as_data(inspect_extracts([path], ExtractSettings())))


def test_a_page_of_prose_is_no_extract(tmp_path: Path) -> None:
    prose = "# Read me\n\nAn extract has a row for each decision: `case_id`, outcome, and more.\n"
    prose += "\nOr it has the day on which a decision was made, case_id, outcome, sex\n"
    (tmp_path / "README.md").write_text(prose, encoding="utf-8")
    ended = run("build", "README.md", "--period", "202112", folder=tmp_path)
    assert ended.code == 3
    assert "An extract has" not in ended.err
    assert ended.err.startswith(
        "README.md: has no column for decision_date, and row 5, in which most known headings stand"
    )
