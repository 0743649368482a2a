"""Several sheets of one workbook: each a source of its own, with constants of its own."""

# ruff: noqa: E501  (whole sentences are compared)

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from scorecard.config import load
from scorecard.errors import ConfigError, ExtractError
from scorecard.extract import ExtractSettings, inspect_extracts
from tests.cli.running import run
from tests.extract.making import Row, cell, count, csv_file, row
from tests.extract.test_reading import grid, workbook

BY_SHEET = ExtractSettings(
    sheet=("Officers", "Staff"), constants={"workforce": {"Officers": "officer", "Staff": "staff"}}
)
CONFIG = """
[extract]
sheet = ["Officers", "Staff"]
[constants]
workforce = { Officers = "officer", Staff = "staff" }
"""


def people(*numbers: int, **cells: str) -> list[Row]:
    """Cases without a workforce."""
    return [{k: v for k, v in row(n, **cells).items() if k != "workforce"} for n in numbers]


def book(folder: Path, officers: list[Row], staff: list[Row]) -> Path:
    sheets = {"Staff": grid(staff), "Read me": [["How to read this"]], "Officers": [["Officers only"], *grid(officers)]}
    sheets["Staff"] += [[], ["Total", 2]]
    return workbook(folder / "extract.xlsx", sheets)


def test_each_sheet_is_a_source_with_its_own_workforce(tmp_path: Path) -> None:
    path = book(tmp_path, people(1, 2, 3), people(4, outcome="refused") + people(5))
    counts, ledger = count(path, settings=BY_SHEET)
    assert [cell(counts, "decided", workforce=w) for w in ("officer", "staff")] == [3, 2]
    assert [cell(counts, "refused", workforce=w) for w in ("officer", "staff")] == [0, 1]
    assert [(s.name, s.rows_read) for s in ledger.sources] == [
        ("extract.xlsx, sheet Officers", 3),
        ("extract.xlsx, sheet Staff", 4),
    ]
    assert [(e.source, e.cause, e.rows) for e in ledger.left_out] == [
        ("extract.xlsx, sheet Staff", "total_line", 1),
        ("extract.xlsx, sheet Staff", "blank_line", 1),
    ]
    assert len({s.sha256 for s in ledger.sources}) == 1


def test_it_is_what_two_csv_files_give(tmp_path: Path) -> None:
    officers, staff = people(1, 2, sex="Female"), people(3, 4, outcome="refused")
    counts, _ = count(book(tmp_path, officers, staff), settings=BY_SHEET)
    files = [
        csv_file(tmp_path, [{**p, "workforce": w} for p in rows], f"{w}.csv")
        for w, rows in (("officer", officers), ("staff", staff))
    ]
    expected, _ = count(*files)
    assert counts.decisions.equals(expected.decisions)
    assert counts.details.equals(expected.details)


def test_sheets_that_have_the_column_need_no_constant(tmp_path: Path) -> None:
    path = workbook(tmp_path / "e.xlsx", {"March": grid([row(1)]), "April": grid([row(2), row(3, workforce="staff")])})
    counts, _ = count(path, settings=ExtractSettings(sheet=("March", "April")))
    assert [cell(counts, "decided", workforce=w) for w in ("officer", "staff")] == [2, 1]
    one = [{("Role" if k == "workforce" else k): v for k, v in row(9, workforce="staff").items()}]
    path = workbook(tmp_path / "mixed.xlsx", {"Officers": grid(people(1, 2)), "Others": grid(one)})
    settings = ExtractSettings(
        sheet=("Officers", "Others"), columns={"workforce": "Role"}, constants={"workforce": {"Officers": "officer"}}
    )
    counts, _ = count(path, settings=settings)
    assert [cell(counts, "decided", workforce=w) for w in ("officer", "staff")] == [2, 1]


def test_a_constant_of_the_one_sheet_that_is_read(tmp_path: Path) -> None:
    settings = ExtractSettings(sheet="Staff", constants={"workforce": {"Staff": "staff"}})
    counts, ledger = count(book(tmp_path, people(1), people(2, 3)), settings=settings)
    assert (cell(counts, "decided", workforce="staff"), ledger.sources[0].name) == (2, "extract.xlsx")


def test_one_case_on_both_sheets_is_a_conflict(tmp_path: Path) -> None:
    with pytest.raises(ExtractError, match="1 case stands more than once with different content"):
        count(book(tmp_path, people(1, 2), people(1, 3)), settings=BY_SHEET)


def test_a_sheet_without_the_column_and_one_that_is_not_there(tmp_path: Path) -> None:
    path = book(tmp_path, people(1), people(2))
    partly = ExtractSettings(sheet=("Officers", "Staff"), constants={"workforce": {"Officers": "officer"}})
    with pytest.raises(ExtractError, match=r"^extract\.xlsx, sheet Staff: has no column for workforce"):
        count(path, settings=partly)
    with pytest.raises(ExtractError) as caught:
        count(path, settings=ExtractSettings(sheet=("Officers", "Specials")))
    assert str(caught.value) == 'extract.xlsx: has no sheet "Specials"; its sheets are "Staff", "Read me", "Officers".'
    with pytest.raises(ExtractError, match=r"^extract\.xlsx, sheet Read me: no row of headings was found"):
        count(path, settings=ExtractSettings(sheet=("Staff", "Read me"), constants={"workforce": "staff"}))


def test_inspect_shows_each_sheet(tmp_path: Path) -> None:
    seen = inspect_extracts([book(tmp_path, people(1), people(2))], BY_SHEET)
    assert [f.name for f in seen.files] == ["extract.xlsx, sheet Officers", "extract.xlsx, sheet Staff"]
    assert all(f.missing == () and f.ignored == () for f in seen.files)
    workforce = next(c for c in seen.files[1].columns if c.name == "workforce")
    assert [(v.value, v.code) for v in workforce.values] == [("staff", "staff")]


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ({"sheet": ()}, '[extract] sheet lists no sheet, or one without a name; write sheet = ["...", "..."].'),
        ({"sheet": ("A", "")}, '[extract] sheet lists no sheet, or one without a name; write sheet = ["...", "..."].'),
        ({"sheet": ("A", "A")}, "[extract] sheet names one sheet twice."),
        ({"constants": {"workforce": {"A": "officer"}}}, "[constants] workforce has a value by sheet; list the sheets as sheet in [extract]."),
        ({"sheet": ("Officers", "Staff"), "constants": {"workforce": {"Oficers": "officer"}}}, '[constants] workforce: \'Oficers\' is not known; did you mean \'Officers\'?'),
        ({"sheet": ("A", "B"), "constants": {"workforce": {"A": "polis"}}}, '[constants] workforce: \'polis\' is not known; use one of contractor, officer, other, pcso, special, staff.'),
    ],
)  # fmt: skip
def test_a_wrong_setting_is_said(keys: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        ExtractSettings(**keys)
    assert str(caught.value) == message


def test_the_config_as_it_is_written_and_the_manifest(tmp_path: Path) -> None:
    (tmp_path / "scorecard.toml").write_text(CONFIG, encoding="utf-8")
    assert load(tmp_path / "scorecard.toml").extract == BY_SHEET
    path = book(tmp_path, people(1, 2), people(3, outcome="refused"))
    ended = run("build", path.name, "--period", "202112", folder=tmp_path)
    assert (ended.code, ended.err) == (0, "Note: 1 line of totals is left out.\n")
    told = json.loads((tmp_path / "out/202112/internal/manifest.json").read_text(encoding="utf-8"))
    assert [entry["name"] for entry in told["inputs"]] == ["extract.xlsx, sheet Officers", "extract.xlsx, sheet Staff"]


def test_the_unattended_run_makes_a_workbook_of_two_sheets_once(tmp_path: Path) -> None:
    settings = 'register = "register.sqlite"\n' + CONFIG + '[inbox]\nfolder = "inbox"\nsettle_seconds = 0.0\n'
    (tmp_path / "scorecard.toml").write_text(settings, encoding="utf-8")
    (tmp_path / "inbox").mkdir()
    path = book(tmp_path, people(1, 2), people(3, outcome="refused"))
    path.rename(tmp_path / "inbox" / "vetting-extract-202112.xlsx")
    assert run("run", folder=tmp_path).code == 0
    made = tmp_path / "out/202112/internal/manifest.json"
    first = made.stat().st_ino
    assert run("run", folder=tmp_path).code == 0
    assert made.stat().st_ino == first


def told(*paths: Path, settings: ExtractSettings) -> str:
    with pytest.raises(ExtractError) as caught:
        count(*paths, settings=settings)
    return str(caught.value)


def test_a_column_that_the_file_has_is_not_set_to_one_value_too(tmp_path: Path) -> None:
    """Officers and staff are both in the file: all of them officers would be another file."""
    path = csv_file(tmp_path, [row(1), row(2, workforce="staff")])
    assert told(path, settings=ExtractSettings(constants={"workforce": "officer"})) == (
        'extract.csv: has a column "workforce", and [constants] sets workforce to one value too; take the line out of '
        "[constants], or the column out of the file."
    )
    gender = csv_file(tmp_path, [{("Gender" if k == "sex" else k): v for k, v in row(1).items()}], "gender.csv")
    assert told(gender, settings=ExtractSettings(constants={"sex": "Female"})).startswith(
        'gender.csv: has a column "Gender", and [constants] sets sex to one value too;'
    )
    with pytest.raises(ExtractError, match="sets workforce to one value too"):
        inspect_extracts([path], ExtractSettings(constants={"workforce": "officer"}))


def test_files_and_sheets_are_judged_one_by_one(tmp_path: Path) -> None:
    without, has = csv_file(tmp_path, people(1, 2), "without.csv"), csv_file(tmp_path, [row(3)], "has.csv")
    settings = ExtractSettings(constants={"workforce": "officer"})
    assert told(without, has, settings=settings).startswith('has.csv: has a column "workforce", and [constants]')
    sheets = {"Officers": grid(people(1)), "Staff": grid([row(2, workforce="staff")])}
    path = workbook(tmp_path / "e.xlsx", sheets)
    assert told(path, settings=BY_SHEET).startswith('e.xlsx, sheet Staff: has a column "workforce", and [constants]')
    officers = ExtractSettings(sheet=("Officers", "Staff"), constants={"workforce": {"Officers": "officer"}})
    counts, _ = count(path, settings=officers)
    assert [cell(counts, "decided", workforce=w) for w in ("officer", "staff")] == [1, 1]


def test_a_heading_of_another_name_is_another_column(tmp_path: Path) -> None:
    """[columns] says which heading is meant; with it, a column of our own name is one of the others."""
    one = [{**p, "workforce": "x"} for p in people(1, 2)]
    path = workbook(tmp_path / "e.xlsx", {"Officers": grid(one), "Others": grid([{**row(3), "Role": "staff"}])})
    settings = ExtractSettings(
        sheet=("Officers", "Others"), columns={"workforce": "Role"}, constants={"workforce": {"Officers": "officer"}}
    )
    counts, _ = count(path, settings=settings)
    assert [cell(counts, "decided", workforce=w) for w in ("officer", "staff")] == [2, 1]
