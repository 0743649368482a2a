"""What the pages print: every command line is understood, every block of settings loads, the quarter runs as shown."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import click
import pytest

from scorecard import config
from scorecard.cli import COMMANDS, scorecard
from tests.cli.running import run

ROOT = Path(__file__).parents[2]
PAGES = [*sorted((ROOT / "docs").rglob("*.md")), ROOT / "README.md", ROOT / "SECURITY.md"]
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
SETTINGS = [
    *((ROOT / "docs" / "guide" / f"{name}.md") for name in ("configuring", "extracts", "operations", "publishing")),
    ROOT / "docs" / "start.md",
]


def blocks(page: Path, *kinds: str) -> list[str]:
    return [text for kind, text in BLOCK.findall(page.read_text(encoding="utf-8")) if kind in kinds]


def command_lines() -> Iterator[tuple[str, list[str]]]:
    """Each line of a block that starts the command, without what is explained behind it: (page, words)."""
    for page in PAGES:
        for block in blocks(page, "", "sh"):
            for line in block.splitlines():
                if match := re.match(r"(?:\.venv/bin/)?scorecard ((?:\S| (?! ))+)", line):
                    yield page.name, shlex.split(match[1], comments=True)


LINES = [(page, words) for page, words in command_lines() if words[0] != ">"]


def test_the_pages_show_every_command_that_an_analyst_needs() -> None:
    shown = {words[0] for _, words in LINES}
    assert shown <= set(COMMANDS)
    assert shown >= {
        "demo",
        "init",
        "inspect",
        "build",
        "check",
        "template",
        "commentary",
        "sample",
        "findings",
        "send",
    }
    assert shown >= {"run", "status", "import-counts", "register-release"}


@pytest.mark.parametrize(("page", "words"), LINES, ids=[f"{page} {' '.join(words)}" for page, words in LINES])
def test_every_command_line_is_understood(page: str, words: list[str]) -> None:
    command = scorecard.get_command(click.Context(scorecard), words[0])
    assert command, page
    with patch.object(click.Path, "convert", lambda _self, value, _option, _context: value):  # its files are not here
        command.make_context(words[0], words[1:])  # reads the words, runs nothing


@pytest.mark.parametrize("page", SETTINGS, ids=lambda p: p.name)
def test_every_block_of_settings_loads(page: Path, tmp_path: Path) -> None:
    found = blocks(page, "toml")
    assert found
    for block in found:
        (tmp_path / "scorecard.toml").write_text(block, encoding="utf-8")
        config.load(tmp_path / "scorecard.toml")


def pairs(page: Path) -> Iterator[tuple[list[str], str]]:
    """Each block of commands with the block of output that follows it at once; "" where none does."""
    text = page.read_text(encoding="utf-8")
    found = list(BLOCK.finditer(text))
    for block, following in zip(found, [*found[1:], None], strict=True):
        lines = [line for line in block[2].splitlines() if line.startswith("scorecard ")]
        if not lines or block[1] not in ("", "sh"):
            continue
        at_once = following is not None and not text[block.end() : following.start()].strip()
        yield lines, following[2] if at_once and following is not None else ""


def test_the_quarter_runs_as_it_is_shown(tmp_path: Path) -> None:
    """Every command of the page but `send`, in its order, on the sample that it names; each line of output is there."""
    shutil.copy(ROOT / "sample_data" / "vetting-extract-202109.csv", tmp_path)
    policy = blocks(ROOT / "docs" / "guide" / "publishing.md", "toml")[0]
    (tmp_path / "scorecard.toml").write_text(policy, encoding="utf-8")
    ran = set()
    for lines, output in pairs(ROOT / "docs" / "guide" / "quarter.md"):
        for line in lines:
            words = shlex.split(line)[1:]
            if words[0] == "send":
                continue
            if words[-1].endswith("*"):
                words[-1:] = sorted(str(p.relative_to(tmp_path)) for p in tmp_path.glob(words[-1]))
            ended = run(*words, folder=tmp_path)
            assert ended.code == 0, (line, ended.err)
            ran.add(words[0])
            if "202109.csv" in line:
                missing = [shown for shown in output.splitlines() if shown not in ended.out.splitlines()]
                assert missing == [], line
    assert ran == {"inspect", "build", "commentary", "sample", "check"}
