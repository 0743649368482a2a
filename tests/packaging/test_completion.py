"""Tab completion: each shell that the guide names gets its script, and the script's question is answered."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = Path(sys.executable).with_name("scorecard")
GUIDE = (Path(__file__).parents[2] / "docs" / "guide" / "installing.md").read_text(encoding="utf-8")


def asked(**environment: str) -> str:
    given = {**os.environ, **environment}
    return subprocess.run([COMMAND], env=given, capture_output=True, encoding="utf-8", check=True).stdout


@pytest.mark.parametrize(
    ("shell", "registers"),
    [
        ("bash", "complete -o nosort -F"),
        ("zsh", "compdef _scorecard_completion scorecard"),
        ("fish", "complete --no-files"),
    ],
)
def test_each_shell_has_its_script(shell: str, registers: str) -> None:
    assert registers in asked(_SCORECARD_COMPLETE=f"{shell}_source")
    assert f"_SCORECARD_COMPLETE={shell}_source" in GUIDE


def test_commands_and_options_are_completed() -> None:
    assert asked(_SCORECARD_COMPLETE="bash_complete", COMP_WORDS="scorecard ins", COMP_CWORD="1") == "plain,inspect\n"
    answered = asked(_SCORECARD_COMPLETE="bash_complete", COMP_WORDS="scorecard build --edi", COMP_CWORD="2")
    assert answered == "plain,--edition\n"


def test_a_misspelt_command_has_no_completions_and_no_traceback() -> None:
    assert asked(_SCORECARD_COMPLETE="bash_complete", COMP_WORDS="scorecard biuld --edi", COMP_CWORD="2").strip() == ""
