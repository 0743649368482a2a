"""The register's status in words, at most 80 columns wide, and as plain data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from textwrap import fill
from typing import Any

from scorecard.model import Period
from scorecard.register import PeriodStatus

WIDTH, INDENT = 80, 13


def as_text(path: Path, periods: Sequence[PeriodStatus]) -> str:
    """A block of lines a period, in order of time."""
    heading = f"Register: {path}"
    if not periods:
        return f"{heading}\nIt holds no period yet; `scorecard build` or `scorecard import-counts` enters one."
    return "\n\n".join([heading, *("\n".join(_lines(p)) for p in periods)])


def as_data(status: PeriodStatus) -> dict[str, Any]:
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
    }


def _lines(status: PeriodStatus) -> Iterator[str]:
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


def _mail(status: PeriodStatus) -> str:
    numbers = {"sent": status.sent, "waiting": status.waiting, "given up": status.given_up}
    return ", ".join(f"{number} {what}" for what, number in numbers.items() if number) or "none"


def _moment(moment: datetime) -> str:
    there = moment.astimezone(UTC)
    return f"{there.day} {there:%B %Y, %H:%M} UTC"


def _wrapped(label: str, text: str) -> str:
    first = f"  {label}".ljust(INDENT) if label else ""
    return fill(text, WIDTH, initial_indent=first, subsequent_indent=" " * INDENT, break_on_hyphens=False)
