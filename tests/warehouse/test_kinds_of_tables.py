"""Tables of other kinds: columns of numbers and of truth values, rows that are counts, many forces, times of day."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pyarrow as pa

from scorecard.extract import ExtractSettings, count_extracts
from scorecard.warehouse import count_table
from tests.extract.making import AUTUMN, cell, csv_file, row
from tests.warehouse.engines import Engine
from tests.warehouse.test_same_as_files import same


def test_numbers_and_truth_values_mean_what_their_text_means(engine: Engine, tmp_path: Path) -> None:
    settings = ExtractSettings(codes={"sex": {"1": "Female", "2": "Male"}})
    rows = [row(n, sex=str(1 + n % 2), disability=("true", "false", "")[n % 3]) for n in range(20)]
    table = pa.Table.from_pylist(
        [{**r, "sex": int(r["sex"]), "disability": {"true": True, "false": False}.get(r["disability"])} for r in rows]
    )
    settings = ExtractSettings(codes={**settings.codes, "disability": {"true": "Disabled", "false": "Not disabled"}})
    path = csv_file(tmp_path, rows)
    place = engine.place(table)
    found = count_table(place, settings, AUTUMN, force="Test")
    same(count_extracts([path], settings, AUTUMN, force="Test"), found, path, place.table)
    assert cell(found[0], "decided", group="Female") == 10


def test_a_time_of_day_is_of_its_day(engine: Engine) -> None:
    rows = [{**row(n), "decision_date": datetime(2021, 11, 30, 23, 59)} for n in range(3)]
    rows.append({**row(9), "decision_date": datetime(2021, 12, 1, 0, 0)})
    counts, ledger = count_table(engine.place(pa.Table.from_pylist(rows)), ExtractSettings(), AUTUMN)
    assert cell(counts, "decided") == 3
    assert [(e.cause, e.rows) for e in ledger.left_out] == [("outside_period", 1)]


def test_rows_that_are_counts(engine: Engine, tmp_path: Path) -> None:
    keys = ("decision_date", "workforce", "ethnicity", "sex", "outcome")
    rows = [
        {**{k: row(0)[k] for k in keys}, "ethnicity": e, "sex": s, "outcome": o, "count": str(7 * n + len(e))}
        for n, (e, s, o) in enumerate(
            (e, s, o) for e in ("W1", "B1") for s in ("M", "F") for o in ("passed", "refused")
        )
    ]
    rows.append(rows[0])  # of counts, the same row may well stand twice
    path = csv_file(tmp_path, rows)
    place = engine.place(pa.Table.from_pylist([{**r, "count": int(r["count"])} for r in rows]))
    found = count_table(place, ExtractSettings(), AUTUMN, force="Test")
    same(count_extracts([path], ExtractSettings(), AUTUMN, force="Test"), found, path, place.table)
    assert cell(found[0], "decided") == sum(int(r["count"]) for r in rows)


def test_one_column_of_counts_an_outcome(engine: Engine, tmp_path: Path) -> None:
    settings = ExtractSettings(count_columns={"Passed": "cleared", "Refused": "refused"})
    rows = [
        {"workforce": "officer", "ethnicity": e, "Passed": str(n * 11), "Refused": str(n)}
        for n, e in enumerate(("White", "Black", "Asian"), 1)
    ]
    path, place = csv_file(tmp_path, rows), engine.place(pa.Table.from_pylist(rows))
    found = count_table(place, settings, AUTUMN, force="Test")
    same(count_extracts([path], settings, AUTUMN, force="Test"), found, path, place.table)
    assert cell(found[0], "refused", breakdown="ethnicity", group="Black") == 2


def test_forces_are_counted_apart(engine: Engine, tmp_path: Path) -> None:
    rows = [row(n, force=("Avon", "Beds ", "avon")[n % 3], outcome=("cleared", "refused")[n % 2]) for n in range(30)]
    path, place = csv_file(tmp_path, rows), engine.place(pa.Table.from_pylist(rows))
    found = count_table(place, ExtractSettings(), AUTUMN, by_force=True)
    same(count_extracts([path], ExtractSettings(), AUTUMN, by_force=True), found, path, place.table)
    assert set(found[0].decisions["force"]) == {"Avon", "Beds"}


def test_forces_that_are_counted_as_one_are_told(engine: Engine, tmp_path: Path) -> None:
    rows = [row(n, **{"Force Name": ("Avon", "Beds ", "avon")[n % 3]}) for n in range(9)]
    path, place = csv_file(tmp_path, rows), engine.place(pa.Table.from_pylist(rows))
    found = count_table(place, ExtractSettings(), AUTUMN, force="Test")
    same(count_extracts([path], ExtractSettings(), AUTUMN, force="Test"), found, path, place.table)
    assert found[1].warnings == (
        'The column "Force Name" names 2 forces, which are counted together as Test; build with --by force for a '
        "scorecard of each.",
    )


def test_a_column_that_the_settings_hold_constant(engine: Engine, tmp_path: Path) -> None:
    settings = ExtractSettings(constants={"workforce": "staff"}, columns={"sex": "Gender of person"})
    rows = [
        {k: v for k, v in row(n).items() if k not in ("workforce", "sex")} | {"Gender of person": "F"} for n in range(5)
    ]
    path, place = csv_file(tmp_path, rows), engine.place(pa.Table.from_pylist(rows))
    found = count_table(place, settings, AUTUMN, force="Test")
    same(count_extracts([path], settings, AUTUMN, force="Test"), found, path, place.table)
    assert cell(found[0], "decided", workforce="staff", group="Female") == 5
