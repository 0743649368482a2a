"""What the engine is asked, and what comes back: no case id, no date of a person, and SQL that SQL Server can read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
import pytest
import sqlglot
from sqlglot import exp

from scorecard.warehouse import columns, connect, count_table, statement, tallying
from tests.extract.making import AUTUMN, csv_file
from tests.warehouse.dirty import RULES, dirty
from tests.warehouse.engines import Engine
from tests.warehouse.test_same_as_files import as_table, typed

CLEAN = 4  # a seed whose rows are all counted or left out, some of them twice there


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, pa.Table]]:
    """Every question, and its answer."""
    found: list[tuple[Any, pa.Table]] = []
    honest: Callable[[str, Any], pa.Table] = connect.answer

    def answer(name: str, expression: Any) -> pa.Table:
        told = honest(name, expression)
        found.append((expression, told))
        return told

    for module in (columns, statement, tallying):
        monkeypatch.setattr(module, "answer", answer)
    return found


@pytest.fixture(params=[False, True], ids=["text", "dates"])
def run(request: pytest.FixtureRequest, duck: Engine, tmp_path: Path, asked: list[tuple[Any, pa.Table]]) -> None:
    made = dirty(CLEAN)
    table = as_table(csv_file(tmp_path, made.rows), made.settings)
    place = duck.place(typed(table) if request.param else table)
    _, ledger = count_table(place, made.settings, AUTUMN, RULES)
    assert "duplicate" in {entry.cause for entry in ledger.left_out}


@pytest.mark.usefixtures("run")
def test_no_case_id_leaves_the_engine(asked: list[tuple[Any, pa.Table]]) -> None:
    cells = [str(cell) for _, told in asked for column in told.columns for cell in column.to_pylist()]
    assert len(cells) > 1_000
    assert not [cell for cell in cells if "SYN-" in cell]


@pytest.mark.usefixtures("run")
def test_what_is_counted_crosses_two_characteristics_at_most(asked: list[tuple[Any, pa.Table]]) -> None:
    personal = {"ethnicity", "sex", "clearance_level", "station"}
    *_, (expression, _) = asked
    tree = sqlglot.parse_one(ibis.to_sql(expression, dialect="duckdb"), read="duckdb")
    asked_by = [{key.name for key in _keys(group) if key.name in personal} for group in tree.find_all(exp.Group)]
    grouped = [names for names in asked_by if names]
    assert {"ethnicity", "sex"} in grouped
    assert max(map(len, grouped)) == 2


def _keys(group: exp.Group) -> list[exp.Expression]:
    """The columns of the table by which a GROUP BY groups: named by their place in its SELECT, or in the one within."""
    select = group.parent_select
    assert select is not None
    inner = select.args["from_"].this.this
    within = {one.alias_or_name: one.unalias() for one in inner.expressions} if isinstance(inner, exp.Select) else {}
    named = [select.expressions[int(place.name) - 1].unalias() for place in group.expressions]
    return [within.get(column.name, column) for column in named]


@pytest.mark.usefixtures("run")
def test_sql_server_can_read_every_question(asked: list[tuple[Any, pa.Table]]) -> None:
    """There is no such server here: the questions are compiled for it, parse, and keep to what its SQL lacks."""
    for expression, _ in asked:
        sql = ibis.to_sql(expression, dialect="mssql")
        tree = sqlglot.parse_one(sql, read="tsql")
        selected = [one.unalias() for select in tree.find_all(exp.Select) for one in select.expressions]
        assert not [one for one in selected if isinstance(one, exp.Predicate | exp.Connector | exp.Boolean | exp.Not)]
        assert not list(tree.find_all(exp.Boolean))  # it has no TRUE
        assert not [case for case in tree.find_all(exp.Case) if isinstance(case.this, exp.Predicate | exp.Paren)]
        groups = [key for group in tree.find_all(exp.Group) for key in group.expressions]
        assert not [key for key in groups if isinstance(key, exp.Literal)]  # nor places in GROUP BY
