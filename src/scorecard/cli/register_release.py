"""`scorecard register-release`: a reply published elsewhere into the register, so that later releases allow for it."""

from __future__ import annotations

from pathlib import Path

import click

from scorecard.cli.options import PATH, config_option, register_option


@click.command()
@click.argument("file", type=PATH)
@config_option
@register_option
def register_release(file: Path, config: Path | None, named: Path | None) -> None:
    """Enter FILE, counts that were published outside this tool (an FOI reply, say), as a release.

    Later public builds withhold what could be found by comparing them with it. The columns are those of import-counts,
    and pass_rate and refusal_rate as printed (13.6% or 0.136) where rates were. Write only the lines that were
    published, and [c] for what was withheld: what is not in the file counts as not published.
    """
    from datetime import UTC, datetime

    from scorecard.cli import counts_file
    from scorecard.cli.registers import to_write
    from scorecard.config import in_use
    from scorecard.errors import UsageError
    from scorecard.register import Register

    chosen = in_use(config)
    path = to_write(named, chosen)
    counts, rates, source = counts_file.read_reply(file, chosen)
    forces = tuple(counts.decisions["force"].drop_duplicates())
    with Register.open(path) as register:
        earlier = [r for force in forces for r in register.releases(force)]
        if any(digest == source[1] for release in earlier for _, digest in release.files):
            raise UsageError(f"{file.name}: this very file was entered as a release before; nothing was changed.")
        register.release(counts, rates=rates, policy="", exact=None, files=[source], at=datetime.now(UTC))
    click.echo(f"Entered as published in {path}:\n{counts_file.described(counts)}")
    if rates:
        click.echo(f"  with {len(rates)} printed {'rate' if len(rates) == 1 else 'rates'}")
    click.echo("Later public editions are protected against it.")
