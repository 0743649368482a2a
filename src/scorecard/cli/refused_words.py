"""Words of the command line that are refused: one sentence, as for every other error, in place of click's three lines.

In: what click raised. Out: the sentence, which names the option or the command and what to do.
"""

from __future__ import annotations

import click

_PLAIN = {
    " is not a valid integer range": " is no whole number",
    " is not a valid integer": " is no whole number",
    "Got unexpected extra arguments": "There are words too many",
    "Got unexpected extra argument": "There is a word too many",
}


def sentence(error: click.ClickException) -> str:
    """One sentence; the whole help where a command was called without a word."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.format_message()
    context = error.ctx if isinstance(error, click.UsageError) else None
    see = f"; see {context.command_path} --help." if context else "."
    if isinstance(error, click.MissingParameter) and error.param is not None:
        return f"{context.command_path if context else 'scorecard'} needs {_name(error.param)}{see}"
    message = " ".join((error.message if isinstance(error, click.BadParameter) else error.format_message()).split())
    for theirs, ours in _PLAIN.items():
        message = message.replace(theirs, ours)
    if isinstance(error, click.BadParameter) and error.param is not None:
        return f"{_name(error.param)}: {message}"
    return f"{message.removesuffix('.')}{see}" if message.endswith((".", ")")) else message


def _name(parameter: click.Parameter) -> str:
    """`--period`, or an argument as the help writes it."""
    return parameter.opts[0] if isinstance(parameter, click.Option) else parameter.human_readable_name.rstrip(".")
