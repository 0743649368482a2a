"""`scorecard count`: a table in a warehouse to its counts and the account of its rows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from scorecard.cli.options import config_option, days_options, out_option, period_option


@click.command()
@click.option(
    "--from",
    "--warehouse",
    "url",
    required=True,
    metavar="URL",
    help="duckdb:///FILE, postgres://USER@HOST/DATABASE, mssql://USER@HOST/DATABASE or pyspark://. "
    "Keep the password out of it: set SCORECARD_WAREHOUSE_PASSWORD, or use ~/.pgpass.",
)
@click.option("--table", required=True, metavar="NAME", help="The table; SCHEMA.NAME where it needs its schema.")
@period_option
@days_options("--start", "--end")
@config_option
@out_option
@click.option("--by", type=click.Choice(["force"]), help="Count each force in the column 'force' under its name.")
def count(
    url: str,
    table: str,
    period: str,
    start: date | None,
    end: date | None,
    config: Path | None,
    out: Path,
    by: str | None,
) -> None:
    """Count a table in a warehouse where it lies: into OUT/PERIOD/counts/counts.csv, with a manifest.

    No row leaves the warehouse: it is asked for the distinct values of coded columns, and for numbers of rows.
    The whole scorecard comes of the same table with `scorecard build --warehouse URL --table NAME`.
    """
    from scorecard.cli.progress import accounted, said
    from scorecard.config import in_use
    from scorecard.periods import resolve
    from scorecard.warehouse import Place, count_table

    place = Place(url, table)
    chosen = in_use(config)
    dates = resolve(period, start, end, chosen.period, ("--start", "--end"))
    click.echo(f"Period {dates.label}: {dates.dates}")
    said(f"Counting {table} in the warehouse")
    counts, ledger = count_table(place, chosen.extract, dates, chosen.breakdown, chosen.force, by is not None)

    from scorecard import manifest
    from scorecard.folder import replaced
    from scorecard.render.tidy import write_frame

    target = out / dates.label / "counts"
    with replaced(target) as folder:
        write_frame(counts.decisions, folder / "counts.csv")
        ours = (*manifest.LIBRARIES, "ibis-framework")
        manifest.write_internal(folder, ledger=ledger, settings=chosen.shaping, ours=ours, edition="counts")
    accounted(ledger)
    click.echo(f"  {target / 'counts.csv'}")
