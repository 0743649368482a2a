"""Addressing: one message a recipient, each with an id that the same content and recipient always have.

So a message that was cut off between the server's acceptance and our note of it is recognised: the repeat has the
same Message-ID, and mail programs show one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256

from scorecard.deliver.settings import ADDRESS, MailSettings

_ID = re.compile(r"<(?P<digest>[0-9a-f]{32})\.(?P<recipient>[0-9a-f]{16})(?:\.\d+)?@[^>\s]+>")


@dataclass(frozen=True)
class Addressed:
    """One recipient of one message."""

    recipient: str
    message_id: str


def digest(content: bytes) -> str:
    """The name of a message's content."""
    return sha256(content).hexdigest()[:32]


def addressed(
    content: bytes, recipients: tuple[str, ...], settings: MailSettings, *, again: int = 0
) -> list[Addressed]:
    """An id for each recipient. again: the number of an intended repeat, which must not be taken for the first."""
    name, repeat = digest(content), f".{again}" if again else ""
    return [Addressed(r, f"<{name}.{_short(r)}{repeat}@{settings.domain}>") for r in recipients]


def content_of(message_id: str) -> str | None:
    """The name of the content that an id belongs to; None where it is not an id of ours."""
    found = _ID.fullmatch(message_id)
    return found["digest"] if found else None


def _short(recipient: str) -> str:
    return sha256(recipient.casefold().encode()).hexdigest()[:16]


def letter(content: bytes, recipient: str, message_id: str, *, now: datetime, repeat: bool) -> bytes:
    """The bytes to send: the headers that are this recipient's own, then the content.

    repeat: an earlier try may have arrived; a header says so, for whoever finds two.
    """
    assert ADDRESS.fullmatch(recipient), "settings let plain addresses through only"
    assert _ID.fullmatch(message_id), "ids are made here"
    own = EmailMessage(policy=SMTP)
    own["To"] = recipient
    own["Date"] = format_datetime(now)
    if repeat:
        own["X-Scorecard-Repeat"] = "an earlier try of this message may have arrived"
    headers = own.as_bytes().rstrip(b"\r\n") + b"\r\n"
    return headers + f"Message-ID: {message_id}\r\n".encode("ascii") + content
