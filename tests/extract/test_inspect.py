"""`scorecard inspect`: what is shown, in 80 columns, as JSON and as TOML; never a row of a person."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from scorecard.cli.inspect import inspect
from scorecard.codes import COLUMNS, load
from scorecard.errors import ExtractError
from scorecard.extract import ExtractSettings, inspect_extracts
from scorecard.extract.report import as_text, mapping_block
from tests.extract.making import csv_file, row

ODD = [
    row(1, notes="a secret note"),
    row(1, notes="a secret note"),
    row(2, ethnicity="W10", outcome="Withdrawn"),
    row(3, ethnicity="", sex="X"),
    row(4, decision_date="soon"),
    row(4, outcome="refused"),
]


def test_what_is_seen(tmp_path: Path) -> None:
    seen = inspect_extracts([csv_file(tmp_path, ODD)], ExtractSettings()).files[0]
    assert (seen.rows, seen.repeats, seen.conflicts, seen.ignored, seen.missing) == (6, 1, 1, ("notes",), ())
    ethnicity = next(c for c in seen.columns if c.name == "ethnicity")
    assert [(v.value, v.rows, v.code) for v in ethnicity.values] == [("W1", 4, "W1"), ("", 1, "blank"), ("W10", 1, "")]
    assert (ethnicity.unmapped_values, ethnicity.unmapped_rows, ethnicity.unknown_rows) == (1, 1, 1)
    assert [(d.bad_rows, d.blank_rows, d.months) for d in seen.dates] == [(1, 0, (("2021-10", 5),))]


def test_lines_that_are_no_case_hold_no_values(tmp_path: Path) -> None:
    blank = dict.fromkeys(ODD[0], "")
    rows = [row(1), blank, blank | {"case_id": "Total", "decision_date": "3"}, blank | {"case_id": "Total"}, row(2)]
    inspection = inspect_extracts([csv_file(tmp_path, rows)], ExtractSettings())
    (seen,) = inspection.files
    assert (seen.rows, seen.lines, seen.no_case_id, seen.repeats, seen.conflicts) == (5, 3, 0, 0, 0)
    assert [d.bad_rows + d.blank_rows for d in seen.dates] == [0]
    assert mapping_block(inspection) == ""
    assert "5 rows, each is one decision\n3 of them are lines of totals or blank\n" in as_text(inspection)


def test_the_words_fit_80_columns_and_hold_no_row(tmp_path: Path) -> None:
    text = as_text(inspect_extracts([csv_file(tmp_path, ODD)], ExtractSettings()))
    assert max(len(line) for line in text.splitlines()) <= 80
    assert "secret" not in text
    assert "SYN-" not in text
    assert "Duplicates: 1 row repeats an earlier row; 1 case stands with different content" in text
    assert "NOT MAPPED" in text


def test_the_block_to_paste_is_toml_and_maps_everything(tmp_path: Path) -> None:
    seen = inspect_extracts([csv_file(tmp_path, ODD)], ExtractSettings())
    block = tomllib.loads(mapping_block(seen))
    assert block == {"codes": {"ethnicity": {"W10": ""}, "sex": {"X": ""}, "outcome": {"Withdrawn": ""}}}
    mapped = ExtractSettings(
        codes={"ethnicity": {"W10": "W9"}, "sex": {"X": "Unknown"}, "outcome": {"Withdrawn": "cancelled"}}
    )
    assert mapping_block(inspect_extracts([csv_file(tmp_path, ODD)], mapped)) == ""


@pytest.mark.parametrize("name", [c.name for c in COLUMNS if c.kind == "coded"])
def test_the_block_says_what_each_code_means(name: str, tmp_path: Path) -> None:
    seen = inspect_extracts([csv_file(tmp_path, [row(n, **{name: "Zz"}) for n in (1, 2)])], ExtractSettings())
    block = mapping_block(seen)
    assert tomllib.loads(block) == {"codes": {name: {"Zz": ""}}}
    assert max(map(len, as_text(seen).splitlines())) <= 80
    comments = [line for line in block.splitlines() if line.startswith("#   ")]
    assert [line.removeprefix("#   ").split("  ")[0] for line in comments] == [
        c.code for c in load(name).codes if c.code != "blank"
    ]
    assert comments[0] == {
        "workforce": "#   officer     Police officers",
        "ethnicity": "#   A3     Asian: Bangladeshi",
        "outcome": "#   cleared                  Cleared (passed)",
    }.get(name, comments[0])


def test_optional_columns_are_named_where_some_heading_is_not_used(tmp_path: Path) -> None:
    with_notes = as_text(inspect_extracts([csv_file(tmp_path, [row(1, notes="a secret note")])], ExtractSettings()))
    assert "Columns that a file may also have, under a heading to name: " in with_notes
    assert "clearance_level" in with_notes
    assert "may also have" not in as_text(inspect_extracts([csv_file(tmp_path, [row(1)])], ExtractSettings()))


def test_headings_that_nobody_knows(tmp_path: Path) -> None:
    """The remedy names every column that is needed; what settings give already is not among them."""
    path = csv_file(tmp_path, [{f"Field {n}": "x" for n in range(6)}])
    with pytest.raises(ExtractError) as caught:
        inspect_extracts([path], ExtractSettings(constants={"workforce": "officer"}))
    assert tomllib.loads(caught.value.remedy.partition("\n")[2]) == {
        "columns": dict.fromkeys(["case_id", "decision_date", "ethnicity", "sex", "outcome"], "...")
    }


def test_a_missing_column_is_shown_and_not_an_error(tmp_path: Path) -> None:
    path = csv_file(tmp_path, [{k: v for k, v in row(1).items() if k != "outcome"}])
    seen = inspect_extracts([path], ExtractSettings())
    assert seen.files[0].missing == ("outcome",)
    assert tomllib.loads(mapping_block(seen)) == {"columns": {"outcome": ""}}


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = csv_file(tmp_path, [*ODD, row(8, outcome="=cmd()"), row(9, outcome="=cmd()")])
    run = CliRunner().invoke(inspect, [str(path), "--json", "--unmapped", "values.csv"])
    assert run.exit_code == 0, run.output
    data = json.loads(run.output)
    assert data["files"][0]["form"] == {"kind": "text", "encoding": "utf-8", "separator": "comma", "header row": "1"}
    assert "secret" not in run.output
    written = (tmp_path / "values.csv").read_text(encoding="utf-8-sig").splitlines()
    assert written[0] == "file,column,value,rows,code"
    assert "extract.csv,outcome,'=cmd(),2," in written


def test_a_code_is_shown_whole(tmp_path: Path) -> None:
    """It is pasted from the terminal into a config; a part of one is an unknown code."""
    rows = [
        row(1, outcome="Withdrawn by applicant", refusal_reason=""),
        row(2, outcome="refused", refusal_reason="Non-declaration; Candidate family member; Own criminality"),
    ]
    lines = as_text(inspect_extracts([csv_file(tmp_path, rows)], ExtractSettings())).splitlines()
    assert any(line.endswith("  withdrawn_by_applicant") for line in lines)
    words = {word for line in lines for word in line.replace(",", " ").split()}
    assert {"non_declaration", "candidate_family_member", "own_criminality"} <= words
    assert max(map(len, lines)) <= 80
