"""What a command says while it works (on a terminal only) and when it is done."""

from __future__ import annotations

import logging
import sys
import time
from functools import cache
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from scorecard.forces import Made
    from scorecard.model import Ledger
    from scorecard.request import Built


PATIENCE = 5.0  # seconds after which a person wants to hear something


def said(step: str) -> None:
    """Say a step on stderr where a person is watching, and from then on how slow steps get on."""
    if sys.stderr.isatty():
        click.secho(f"  {step} …", dim=True, err=True)
        _now_and_then().heard = time.time()


class _NowAndThen(logging.Handler):
    """What the search for counts to withhold says of itself, as often as a person wants to hear."""

    heard = 0.0

    def emit(self, record: logging.LogRecord) -> None:
        if record.created - self.heard >= PATIENCE:
            click.secho(f"    {record.getMessage()}", dim=True, err=True)
            self.heard = record.created


@cache
def _now_and_then() -> _NowAndThen:
    log, handler = logging.getLogger("scorecard.disclosure"), _NowAndThen()
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    return handler


def summary(built: Built) -> None:
    """The ledger in one line, the warnings, which files to open, and what to know of them."""
    accounted(built.ledger)
    for folder in built.folders:
        for path in sorted(folder.glob("vetting-scorecard-*")):
            click.echo(f"  {path}")
    for note in built.notes:
        click.echo(f"Note: {note}", err=True)


def forces_summary(made: Made) -> None:
    """The ledger, the folder of each force with what to know of it, and what went wrong with the others."""
    accounted(made.ledger)
    for force, built in made.built.items():
        click.echo(f"  {force}: {built.folders[0].parent}")
        for note in built.notes:
            click.echo(f"Note: {force}: {note}", err=True)
    if made.failed:
        click.echo(f"{len(made.failed)} of {len(made.failed) + len(made.built)} scorecards failed:", err=True)
    for failure in made.failed:
        click.echo(f"  {failure.message}", err=True)


def accounted(ledger: Ledger) -> None:
    """Where the rows went, in one line, and the warnings."""
    from scorecard.compose.ledger import cause_words

    parts = "; ".join(f"{cause_words(cause).lower()}: {rows:,}" for cause, rows in ledger.by_cause.items())
    line = f"{ledger.rows_read:,} row{'' if ledger.rows_read == 1 else 's'} read, {ledger.rows_counted:,} counted"
    click.echo(f"{line}, {ledger.rows_left_out:,} left out ({parts})." if parts else f"{line}.")
    for warning in ledger.warnings:
        click.echo(f"Note: {warning}", err=True)
