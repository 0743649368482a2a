"""One built period to those who do not have it, or once more to everybody: what `scorecard send` does."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from scorecard.config import Config
from scorecard.deliver import Clock, MailSettings, Post, Posted, credentials, send_due
from scorecard.errors import UsageError
from scorecard.model import Period
from scorecard.register import Register
from scorecard.request import Request
from scorecard.run.done import status_of
from scorecard.run.letters import Mailroom
from scorecard.run.lock import alone
from scorecard.run.work import spool_of


@dataclass(frozen=True)
class Order:
    """What to send: the period of that label, whose folder is in `out`. again: also to those who have it."""

    label: str
    out: Path
    register: Path
    again: bool = False


def send(order: Order, config: Config, mail: MailSettings, clock: Clock) -> tuple[Posted, ...]:
    """Queue the period for whoever has no letter about it (again: for everybody), and try all its letters that are due.

    UsageError where the period was not built; ConfigError where its files and the register do not belong together.
    """
    label = order.label
    with alone(order.register), Register.open(order.register, create=False) as register:
        status = status_of(label, config, register)
        if status is None or status.counted_at is None:
            raise UsageError(f"{label}: was not built, so there is nothing to send; build it with `scorecard build`.")
        room = Mailroom(mail, register, spool_of(order.register))
        login = credentials(mail, os.environ, config.folder)
        request = Request((), Period(status.start, status.end, label), order.out)
        room.queue(request, config, again=order.again, now=clock())
        return send_due(register.outbox, Post(mail, login, room.spool, clock), label)
