"""What the register knows of each period, for people: counted when, from what, replaced how often, published, sent."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from scorecard.register.moments import read

RUNS = 'SELECT id, force, period, start, "end", stored_at FROM run WHERE superseded_at IS NULL'
SOURCES = "SELECT name, sha256 FROM run_source WHERE run = ? ORDER BY position"
REPLACED = "SELECT force, period, count(*) FROM run WHERE superseded_at IS NOT NULL GROUP BY force, period"
RELEASED = """
    SELECT force, label, start, "end", released_at FROM (
        SELECT DISTINCT release.id, force, label, start, "end", released_at FROM release
        JOIN decision ON decision.batch = release.batch
        JOIN batch_period ON batch_period.batch = release.batch AND label = decision.period
    ) ORDER BY id
"""
MESSAGES = "SELECT period, state, next_try IS NULL, repeated, count(*) FROM outgoing GROUP BY 1, 2, 3, 4"
Key = tuple[str, str]


@dataclass(frozen=True)
class PeriodStatus:
    """One period of one force. Messages are counted by period alone.

    counted_at: when its internal counts were stored, None where it is known from a release only. sources: (name,
    sha256) of the files that were counted. replaced: how many earlier runs were. released: when it was published,
    each time. sent, waiting, given_up: how many recipients have it, are still to get it, will not. repeated: how many
    of those who have it may have it twice, since a run was cut off or an answer was lost.
    """

    force: str
    period: str
    start: date
    end: date
    counted_at: datetime | None = None
    sources: tuple[tuple[str, str], ...] = ()
    replaced: int = 0
    released: tuple[datetime, ...] = ()
    sent: int = 0
    waiting: int = 0
    given_up: int = 0
    repeated: int = 0

    @property
    def editions(self) -> tuple[str, ...]:
        """Which editions there are: internal where it was counted, public where it was published."""
        known = {"internal": self.counted_at is not None, "public": bool(self.released)}
        return tuple(edition for edition, there in known.items() if there)


def read_status(connection: sqlite3.Connection) -> tuple[PeriodStatus, ...]:
    """The status of every period that was counted or published, in order of time, then force."""
    runs = {(f, p): (number, start, end, at) for number, f, p, start, end, at in connection.execute(RUNS)}
    released = _released(connection)
    replaced = {(f, p): number for f, p, number in connection.execute(REPLACED)}
    messages = _messages(connection)
    found = []
    for key in {**runs, **released}:
        number, start, end, at = runs.get(key) or (None, *released[key][0][:2], None)
        sources = tuple((name, digest) for name, digest in connection.execute(SOURCES, (number,)))
        times = tuple(datetime.fromisoformat(moment) for _, _, moment in released.get(key, ()))
        of_period = [messages[key[1], kind] for kind in ("sent", "waiting", "given_up", "repeated")]
        dates = date.fromisoformat(start), date.fromisoformat(end)
        found.append(PeriodStatus(*key, *dates, read(at), sources, replaced.get(key, 0), times, *of_period))
    return tuple(sorted(found, key=lambda s: (s.start, s.end, s.period, s.force)))


def _released(connection: sqlite3.Connection) -> dict[Key, list[tuple[str, str, str]]]:
    """(start, end, when) of each release, by force and period."""
    found: dict[Key, list[tuple[str, str, str]]] = {}
    for force, period, start, end, at in connection.execute(RELEASED):
        found.setdefault((force, period), []).append((start, end, at))
    return found


def _messages(connection: sqlite3.Connection) -> Counter[tuple[str, str]]:
    """How many recipients of each period were sent to, wait, were given up, or may have it twice."""
    counted: Counter[tuple[str, str]] = Counter()
    for period, state, over, repeated, number in connection.execute(MESSAGES):
        kind = "sent" if state == "sent" else "given_up" if state == "failed" and over else "waiting"
        counted[period, kind] += number
        counted[period, "repeated"] += number * repeated
    return counted
