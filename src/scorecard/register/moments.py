"""Moments as the register writes them: UTC, of one length, so that their text sorts as they do."""

from __future__ import annotations

from datetime import UTC, datetime


def written(moment: datetime) -> str:
    """The moment as text; it must know its own time zone."""
    assert moment.tzinfo is not None, "a moment without a time zone means two things twice a year"
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def read(text: str | None) -> datetime | None:
    """The moment that was written; None for none."""
    return datetime.fromisoformat(text) if text else None
