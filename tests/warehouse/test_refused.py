"""What is refused, each in one sentence with its exit code; no password, no row and no traceback in any of it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest

from scorecard.errors import ExtractError, UsageError
from scorecard.extract import ExtractSettings
from scorecard.warehouse import Place, columns, count_table, place
from tests.cli.running import Ended, files, run
from tests.extract.making import AUTUMN, Row, row
from tests.warehouse import postgres
from tests.warehouse.engines import Engine

SECRET = "hunter2secret"


def asked(folder: Path, where: Place, *more: str) -> Ended:
    """`scorecard count` of the table, in that folder."""
    return run("count", "--from", where.url, "--table", where.table, "--period", "202112", *more, folder=folder)


def table(rows: list[Row]) -> pa.Table:
    return pa.Table.from_pylist(rows)


def test_counts_and_scorecard_come_of_one_table(duck: Engine, tmp_path: Path) -> None:
    where = duck.place(table([row(n, outcome=("cleared", "refused")[n % 3 == 0]) for n in range(30)]))
    ended = asked(tmp_path, where)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == (
        "Period 202112: 1 September to 30 November 2021\n30 rows read, 30 counted.\n  out/202112/counts/counts.csv\n"
    )
    words = ("build", "--warehouse", where.url, "--table", where.table, "--period", "202112")
    assert run(*words, folder=tmp_path).code == 0
    made = files(tmp_path)
    assert made["out/202112/counts/counts.csv"] == made["out/202112/internal/counts.csv"]
    for edition in ("counts", "internal"):
        told = json.loads(made[f"out/202112/{edition}/manifest.json"])
        assert told["inputs"] == [{"name": where.table, "sha256": None, "ignored_columns": []}]
        assert told["ledger"] == {"rows_read": 30, "rows_counted": 30, "left_out": []}
    assert not [name for name, content in made.items() if b"duckdb://" in content]


def test_a_scorecard_of_each_force(duck: Engine, tmp_path: Path) -> None:
    rows = [row(n, force=("Avon", "Beds")[n % 2], outcome=("cleared", "refused")[n % 3 == 0]) for n in range(40)]
    where = duck.place(table(rows))
    words = ("--warehouse", where.url, "--table", where.table, "--period", "202112", "--by", "force")
    assert run("build", *words, folder=tmp_path).code == 0
    assert "out/avon/202112/internal/figures.csv" in files(tmp_path)
    assert asked(tmp_path, where, "--by", "force").code == 0
    assert b"Beds,202112" in files(tmp_path)["out/202112/counts/counts.csv"]


TABLES: dict[str, tuple[Callable[[], list[Row]], str]] = {
    "a missing column": (
        lambda: [{k: v for k, v in row(1).items() if k != "outcome"}],
        'TABLE: has no column for outcome. Say which column it is:\n[columns]\noutcome = "..."\n',
    ),
    "values that mean nothing": (
        lambda: [row(1), row(2, ethnicity="W10"), row(3, ethnicity="Asian - oth"), row(4, ethnicity="W10")],
        'TABLE: 3 rows have an ethnicity that is not in the code list: "W10", "Asian - oth". '
        "Map them under [codes.ethnicity] in scorecard.toml.\n[codes.ethnicity]\n",
    ),
    "a bad date": (
        lambda: [row(1), row(2, decision_date="13/13/2021")],
        "TABLE: 1 row has a decision_date that is no date; write it as ISO (2021-09-30) or day/month/year ",
    ),
    "no case_id": (lambda: [row(1), row(2, case_id=" ")], "TABLE: 1 row has no case_id; give each case its reference."),
    "one case with two contents": (
        lambda: [row(1), row(1, sex="Female"), row(2), row(2)],
        "TABLE: 1 case stands more than once with different content, so it is not known which row to count; "
        "keep one row for each case.\n",
    ),
    "nobody in the period": (
        lambda: [row(n, decision_date="2019-01-01") for n in range(4)],
        "TABLE: nobody was decided from 1 September to 30 November 2021 among the 4 rows; 4 rows are of other dates; "
        "check the file and the period.\n",
    ),
}


@pytest.mark.parametrize(("rows", "sentence"), TABLES.values(), ids=TABLES)
def test_a_refused_table_ends_with_3(duck: Engine, tmp_path: Path, rows: Callable, sentence: str) -> None:
    where = duck.place(table(rows()))
    ended = asked(tmp_path, where)
    assert ended.code == 3
    assert ended.err.startswith(sentence.replace("TABLE", where.table))
    assert "SYN-" not in ended.out + ended.err
    assert files(tmp_path) == {}


def test_a_table_without_rows(engine: Engine) -> None:
    where = engine.place(table([row(1)]).slice(0, 0))
    with pytest.raises(ExtractError, match=r"nobody was decided from .* among the 0 rows"):
        count_table(where, ExtractSettings(), AUTUMN)


def test_notes_in_place_of_codes(duck: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns, "MOST_VALUES", 20)
    where = duck.place(table([row(n, sex=f"note {n}") for n in range(21)]))
    with pytest.raises(ExtractError) as refused:
        count_table(where, ExtractSettings(), AUTUMN)
    assert str(refused.value) == (
        f'{where.table}: the column "sex" has more than 20 different values, too many to be codes; name the right '
        "column for sex in [columns]."
    )


def test_too_many_dates_as_text(duck: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns, "MOST_VALUES", 20)
    where = duck.place(table([row(n, decision_date=f"2021-09-10 10:{n}") for n in range(10, 31)]))
    with pytest.raises(ExtractError) as refused:
        count_table(where, ExtractSettings(), AUTUMN)
    assert str(refused.value) == (
        f'{where.table}: the column "decision_date" has more than 20 different values, too many to be dates written '
        "as text; cast it to a date in a view, and count that."
    )


def test_a_column_of_lists(duck: Engine) -> None:
    rows = pa.Table.from_pylist([{**row(1), "sex": ["Male"]}])
    with pytest.raises(ExtractError, match='the column "sex" holds neither text nor numbers; cast it in a view'):
        count_table(duck.place(rows), ExtractSettings(), AUTUMN)


def test_no_such_table(engine: Engine) -> None:
    where = Place(engine.place(table([row(1)])).url, "public.nowhere")
    with pytest.raises(ExtractError, match=r"^public\.nowhere: there is no such table in this .*SCHEMA\.TABLE\.$"):
        count_table(where, ExtractSettings(), AUTUMN)


def test_no_such_file(tmp_path: Path) -> None:
    ended = asked(tmp_path, Place(f"duckdb://{tmp_path}/none.duckdb", "decisions"))
    assert (ended.code, ended.err) == (
        3,
        f"{tmp_path}/none.duckdb: there is no such DuckDB file; duckdb://w.duckdb is a file in this folder, and "
        "duckdb:///folder/w.duckdb one whose whole path is given.\n",
    )
    assert files(tmp_path) == {}


def test_no_such_server(tmp_path: Path) -> None:
    ended = asked(tmp_path, Place(f"postgres://analyst:{SECRET}@127.0.0.1:9/db", "decisions"))
    assert ended.code == 3
    assert ended.err.startswith(
        "decisions: the PostgreSQL database cannot be reached (OperationalError); check the URL"
    )
    assert SECRET not in ended.out + ended.err


def test_a_wrong_password(post: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    where = post.place(table([row(1)]))
    monkeypatch.setenv(place.PASSWORD, SECRET)
    ended = asked(tmp_path, where)
    assert ended.code == 3
    assert "cannot be reached" in ended.err
    assert SECRET not in ended.err


def test_passwords_of_the_url_and_of_pgpass(post: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    where = post.place(table([row(1)]))
    monkeypatch.delenv(place.PASSWORD)
    secret = postgres.PASSWORD.replace(" ", "+")
    inside = Place(where.url.replace("@", f":{secret}@"), where.table)
    assert asked(tmp_path, inside).code == 0
    assert not [n for n, content in files(tmp_path).items() if secret.encode() in content]
    kept = tmp_path / "pgpass"
    kept.write_text(f"127.0.0.1:*:*:*:{postgres.PASSWORD}\n")
    kept.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(kept))
    assert asked(tmp_path, where).code == 0


def test_an_engine_that_fails_says_so_without_the_row(
    duck: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import ibis

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the row SYN-00001 of a person")

    where = duck.place(table([row(1)]))
    monkeypatch.setattr(ibis.expr.types.Table, "to_pyarrow", broken)
    ended = asked(tmp_path, where)
    assert (ended.code, ended.err) == (
        3,
        f"{where.table}: the engine could not answer (RuntimeError); nothing was changed. "
        "Run again with SCORECARD_DEBUG=1 to see its own message, which may quote a row.\n",
    )


def test_without_the_extra(duck: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    where = duck.place(table([row(1)]))
    monkeypatch.setitem(sys.modules, "ibis", None)  # as an import that fails
    ended = asked(tmp_path, where)
    assert (ended.code, ended.err) == (
        2,
        "Counting in a warehouse needs packages that are not installed; "
        "install them with: pip install 'vetting-scorecard[warehouse]'\n",
    )
    monkeypatch.undo()
    monkeypatch.setitem(sys.modules, "pyspark", None)
    monkeypatch.delitem(sys.modules, "ibis.backends.pyspark", raising=False)
    with pytest.raises(UsageError, match=r"\[warehouse,spark\]"):
        count_table(Place("pyspark://", "decisions"), ExtractSettings(), AUTUMN)


WORDS = {
    "an unknown engine": (
        ("count", "--from", f"mysql://me:{SECRET}@host/db", "--table", "t", "--period", "202112"),
        f"The warehouse's URL is not understood; write it as {place.EXAMPLES}.\n",
    ),
    "no engine": (
        ("count", "--from", "2021-09-01", "--table", "t", "--period", "202112"),
        f"The warehouse's URL is not understood; write it as {place.EXAMPLES}.\n",
    ),
    "a port that is none": (
        ("count", "--from", f"postgres://me:{SECRET}@host:port/db", "--table", "t", "--period", "202112"),
        f"The warehouse's URL is not understood; write it as {place.EXAMPLES}.\n",
    ),
    "no file": (
        ("count", "--from", "duckdb://", "--table", "t", "--period", "202112"),
        "The warehouse's URL names no file; write it as duckdb:///folder/file.duckdb.\n",
    ),
    "half a name": (
        ("count", "--from", "duckdb:///f.duckdb", "--table", "hr.", "--period", "202112"),
        "The table's name is empty, or has an empty part; write it as TABLE or SCHEMA.TABLE.\n",
    ),
    "one day of two": (
        ("count", "--from", "duckdb:///f.duckdb", "--table", "t", "--period", "x", "--start", "2021-09-01"),
        "Give both --start and --end, or neither.\n",
    ),
    "a warehouse without a table": (
        ("build", "--warehouse", "duckdb:///f.duckdb", "--period", "202112"),
        "Give both --warehouse and --table, or neither.\n",
    ),
    "a table and an extract": (
        ("build", "a.csv", "--warehouse", "duckdb:///f.duckdb", "--table", "t", "--period", "202112"),
        "Name extracts, or a table with --warehouse and --table; not both.\n",
    ),
    "a list of what is unmapped": (
        ("build", "--warehouse", "duckdb:///f.db", "--table", "t", "--period", "202112", "--on-unmapped", "list"),
        "--on-unmapped list looks through extracts; what is not mapped in a table is told when it is counted.\n",
    ),
}


@pytest.mark.parametrize(("words", "sentence"), WORDS.values(), ids=WORDS)
def test_usage_ends_with_2(tmp_path: Path, words: tuple[str, ...], sentence: str) -> None:
    ended = run(*words, folder=tmp_path)
    assert (ended.code, ended.err) == (2, sentence)
    assert files(tmp_path) == {}


def test_a_place_keeps_its_url_to_itself() -> None:
    assert SECRET not in repr(Place(f"postgres://me:{SECRET}@host/db", "decisions"))


@pytest.mark.parametrize(
    ("url", "file"),
    [
        ("duckdb:///srv/hr.duckdb", "/srv/hr.duckdb"),
        ("duckdb://hr.duckdb", "hr.duckdb"),
        ("duckdb://folder/hr.duckdb", "folder/hr.duckdb"),
        ("duckdb:///C:/Vetting files/hr.duckdb", "C:/Vetting files/hr.duckdb"),
    ],
)
def test_the_file_that_a_url_names(url: str, file: str) -> None:
    assert Place(url, "decisions").file == Path(file)
