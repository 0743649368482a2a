"""Options that several commands have, each worded once; and a day and the editions as they are typed.

In: what stands on the command line. Out: paths, dates, editions. Imports nothing heavy, since help needs it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from scorecard.model import Edition

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


class _Named(click.Path):
    """A path of which there is at least a letter: Python takes an empty one for the folder it is in."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value == "":
            self.fail("the name of a file or folder is empty; is a variable in the command not set?", param, ctx)
        return super().convert(value, param, ctx)


PATH = _Named(path_type=Path)
EDITIONS = ("internal", "public", "both")

period_option: Decorator = click.option(
    "--period", required=True, help="The period's label; 202109 is 1 June to 31 August 2021."
)
config_option: Decorator = click.option(
    "--config", type=PATH, help="Settings; scorecard.toml in this folder if there is one."
)
register_option: Decorator = click.option(
    "--register", "named", type=PATH, metavar="FILE", help="Another register than the config's."
)
out_option: Decorator = click.option(
    "--out", type=PATH, default=Path("out"), show_default=True, help="Where the period's folder goes."
)


def day(text: str) -> date:
    """The date; click.BadParameter, with the form that is wanted, where it is none."""
    with suppress(ValueError):
        read = date.fromisoformat(text)
        if read.isoformat() == text:  # Python reads 20210601 and 2021-W22-2 too
            return read
    raise click.BadParameter(f"'{text}' is no date of the form year-month-day, such as 2021-06-01.")


def days_options(first: str = "--from", last: str = "--to") -> Decorator:
    """The two options of a period's first and last day, `start` and `end` of the command; under these names."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        of_end = click.option(
            last, "end", type=day, metavar="YYYY-MM-DD", help="Last day, where the label does not say it."
        )
        of_start = click.option(
            first, "start", type=day, metavar="YYYY-MM-DD", help="First day, where the label does not say it."
        )
        return of_start(of_end(command))

    return decorate


def editions_of(word: str) -> tuple[Edition, ...]:
    """The editions that one of EDITIONS asks for."""
    from scorecard.model import Edition

    return tuple(Edition) if word == "both" else (Edition(word),)
