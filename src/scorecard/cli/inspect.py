"""`scorecard inspect`: what the tool sees in extracts, in words or as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import click

from scorecard.cli.options import PATH, config_option


@click.command()
@click.argument("extracts", nargs=-1, required=True, type=PATH, metavar="EXTRACT...")
@config_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON for a program to read.")
@click.option(
    "--unmapped", type=PATH, metavar="FILE", help="Also write the unmapped values and their rows to a CSV file."
)
def inspect(extracts: tuple[Path, ...], config: Path | None, as_json: bool, unmapped: Path | None) -> None:
    """Show what the tool sees in EXTRACTs: encoding, columns, values and what they mean, duplicates, periods.

    No row of a person is shown: only headings, the values of coded columns, and numbers of rows.
    """
    from scorecard.config import in_use
    from scorecard.extract.inspection import inspect_extracts
    from scorecard.extract.report import as_data, as_text
    from scorecard.extract.unmapped import write_unmapped

    chosen = in_use(config)
    seen = inspect_extracts(extracts, chosen.extract, chosen.breakdown)
    click.echo(json.dumps(as_data(seen), indent=2) if as_json else as_text(seen))
    if unmapped is not None:
        write_unmapped(seen, unmapped)
