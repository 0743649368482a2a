"""Sending what is due: each recipient on their own, each step written down before and after it happens.

The register's outbox comes in as a value that has the methods below. The order of steps makes the one window in which
a message can arrive twice: the server has accepted it, and this machine stops (or the server's answer is lost) before
`sent` is written. The next run then sends the same message with the same Message-ID and a header that says so; an
answer that is lost a second time ends the tries for that recipient, so there is one repeat at most.
"""

from __future__ import annotations

import smtplib
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from scorecard.deliver import smtp
from scorecard.deliver.credentials import Credentials
from scorecard.deliver.envelope import content_of, letter
from scorecard.deliver.settings import MailSettings
from scorecard.deliver.smtp import Failure
from scorecard.deliver.spool import Spool
from scorecard.errors import DeliveryError

LONGEST = timedelta(hours=6)
UNSURE = "may have arrived"
Clock = Callable[[], datetime]


class Entry(Protocol):
    """One message to one recipient, as the register keeps it."""

    @property
    def period(self) -> str: ...
    @property
    def recipient(self) -> str: ...
    @property
    def message_id(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def attempts(self) -> int: ...
    @property
    def last_error(self) -> str: ...
    @property
    def next_try(self) -> datetime | None: ...


class Box(Protocol):
    """The register's outbox: each change is kept before the method returns."""

    def due(self, now: datetime) -> Iterable[Entry]: ...
    def messages(self) -> Iterable[Entry]: ...
    def sending(self, message_id: str, *, now: datetime) -> None: ...
    def sent(self, message_id: str, *, now: datetime, repeat: bool) -> None: ...
    def failed(self, message_id: str, error: str, *, next_try: datetime | None, now: datetime) -> None: ...


class Fate(StrEnum):
    """What became of one try."""

    SENT = "sent"
    LATER = "later"
    GIVEN_UP = "given up"


@dataclass(frozen=True)
class Posted:
    """One try. repeat: an earlier try may have arrived, so the recipient may have two. why: "" where it was sent."""

    period: str
    recipient: str
    message_id: str
    fate: Fate
    why: str = ""
    repeat: bool = False


@dataclass(frozen=True)
class Post:
    """Everything that sending needs beside the outbox."""

    settings: MailSettings
    login: Credentials | None
    spool: Spool
    clock: Clock


class _Line:
    """The connection of one run: opened when first needed, given up for all once the server itself is the trouble."""

    def __init__(self, post: Post) -> None:
        self._post = post
        self._server: smtplib.SMTP | None = None
        self._down: Failure | None = None

    def transmit(self, recipient: str, content: bytes) -> None:
        """Hand one message over; Failure where it is not accepted."""
        try:
            if self._down is not None:
                raise self._down
            if self._server is None:
                self._server = smtp.connect(self._post.settings, self._post.login)
            smtp.transmit(self._server, self._post.settings.from_, recipient, content)
        except Failure as failure:
            self._down = failure if failure.server else None
            self.close()
            raise

    def close(self) -> None:
        """Hang up."""
        if self._server is not None:
            smtp.close(self._server)
        self._server = None


def send_due(box: Box, post: Post, period: str | None = None) -> tuple[Posted, ...]:
    """Try everything that is due, once, and write down what became of each; then empty the spool of what is done.

    period: only what is about that one; None for all.
    """
    smtp.trust(post.settings)  # a mistake in the settings shows before any message is marked as being sent
    with closing(_Line(post)) as line:
        due = [entry for entry in box.due(post.clock()) if period in (None, entry.period)]
        done = tuple(_try(entry, box, post, line) for entry in due)
    post.spool.clear(filter(None, (content_of(entry.message_id) for entry in waiting(box))))
    return done


def _try(entry: Entry, box: Box, post: Post, line: _Line) -> Posted:
    """Send one message, and write down before and after what happens to it."""
    repeat = _may_have_arrived(entry)
    box.sending(entry.message_id, now=post.clock())
    try:
        content = post.spool.read(content_of(entry.message_id) or "")
        if content is None:
            raise Failure("The message is no longer in the spool; send the period again.", final=True)
        whole = letter(content, entry.recipient, entry.message_id, now=post.clock(), repeat=repeat)
        line.transmit(entry.recipient, whole)
    except Failure as failure:
        return _put_off(entry, failure, box, post)
    box.sent(entry.message_id, now=post.clock(), repeat=repeat)
    return Posted(entry.period, entry.recipient, entry.message_id, Fate.SENT, repeat=repeat)


def _may_have_arrived(entry: Entry) -> bool:
    """An earlier try was cut off on this side (it still stands at `sending`), or its answer was lost."""
    return entry.state == "sending" or UNSURE in entry.last_error


def _put_off(entry: Entry, failure: Failure, box: Box, post: Post) -> Posted:
    """Write down when to try again; or give up: what cannot succeed, too many tries, a second lost answer."""
    now, tries = post.clock(), entry.attempts + 1
    repeat = _may_have_arrived(entry)
    over = failure.final or tries >= post.settings.attempts or (failure.unsure and repeat)
    why = failure.sentence
    if repeat and UNSURE not in why:
        why = f"{why} An earlier try {UNSURE}."
    box.failed(entry.message_id, why, next_try=None if over else now + pause(tries, post.settings), now=now)
    return Posted(entry.period, entry.recipient, entry.message_id, Fate.GIVEN_UP if over else Fate.LATER, why, repeat)


def pause(tries: int, settings: MailSettings) -> timedelta:
    """How long to wait after that many tries: the configured time, then twice as long each time, six hours at most."""
    return min(timedelta(minutes=settings.retry_minutes) * 2.0 ** min(tries - 1, 20), LONGEST)


def waiting(box: Box) -> tuple[Entry, ...]:
    """The messages that are still to be sent."""
    return tuple(e for e in box.messages() if e.state != "sent" and not (e.state == "failed" and e.next_try is None))


def check(posted: Iterable[Posted]) -> None:
    """DeliveryError, in one sentence, where somebody has not got the message."""
    tried = tuple(posted)
    later = [p for p in tried if p.fate is Fate.LATER]
    lost = [p for p in tried if p.fate is Fate.GIVEN_UP]
    if not later and not lost:
        return
    kept = f"{len(later)} {'is' if len(later) == 1 else 'are'} kept for the next run" if later else ""
    over = f"{len(lost)} {'is' if len(lost) == 1 else 'are'} given up" if lost else ""
    told = " and ".join(filter(None, (kept, over)))
    whole = f"{len(later) + len(lost)} of {len(tried)} message{'' if len(tried) == 1 else 's'}"
    raise DeliveryError(f"{whole} could not be delivered: {told}. {(lost or later)[0].why}")


def notify(content: bytes, message_id: str, post: Post) -> bool:
    """Tell the analyst something, at once and outside the outbox; False where that did not succeed either."""
    with suppress(Failure):
        server = smtp.connect(post.settings, post.login)
        try:
            whole = letter(content, post.settings.analyst, message_id, now=post.clock(), repeat=False)
            smtp.transmit(server, post.settings.from_, post.settings.analyst, whole)
        finally:
            smtp.close(server)
        return True
    return False
