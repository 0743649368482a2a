"""Rows put into a table of each engine, as a warehouse would hold them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import pyarrow as pa

from scorecard.warehouse.place import Place

_NUMBERS = count(1)
SQL_TYPES = {
    "string": "TEXT",
    "date32[day]": "DATE",
    "int64": "BIGINT",
    "bool": "BOOLEAN",
    "timestamp[us]": "TIMESTAMP",
}


@dataclass(frozen=True)
class Engine:
    """load: puts an Arrow table into a table of that name. url: of the engine, once something is in it."""

    name: str
    url: str
    load: Callable[[str, pa.Table], None]

    def place(self, table: pa.Table) -> Place:
        """The rows in a new table."""
        name = f"decisions_{next(_NUMBERS)}"
        self.load(name, table)
        return Place(self.url, name)


def duckdb_engine(folder: Path) -> Engine:
    """An embedded database in a file."""
    import duckdb

    file = folder / "warehouse.duckdb"

    def load(name: str, table: pa.Table) -> None:
        with duckdb.connect(str(file)) as connection:
            connection.register("rows", table)
            connection.execute(f'CREATE TABLE "{name}" AS SELECT * FROM rows')

    return Engine("duckdb", f"duckdb://{file}", load)


def postgres_engine(port: int, user: str, database: str, password: str) -> Engine:
    """A server. Its URL has no password, which is in the environment."""
    import psycopg

    def load(name: str, table: pa.Table) -> None:
        columns = ", ".join(f'"{f.name}" {SQL_TYPES[str(f.type)]}' for f in table.schema)
        where = {"host": "127.0.0.1", "port": port, "user": user, "dbname": database, "password": password}
        with psycopg.connect(**where) as connection, connection.cursor() as cursor:  # type: ignore[arg-type]
            cursor.execute(f'CREATE TABLE "{name}" ({columns})')
            with cursor.copy(f'COPY "{name}" FROM STDIN') as copy:
                for row in zip(*(c.to_pylist() for c in table.columns), strict=True):
                    copy.write_row(row)

    return Engine("postgres", f"postgres://{user}@127.0.0.1:{port}/{database}", load)


def spark_engine(session: Any) -> Engine:
    """A local Spark session; the tables are views of it."""

    def load(name: str, table: pa.Table) -> None:
        session.createDataFrame(table).createOrReplaceTempView(name)

    return Engine("pyspark", "pyspark://", load)
