"""docs/commands.md from the help of every command: what `--help` says is what the page says.

.venv/bin/python tools/commands.py          write the page anew; a test compares the two
"""

from __future__ import annotations

from pathlib import Path

import click

from scorecard.cli import COMMANDS, scorecard

PAGE = Path(__file__).parents[1] / "docs" / "commands.md"
WIDTH = 96
INTRODUCTION = """# Commands

What `--help` says of each command. This page is made from it by `tools/commands.py`; change the words there.

Output is on standard output, progress and errors on standard error. An error is one sentence: where, what, how many,
what to do; a second part may be lines to paste or run.

## Exit codes

| code | meaning |
|---|---|
| 0 | done |
| 1 | a fault of ours |
| 2 | usage: the words of the command are off, or a file would be written over |
| 3 | the extract, or another input file, was refused |
| 4 | configuration: `scorecard.toml`, a template or a commentary is wrong |
| 5 | not safe to release |
| 6 | delivery failed; kept for the next run |
| 7 | another run is at work |

## Completion by the Tab key

The command can complete its own words. Put one line into the file that your shell reads when it starts:

| shell | file | line |
|---|---|---|
| bash 4.4 or later | `~/.bashrc` | `eval "$(_SCORECARD_COMPLETE=bash_source scorecard)"` |
| zsh | `~/.zshrc` | `eval "$(_SCORECARD_COMPLETE=zsh_source scorecard)"` |
| fish | `~/.config/fish/completions/scorecard.fish` | `_SCORECARD_COMPLETE=fish_source scorecard \\| source` |

`scorecard` must be found by its bare name: either the environment is active (`. .venv/bin/activate`), or it was
installed with pipx. PowerShell and cmd are not supported.

"""


def page() -> str:
    """The whole page as text."""
    group = click.Context(scorecard, info_name="scorecard")
    parts = [_part("scorecard", scorecard, None)]
    for name in COMMANDS:
        command = scorecard.get_command(group, name)
        assert command is not None, name
        parts.append(_part(f"scorecard {name}", command, group))
    return INTRODUCTION + "\n".join(parts)


def _part(title: str, command: click.Command, group: click.Context | None) -> str:
    name = title.rpartition(" ")[2]
    context = click.Context(command, group, name, terminal_width=WIDTH, help_option_names=["-h", "--help"])
    return f"## {title}\n\n```\n{command.get_help(context)}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
