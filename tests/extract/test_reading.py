"""Files of each kind give the same counts, and what cannot be read without guessing is refused in one sentence."""

# ruff: noqa: E501  (whole sentences are compared)

from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from scorecard.errors import ExtractError, UsageError
from scorecard.extract import ExtractSettings
from tests.extract.making import Row, cell, count, csv_file, left_out, row, text_of

PEOPLE = [
    row(1, ethnicity="White – British"),
    row(2, ethnicity="White – Irish", sex="Female", outcome="refused"),
    row(3, ethnicity="Black or Black British – Caribbean", decision_date="30/11/2021"),
]


def refusal(*paths: Path, settings: ExtractSettings | None = None) -> str:
    with pytest.raises(ExtractError) as caught:
        count(*paths, settings=settings)
    return str(caught.value)


def check(path: Path, settings: ExtractSettings | None = None) -> None:
    counts, ledger = count(path, settings=settings)
    assert (ledger.rows_read, ledger.rows_counted) == (3, 3)
    assert (cell(counts, "decided"), cell(counts, "refused", group="Female")) == (3, 1)
    assert cell(counts, "decided", breakdown="ethnicity", group="White") == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_text_of_every_kind(tmp_path: Path, encoding: str, delimiter: str, end: str) -> None:
    check(csv_file(tmp_path, text_of(PEOPLE, delimiter, end), encoding=encoding))


def test_text_read_as_cp1252_is_said(tmp_path: Path) -> None:
    _, ledger = count(csv_file(tmp_path, PEOPLE, encoding="cp1252"))
    assert ledger.warnings == (
        "extract.csv is not UTF-8 and was read as cp1252 (Windows); set the encoding in [extract] if that is wrong.",
    )


def test_gzipped_text(tmp_path: Path) -> None:
    path = tmp_path / "extract.csv.gz"
    path.write_bytes(gzip.compress(text_of(PEOPLE).encode()))
    check(path)
    path.write_bytes(path.read_bytes()[:-12])
    assert refusal(path) == "extract.csv.gz: the compressed file is damaged or cut off; export it again."


def workbook(path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for at, cells in enumerate(rows):
            sheet.write_row(at, 0, cells)
    book.close()
    return path


def grid(people: list[Row]) -> list[list[object]]:
    return [list(people[0]), *[list(p.values()) for p in people]]


def test_a_workbook_with_real_dates_serials_a_preamble_and_a_total(tmp_path: Path) -> None:
    rows = grid(PEOPLE)
    rows[1][1], rows[2][1] = date(2021, 10, 5), 44_474
    rows = [["Vetting decisions"], [], *rows, [], ["Total", "", "", "", "", 3]]
    path = workbook(tmp_path / "extract.xlsx", {"Notes": [["How to read this"]], "Decisions": rows})
    counts, ledger = count(path)
    assert cell(counts, "decided") == 3
    assert left_out(ledger) == {"blank_line": 1, "total_line": 1}


def test_a_workbook_with_two_sheets_alike(tmp_path: Path) -> None:
    path = workbook(tmp_path / "extract.xlsx", {"March": grid(PEOPLE), "April": grid(PEOPLE)})
    assert refusal(path) == (
        'extract.xlsx: the sheets "March", "April" are equally likely to hold the extract; say which to read, '
        'or list several.\n[extract]\nsheet = "..."'
    )
    check(path, ExtractSettings(sheet="April"))
    assert refusal(path, settings=ExtractSettings(sheet="May")) == (
        'extract.xlsx: has no sheet "May"; its sheets are "March", "April".'
    )


def test_parquet_with_dates(tmp_path: Path) -> None:
    table = pa.Table.from_pylist(PEOPLE).set_column(1, "decision_date", pa.array([date(2021, 10, 5)] * 3))
    path = tmp_path / "extract.parquet"
    pq.write_table(table, path)
    check(path)
    path.write_bytes(path.read_bytes()[:-20])
    assert refusal(path) == "extract.parquet: the Parquet file is damaged or cut off; export it again."


def test_a_preamble_quoted_line_breaks_and_lines_of_totals(tmp_path: Path) -> None:
    noted = [{**p, "notes": 'said "no",\nthen yes'} for p in PEOPLE]
    text = "Vetting unit\nRun on 1 December 2021\n\n" + text_of(noted) + ",,,,,,\nGrand total,3\n"
    counts, ledger = count(csv_file(tmp_path, text))
    assert cell(counts, "decided") == 3
    assert (ledger.rows_read, left_out(ledger)) == (5, {"total_line": 1, "blank_line": 1})
    assert ledger.sources[0].ignored_columns == ("notes",)


def test_a_ragged_row_is_named_and_not_quoted(tmp_path: Path) -> None:
    text = text_of(PEOPLE) + "SYN-00004,2021-10-05,officer,W1,Male,cleared,a secret note\nSYN-5,secret\n"
    assert refusal(csv_file(tmp_path, text)) == (
        "extract.csv: line 5 has 7 cells where the headings have 6, and 1 more row is uneven; correct the file, or export it again."
    )


def test_an_unclosed_quotation_mark(tmp_path: Path) -> None:
    text = (
        text_of(PEOPLE)
        + 'SYN-00004,2021-10-05,officer,"W1,Male,cleared\nSYN-00005,2021-10-05,officer,W1,Male,cleared\n'
    )
    message = refusal(csv_file(tmp_path, text))
    assert message.startswith("extract.csv: ")
    assert "SYN" not in message


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "extract.csv: the file is empty."),
        (b"%PDF-1.7 ...", "extract.csv: this is a PDF, not an extract; export it as CSV or Excel."),
        (b"PK\x03\x04 no workbook", "extract.csv: the workbook cannot be read: it is damaged, or no xlsx, xls or ods file; save it again."),
        (b"case_id,sex\nA\0B,F\n", "extract.csv: the file holds NUL characters, so it is damaged, not text, or UTF-16 without a mark."),
        (b"case_id,sex\nA,F\x81\n", 'extract.csv: the text is not utf-8 or cp1252; export it as UTF-8, or set the encoding.\n[extract]\nencoding = "..."'),
        (b"case_id,sex,sex\nA,F,F\n", 'extract.csv: the heading "sex" stands 2 times in row 1; rename or remove the columns that are not meant.'),
        (b"case_id,sex,Gender\nA,F,F\n", 'extract.csv: the headings "sex" and "Gender" could both be sex; say which it is.\n[columns]\nsex = "Gender"'),
    ],
)  # fmt: skip
def test_what_is_no_extract(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "extract.csv"
    path.write_bytes(content)
    assert refusal(path) == message


def test_a_file_without_headings_is_not_quoted(tmp_path: Path) -> None:
    message = refusal(csv_file(tmp_path, "SYN-1,2021-10-05,officer,W1,Male,cleared\n" * 3))
    assert message.startswith("extract.csv: no row of headings was found among the first 3 rows")
    assert "SYN" not in message


def test_a_missing_column_is_named_with_what_there_is(tmp_path: Path) -> None:
    rows = [{k: v for k, v in row(1, grade="PC").items() if k != "outcome"}]
    assert refusal(csv_file(tmp_path, rows)) == (
        'extract.csv: has no column for outcome; it has grade. Say which column it is:\n[columns]\noutcome = "..."'
    )


def test_headings_only_and_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert "nobody was decided" in refusal(csv_file(tmp_path, text_of([row(1)]).splitlines()[0] + "\n"))
    assert refusal(tmp_path / "gone.csv") == "gone.csv: cannot be read (no such file or directory)."
    assert refusal(tmp_path).endswith(": is a folder, not a file; name the extracts that are in it.")


def test_the_same_file_twice(tmp_path: Path) -> None:
    path = csv_file(tmp_path, PEOPLE)
    with pytest.raises(UsageError, match=r"extract.csv: the same file is given 2 times\."):
        count(path, path)


def test_the_header_row_and_delimiter_can_be_set(tmp_path: Path) -> None:
    text = "case_id~sex\n" + text_of(PEOPLE, "~")
    check(csv_file(tmp_path, text), ExtractSettings(delimiter="~", header_row=2))


def test_a_stray_cell_far_out_is_refused_before_memory_runs_out(tmp_path: Path) -> None:
    path = tmp_path / "extract.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    for at, cells in enumerate(grid(PEOPLE)):
        sheet.write_row(at, 0, cells)
    sheet.write_string(1_000_000, 16_000, "x")
    book.close()
    assert refusal(path) == (
        "extract.xlsx: a sheet has more than 50,000,000 cells from its first to its last; delete what stands far out, or "
        "export the extract as CSV."
    )


def test_rows_of_half_a_megabyte_are_read_and_longer_ones_named(tmp_path: Path) -> None:
    """A reading of blocks has a longest row; beyond it the place is told, and nothing of the row."""
    rows = [row(n, notes="SECRET " * 10) for n in range(20)]
    rows[7]["notes"] = "SECRET " * 70_000
    assert cell(count(csv_file(tmp_path, rows))[0], "decided") == 20
    rows[7]["notes"] = "SECRET " * 400_000
    with pytest.raises(ExtractError, match=r"broken near line 9 .*more than half a million characters") as told:
        count(csv_file(tmp_path, rows))
    assert "SECRET" not in str(told.value)


def test_a_table_with_nothing_to_break_it_down_by(tmp_path: Path) -> None:
    path = csv_file(tmp_path, "workforce,outcome,count\nofficer,cleared,90\nofficer,refused,9\n")
    assert refusal(path) == (
        "extract.csv: has no column to break the counts down by, such as ethnicity or sex; add one, or name it under "
        "[columns]."
    )
