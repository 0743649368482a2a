"""Connecting, and asking: the only module that speaks to an engine.

In: a Place, or an expression of Ibis. Out: the table as an expression, or an Arrow table. Everything that goes wrong is
an error with one sentence of ours: an engine's own message may quote a row, or the URL with its password.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pyarrow as pa

from scorecard.errors import ExtractError, ScorecardError
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
    _check_file(place)
    more: dict[str, Any] = {"read_only": True} if place.engine == "duckdb" else {}
    if place.password and place.engine != "duckdb":
        more["password"] = place.password
    try:
        import ibis

        return ibis.connect(place.url, **more)
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


def _check_file(place: Place) -> None:
    """ExtractError where the URL names a DuckDB file that there is not: the engine would say so in words of its own."""
    parts = place.parts
    if place.engine == "duckdb" and parts is not None and parts.netloc != "md:":
        path = Path(unquote(parts.netloc + parts.path))
        if not path.is_file():
            raise ExtractError(f"{path.name}: there is no such DuckDB file; check the URL.")


def _told(error: Exception, ours: ScorecardError) -> Exception:
    """Our error; the engine's where a developer asks for it."""
    return error if os.environ.get("SCORECARD_DEBUG") else ours
