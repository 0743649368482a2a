"""One SQLite file: made private, checked, brought up to the present schema, changed in whole transactions.

In: a path. Out: a connection, or a ScorecardError that says in one sentence what is wrong with the file.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.resources import files
from pathlib import Path

from scorecard.errors import BusyError, ConfigError, ScorecardError, cause_of

APPLICATION = 0x56534352  # "VSCR": tells a register from any other SQLite file
SCHEMAS = ("schema_1.sql", "schema_2.sql", "schema_3.sql")  # the n-th brings a file from version n - 1 to n
PATIENCE = 20.0  # seconds to wait for another run to finish a transaction
PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700
CAUSES = {
    "SQLITE_FULL": "the disk is full",
    "SQLITE_READONLY": "it is read-only",
    "SQLITE_CANTOPEN": "it cannot be opened",
    "SQLITE_PERM": "permission is denied",
    "SQLITE_IOERR": "the disk reports an error",
}


def _told(path: Path, error: Exception) -> ScorecardError:
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return BusyError(f"{path.name}: another run is writing to the register; try again when it has finished.")
    for code, cause in CAUSES.items():
        if name.startswith(code):
            return ConfigError(f"{path}: the register cannot be used, since {cause}; nothing was changed.")
    return damaged(path)


def damaged(path: Path) -> ConfigError:
    """The error for a register whose content cannot be trusted."""
    return ConfigError(f"{path}: the register is damaged; restore a backup of it, or name another file as 'register'.")


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Inside the block the register is read: what SQLite cannot read, or we cannot understand, is damaged."""
    try:
        with _guarded(path):
            yield
    except (TypeError, ValueError):
        raise damaged(path) from None


@contextmanager
def _guarded(path: Path) -> Iterator[None]:
    """Failures of SQLite inside the block become a ScorecardError; a broken rule of the schema is a fault of ours."""
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
        raise
    except sqlite3.DatabaseError as error:
        raise _told(path, error) from None


@contextmanager
def transaction(connection: sqlite3.Connection, path: Path) -> Iterator[sqlite3.Connection]:
    """All of the block's changes or none: also where the machine stops in the middle."""
    with _guarded(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def connect(path: Path, *, create: bool) -> sqlite3.Connection:
    """The register at that path, checked and migrated.

    ConfigError: missing (without `create`), unreadable, damaged, not a register, or of a newer version.
    BusyError: another run holds it for longer than 20 seconds.
    """
    _prepare(path, create=create)
    with reading(path):
        connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("BEGIN")  # one view of the file, also while another run is making it
            _check(connection, path)
            connection.execute("COMMIT")
            if _version(connection) < len(SCHEMAS):
                _migrate(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def _prepare(path: Path, *, create: bool) -> None:
    """See that there is a file to open; a new one is private before anything is written to it."""
    if path.is_dir():
        raise ConfigError(f"{path}: the register must be a file, and this is a folder; name a file as 'register'.")
    if path.exists():
        return
    if not create:
        raise ConfigError(f"{path}: there is no register here; build a scorecard first, or correct 'register'.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, PRIVATE_FILE))
    except OSError as error:
        raise ConfigError(
            f"{path}: the register cannot be made ({cause_of(error)}); name another file as 'register'."
        ) from None


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _check(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a file that is not ours, is damaged, or was written by a later version."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if application != APPLICATION and (application, tables) != (0, 0):
        raise ConfigError(f"{path}: is a database, but not a register of scorecards; name another file as 'register'.")
    if (version := _version(connection)) > len(SCHEMAS):
        raise ConfigError(
            f"{path}: the register was written by a newer scorecard (its version is {version}, this program reads up "
            f"to {len(SCHEMAS)}); install the newer scorecard."
        )
    if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise damaged(path)


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the schema up to the present version in one transaction; another run may have just done so."""
    with transaction(connection, path):
        for number in range(_version(connection), len(SCHEMAS)):
            for statement in _statements(SCHEMAS[number]):
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {len(SCHEMAS)}")


def _statements(name: str) -> list[str]:
    """The statements of a schema file: sqlite3's own executescript would commit before it starts."""
    return [s for s in (files(__package__) / name).read_text(encoding="utf-8").split(";\n") if s.strip()]


def rows(connection: sqlite3.Connection, sql: str, *values: object) -> list[tuple[object, ...]]:
    """All rows of a query."""
    with closing(connection.execute(sql, values)) as cursor:
        return cursor.fetchall()
