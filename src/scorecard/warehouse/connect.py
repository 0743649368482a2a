"""Connecting, and asking: the only module that speaks to an engine.

In: a Place, or an expression of Ibis. Out: the table as an expression, or an Arrow table. Everything that goes wrong is
an error with one sentence of ours: an engine's own message may quote a row, or the URL with its password.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qsl

import pyarrow as pa

from scorecard.errors import ExtractError, ScorecardError, debugging
from scorecard.warehouse.place import PASSWORD, Place, not_installed


@contextmanager
def reached(place: Place) -> Iterator[Any]:
    """The table as an expression of Ibis, with the connection open. UsageError where what it takes is not installed,
    ExtractError where the engine or the table cannot be reached."""
    connection = _connected(place)
    try:
        yield _table(place, connection)
    finally:
        if place.engine != "pyspark":  # a session is one to a process: whoever began it may still need it
            connection.disconnect()


def _table(place: Place, connection: Any) -> Any:
    *where, name = place.path
    try:
        return connection.table(name, database=tuple(where) if len(where) > 1 else "".join(where) or None)
    except Exception as error:
        raise _told(
            error,
            ExtractError(
                f"{place.table}: there is no such table in this {_WORDS[place.engine]}, or it may not be read; "
                "check the name, and put its schema before it: SCHEMA.TABLE."
            ),
        ) from None


def answer(name: str, expression: Any) -> pa.Table:
    """What the engine answers, as an Arrow table. name: of the table, for the message."""
    try:
        return expression.to_pyarrow()
    except Exception as error:
        raise _told(
            error,
            ExtractError(
                f"{name}: the engine could not answer ({type(error).__name__}); nothing was changed. "
                "Run again with SCORECARD_DEBUG=1 to see its own message, which may quote a row."
            ),
        ) from None


_WORDS = {
    "duckdb": "DuckDB file",
    "postgres": "PostgreSQL database",
    "mssql": "SQL Server database",
    "pyspark": "Spark session",
}


def _connected(place: Place) -> Any:
    if place.engine == "duckdb" and not place.file.is_file():  # the engine would say so in words of its own
        raise ExtractError(
            f"{place.file}: there is no such DuckDB file; duckdb://w.duckdb is a file in this folder, and "
            "duckdb:///folder/w.duckdb one whose whole path is given."
        )
    try:
        return _session(place) if place.engine == "pyspark" else _database(place)
    except ImportError as error:
        raise _told(error, not_installed(place.engine)) from None
    except Exception as error:
        raise _told(
            error,
            ExtractError(
                f"{place.table}: the {_WORDS[place.engine]} cannot be reached ({type(error).__name__}); check the URL, "
                f"that the server is up, and the password (in {PASSWORD}, or for PostgreSQL in ~/.pgpass)."
            ),
        ) from None


def _database(place: Place) -> Any:
    import ibis

    if place.engine == "duckdb":
        return ibis.duckdb.connect(place.file, read_only=True)
    return ibis.connect(place.url, **({"password": place.password} if place.password else {}))


def _session(place: Place) -> Any:
    """The Spark session of this process, or a new one; what stands behind the URL's question mark are its settings."""
    import ibis
    from pyspark.sql import SparkSession

    assert place.parts is not None, "checked when made"
    settings: dict[str, Any] = dict(parse_qsl(place.parts.query))
    return ibis.pyspark.connect(SparkSession.builder.config(map=settings).getOrCreate())


def _told(error: Exception, ours: ScorecardError) -> Exception:
    """Our error; the engine's where a developer asks for it."""
    return error if debugging() else ours
