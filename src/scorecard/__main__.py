"""The `scorecard` command: runs it, and turns every outcome into an exit code and at most two lines on stderr."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper

from scorecard.errors import ScorecardError, debugging, fault_of_ours
from scorecard.process import set_up

STOPPED = (
    "Stopped. What was finished by then is in place, all else is as it was before; `scorecard status` says what was "
    "built and what counts as released."
)


def _run() -> int:
    import click

    from scorecard.cli import scorecard

    try:
        result = scorecard.main(prog_name="scorecard", standalone_mode=False)
    except click.exceptions.Abort:
        print(STOPPED, file=sys.stderr)  # noqa: T201
        return 130
    except click.ClickException as error:
        from scorecard.cli.refused_words import sentence

        print(sentence(error), file=sys.stderr)  # noqa: T201
        return 2
    return result if isinstance(result, int) else 0


def _show_what_can_be_shown() -> None:
    """A Windows code page, or an old terminal, lacks characters that extracts have: a ? stands for them, no fault."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def main() -> None:
    """Run the command and leave with its exit code. Whatever it writes, only its user can read."""
    os.umask(0o077)
    set_up()
    _show_what_can_be_shown()
    try:
        sys.exit(_run())
    except ScorecardError as error:
        print(error, file=sys.stderr)  # noqa: T201
        sys.exit(error.exit_code)
    except Exception as error:
        if debugging():
            raise
        print(f"scorecard: {fault_of_ours(error)} Nothing was published.", file=sys.stderr)  # noqa: T201
        sys.exit(1)


if __name__ == "__main__":
    main()
