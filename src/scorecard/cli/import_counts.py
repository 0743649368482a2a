"""`scorecard import-counts`: published or old quarters into the register, so that a trend can start on day one."""

from __future__ import annotations

from pathlib import Path

import click

from scorecard.cli.options import PATH, config_option, register_option


@click.command()
@click.argument("file", type=PATH)
@config_option
@register_option
@click.option("--replace", "replacing", is_flag=True, help="Take the place of periods that the register has already.")
def import_counts(file: Path, config: Path | None, named: Path | None, replacing: bool) -> None:
    """Load earlier periods from FILE, a tidy CSV of counts, so that the next build has a trend.

    Columns: period, period_start, period_end, workforce, breakdown, group, passed, refused; optional: decided, the
    undecided outcomes, force. A count is a whole number, or [c] where it was withheld.
    """
    from datetime import UTC, datetime

    from scorecard.cli import counts_file
    from scorecard.cli.registers import to_write
    from scorecard.config import in_use
    from scorecard.errors import UsageError
    from scorecard.register import Register

    chosen = in_use(config)
    path = to_write(named, chosen)
    counts, source = counts_file.read(file, chosen)
    with Register.open(path) as register:
        known = {(p.force, p.period) for p in register.status() if p.counted_at}
        pairs = counts.decisions[["force", "period"]].drop_duplicates().itertuples(index=False, name=None)
        there = sorted(period for force, period in pairs if (force, period) in known)
        if there and not replacing:
            raise UsageError(
                f"{file.name}: the register has {', '.join(there)} already, and nothing was stored; "
                "add --replace to put this file's counts in its place (the old ones are kept as replaced)."
            )
        register.store(counts, sources=[source], at=datetime.now(UTC))
    click.echo(f"Stored in {path}:\n{counts_file.described(counts)}")
