"""From a built period to letters in the outbox: the message is composed from the register, the files are the folder's.

Both are checked to belong together first, so that a message never says other numbers than its attachments.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage

from scorecard.config import Config
from scorecard.deliver import MailSettings, Spool, addressed, compose_message, failure_notice
from scorecard.errors import ConfigError
from scorecard.look import load_look
from scorecard.model import Edition
from scorecard.pipeline import recompose
from scorecard.register import Outgoing, Register
from scorecard.render.svg.picture import pictures
from scorecard.request import Request
from scorecard.run.done import about, built_from

ATTACHED = (".pptx", ".xlsx")


@dataclass(frozen=True)
class Mailroom:
    """Where letters are written and queued."""

    settings: MailSettings
    register: Register
    spool: Spool

    def queue(self, request: Request, config: Config, *, again: bool, now: datetime) -> int:
        """Queue the built period for everybody who has no letter about these extracts; how many that were.

        again: for everybody. Somebody whose letter was given up has none. ConfigError where files, settings and
        register do not belong together.
        """
        inputs = built_from(request, config, self.register)
        if inputs is None:
            raise ConfigError(
                f"{request.period.label} was built from other extracts or with other settings than the register and "
                "scorecard.toml have now; build it again, so that the message says what its attachments say."
            )
        told = about(inputs)
        earlier = [m for m in self.register.outbox.messages() if (m.period, m.about) == (request.period.label, told)]
        to = [r for r in self.settings.recipients if again or not _has_one(r, earlier)]
        if not to:
            return 0
        content = self.spool.keep(_message(request, config, self.settings, self.register))
        letters = [
            Outgoing(request.period.label, letter.recipient, letter.message_id, about=told)
            for recipient in to
            for letter in addressed(content, (recipient,), self.settings, again=len(_of(recipient, earlier)))
        ]
        self.register.outbox.queue(letters, now=now)
        return len(letters)

    def notice(self, what: str, sentence: str, *, now: datetime) -> None:
        """Queue a notice to the analyst. The same notice has the same id, so it is sent once."""
        if self.settings.analyst:
            content = self.spool.keep(failure_notice(what, sentence, self.settings))
            letters = addressed(content, (self.settings.analyst,), self.settings)
            self.register.outbox.queue([Outgoing("", a.recipient, a.message_id) for a in letters], now=now)


def _of(recipient: str, earlier: Sequence[Outgoing]) -> list[Outgoing]:
    return [m for m in earlier if m.recipient.casefold() == recipient.casefold()]


def _has_one(recipient: str, earlier: Sequence[Outgoing]) -> bool:
    return any(not m.given_up for m in _of(recipient, earlier))


def _message(request: Request, config: Config, settings: MailSettings, register: Register) -> EmailMessage:
    card = recompose(request, config, register)
    assert card is not None, "what is built stands in the register"
    look = load_look(config.look, config.folder)
    files = [request.folder(Edition.INTERNAL) / f"{request.stem}{ending}" for ending in ATTACHED]
    gone = next((path for path in files if not path.is_file()), None)
    if gone is not None:
        raise ConfigError(f"{gone}: is no longer there; build the period again.")
    return compose_message(card, look, settings, pictures(card, look), files)
