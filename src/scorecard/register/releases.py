"""What was published: entered once, never changed and never deleted, found again under every name of its force."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from scorecard.errors import BusyError
from scorecard.model import Counts, Period, PrintedRate
from scorecard.register import batch, rates
from scorecard.register.database import reading, rows
from scorecard.register.names import same_force

File = tuple[str, str]  # a name without folders, and the sha256 of its bytes

INSERT = "INSERT INTO release (batch, exact, policy, released_at, rates) VALUES (?, ?, ?, ?, ?)"
INSERT_FILE = "INSERT INTO release_file VALUES (?, ?, ?, ?)"
BY_FORCE = """
    SELECT DISTINCT release.id, force, release.batch, exact, policy, released_at, release.rates FROM release
    JOIN decision ON decision.batch = release.batch ORDER BY release.id, force
"""
FILES = "SELECT name, sha256 FROM release_file WHERE release = ? ORDER BY position"
PERIODS = """
    SELECT DISTINCT force, label, start, "end", policy = '' FROM release
    JOIN decision ON decision.batch = release.batch
    JOIN batch_period ON batch_period.batch = release.batch AND label = decision.period ORDER BY force, start, "end"
"""


@dataclass(frozen=True)
class Published:
    """That there is a release of a period under a name. reply: it was entered by hand, not made by this tool."""

    force: str
    period: Period
    reply: bool = False


@dataclass(frozen=True)
class Release:
    """What was published: `counts` are the protected counts that the public files were made of.

    number: a later release has a higher one. files: (name, sha256) of the public files. period: the latest period in
    them. behind: where the register holds the exact counts of that time (see `Register.behind`); None where they are
    not known (a reply published before the register was kept). rates: what a reply printed beside its counts.
    """

    number: int
    policy: str
    released_at: datetime
    counts: Counts
    behind: int | None
    files: tuple[File, ...]
    rates: tuple[PrintedRate, ...] = ()

    @property
    def period(self) -> Period:
        """The period that was published; earlier ones may stand beside it."""
        return self.counts.periods[-1]


@dataclass(frozen=True)
class Beside:
    """All that a force has published, oldest first: what its next release is protected against.

    said: whose the names in the register are (see `names`).
    """

    force: str
    said: Mapping[str, str]
    releases: tuple[Release, ...]

    @property
    def newest(self) -> int:
        """The number of the latest release; 0 where there is none."""
        return max((release.number for release in self.releases), default=0)


def read(connection: sqlite3.Connection, path: Path, force: str, said: Mapping[str, str]) -> Beside:
    """Every release of the force's counts; those of another of its names stand under `force`."""
    with reading(path):
        found = [
            Release(
                number,
                policy,
                datetime.fromisoformat(at),
                of_force(batch.load(connection, counts, path), name, force),
                behind,
                tuple((str(file), str(digest)) for file, digest in rows(connection, FILES, number)),
                rates.of_force(rates.load(connection, number, printed, path), name, force),
            )
            for number, name, counts, behind, policy, at, printed in _ours(connection, force, said)
        ]
    return Beside(force, said, tuple(found))


def enter(
    connection: sqlite3.Connection,
    values: tuple[int, int | None, str, str],
    files: Iterable[File],
    printed: Sequence[PrintedRate],
    beside: Beside | None,
) -> None:
    """A release, inside the caller's transaction. values: the batches of the public and the exact counts, policy, when.
    printed: its rates.

    BusyError where the force has published something since `beside` was read.
    """
    if beside is not None:
        newest = max((row[0] for row in _ours(connection, beside.force, beside.said)), default=0)
        if newest != beside.newest:
            raise BusyError(
                f"{beside.force}: another run has published since this one began, so no public edition was written; "
                "build it again."
            )
    number = connection.execute(INSERT, (*values, rates.digest(printed))).lastrowid
    assert number is not None
    connection.executemany(INSERT_FILE, [(number, position, *file) for position, file in enumerate(files)])
    rates.save(connection, number, printed)


def published(connection: sqlite3.Connection) -> tuple[Published, ...]:
    """The forces' names and the periods of all releases, each once, in order of name, then time."""
    return tuple(
        Published(
            str(force), Period(date.fromisoformat(str(start)), date.fromisoformat(str(end)), str(label)), bool(reply)
        )
        for force, label, start, end, reply in rows(connection, PERIODS)
    )


def _ours(
    connection: sqlite3.Connection, force: str, said: Mapping[str, str]
) -> list[tuple[int, str, int, int | None, str, str, str]]:
    found = connection.execute(BY_FORCE).fetchall()
    names = same_force(force, said, {row[1] for row in found})
    return [row for row in found if row[1] in names]


def renamed(counts: Counts, force: str) -> Counts:
    """The counts of one force under that name."""
    (name,) = {*counts.decisions["force"], *counts.details["force"]}
    return of_force(counts, name, force)


def of_force(counts: Counts, name: str, force: str) -> Counts:
    """The counts that stand under that name, under the force's; the periods are those that they are about."""
    if name == force and {*counts.decisions["force"], *counts.details["force"]} == {name}:
        return counts
    decisions, details = (
        frame[frame["force"] == name].reset_index(drop=True).assign(force=force).astype({"force": "str"})
        for frame in (counts.decisions, counts.details)
    )
    labels = {*decisions["period"], *details["period"]}
    return Counts(decisions, details, tuple(p for p in counts.periods if p.label in labels), counts.breakdowns)
