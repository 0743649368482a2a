"""Where a table lies, as it was named on the command line. Light to import.

The URL may hold a password, so it is in no message, no repr and no file; the table's name stands for the place.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from scorecard.errors import UsageError

PASSWORD = "SCORECARD_WAREHOUSE_PASSWORD"  # noqa: S105  (the name of the variable)
ENGINES = {
    "duckdb": "duckdb",
    "postgres": "postgres",
    "postgresql": "postgres",
    "mssql": "mssql",
    "pyspark": "pyspark",
}  # fmt: skip
_DRIVE = re.compile(r"/[A-Za-z]:/")
EXAMPLES = "duckdb:///folder/file.duckdb, postgres://user@host/database, mssql://user@host/database or pyspark://"


def not_installed(engine: str) -> UsageError:
    """The error where packages are missing. engine: what Ibis calls it."""
    extra = "warehouse,spark" if engine == "pyspark" else "warehouse"
    return UsageError(
        "Counting in a warehouse needs packages that are not installed; "
        f"install them with: pip install 'vetting-scorecard[{extra}]'"
    )


@dataclass(frozen=True, repr=False)
class Place:
    """url: of the engine. table: its name there, with the schema before it where that is needed ("hr.decisions")."""

    url: str
    table: str

    def __post_init__(self) -> None:
        if self.parts is None or self.parts.scheme.lower() not in ENGINES:
            raise UsageError(f"The warehouse's URL is not understood; write it as {EXAMPLES}.")
        if not self.table.strip() or not all(self.path):
            raise UsageError("The table's name is empty, or has an empty part; write it as TABLE or SCHEMA.TABLE.")
        if self.engine == "duckdb" and not (self.parts.netloc or self.parts.path.strip("/")):
            raise UsageError("The warehouse's URL names no file; write it as duckdb:///folder/file.duckdb.")

    def __repr__(self) -> str:
        return f"Place(table={self.table!r})"

    @property
    def parts(self) -> SplitResult | None:
        """The parts of the URL; None where it is none."""
        try:
            found = urlsplit(self.url)
            return found if found.port is None or found.port else None
        except ValueError:
            return None

    @property
    def engine(self) -> str:
        """What Ibis calls the engine."""
        assert self.parts is not None, "checked when made"
        return ENGINES[self.parts.scheme.lower()]

    @property
    def file(self) -> Path:
        """The file of an embedded engine; on Windows `duckdb:///C:/folder/file.duckdb` names one on drive C."""
        assert self.parts is not None, "checked when made"
        text = self.parts.netloc + self.parts.path
        return Path(text[1:] if _DRIVE.match(text) else text)

    @property
    def path(self) -> tuple[str, ...]:
        """The parts of the table's name."""
        return tuple(part.strip() for part in self.table.split("."))

    @property
    def password(self) -> str | None:
        """The password of the environment; None where there is none, or the URL has one."""
        assert self.parts is not None, "checked when made"
        return None if self.parts.password else os.environ.get(PASSWORD) or None
