"""Rows counted in an engine give the Counts and the Ledger that the same rows give as a file, to the digit."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

from scorecard.codes import BreakdownRule
from scorecard.config import load
from scorecard.errors import ScorecardError
from scorecard.extract import ExtractSettings, count_extracts
from scorecard.extract.dates import day_number
from scorecard.extract.open import open_extracts
from scorecard.model import Counts, Ledger, Period
from scorecard.periods import resolve
from scorecard.warehouse.count import count_table
from tests.extract.making import AUTUMN, Row, csv_file, row
from tests.warehouse.dirty import RULES, dirty
from tests.warehouse.engines import Engine

SAMPLE = Path(__file__).parents[2] / "sample_data"
CONFIG = load(SAMPLE / "scorecard.toml")
SAMPLES = {"202103.csv": False, "202106.csv": False, "202109.csv": True, "202112.xlsx": True}
Result = tuple[Counts, Ledger] | str


def as_table(path: Path, settings: ExtractSettings, rules: tuple[BreakdownRule, ...] = ()) -> pa.Table:
    """The cells of a file as text, under its own headings."""
    (extract,) = open_extracts(path, settings, [r.own_column for r in rules or RULES])
    batches = list(extract.batches())
    used = {extract.layout.names[at]: name for name, at in extract.layout.positions.items()}
    found = {h: pa.chunked_array([b.rows[n].cast(pa.string()) for b in batches]) for h, n in used.items()}
    empty = pa.nulls(sum(b.size for b in batches), pa.string())
    return pa.table({heading: found.get(heading, empty) for heading in extract.layout.names})


def typed(table: pa.Table) -> pa.Table:
    """The same with columns of dates in place of text, and nothing in place of an empty cell."""
    for at, name in enumerate(table.column_names):
        texts = table[name].to_pylist()
        if name.lower().replace(" ", "_").endswith("_date") or name.lower().startswith("date"):
            days = [day_number(text or "") for text in texts]
            values = pa.array([date.fromordinal(n) if n > 0 else None for n in days], pa.date32())
        else:
            values = pa.array([text or None for text in texts], pa.string())
        table = table.set_column(at, name, values)
    return table


def told(count, *what: object) -> Result:
    """What is counted, or the sentence of the refusal."""
    try:
        return count(*what)
    except ScorecardError as error:
        return str(error)


def figures(result: Result, name: str) -> object:
    """A result as values that compare: the source goes by one name, and only files have a digest and an encoding."""
    if isinstance(result, str):
        return re.sub(
            r" in lines? \d[\d,]*(, \d[\d,]*)*( and [\d,]*\d| and more)?(?=\W)", "", result.replace(name, "SOURCE")
        )  # a table has no lines
    counts, ledger = result
    warnings = tuple(w for w in ledger.warnings if "is not UTF-8" not in w)
    out = [(entry.cause, entry.rows) for entry in ledger.left_out]
    return counts.periods, counts.breakdowns, ledger.rows_read, ledger.rows_counted, out, warnings


def same(file: Result, table: Result, path: Path, name: str) -> None:
    assert figures(table, name) == figures(file, path.name)
    if not isinstance(file, str) and not isinstance(table, str):
        pd.testing.assert_frame_equal(table[0].decisions, file[0].decisions)
        pd.testing.assert_frame_equal(table[0].details, file[0].details)
        assert table[1].sources[0].ignored_columns == file[1].sources[0].ignored_columns


def compare(
    engine: Engine,
    path: Path,
    settings: ExtractSettings,
    period: Period,
    rules: tuple[BreakdownRule, ...] = (),
    dates: bool = False,
) -> Result:
    """Counts both ways and compares; what came of it."""
    cells = as_table(path, settings, rules)
    place = engine.place(typed(cells) if dates else cells)
    file = told(count_extracts, [path], settings, period, rules, "Test")
    table = told(count_table, place, settings, period, rules, "Test")
    same(file, table, path, place.table)
    return file


def sample(engine: Engine, name: str, dates: bool) -> Ledger:
    period = resolve(name[:6], None, None, CONFIG.period)
    result = compare(engine, SAMPLE / f"vetting-extract-{name}", CONFIG.extract, period, dates=dates)
    assert not isinstance(result, str), result
    return result[1]


# Of some periods the dates are text in the table too, of the others they are of a type of dates.
@pytest.mark.parametrize(("name", "dates"), SAMPLES.items(), ids=SAMPLES)
def test_the_sample(engine: Engine, name: str, dates: bool) -> None:
    ledger = sample(engine, name, dates)
    assert ledger.rows_counted > 3_000
    assert "duplicate" in {entry.cause for entry in ledger.left_out}


def only_dates(cells: Row) -> Row:
    """The row as a table with columns of dates can hold it: what is no date is an empty cell."""
    days = {name: day_number(text) for name, text in cells.items() if name.endswith("_date")}
    return cells | {name: date.fromordinal(day).isoformat() if day > 0 else "" for name, day in days.items()}


def seeds(engine: Engine, tmp_path: Path, chosen: range) -> list[Result]:
    found = []
    for seed in chosen:
        made, dates = dirty(seed), seed % 2 == 0
        rows = [only_dates(r) for r in made.rows] if dates else made.rows
        path = csv_file(tmp_path, rows, f"dirty-{seed}.csv")
        try:
            found.append(compare(engine, path, made.settings, AUTUMN, RULES, dates))
        except BaseException as error:
            raise AssertionError(f"seed {seed} on {engine.name}") from error
    return found


def test_one_case_however_its_id_is_written(engine: Engine, tmp_path: Path) -> None:
    same_id = [" c3 ", "C3", "\uff43\uff13", "C3\xa0", "\u200bc3", "c3\t"]
    others = ["007", "7", "c 3", "C\xa0  3", "?3", "what?"]
    rows = [row(1, case_id=text) for text in (*same_id, *others)]
    path = csv_file(tmp_path, rows)
    result = compare(engine, path, ExtractSettings(), AUTUMN)
    assert not isinstance(result, str), result
    assert result[1].rows_counted == 6
    rows.append(row(1, case_id="\uff23\uff13", outcome="refused"))
    assert "1 case stands more than once" in str(compare(engine, csv_file(tmp_path, rows), ExtractSettings(), AUTUMN))


@pytest.mark.parametrize("name", ["place", "days", "part", "kind", "k0", "no_id"])
def test_an_own_column_may_have_any_name(engine: Engine, tmp_path: Path, name: str) -> None:
    rule = BreakdownRule("home", "Home", (name,), groups=("North", "South"))
    homes = {1: "north", 2: "South", 3: "", 4: "south"}
    rows = [row(n, received_date="2021-09-30", **{name: home}) for n, home in homes.items()]
    result = compare(engine, csv_file(tmp_path, [*rows, rows[0]]), ExtractSettings(), AUTUMN, (rule,))
    assert not isinstance(result, str), result
    assert result[1].rows_counted == 4


def test_dirty_rows(engine: Engine, tmp_path: Path) -> None:
    found = seeds(engine, tmp_path, range(3, 7) if engine.name == "duckdb" else range(11, 15))  # one is refused
    assert 1 < sum(isinstance(one, tuple) for one in found) < len(found)


@pytest.mark.slow
def test_hundreds_of_dirty_tables(engine: Engine, tmp_path: Path) -> None:
    found = seeds(engine, tmp_path, range(1_000, 1_100))
    refused = [one.split("\n")[0] for one in found if isinstance(one, str)]
    assert 20 < len(refused) < 80
    # Each with the numbers of its rows: what is said, without them and the values.
    assert len({"".join(c for c in one if not c.isdigit()) for one in refused}) > 10


def test_spark(spark: Engine) -> None:
    assert sample(spark, "202109.csv", True).rows_counted > 3_000


@pytest.mark.slow
def test_spark_with_all_samples(spark: Engine, tmp_path: Path) -> None:
    for name, dates in SAMPLES.items():
        assert sample(spark, name, not dates).rows_counted > 3_000
    seeds(spark, tmp_path, range(2_000, 2_010))
