"""E-mail to the senior leadership team: composed once, kept in a spool, sent to each recipient on their own.

`compose_message` makes the content, `Spool.keep` writes it down, `addressed` gives each recipient an id for the
register's outbox, `send_due` sends what is due, `check` turns what failed into one sentence. What composes and sends
is loaded when it is first used, so that the settings stay light to import.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorecard.deliver.credentials import Credentials, credentials
from scorecard.deliver.settings import MailSettings
from scorecard.lazy import load_on_first_use

if TYPE_CHECKING:
    from scorecard.deliver.envelope import Addressed, addressed
    from scorecard.deliver.message import compose_message
    from scorecard.deliver.notice import failure_notice
    from scorecard.deliver.outbox import Clock, Fate, Post, Posted, check, notify, send_due, waiting
    from scorecard.deliver.spool import Spool

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

load_on_first_use(
    __name__,
    envelope=("Addressed", "addressed"),
    message=("compose_message",),
    notice=("failure_notice",),
    outbox=("Clock", "Fate", "Post", "Posted", "check", "notify", "send_due", "waiting"),
    spool=("Spool",),
)
