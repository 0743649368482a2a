"""Help and version: quick, since they import nothing heavy, and complete."""

from __future__ import annotations

import subprocess
import sys

import pytest

from scorecard import __version__
from scorecard.cli import COMMANDS

HEAVY = {"pandas", "numpy", "pyarrow", "scipy", "pptx", "xlsxwriter", "openpyxl", "python_calamine", "jinja2", "lxml"}
SHOW = "import atexit, sys; atexit.register(lambda: print(*(m for m in sys.modules if '.' not in m), file=sys.stderr))"
RUN = "from scorecard.__main__ import main; main()"


def told(*words: str) -> tuple[str, set[str]]:
    """What is printed, and every top-level module that was imported."""
    run = subprocess.run([sys.executable, "-c", f"{SHOW}\n{RUN}", *words], capture_output=True, text=True, check=True)
    return run.stdout, set(run.stderr.split())


@pytest.mark.parametrize("words", [["--help"], ["--version"], *([name, "--help"] for name in COMMANDS)], ids=" ".join)
def test_nothing_heavy_is_imported(words: list[str]) -> None:
    printed, modules = told(*words)
    assert printed
    assert "scorecard" in modules
    assert not modules & HEAVY


def test_every_command_is_listed_with_its_exit_codes() -> None:
    printed, _ = told("--help")
    assert all(f"  {name} " in printed for name in COMMANDS)
    assert "5 not safe to release" in printed
    assert told("--version")[0] == f"scorecard, version {__version__}\n"
