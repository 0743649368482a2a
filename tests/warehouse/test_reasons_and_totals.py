"""Marks between reasons, values of two reasons, and lines of totals mean in a table what they mean in a file."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from scorecard.extract import ExtractSettings, count_extracts
from scorecard.warehouse.count import count_table
from tests.extract.making import AUTUMN, Row, csv_file, detail, left_out, row
from tests.warehouse.engines import Engine
from tests.warehouse.test_same_as_files import Result, same, told


def both(engine: Engine, folder: Path, rows: list[Row], settings: ExtractSettings) -> Result:
    """What comes of the rows as a table, which is what comes of them as a file."""
    path, place = csv_file(folder, rows), engine.place(pa.Table.from_pylist(rows))
    found = told(count_table, place, settings, AUTUMN, (), "Test")
    same(told(count_extracts, [path], settings, AUTUMN, (), "Test"), found, path, place.table)
    return found


def test_another_mark_and_a_value_of_two_reasons(engine: Engine, tmp_path: Path) -> None:
    settings = ExtractSettings(
        reason_separator=" / ", codes={"refusal_reason": {"Finance and residency": ("finance", "residency")}}
    )
    cells = ("Debt / Family", "Finance and residency", "finance and residency / Integrity", "Debt", "", "Debt")
    rows = [row(n, outcome="refused", refusal_reason=c, sex="FM"[n % 2]) for n, c in enumerate(cells)]
    found = both(engine, tmp_path, rows, settings)
    assert not isinstance(found, str), found
    reasons = ("finance", "residency", "candidate_family_member", "integrity")
    assert [detail(found[0], "reason", code) for code in reasons] == [5, 2, 1, 1]
    assert detail(found[0], "reasons_given", "any") == 5


def test_the_mark_to_set_is_told(engine: Engine, tmp_path: Path) -> None:
    rows = [row(n, outcome="refused", refusal_reason=r) for n, r in enumerate(("Debt|Family", "Debt|Kin"))]
    told = both(engine, tmp_path, rows, ExtractSettings())
    assert isinstance(told, str)
    assert told.endswith('\n[extract]\nreason_separator = "|"')


TOTALS = (
    {"case_id": "Total", "decision_date": "35"},
    {"case_id": "Grand total", "decision_date": "1,204", "sex": "7", "received_date": "Total"},
    {"decision_date": "Total", "sex": "3"},
    {"received_date": " Total ", "outcome": "3"},
    {"sex": "Total", "decision_date": "3"},
)


def with_lines(*lines: Row) -> list[Row]:
    people = [row(n, received_date="2021-09-02") for n in range(4)]
    return [*people, *(dict.fromkeys(people[0], "") | line for line in lines)]


def test_totals_under_a_date(engine: Engine, tmp_path: Path) -> None:
    found = both(engine, tmp_path, with_lines(*TOTALS), ExtractSettings())
    assert not isinstance(found, str), found
    assert left_out(found[1]) == {"total_line": len(TOTALS)}


@pytest.mark.parametrize(
    "line",
    [
        {"case_id": "SYN-9", "decision_date": "35"},
        {"case_id": "SYN-9", "decision_date": "Total", "sex": "3"},
        {"case_id": "Total", "decision_date": "35", "outcome": "refused"},
        {"decision_date": "35", "sex": "35"},
        {**row(9), "sex": "Total"},
        {"case_id": "Totally", "decision_date": "35"},
    ],
)
def test_what_may_be_a_case_is_no_total(engine: Engine, tmp_path: Path, line: Row) -> None:
    assert isinstance(both(engine, tmp_path, with_lines(line), ExtractSettings()), str)


def test_a_case_whose_sex_is_total_is_left_out_by_the_rule_for_it(engine: Engine, tmp_path: Path) -> None:
    settings = ExtractSettings(leave_out_unmapped=("sex",))
    found = both(engine, tmp_path, with_lines({**row(9), "sex": "Total"}), settings)
    assert not isinstance(found, str), found
    assert left_out(found[1]) == {"unmapped_sex": 1}


def test_case_ids_that_are_numbers(duck: Engine, tmp_path: Path) -> None:
    rows = [{**row(n), "case_id": n} for n in range(4)] + [{**row(0), "case_id": None, "decision_date": "Total"}]
    rows[-1] |= dict.fromkeys(("workforce", "ethnicity", "sex", "outcome"), "")
    place = duck.place(pa.Table.from_pylist(rows))
    _, ledger = count_table(place, ExtractSettings(), AUTUMN, force="Test")
    assert left_out(ledger) == {"total_line": 1}
