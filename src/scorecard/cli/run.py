"""`scorecard run`: everything that is due, once; for cron, systemd and Task Scheduler."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from scorecard.cli.options import config_option


@click.command()
@config_option
@click.option("--dry-run", is_flag=True, help="Say what would be done; build, write and send nothing.")
@click.pass_context
def run(ctx: click.Context, config: Path | None, dry_run: bool) -> None:
    """Build and e-mail what is due in the inbox, once. Start it as often as you like.

    The exit code is that of the worst failure; one period's failure does not stop the others.
    """
    from scorecard.cli.progress import said
    from scorecard.config import in_use
    from scorecard.errors import ConfigError

    chosen = in_use(config)
    if chosen.inbox is None:
        where = chosen.file.name if chosen.file else "There is no scorecard.toml here, so it"
        raise ConfigError(
            f"{where} has no [inbox], which says where extracts arrive; see `scorecard init`, or name --config."
        )
    if dry_run:
        from scorecard.run.plan import plan

        for sentence in plan(chosen, chosen.inbox, datetime.now(UTC)):
            click.echo(sentence)
        return

    from scorecard.run.failures import worst
    from scorecard.run.work import run as work

    done: list[str] = []
    failures = work(chosen, chosen.inbox, clock=lambda: datetime.now(UTC), say=done.append, step=said)
    click.echo("\n".join(done or ["Nothing was due."]))
    for failure in failures:
        click.echo(str(failure), err=True)
    ctx.exit(worst(failures))
