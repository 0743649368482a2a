"""`scorecard findings`: reviewed workbooks back as counts; no case id, role or remark is read further than its cell."""

from __future__ import annotations

from pathlib import Path

import click

from scorecard.cli.options import PATH, config_option


@click.command()
@click.argument("files", nargs=-1, required=True, type=PATH, metavar="FILE...")
@config_option
@click.option("--out", type=PATH, metavar="FILE", help="The CSV; by default in the commentary folder, for the build.")
def findings(files: tuple[Path, ...], config: Path | None, out: Path | None) -> None:
    """Take the findings of reviewed workbooks (FILEs of one period) back as counts by group.

    Refused while a case has no finding, or where anything but findings, roles and remarks was changed.
    """
    from scorecard.cli.writing import commentary_folder, write_whole
    from scorecard.config import in_use
    from scorecard.dip_sample.findings import as_csv, as_text, file_name, findings_frame
    from scorecard.dip_sample.reading import read_review, refuse_repeated

    chosen = in_use(config)
    reviews = [read_review(file) for file in files]
    refuse_repeated(reviews)
    frame, period = findings_frame(reviews), reviews[0].period
    target = out or commentary_folder(chosen) / file_name(period.label)
    write_whole(target, as_csv(frame))
    click.echo(f"Dip-sample of {period.label}: {period.dates}, {reviews[0].force}\n")
    click.echo(as_text(frame))
    click.echo(f"\nThese are numbers of reviewed cases, not of all refusals.\n  {target}")
