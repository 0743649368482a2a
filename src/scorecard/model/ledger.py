"""The ledger: where every row of an extract went."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class LeftOut:
    """Rows of one file that were not counted, and why. `cause` is a short code such as `outside_period`."""

    source: str
    cause: str
    rows: int


@dataclass(frozen=True)
class Source:
    """One file that was read: its name without folders, the sha256 of its bytes, and how many rows it held.

    Or a table that was counted in a warehouse: its name, and no sha256 (""), since its bytes were never seen.
    """

    name: str
    sha256: str
    rows_read: int
    ignored_columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ledger:
    """rows read = rows counted + rows left out, by cause and by source; checked whenever a ledger is made."""

    sources: tuple[Source, ...]
    rows_counted: int
    left_out: tuple[LeftOut, ...] = ()
    warnings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        assert self.rows_read == self.rows_counted + self.rows_left_out, (self.rows_read, self.rows_counted)

    @property
    def rows_read(self) -> int:
        """Rows of all files; a row that stands for several decisions is one row."""
        return sum(source.rows_read for source in self.sources)

    @property
    def rows_left_out(self) -> int:
        """Rows that were not counted, for whatever cause."""
        return sum(entry.rows for entry in self.left_out)

    @property
    def by_cause(self) -> dict[str, int]:
        """How many rows of all files were left out for each cause, in the order in which causes first stand."""
        found: dict[str, int] = {}
        for entry in self.left_out:
            found[entry.cause] = found.get(entry.cause, 0) + entry.rows
        return found
