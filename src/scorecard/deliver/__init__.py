"""E-mail to the senior leadership team: composed once, kept in a spool, sent to each recipient on their own.

`compose_message` makes the content, `Spool.keep` writes it down, `addressed` gives each recipient an id for the
register's outbox, `send_due` sends what is due, `check` turns what failed into one sentence. What composes and sends
is loaded when it is first used, so that the settings stay light to import.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from scorecard.deliver.credentials import Credentials, credentials
from scorecard.deliver.settings import MailSettings

if TYPE_CHECKING:
    from scorecard.deliver.envelope import Addressed, addressed
    from scorecard.deliver.message import compose_message
    from scorecard.deliver.notice import failure_notice
    from scorecard.deliver.outbox import Clock, Fate, Post, Posted, check, notify, send_due, waiting
    from scorecard.deliver.spool import Spool

_HOME = {
    "Addressed": "envelope",
    "Clock": "outbox",
    "Fate": "outbox",
    "Post": "outbox",
    "Posted": "outbox",
    "Spool": "spool",
    "addressed": "envelope",
    "check": "outbox",
    "compose_message": "message",
    "failure_notice": "notice",
    "notify": "outbox",
    "send_due": "outbox",
    "waiting": "outbox",
}

__all__ = [
    "Addressed",
    "Clock",
    "Credentials",
    "Fate",
    "MailSettings",
    "Post",
    "Posted",
    "Spool",
    "addressed",
    "check",
    "compose_message",
    "credentials",
    "failure_notice",
    "notify",
    "send_due",
    "waiting",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
