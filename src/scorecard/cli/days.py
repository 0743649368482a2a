"""A day as it is typed on the command line: year-month-day in, a date out."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import click


def day(text: str) -> date:
    """The date; click.BadParameter, with the form that is wanted, where it is none."""
    with suppress(ValueError):
        read = date.fromisoformat(text)
        if read.isoformat() == text:  # Python reads 20210601 and 2021-W22-2 too
            return read
    raise click.BadParameter(f"'{text}' is no date of the form year-month-day, such as 2021-06-01.")
