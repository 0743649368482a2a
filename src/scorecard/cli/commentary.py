"""`scorecard commentary`: the file in which people write what they make of a period, begun with its findings."""

from __future__ import annotations

from pathlib import Path

import click

from scorecard.cli.options import PATH, config_option


@click.command()
@click.argument("period")
@config_option
@click.option("--out", type=PATH, default=Path("out"), show_default=True, help="Where `scorecard build` wrote to.")
def commentary(period: str, config: Path | None, out: Path) -> None:
    """Write commentary/PERIOD.md: the findings to comment on, and the actions that are still open.

    The findings are those of the period's internal figures.csv if it is there, else of the register's counts.
    """
    from scorecard.cli.writing import commentary_folder, refuse_existing, write_whole
    from scorecard.config import in_use

    chosen = in_use(config)
    target = commentary_folder(chosen) / f"{period}.md"
    refuse_existing(target, "write in that file")

    from scorecard.commentary_template import commentary_template

    write_whole(target, commentary_template(period, chosen, out).encode())
    click.echo(f"  {target}\nWrite under the three headings; the next build of {period} shows it.")
