"""A scorecard's message queued in a real register, and a clock that a test moves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from scorecard.deliver import Credentials, MailSettings, Post, Posted, Spool, addressed, failure_notice, send_due
from scorecard.register import Outgoing, Register
from tests.deliver.server import HOST, PASSWORD, USER, Place

FORCE = "exampleshire.police.uk"
CHIEF, DEPUTY, HEAD = f"chief@{FORCE}", f"deputy@{FORCE}", f"head@{FORCE}"
SETTINGS = MailSettings(
    host=HOST, from_=f"scorecard@{FORCE}", recipients=(CHIEF, DEPUTY, HEAD), allowed_domains=(FORCE,), attempts=4
)  # fmt: skip


@dataclass
class Clock:
    """A clock that stands still until a test moves it."""

    now: datetime = datetime(2021, 9, 6, 7, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def later(self, hours: float) -> None:
        self.now += timedelta(hours=hours)


@dataclass
class Desk:
    """The sending side: a register with a queued message, a spool, settings and a clock."""

    folder: Path
    register: Register
    clock: Clock = field(default_factory=Clock)
    settings: MailSettings = SETTINGS
    login: Credentials | None = field(default_factory=lambda: Credentials(USER, PASSWORD))

    @property
    def spool(self) -> Spool:
        return Spool(self.folder / "spool")

    def queue(self, words: str = "A wholly invented message.") -> None:
        content = self.spool.keep(failure_notice("202109", words, self.settings))
        letters = addressed(content, self.settings.recipients, self.settings)
        self.register.outbox.queue([Outgoing("202109", a.recipient, a.message_id) for a in letters], now=self.clock())

    def send(self, place: Place | None = None, **changes: object) -> tuple[Posted, ...]:
        """One run: everything that is due is tried once."""
        where = {"port": place.port, "ca_file": str(place.ca_file)} if place else {"port": 9, "ca_file": ""}
        settings = replace(self.settings, **(where | {"timeout_seconds": 5.0} | changes))
        return send_due(self.register.outbox, Post(settings, self.login, self.spool, self.clock))

    def states(self) -> dict[str, str]:
        return {m.recipient: "given up" if m.given_up else str(m.state) for m in self.register.outbox.messages()}

    def errors(self) -> set[str]:
        return {m.last_error for m in self.register.outbox.messages()}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Register.open(tmp_path / "register.sqlite") as register:
        made = Desk(tmp_path, register)
        made.queue()
        yield made
