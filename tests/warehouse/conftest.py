"""The engines that the tests count in. What is missing on a user's machine is skipped; in CI (`CI` is set) it fails."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.warehouse import postgres
from tests.warehouse.engines import Engine, duckdb_engine, postgres_engine, spark_engine

# Said by the engines' own packages of each other; warnings of ours are errors here too.
THEIRS = (
    "ignore:fetch_arrow_table:DeprecationWarning",
    "ignore:The 'future.infer_string' option:pandas.errors.Pandas4Warning",
    "ignore:The copy keyword is deprecated:pandas.errors.Pandas4Warning",
    "ignore:unclosed <socket.socket:ResourceWarning",  # of Spark, to its Java process, while it collects an answer
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Lets pass, in this folder alone, what other packages say of each other."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            for message in THEIRS:
                item.add_marker(pytest.mark.filterwarnings(message))


def need(there: object, what: str) -> None:
    """Skips the test where something is missing; in CI it fails."""
    if not there:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{what} is not installed")


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Without Ibis there is nothing to collect but the test that says so."""
    missing = find_spec("ibis") is None and not os.environ.get("CI")
    return True if missing and collection_path.name.startswith("test_") else None


@pytest.fixture(scope="session")
def duck(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    need(find_spec("duckdb"), "DuckDB")
    return duckdb_engine(tmp_path_factory.mktemp("duckdb"))


@pytest.fixture(scope="session")
def post() -> Iterator[Engine]:
    folder = postgres.programs()
    need(folder and find_spec("psycopg"), "PostgreSQL")
    assert folder is not None
    with postgres.server(folder) as port, pytest.MonkeyPatch.context() as environment:
        environment.setenv("SCORECARD_WAREHOUSE_PASSWORD", postgres.PASSWORD)
        yield postgres_engine(port, postgres.USER, postgres.DATABASE, postgres.PASSWORD)


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    need(find_spec("pyspark") and shutil.which("java"), "Spark")
    session = _session(tmp_path_factory.mktemp("spark"))
    gateway = session.sparkContext._gateway
    yield spark_engine(session)
    session.stop()
    gateway.shutdown()
    gateway.proc.stdin.close()  # at which the Java process ends
    gateway.proc.wait(60)
    gc.collect()  # so that what is left open is noticed here, not in a test of something else


def _session(folder: Path) -> Any:
    from pyspark.sql import SparkSession

    settings = {
        "spark.master": "local[2]",
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "1",
        "spark.sql.warehouse.dir": str(folder),
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.adaptive.enabled": "false",
        "spark.sql.codegen.wholeStage": "false",  # compiling takes longer than these few rows
        "spark.sql.codegen.factoryMode": "NO_CODEGEN",
        "spark.log.level": "ERROR",
    }
    return SparkSession.builder.config(map=settings).getOrCreate()


@pytest.fixture(params=["duck", "post"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each engine that answers at once; Spark, which takes a minute, has tests of its own."""
    return request.getfixturevalue(request.param)
