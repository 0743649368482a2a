"""What a run would do, in sentences: for `scorecard run --dry-run`, which changes nothing and sends nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

from scorecard.config import Config
from scorecard.deliver import waiting
from scorecard.register import Register
from scorecard.run.done import about, digests, queued
from scorecard.run.inbox import Delivery, look
from scorecard.run.settings import InboxSettings
from scorecard.run.work import is_due, request_of


def plan(config: Config, inbox: InboxSettings, now: datetime) -> Iterator[str]:
    """A sentence for each thing that a run would do, or cannot do; one that says so where there is nothing."""
    found = look(inbox, config.period, now.timestamp())
    yield from (str(error) for error in found.unread)
    with ExitStack() as stack:
        register = _register(config.register_beside(inbox.out), stack)
        sentences = [s for delivery in found.deliveries for s in _of(delivery, config, inbox, register, now)]
        wait = len(waiting(register.outbox)) if register and config.mail else 0
    if wait:
        sentences.append(f"{wait} message{' that waits' if wait == 1 else 's that wait'} would be tried when due.")
    yield from sentences or (["Nothing is due."] if not found.unread else [])


def _register(path: Path, stack: ExitStack) -> Register | None:
    return stack.enter_context(Register.open(path, create=False)) if path.is_file() else None


def _of(
    delivery: Delivery, config: Config, inbox: InboxSettings, register: Register | None, now: datetime
) -> Iterator[str]:
    label = delivery.period.label
    if not delivery.settled:
        yield f"{label}: {delivery.names} changed a moment ago and would be left for the next run."
        return
    if register is None or is_due(request_of(delivery, inbox, now), config, register):
        dates, editions = delivery.period.dates, " and ".join(inbox.editions)
        yield f"{label} ({dates}): would be built ({editions}) from {delivery.names}, into {inbox.out / label}."
    if config.mail and not (register and queued(label, about(digests(delivery.files)), register)):
        yield f"{label}: would be e-mailed to {', '.join(config.mail.recipients)}."
