"""`scorecard status`: what the register knows of each period, on 80 columns or as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import click

from scorecard.cli.options import config_option, register_option


@click.command()
@config_option
@register_option
@click.option("--json", "as_data", is_flag=True, help="Print JSON for a program to read.")
def status(config: Path | None, named: Path | None, as_data: bool) -> None:
    """List the register's periods: counted from which files, published when, sent to how many."""
    from scorecard.cli import register_report as report
    from scorecard.cli.registers import to_read
    from scorecard.config import in_use
    from scorecard.register import Register

    chosen = in_use(config)
    path = to_read(named, chosen)
    with Register.open(path, create=False) as register:
        periods, messages = register.status(), register.outbox.messages()
    if as_data:
        click.echo(json.dumps([report.as_data(p, messages) for p in periods], indent=2))
    else:
        click.echo(report.as_text(path, periods, messages))
