"""`scorecard send`: one built period by e-mail, to those who do not have it yet."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from scorecard.cli.options import PATH, config_option


@click.command()
@click.argument("period")
@click.option("--again", is_flag=True, help="Also to those who have it; asks first.")
@click.option("--yes", is_flag=True, help="Answer that question with yes.")
@config_option
@click.option("--out", type=PATH, metavar="DIR", help="Where the period's folder is; [inbox] out, else out.")
def send(period: str, again: bool, yes: bool, config: Path | None, out: Path | None) -> None:
    """E-mail the internal scorecard of a PERIOD that is built to the recipients of [mail].

    Whoever has it, or is still to get it, is left out; so is nobody with --again.
    """
    from scorecard.config import in_use
    from scorecard.errors import ConfigError

    chosen = in_use(config)
    if chosen.mail is None:
        raise ConfigError("scorecard.toml has no [mail], which says where and to whom to send; see `scorecard init`.")
    if again and not yes:
        number = len(chosen.mail.recipients)
        click.confirm(f"Send {period} once more, to all {number} recipients?", abort=True, err=True)

    from scorecard.deliver import check
    from scorecard.run.sending import Order
    from scorecard.run.sending import send as post
    from scorecard.run.work import in_words

    folder = out or (chosen.inbox.out if chosen.inbox else Path("out"))
    order = Order(period, folder, chosen.register_beside(folder), again)
    posted = post(order, chosen, chosen.mail, lambda: datetime.now(UTC))
    click.echo("\n".join(in_words(posted)) or f"Everybody has {period}, or a later try is planned; nothing was sent.")
    check(posted)
