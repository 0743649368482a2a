"""Lines of totals are left out, wherever their words and numbers stand; a row that may be a case never is."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorecard.errors import ExtractError
from scorecard.extract.totals import BLANK, NUMBER, OTHER, WORD, kind_of_cell
from tests.extract.making import cell, count, csv_file, left_out, text_of
from tests.extract.making import row as case

PEOPLE = [case(n, received_date="2021-09-02", refusal_reason="") for n in range(3)]
BAD_DATE = "a decision_date that is no date"


def with_line(folder: Path, **cells: str) -> Path:
    """Three cases, and a line that has these cells only."""
    return csv_file(folder, text_of([*PEOPLE, dict.fromkeys(PEOPLE[0], "") | cells]))


@pytest.mark.parametrize(
    "cells",
    [
        {"case_id": "Total", "decision_date": "3"},
        {"case_id": "Grand total", "decision_date": "1,204", "received_date": "1 204"},
        {"case_id": "Total cases", "decision_date": "44474"},  # which would be a date of Excel in another line
        {"case_id": "TOTAL: 3", "decision_date": "3", "sex": "2", "outcome": "3.0"},
        {"decision_date": "Total", "sex": "3"},
        {"received_date": "Grand total", "outcome": "3"},
        {"workforce": "Total", "decision_date": "3"},
        {"case_id": "Total", "received_date": "3"},
        {"case_id": "Total", "outcome": "3"},
    ],
)
def test_a_line_of_totals_is_left_out_and_told(tmp_path: Path, cells: dict[str, str]) -> None:
    counts, ledger = count(with_line(tmp_path, **cells))
    assert (cell(counts, "decided"), ledger.rows_read, left_out(ledger)) == (3, 4, {"total_line": 1})
    assert ledger.warnings == ("1 line of totals is left out.",)


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({**PEOPLE[0], "case_id": "SYN-9", "decision_date": "35"}, BAD_DATE),
        ({**PEOPLE[0], "case_id": "Total", "decision_date": "35"}, BAD_DATE),
        ({"case_id": "Total", "decision_date": "35", "outcome": "refused"}, BAD_DATE),
        ({"case_id": "Total", "decision_date": "35 cases"}, BAD_DATE),
        ({"case_id": "SYN-9", "decision_date": "Total", "sex": "3"}, BAD_DATE),
        ({"case_id": "SYN-9", "decision_date": "35"}, BAD_DATE),
        ({"decision_date": "35", "outcome": "35"}, BAD_DATE),  # no word says what it is
        ({"case_id": "Totally-1", "decision_date": "35"}, BAD_DATE),
        ({**PEOPLE[0], "case_id": "SYN-9", "sex": "Total"}, 'a sex that is not in the code list: "Total"'),
        ({"case_id": "Total", "decision_date": "2021-10-05"}, "no workforce"),
    ],
)
def test_what_may_be_a_case_is_refused_and_not_taken_for_a_total(
    tmp_path: Path, cells: dict[str, str], message: str
) -> None:
    with pytest.raises(ExtractError) as caught:
        count(with_line(tmp_path, **cells))
    assert str(caught.value).startswith(f"extract.csv: 1 row has {message}")


def test_a_total_of_counts_may_have_any_case_id(tmp_path: Path) -> None:
    text = "case_id,workforce,sex,outcome,count\nA,officer,Male,cleared,4\nA,officer,Total,cleared,4\n"
    counts, ledger = count(csv_file(tmp_path, text))
    assert (cell(counts, "decided"), left_out(ledger)) == (4, {"total_line": 1})


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        *((raw, BLANK) for raw in ("", "  ")),
        *((raw, NUMBER) for raw in ("3", " 1,204 ", "1 204 000", "3.0", "44474")),
        *((raw, WORD) for raw in ("Total", "TOTALS", "Grand total")),
        *((raw, OTHER) for raw in ("05.10.2021", "2021-10-05", "3 cases", "Total officers", "1,2,3")),
    ],
)
def test_what_a_cell_holds(raw: str, kind: int) -> None:
    assert kind_of_cell(raw) == kind
