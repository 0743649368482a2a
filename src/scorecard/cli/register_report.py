"""The register's status in words, at most 80 columns wide, and as plain data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from textwrap import fill
from typing import Any

from scorecard.model import Period
from scorecard.register import Outgoing, PeriodStatus, State

WIDTH, INDENT = 80, 13


def as_text(path: Path, periods: Sequence[PeriodStatus], messages: Sequence[Outgoing]) -> str:
    """A block of lines a period, in order of time, with what became of each recipient's message."""
    heading = f"Register: {path}"
    if not periods:
        return f"{heading}\nIt holds no period yet; `scorecard build` or `scorecard import-counts` enters one."
    return "\n\n".join([heading, *("\n".join(_lines(p, _of(p, messages))) for p in periods)])


def as_data(status: PeriodStatus, messages: Sequence[Outgoing]) -> dict[str, Any]:
    """The status for JSON; moments in UTC."""
    return {
        "force": status.force,
        "period": status.period,
        "start": status.start.isoformat(),
        "end": status.end.isoformat(),
        "editions": list(status.editions),
        "counted_at": status.counted_at.astimezone(UTC).isoformat() if status.counted_at else None,
        "sources": [{"name": name, "sha256": digest} for name, digest in status.sources],
        "replaced": status.replaced,
        "released": [moment.astimezone(UTC).isoformat() for moment in status.released],
        "sent": status.sent,
        "waiting": status.waiting,
        "given_up": status.given_up,
        "repeated": status.repeated,
        "messages": [
            {
                "recipient": m.recipient,
                "state": "given up" if m.given_up else str(m.state),
                "attempts": m.attempts,
                "next_try": m.next_try.astimezone(UTC).isoformat() if m.next_try else None,
                "last_error": m.last_error,
                "repeated": m.repeated,
            }
            for m in _of(status, messages)
        ],
    }


def _of(status: PeriodStatus, messages: Sequence[Outgoing]) -> list[Outgoing]:
    return [m for m in messages if m.period == status.period]


def _lines(status: PeriodStatus, messages: Sequence[Outgoing]) -> Iterator[str]:
    dates = Period(status.start, status.end, status.period).dates
    yield _wrapped("", f"{status.period}: {dates}, {status.force}")
    yield _wrapped("editions", ", ".join(status.editions))
    yield _wrapped("counted", _moment(status.counted_at) if status.counted_at else "never; known from a release only")
    for name, _ in status.sources:
        yield _wrapped("from", name)
    if status.replaced:
        yield _wrapped("replaced", f"{status.replaced} earlier run{'s' if status.replaced > 1 else ''}")
    for moment in status.released:
        yield _wrapped("released", _moment(moment))
    yield _wrapped("e-mail", _mail(status))
    for message in messages:
        yield _wrapped(" ", f"{message.recipient}: {_fate(message)}")


def _mail(status: PeriodStatus) -> str:
    numbers = {"sent": status.sent, "waiting": status.waiting, "given up": status.given_up}
    return ", ".join(f"{number} {what}" for what, number in numbers.items() if number) or "none"


def _fate(message: Outgoing) -> str:
    """What became of one message, and what comes next."""
    if message.state is State.SENT and message.changed_at:
        return f"sent {_moment(message.changed_at)}{'; an earlier try may have arrived too' * message.repeated}"
    if message.state is State.SENDING:
        return "a run was cut off while it was sent, so it may have arrived; the next run sends it again"
    tries = f"{message.attempts} {'try' if message.attempts == 1 else 'tries'}"
    if message.next_try is None:
        return f"given up after {tries}. {message.last_error}"
    when = f"{tries}, the next after {_moment(message.next_try)}. {message.last_error}"
    return when if message.attempts else "queued for the next run"


def _moment(moment: datetime) -> str:
    there = moment.astimezone(UTC)
    return f"{there.day} {there:%B %Y, %H:%M} UTC"


def _wrapped(label: str, text: str) -> str:
    first = f"  {label}".ljust(INDENT) if label else ""
    return fill(text, WIDTH, initial_indent=first, subsequent_indent=" " * INDENT, break_on_hyphens=False)
