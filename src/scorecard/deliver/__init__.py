"""E-mail to the senior leadership team: composed once, kept in a spool, sent to each recipient on their own.

`compose_message` makes the content, `Spool.keep` writes it down, `addressed` gives each recipient an id for the
register's outbox, `send_due` sends what is due, `check` turns what failed into one sentence.
"""

from scorecard.deliver.credentials import Credentials, credentials
from scorecard.deliver.envelope import Addressed, addressed
from scorecard.deliver.message import compose_message
from scorecard.deliver.notice import failure_notice
from scorecard.deliver.outbox import Fate, Post, Posted, check, notify, send_due, waiting
from scorecard.deliver.settings import MailSettings
from scorecard.deliver.spool import Spool

__all__ = [
    "Addressed",
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
