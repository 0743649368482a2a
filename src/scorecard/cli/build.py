"""`scorecard build`: words of the command line to a Request, and what was done back to words."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scorecard.cli.options import EDITIONS, PATH, config_option, days_options, editions_of, out_option, period_option

if TYPE_CHECKING:
    from scorecard.config import Config
    from scorecard.errors import ExtractError
    from scorecard.request import Request
    from scorecard.warehouse.place import Place


def _some(context: click.Context, parameter: click.Parameter, extracts: tuple[Path, ...]) -> tuple[Path, ...]:
    """The extracts, of which there must be one unless a table in a warehouse is named: click has read that by now."""
    if not extracts and not {"warehouse", "table"} & set(context.params):
        raise click.MissingParameter(ctx=context, param=parameter)
    return extracts


@click.command()
@click.argument("extracts", nargs=-1, type=PATH, metavar="EXTRACT...", callback=_some)
@period_option
@days_options()
@click.option("--warehouse", metavar="URL", help="In place of EXTRACTs: count a table there (see `scorecard count`).")
@click.option("--table", metavar="NAME", help="The table in the warehouse; SCHEMA.NAME where it needs its schema.")
@config_option
@out_option
@click.option("--edition", type=click.Choice(EDITIONS), default="internal", show_default=True)
@click.option(
    "--by",
    type=click.Choice(["force"]),
    help="A scorecard for each force in the column 'force', in a folder of its own, and one for all together.",
)
@click.option(
    "--on-unmapped",
    type=click.Choice(["stop", "list"]),
    default="stop",
    show_default=True,
    help="Where values are not mapped: only stop, or also list them in OUT/unmapped-PERIOD.csv.",
)
def build(
    extracts: tuple[Path, ...],
    period: str,
    start: date | None,
    end: date | None,
    warehouse: str | None,
    table: str | None,
    config: Path | None,
    out: Path,
    edition: str,
    by: str | None,
    on_unmapped: str,
) -> None:
    """Build the scorecard of one period from its EXTRACTs (CSV, Excel, OpenDocument or Parquet).

    Or from a table in a warehouse, which is counted there: --warehouse URL --table NAME.
    """
    from scorecard.config import in_use
    from scorecard.errors import ExtractError
    from scorecard.periods import resolve

    place = _place(extracts, warehouse, table, on_unmapped)
    chosen = in_use(config)
    dates = resolve(period, start, end, chosen.period)
    click.echo(f"Period {dates.label}: {dates.dates}")
    editions = editions_of(edition)

    from scorecard.request import Request

    request = Request(extracts, dates, out, editions, table=place)
    try:
        _forces(request, chosen) if by else _one(request, chosen)
    except ExtractError as error:
        raise (_listed(error, request, chosen) if on_unmapped == "list" else error) from None


def _place(extracts: tuple[Path, ...], url: str | None, table: str | None, on_unmapped: str) -> Place | None:
    """The table that is asked for, None where it is extracts; an error of usage where it is both or neither."""
    from scorecard.errors import UsageError
    from scorecard.warehouse.place import Place

    if url is None and table is None:
        return None
    if url is None or table is None:
        raise UsageError("Give both --warehouse and --table, or neither.")
    if extracts:
        raise UsageError("Name extracts, or a table with --warehouse and --table; not both.")
    if on_unmapped == "list":
        raise UsageError(
            "--on-unmapped list looks through extracts; what is not mapped in a table is told when it is counted."
        )
    return Place(url, table)


def _one(request: Request, config: Config) -> None:
    from scorecard.aside import second_process
    from scorecard.cli.progress import said, summary

    with second_process("scorecard.render.pptx") as do:
        from scorecard.pipeline import build as run

        summary(run(request, config, said, do))


def _forces(request: Request, config: Config) -> None:
    """All forces; each failure in a sentence at the end, and the highest of their exit codes."""
    import sys

    from scorecard.cli.progress import forces_summary, said
    from scorecard.forces import build_forces

    with click.progressbar(length=1, label="  Scorecards", file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:

        def done(number: int, of: int) -> None:
            bar.length = of
            bar.update(number - bar.pos)

        made = build_forces(request, config, said, done)
    forces_summary(made)
    if made.exit_code:
        click.get_current_context().exit(made.exit_code)


def _listed(error: ExtractError, request: Request, config: Config) -> ExtractError:
    """The error, its second line saying where the unmapped values are listed; as it was where there are none."""
    from scorecard.errors import ExtractError
    from scorecard.extract.inspection import inspect_extracts
    from scorecard.extract.unmapped import unmapped_rows, write_unmapped
    from scorecard.folder import PRIVATE_FOLDER

    try:
        seen = inspect_extracts(request.extracts, config.extract, config.breakdown)
    except ExtractError:  # so broken that nothing in it can be listed
        return error
    if not unmapped_rows(seen):
        return error
    path = request.out / f"unmapped-{request.period.label}.csv"
    path.parent.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
    write_unmapped(seen, path)
    return ExtractError(error.message, f"Every unmapped value with its rows: {path}")
