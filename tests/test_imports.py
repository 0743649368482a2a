"""What a command may import before it has work to do: help is quick because nothing heavy is loaded for it."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from scorecard.cli import COMMANDS

HEAVY = {
    "pandas", "numpy", "scipy", "pyarrow", "pptx", "jinja2", "openpyxl", "xlsxwriter", "lxml", "PIL", "css_inline",
    "resvg_py", "python_calamine", "highspy", "concurrent.futures", "ibis", "sqlglot", "duckdb", "pyspark",
}  # fmt: skip
# Ours that may be imported for the help of any command: the command's own module, and these.
LIGHT = {"scorecard", "scorecard.__main__", "scorecard.cli", "scorecard.errors", "scorecard.process", "scorecard.lazy"}

LIST = """
import json, sys
import scorecard.__main__ as start
sys.argv = ["scorecard", *sys.argv[1:]]
try:
    start.main()
except SystemExit as ended:
    assert not ended.code, ended.code
print("\\n" + json.dumps(sorted(sys.modules)))
"""


def loaded(program: str, *words: str) -> set[str]:
    """The modules that are there after the program has run with these words."""
    run = subprocess.run([sys.executable, "-c", program, *words], check=True, capture_output=True, text=True)
    return set(json.loads(run.stdout.splitlines()[-1]))


def ours(modules: set[str]) -> set[str]:
    return {m for m in modules if m.split(".")[0] == "scorecard"}


@pytest.mark.parametrize("words", [["--help"], ["--version"]], ids=" ".join)
def test_the_list_of_commands_imports_only_itself(words: list[str]) -> None:
    modules = loaded(LIST, *words)
    assert not HEAVY & modules
    assert ours(modules) <= LIGHT


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command_imports_nothing_heavy(command: str) -> None:
    modules = loaded(LIST, command, "--help")
    assert not HEAVY & modules
    # A command's own module may share words with its neighbours in cli/, and nothing else of ours.
    assert {m for m in ours(modules) - LIGHT if not m.startswith("scorecard.cli.")} == set()


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [
        ("scorecard.config", {"pandas", "numpy", "scipy", "pyarrow"}),
        ("scorecard.model", {"pandas", "numpy"}),
        ("scorecard.disclosure", {"pandas", "numpy", "scipy", "highspy"}),
        ("scorecard.disclosure.protect", {"scipy.optimize", "scipy.stats"}),
        (
            "scorecard.pipeline",
            {"highspy", "scipy.optimize", "scipy.stats", "openpyxl", "matplotlib", "ibis", "sqlglot", "pptx"},
        ),
        ("scorecard.render.pptx", {"pandas", "numpy", "scipy", "pyarrow", "jinja2"}),
        ("scorecard.warehouse", {"pandas", "numpy", "pyarrow", "ibis", "sqlglot"}),
    ],
)
def test_a_module_leaves_alone_what_it_does_not_use(module: str, unwanted: set[str]) -> None:
    assert not unwanted & loaded(f"import {module}, json, sys; print(json.dumps(sorted(sys.modules)))")


def test_functions_keep_their_names_beside_modules_of_the_same_name() -> None:
    """`protect` and `attack` are a module each and a function of it; the package's are the functions."""
    program = """
import json
import scorecard.disclosure.protect, scorecard.disclosure.attack
from scorecard.disclosure import attack, protect
print(json.dumps([attack.__class__.__name__, protect.__class__.__name__]))
"""
    assert loaded(program) == {"function"}
