"""The register: what one run leaves for the next. Counts by period, public releases and the e-mail outbox, in one file.

It never holds anything about one person. The time is always the caller's, so that a run can be repeated exactly.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from operator import itemgetter
from pathlib import Path

from scorecard.model import Counts, Period, PrintedRate, joined
from scorecard.register import batch, releases
from scorecard.register.database import connect, reading, rows, transaction
from scorecard.register.moments import written
from scorecard.register.names import same_force
from scorecard.register.outbox import Outbox
from scorecard.register.releases import Beside, File, Published, Release, of_force
from scorecard.register.status import SOURCES, PeriodStatus, read_status

SUPERSEDE = "UPDATE run SET superseded_at = ? WHERE force = ? AND period = ? AND superseded_at IS NULL"
RUN = 'INSERT INTO run (batch, force, period, start, "end", stored_at) VALUES (?, ?, ?, ?, ?, ?)'
RUN_SOURCE = "INSERT INTO run_source VALUES (?, ?, ?, ?)"
CURRENT = """
    SELECT force, start, "end", period, batch FROM run WHERE superseded_at IS NULL
    AND (start, "end", period) < (?, ?, ?) AND period != ? ORDER BY start, "end", period
"""
LATEST = """
    SELECT run.id, batch.id, digest, start, "end" FROM run JOIN batch ON batch.id = run.batch
    WHERE force = ? AND period = ? AND superseded_at IS NULL
"""
REPLACED = "SELECT batch FROM run WHERE force = ? AND period = ? AND superseded_at IS NOT NULL ORDER BY id"
NOT_KEPT = "days"  # waiting times are nine rows in ten, close to single cases, and no later run asks for them
AFTER_ALL = Period(datetime.max.date(), datetime.max.date(), "")


class Register:
    """An open register; use it in a `with` block. Each method that changes it is one transaction."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection, self._path = connection, path
        self.outbox = Outbox(connection, path)

    @classmethod
    def open(cls, path: Path, *, create: bool = True) -> Register:
        """The register at that path; a new one can be read by its owner only.

        ConfigError: missing (without `create`), damaged, not a register, or written by a newer version.
        """
        return cls(connect(path, create=create), path)

    def __enter__(self) -> Register:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the file go."""
        self._connection.close()

    def store(self, counts: Counts, *, sources: Sequence[File], at: datetime) -> None:
        """Keep a run's internal counts, by force and period; an earlier run of the same is kept as replaced.

        Counts that are there already, from the same sources, are left as they are, with their time.
        The details of topic "days" are not kept.
        """
        with transaction(self._connection, self._path) as connection:
            for part in _by_force_and_period(_kept(counts)):
                _store(connection, part, sources, written(at))

    def history(self, before: Period | None, force: str, said: Mapping[str, str] | None = None) -> Counts:
        """The current counts of every period of the force before that one (None: of all), in order of time, joined.

        Only what comes before it in time, so that an old period that is run again looks as it did then. Counts of no
        period where there is none. said: whose the names in the register are; what stands under another name of the
        force stands under `force` here, unless that has the same days or the same label.
        """
        edge = before or AFTER_ALL
        found = self._rows(CURRENT, edge.start.isoformat(), edge.end.isoformat(), edge.label, edge.label)
        ours = same_force(force, said or {}, {name for name, *_ in found})
        chosen = [row for row in found if row[0] == force]
        others = [row for row in found if row[0] in ours and row[0] != force]
        for row in sorted(others, key=itemgetter(4), reverse=True):
            if not any(row[1:3] == other[1:3] or row[3] == other[3] for other in chosen):
                chosen.append(row)
        parts = [of_force(self._load(row[4]), row[0], force) for row in sorted(chosen, key=itemgetter(1, 2, 3))]
        return joined(parts) if parts else batch.empty()

    def current(self, period: str, force: str) -> Counts | None:
        """The counts of that one period that nothing has replaced; None where it was never counted."""
        found = self._rows(LATEST, force, period)
        return self._load(found[0][1]) if found else None

    def replaced(self, period: str, force: str) -> tuple[Counts, ...]:
        """What later runs of the period replaced, in the order in which it was stored."""
        return tuple(self._load(number) for (number,) in self._rows(REPLACED, force, period))

    def release(  # noqa: PLR0913  (a release is all of this)
        self,
        counts: Counts,
        *,
        policy: str,
        exact: Counts | None,
        files: Iterable[File],
        at: datetime,
        beside: Beside | None = None,
        rates: Sequence[PrintedRate] = (),
    ) -> None:
        """Enter what is published: protected counts, the exact ones behind them, the policy's text, the files.

        The protected counts are kept whole, the exact ones without the topic "days". beside: what they were protected
        against; BusyError, and nothing is entered, where the force has published something else since then. rates: what
        a reply printed beside its counts.
        """
        with transaction(self._connection, self._path) as connection:
            behind = batch.save(connection, _kept(exact)) if exact is not None else None
            values = (batch.save(connection, counts), behind, policy, written(at))
            releases.enter(connection, values, files, rates, beside)

    def releases(self, force: str, said: Mapping[str, str] | None = None) -> tuple[Release, ...]:
        """Every public release ever made of the force's counts, in the order in which they were made."""
        return self.beside(force, said).releases

    def beside(self, force: str, said: Mapping[str, str] | None = None) -> Beside:
        """What the force has published by now. said: whose the names in the register are (see `names`).

        Of a release that holds several forces, this one's counts; those of another of its names stand under `force`.
        """
        return releases.read(self._connection, self._path, force, said or {})

    def published(self) -> tuple[Published, ...]:
        """The forces' names and the periods of all releases, each once, in order of name, then time."""
        with reading(self._path):
            return releases.published(self._connection)

    def behind(self, release: Release) -> Counts | None:
        """The exact counts behind a release at its time, without the topic "days"; None where they are not known."""
        return None if release.behind is None else self._load(release.behind)

    def status(self) -> tuple[PeriodStatus, ...]:
        """What the register knows of each period, in order of time."""
        with reading(self._path):
            return read_status(self._connection)

    def _load(self, number: int) -> Counts:
        with reading(self._path):
            return batch.load(self._connection, number, self._path)

    def _rows(self, sql: str, *values: object) -> list[tuple]:  # type: ignore[type-arg]
        with reading(self._path):
            return rows(self._connection, sql, *values)


def _kept(counts: Counts) -> Counts:
    """The counts without what the register does not keep."""
    details = counts.details[counts.details["topic"] != NOT_KEPT].reset_index(drop=True)
    return Counts(counts.decisions, details, counts.periods, counts.breakdowns)


def _by_force_and_period(counts: Counts) -> Iterable[Counts]:
    pairs = counts.decisions[["force", "period"]].drop_duplicates()
    for force, period in pairs.itertuples(index=False):
        yield counts.where(force=force, period=period)


def _store(connection: sqlite3.Connection, counts: Counts, sources: Sequence[File], at: str) -> None:
    """One run of one force and period, inside the caller's transaction."""
    (period,), force = counts.periods, str(counts.decisions["force"].iloc[0])
    if _is_there(connection, counts, period, force, sources):
        return
    connection.execute(SUPERSEDE, (at, force, period.label))
    values = (batch.save(connection, counts), force, period.label, period.start.isoformat(), period.end.isoformat(), at)
    number = connection.execute(RUN, values).lastrowid
    connection.executemany(RUN_SOURCE, [(number, position, *source) for position, source in enumerate(sources)])


def _is_there(
    connection: sqlite3.Connection, counts: Counts, period: Period, force: str, sources: Sequence[File]
) -> bool:
    """Whether the current run of that force and period has these very counts, from these sources."""
    for number, _, digest, start, end in rows(connection, LATEST, force, period.label):
        same_dates = (start, end) == (period.start.isoformat(), period.end.isoformat())
        return same_dates and digest == batch.digest(counts) and rows(connection, SOURCES, number) == list(sources)
    return False
