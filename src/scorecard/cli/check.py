"""`scorecard check`: files in, a report of what is hidden in them out; exit 5 where anything would leak."""

from __future__ import annotations

from pathlib import Path

import click

from scorecard.cli.options import PATH


@click.command()
@click.argument("files", nargs=-1, required=True, type=PATH, metavar="FILE...")
@click.option("--threshold", type=click.IntRange(min=2), metavar="N", help="Also report counts from 1 to N - 1.")
@click.option(
    "--against",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="COUNTS.CSV",
    help="Prove that no withheld count of this internal counts.csv (redactions.csv beside it) is in a file.",
)
@click.option("--json", "as_data", is_flag=True, help="Print the report as JSON.")
@click.pass_context
def check(
    ctx: click.Context, files: tuple[Path, ...], threshold: int | None, against: Path | None, as_data: bool
) -> None:
    """Report what is hidden in finished FILEs: pptx, xlsx, csv, html or zip, made by this tool or any other.

    Exit codes: 0 nothing that leaks; 3 a file cannot be opened safely; 5 something would leak.
    """
    from scorecard.disclosure.inspect import as_json, check_file

    reports = [check_file(file, threshold=threshold, against=against) for file in files]
    click.echo(as_json(reports) if as_data else "\n\n".join(report.text() for report in reports))
    if not all(report.safe for report in reports):
        ctx.exit(5)
