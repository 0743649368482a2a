"""The commands, one short file each. A command's module is imported when it is used, so that help is quick."""

from __future__ import annotations

from importlib import import_module

import click

from scorecard import __version__
from scorecard.errors import near

# name -> what the list of commands says of it
COMMANDS: dict[str, str] = {
    "build": "Build the scorecard of one period from its extracts.",
    "count": "Count a table in a warehouse where it lies; no row leaves it.",
    "inspect": "Show what the tool sees in extracts; no row of a person.",
    "check": "Report what is hidden in finished files; exit 5 if anything would leak.",
    "run": "Build and e-mail what is due in the inbox, once; for cron.",
    "send": "E-mail one built period to those who do not have it yet.",
    "status": "List the register's periods: counted, released, sent.",
    "import-counts": "Load earlier periods from a file of counts, so that a trend can start.",
    "register-release": "Enter counts published elsewhere, so that public editions allow for them.",
    "sample": "Draw refusals for a dip-sample into a private review workbook.",
    "findings": "Take reviewed workbooks back as counts by group.",
    "commentary": "Begin a period's commentary with its findings and open actions.",
    "init": "Write a scorecard.toml with every setting and its default.",
    "demo": "Build the scorecards of four sample periods (synthetic data).",
    "template": "Start a PowerPoint template of your own, or check one.",
}


class Lazy(click.Group):
    """A group whose commands are imported one at a time."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(f"scorecard.cli.{cmd_name.replace('-', '_')}"), cmd_name.replace("-", "_"))
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS and not ctx.resilient_parsing:  # which is how a shell asks for completions
            ctx.fail(f"No such command '{args[0]}'{near(args[0], COMMANDS)}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="scorecard")
def scorecard() -> None:
    """Vetting disproportionality scorecards from one command.

    Exit codes: 0 done; 1 a fault of ours; 2 usage; 3 the extract was refused; 4 configuration; 5 not safe to release;
    6 delivery failed, kept for retry; 7 another run is at work.
    """
