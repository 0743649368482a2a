"""What a command says while it works (on a terminal only) and when it is done."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from scorecard.forces import Made
    from scorecard.model import Ledger
    from scorecard.request import Built


def said(step: str) -> None:
    """Say a step on stderr where a person is watching."""
    if sys.stderr.isatty():
        click.secho(f"  {step} …", dim=True, err=True)


def summary(built: Built) -> None:
    """The ledger in one line, the warnings, and which files to open."""
    accounted(built.ledger)
    for folder in built.folders:
        for path in sorted(folder.glob("vetting-scorecard-*")):
            click.echo(f"  {path}")


def forces_summary(made: Made) -> None:
    """The ledger, the folder of each force, and what went wrong with the others."""
    accounted(made.ledger)
    for force, built in made.built.items():
        click.echo(f"  {force}: {built.folders[0].parent}")
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
