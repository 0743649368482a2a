"""`scorecard build`: words of the command line to a Request, and what was done back to words."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

EDITIONS = ("internal", "public", "both")
PATH = click.Path(path_type=Path)
DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command()
@click.argument("extracts", nargs=-1, required=True, type=PATH, metavar="EXTRACT...")
@click.option("--period", required=True, help="The period's label; 202109 is 1 June to 31 August 2021.")
@click.option("--from", "start", type=DAY, metavar="YYYY-MM-DD", help="First day, where the label does not say it.")
@click.option("--to", "end", type=DAY, metavar="YYYY-MM-DD", help="Last day, where the label does not say it.")
@click.option("--config", type=PATH, help="Settings; scorecard.toml in this folder if there is one.")
@click.option("--out", type=PATH, default=Path("out"), show_default=True, help="Where the period's folder goes.")
@click.option("--edition", type=click.Choice(EDITIONS), default="internal", show_default=True)
def build(
    extracts: tuple[Path, ...],
    period: str,
    start: datetime | None,
    end: datetime | None,
    config: Path | None,
    out: Path,
    edition: str,
) -> None:
    """Build the scorecard of one period from its EXTRACTs (CSV, Excel, OpenDocument or Parquet)."""
    from scorecard import config as settings
    from scorecard.cli.progress import said, summary
    from scorecard.model.document import Edition
    from scorecard.periods import resolve

    chosen = settings.load(settings.find(config, Path.cwd()))
    dates = resolve(period, start.date() if start else None, end.date() if end else None, chosen.period)
    click.echo(f"Period {dates.label}: {dates.dates}")
    editions = (Edition.INTERNAL, Edition.PUBLIC) if edition == "both" else (Edition(edition),)

    from scorecard.pipeline import Request
    from scorecard.pipeline import build as run

    built = run(Request(extracts, dates, out, editions), chosen, said)
    summary(built)
