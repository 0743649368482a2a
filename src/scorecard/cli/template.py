"""`scorecard template`: the shipped PowerPoint template to start from, and whether a force's own can be used."""

from __future__ import annotations

from pathlib import Path

import click

from scorecard.cli.options import PATH
from scorecard.errors import UsageError

REMEDY = "One that has everything, to start from or to copy layouts from: scorecard template --write our-template.pptx"
NEXT = "Change its master in PowerPoint (View, Slide Master), keep the names; then: scorecard template --check"


@click.command()
@click.option("--check", "checked", type=PATH, metavar="FILE", help="The PowerPoint template (.pptx) to look at.")
@click.option("--write", "written", type=PATH, metavar="FILE", help="Write the shipped template, to start from.")
def template(checked: Path | None, written: Path | None) -> None:
    """List what a PowerPoint template lacks, or write the shipped one to make your own from.

    Layouts and placeholders are found by their names; --check lists all that are missing or wrong at once.
    """
    if (checked is None) == (written is None):
        raise UsageError("Give either --check FILE or --write FILE.")
    if written is not None:
        _write(written)
    if checked is not None:
        _check(checked)


def _write(file: Path) -> None:
    from scorecard.cli.writing import refuse_existing, write_whole
    from scorecard.shipped import shipped

    if file.suffix.lower() != ".pptx":
        raise UsageError(f"{file.name}: a template is a .pptx file; give it a name that ends so.")
    refuse_existing(file, "choose another name")
    write_whole(file, shipped("templates/scorecard.pptx").read_bytes())
    click.echo(f"  {file}\n{NEXT} {file.name}")


def _check(file: Path) -> None:
    from scorecard.errors import ConfigError
    from scorecard.render.pptx import check_template, lacks

    faults = check_template(file)
    if faults:
        raise ConfigError(lacks(file, faults), REMEDY)
    click.echo(f"{file.name}: every layout and placeholder that a scorecard needs is there.")
