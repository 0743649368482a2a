"""One run: what is due in the inbox is built and queued, then everything that waits is sent.

Each step is known by its content and done once: a run that was cut off anywhere is finished by the next one, and a run
with nothing to do does nothing.
"""

from __future__ import annotations

import os
from collections import Counter
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from scorecard.config import Config
from scorecard.deliver import (
    Clock,
    Fate,
    Post,
    Posted,
    Spool,
    addressed,
    check,
    credentials,
    failure_notice,
    notify,
    send_due,
)
from scorecard.errors import BusyError, DeliveryError, DisclosureError, ScorecardError
from scorecard.model import Edition
from scorecard.pipeline import Say, build
from scorecard.register import Register
from scorecard.request import Request
from scorecard.run.done import about, built_from, digests, published, queued
from scorecard.run.failures import Failure, kept
from scorecard.run.inbox import Delivery, look
from scorecard.run.letters import Mailroom
from scorecard.run.lock import alone
from scorecard.run.log import Log
from scorecard.run.settings import InboxSettings


def spool_of(register: Path) -> Spool:
    """Where messages wait: beside the register."""
    return Spool(register.with_name("spool"))


def run(config: Config, inbox: InboxSettings, *, clock: Clock, say: Say, step: Say) -> tuple[Failure, ...]:
    """Do what is due; what went wrong. say: gets each thing done in a sentence; step: progress, for a person watching.

    ScorecardError where nothing could be done at all; the analyst is told of that too, but for BusyError.
    """
    path = config.register_beside(inbox.out)
    try:
        with alone(path), closing(Log(inbox.log, inbox.keep_logs, clock)) as log, Register.open(path) as register:
            return _Run(replace(config, register=path), inbox, clock, say, step, log, register).work()
    except BusyError:
        raise
    except ScorecardError as error:
        _tell_directly(config, path, str(error), clock)
        raise


def _tell_directly(config: Config, register: Path, sentence: str, clock: Clock) -> None:
    """Tell the analyst without the outbox, which is in the register that may be the trouble; at best."""
    mail = config.mail
    if mail is None or not mail.analyst:
        return
    with suppress(ScorecardError):
        content = failure_notice("scorecard run", sentence, mail).as_bytes()
        post = Post(mail, credentials(mail, os.environ, config.folder), spool_of(register), clock)
        notify(content, addressed(content, (mail.analyst,), mail)[0].message_id, post)


def is_due(request: Request, config: Config, register: Register) -> bool:
    """Whether an edition that is asked for is not there as these extracts and settings would make it."""
    if built_from(request, config, register) != digests(request.extracts):
        return True
    return Edition.PUBLIC in request.editions and not published(request, config, register)


def request_of(delivery: Delivery, inbox: InboxSettings, at: datetime) -> Request:
    """What to build of a delivery."""
    return Request(delivery.files, delivery.period, inbox.out, tuple(Edition(e) for e in inbox.editions), at)


@dataclass(frozen=True)
class _Run:
    """What the steps of one run share."""

    config: Config
    inbox: InboxSettings
    clock: Clock
    say: Say
    step: Say
    log: Log
    register: Register
    failures: list[Failure] = field(default_factory=list)

    @property
    def mailroom(self) -> Mailroom | None:
        if self.config.mail is None or self.config.register is None:
            return None
        return Mailroom(self.config.mail, self.register, spool_of(self.config.register))

    def work(self) -> tuple[Failure, ...]:
        self.log.write("started")
        self._take()
        self._tell_analyst(tuple(self.failures))
        before = len(self.failures)
        self._send()
        self._tell_analyst(tuple(self.failures[before:]))
        for failure in self.failures:
            self.log.write("failed", period=failure.period, why=failure.sentence, exit_code=failure.code)
        self.log.write("finished", failures=len(self.failures))
        return tuple(self.failures)

    def _take(self) -> None:
        """Build and queue each period that is due; the failure of one does not stop the others."""
        with kept(self.failures, ""):
            found = look(self.inbox, self.config.period, self.clock().timestamp())
            self.failures.extend(Failure("", str(error), error.exit_code) for error in found.unread)
            for delivery in found.deliveries:
                with kept(self.failures, delivery.period.label):
                    self._period(delivery)

    def _period(self, delivery: Delivery) -> None:
        label = delivery.period.label
        if not delivery.settled:
            self._told(
                "waiting", f"{label}: {delivery.names} changed a moment ago and is left for the next run.", label
            )
            return
        request, unsafe = request_of(delivery, self.inbox, self.clock()), None
        if is_due(request, self.config, self.register):
            notes: tuple[str, ...] = ()
            try:
                notes = build(request, self.config, self.step).notes
            except DisclosureError as error:  # the internal edition is there, and its readers wait for it
                unsafe = error
            made = "internal" if unsafe else " and ".join(self.inbox.editions)
            self._told("built", f"{label}: built ({made}) from {delivery.names}.", label, files=delivery.names)
            for note in notes:
                self._told("noted", f"{label}: {note}", label, what=note)
        self._queue(request)
        if unsafe is not None:
            raise unsafe

    def _queue(self, request: Request) -> None:
        """Queue the period for all, unless a message about these extracts was queued before."""
        label, mailroom = request.period.label, self.mailroom
        inputs = built_from(request, self.config, self.register)
        if mailroom is None or inputs is None or queued(label, about(inputs), self.register):
            return
        number = mailroom.queue(request, self.config, again=False, now=self.clock())
        self._told("queued", f"{label}: queued for {number} recipient{'' if number == 1 else 's'}.", label, to=number)

    def _send(self) -> None:
        """Try what is due, and tell what became of it."""
        mailroom = self.mailroom
        if mailroom is None or not self.register.outbox.due(self.clock()):
            return
        with kept(self.failures, ""):
            login = credentials(mailroom.settings, os.environ, self.config.folder)
            posted = send_due(self.register.outbox, Post(mailroom.settings, login, mailroom.spool, self.clock))
            for p in posted:
                self.log.write(str(p.fate), period=p.period, message=p.message_id, why=p.why, repeat=p.repeat or None)
            for sentence in in_words(posted):
                self.say(sentence)
            try:
                check(posted)
            except DeliveryError as error:
                gave_up = any(p.fate is Fate.GIVEN_UP and p.period for p in posted)
                self.failures.append(Failure("", str(error), error.exit_code, passes=not gave_up))

    def _tell_analyst(self, failures: tuple[Failure, ...]) -> None:
        """Queue one notice a day for each failure that a person has to put right."""
        mailroom, now = self.mailroom, self.clock()
        for failure in failures:
            if mailroom is None or failure.passes:
                continue
            of = f" for {failure.period}" if failure.period else ""
            with kept(self.failures, failure.period):
                mailroom.notice(f"scorecard run of {now.day} {now:%B %Y}{of}", failure.sentence, now=now)

    def _told(self, event: str, sentence: str, period: str, **facts: object) -> None:
        self.log.write(event, period=period, **facts)
        self.say(sentence)


def in_words(posted: tuple[Posted, ...]) -> list[str]:
    """What became of the messages, a sentence for each period and fate."""
    words = {Fate.SENT: "sent", Fate.LATER: "kept for the next run", Fate.GIVEN_UP: "given up"}
    counted = Counter((p.period, p.fate) for p in posted)
    return [
        f"{period or 'Notice to the analyst'}: {number} message{'' if number == 1 else 's'} {words[fate]}."
        for (period, fate), number in counted.items()
    ]
