"""The outbox: one row for each message to one recipient, and what became of it. It sends nothing itself.

queued -> sending -> sent, or -> failed with a time of the next try, or failed with none: given up. What stands at
`sending` when nobody is sending was cut off, and may or may not have arrived.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from scorecard.register.database import reading, rows, transaction
from scorecard.register.moments import read, written

# S608 is quieted below since COLUMNS is our own text: nothing from outside goes into SQL.
COLUMNS = "period, recipient, message_id, state, attempts, next_try, last_error, changed_at, about, repeated"
QUEUE = f"INSERT OR IGNORE INTO outgoing ({COLUMNS}) VALUES (?, ?, ?, 'queued', 0, ?, '', ?, ?, 0)"  # noqa: S608
ALL = f"SELECT {COLUMNS} FROM outgoing ORDER BY id"  # noqa: S608
# A message keeps its next_try while it is sent, so one that was cut off is due again.
DUE = f"SELECT {COLUMNS} FROM outgoing WHERE next_try <= ? ORDER BY id"  # noqa: S608
SENDING = "UPDATE outgoing SET state = 'sending', attempts = attempts + 1, changed_at = ? WHERE message_id = ?"
SENT = """
    UPDATE outgoing SET state = 'sent', next_try = NULL, last_error = '', repeated = ?, changed_at = ?
    WHERE message_id = ?
"""
FAILED = "UPDATE outgoing SET state = 'failed', next_try = ?, last_error = ?, changed_at = ? WHERE message_id = ?"


class State(StrEnum):
    """How far a message is."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"


@dataclass(frozen=True)
class Outgoing:
    """One message to one recipient.

    period: "" for a notice to the analyst. next_try: None once sent or given up. changed_at: when `state` last changed.
    about: a digest of the extracts that the message tells of. repeated: sent, and an earlier try may have arrived too.
    """

    period: str
    recipient: str
    message_id: str
    state: State = State.QUEUED
    attempts: int = 0
    next_try: datetime | None = None
    last_error: str = ""
    changed_at: datetime | None = None
    about: str = ""
    repeated: bool = False

    @property
    def given_up(self) -> bool:
        """Failed, and not to be tried again."""
        return self.state is State.FAILED and self.next_try is None


@dataclass(frozen=True)
class Outbox:
    """The messages in a register; each change is one transaction, made before the method returns."""

    connection: sqlite3.Connection
    path: Path

    def queue(self, messages: Iterable[Outgoing], *, now: datetime) -> None:
        """Add messages, all or none, due now or at their own `next_try`; one whose message_id is known is left be."""
        with transaction(self.connection, self.path) as connection:
            for m in messages:
                when = written(m.next_try or now)
                connection.execute(QUEUE, (m.period, m.recipient, m.message_id, when, written(now), m.about))

    def due(self, now: datetime) -> tuple[Outgoing, ...]:
        """What is to be tried now, in the order in which it was queued, and what was cut off while it was sent."""
        return self._read(DUE, written(now))

    def messages(self) -> tuple[Outgoing, ...]:
        """Every message ever queued, in that order."""
        return self._read(ALL)

    def sending(self, message_id: str, *, now: datetime) -> None:
        """Write down, before the server is spoken to, that a try begins: it counts as an attempt whatever comes."""
        self._change(SENDING, written(now), message_id)

    def sent(self, message_id: str, *, now: datetime, repeat: bool = False) -> None:
        """The server has accepted it. repeat: an earlier try may have arrived, so the recipient may have two."""
        self._change(SENT, repeat, written(now), message_id)

    def failed(self, message_id: str, error: str, *, next_try: datetime | None, now: datetime) -> None:
        """The try failed; `error` is one sentence of ours; without a next try it is given up."""
        self._change(FAILED, next_try and written(next_try), error, written(now), message_id)

    def _read(self, sql: str, *values: object) -> tuple[Outgoing, ...]:
        with reading(self.path):
            return tuple(_outgoing(*row) for row in rows(self.connection, sql, *values))

    def _change(self, sql: str, *values: object) -> None:
        with transaction(self.connection, self.path) as connection:
            changed = connection.execute(sql, values).rowcount
            assert changed == 1, "only a message that was queued can change"


def _outgoing(*row: Any) -> Outgoing:
    period, recipient, message_id, state, attempts, next_try, error, changed_at, about, repeated = row
    known = (State(state), attempts, read(next_try), error, read(changed_at), about, bool(repeated))
    return Outgoing(period, recipient, message_id, *known)
