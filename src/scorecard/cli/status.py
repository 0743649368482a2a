"""`scorecard status`: what the register knows of each period, on 80 columns or as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import click

PATH = click.Path(path_type=Path)


@click.command()
@click.option("--config", type=PATH, help="Settings; scorecard.toml in this folder if there is one.")
@click.option("--register", "named", type=PATH, metavar="FILE", help="Another register than the config's.")
@click.option("--json", "as_data", is_flag=True, help="Print JSON for a program to read.")
def status(config: Path | None, named: Path | None, as_data: bool) -> None:
    """List the register's periods: counted from which files, published when, sent to how many."""
    from scorecard import config as settings
    from scorecard.cli import register_report as report
    from scorecard.cli.registers import to_read
    from scorecard.register import Register

    chosen = settings.load(settings.find(config, Path.cwd()))
    path = to_read(named, chosen)
    with Register.open(path, create=False) as register:
        periods, messages = register.status(), register.outbox.messages()
    if as_data:
        click.echo(json.dumps([report.as_data(p, messages) for p in periods], indent=2))
    else:
        click.echo(report.as_text(path, periods, messages))
