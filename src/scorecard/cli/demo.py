"""`scorecard demo`: the four sample periods, one after the other, so that the last has a trend."""

from __future__ import annotations

from pathlib import Path

import click

from scorecard.cli.options import EDITIONS, PATH, editions_of


@click.command()
@click.option("--out", type=PATH, default=Path("demo"), show_default=True, help="Where to write.")
@click.option("--edition", type=click.Choice(EDITIONS), default="both", show_default=True)
def demo(out: Path, edition: str) -> None:
    """Build the scorecards of four sample periods. All sample data are synthetic: nobody in them exists."""
    from contextlib import nullcontext
    from dataclasses import replace

    from scorecard import config as settings
    from scorecard.aside import at_once, second_process
    from scorecard.cli.progress import said
    from scorecard.periods import resolve
    from scorecard.shipped import shipped

    sample = shipped("sample_data")
    config = replace(settings.load(sample / settings.FILE_NAME), register=out / settings.REGISTER)
    editions = editions_of(edition)
    # The demo starts from nothing each time: an earlier demo's releases would be protected against as if published.
    if config.register and config.register.is_file():
        config.register.unlink()
    with second_process("scorecard.pipeline") if edition == "both" else nullcontext(at_once) as do:
        from scorecard.pipeline import build
        from scorecard.request import Request

        for extract in sorted(sample.glob("vetting-extract-*.*")):
            period = resolve(extract.stem.rpartition("-")[2], None, None, config.period)
            click.echo(f"Period {period.label}: {period.dates}")
            built = build(Request((extract,), period, out, editions), config, said, do)
    click.echo("\nSynthetic data: nobody in them exists. Open these:")
    for folder in built.folders:
        for path in sorted(folder.glob("vetting-scorecard-*")):
            click.echo(f"  {path}")
