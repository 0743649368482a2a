"""`scorecard template`: can a force's own PowerPoint template be used?"""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.option(
    "--check",
    "file",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FILE",
    help="The PowerPoint template (.pptx) to look at.",
)
def template(file: Path) -> None:
    """List what a PowerPoint template lacks: layouts and placeholders, by name."""
    from scorecard.errors import ConfigError
    from scorecard.render.pptx import check_template, lacks

    faults = check_template(file)
    if faults:
        raise ConfigError(lacks(file, faults))
    click.echo(f"{file.name}: every layout and placeholder that a scorecard needs is there.")
