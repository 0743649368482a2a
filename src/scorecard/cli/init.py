"""`scorecard init`: a scorecard.toml that lists every setting with its default, all of it commented out."""

from __future__ import annotations

from pathlib import Path

import click

from scorecard.cli.options import PATH


@click.command()
@click.option("--folder", type=PATH, default=Path(), metavar="DIR", help="Where, if not here.")
def init(folder: Path) -> None:
    """Write a scorecard.toml with every setting and its default, for you to change."""
    from scorecard.cli.writing import refuse_existing, write_whole
    from scorecard.config import FILE_NAME
    from scorecard.shipped import shipped

    target = folder / FILE_NAME
    refuse_existing(target, "change it as you need, or choose another --folder")
    write_whole(target, shipped(f"templates/{FILE_NAME}").read_bytes())
    click.echo(f"  {target}\nEvery line is a default: remove the # in front of a setting to change it.")
