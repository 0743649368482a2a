"""`scorecard sample`: refusals drawn for a dip-sample into a private workbook, the only output with case ids."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from scorecard.cli.options import PATH, config_option, days_options

FOLDER = Path("out") / "dip-samples"


@click.command()
@click.argument("period")
@click.argument("extracts", nargs=-1, required=True, type=PATH, metavar="EXTRACT...")
@click.option("--n", "size", type=click.IntRange(min=1), default=30, show_default=True, help="How many cases.")
@click.option("--seed", type=int, default=1, show_default=True, help="Another number draws other cases.")
@days_options()
@config_option
@click.option("--out", type=PATH, metavar="FILE", help=f"The workbook.  [default: {FOLDER}/dip-sample-PERIOD.xlsx]")
def sample(
    period: str,
    extracts: tuple[Path, ...],
    size: int,
    seed: int,
    start: date | None,
    end: date | None,
    config: Path | None,
    out: Path | None,
) -> None:
    """Draw a reproducible sample of a PERIOD's refusals from its EXTRACTs, for reviewers to look at.

    The sample is spread over ethnicity groups and leading reasons. The workbook holds case ids: it can be read by its
    owner only, stays in the vetting unit, and is never attached to e-mail.
    """
    from scorecard.cli.writing import refuse_existing, write_whole
    from scorecard.config import in_use
    from scorecard.errors import ExtractError
    from scorecard.periods import resolve

    chosen = in_use(config)
    dates = resolve(period, start, end, chosen.period)
    target = out or FOLDER / f"dip-sample-{dates.label}.xlsx"
    refuse_existing(target, "it may hold reviewers' findings; move it away, or choose another --out")

    from scorecard.dip_sample.book import review_book
    from scorecard.dip_sample.draw import draw
    from scorecard.extract.refusals import refused_cases
    from scorecard.extract.words import counted
    from scorecard.look import load_look

    cases = refused_cases(extracts, chosen.extract, dates, chosen.breakdown, chosen.force)
    if not cases:
        names = ", ".join(path.name for path in extracts)
        raise ExtractError(f"{names}: nobody was refused from {dates.dates}, so there is nothing to sample.")
    drawn = draw(cases, size, seed, force=chosen.force, period=dates)
    write_whole(target, review_book(drawn, load_look(chosen.look, chosen.folder), chosen.marking), private=True)
    click.echo(f"Period {dates.label}: {dates.dates}")
    spread = counted(len(drawn.shares), "combination", "combinations")
    refusals = counted(drawn.refused, "refusal", "refusals")
    click.echo(
        f"{len(drawn.cases):,} of {refusals} drawn, with seed {seed}, from {spread} of ethnicity and leading reason."
    )
    click.echo(f"  {target}\nIt holds case ids: it stays in the vetting unit and is never attached to e-mail.")
