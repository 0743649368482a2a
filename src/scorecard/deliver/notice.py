"""A notice to the analyst: that a run failed, in the one sentence that the command would have printed."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP

from scorecard.deliver.message import SAFE, one_line
from scorecard.deliver.settings import MailSettings


def failure_notice(what: str, sentence: str, settings: MailSettings) -> EmailMessage:
    """A plain message: `what` failed (such as "scorecard run"), and why. No figures, no marking, no attachment."""
    message = EmailMessage(policy=SMTP)
    message["From"] = settings.from_
    message["Subject"] = one_line(f"{what} needs you")
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(
        f"{one_line(what)} did not finish.\n\n{sentence}\n\nThis message was sent by a program.\n", cte=SAFE
    )
    message["Content-Language"] = "en-GB"
    return message
