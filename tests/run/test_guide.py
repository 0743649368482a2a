"""The operations guide: its settings load, and it names every key and option that there is."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from scorecard import config
from scorecard.cli.run import run
from scorecard.cli.send import send
from scorecard.deliver import MailSettings
from scorecard.run.settings import InboxSettings

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "guide" / "operations.md").read_text(encoding="utf-8")


def test_its_settings_load(tmp_path: Path) -> None:
    (block,) = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)
    (tmp_path / "scorecard.toml").write_text(block, encoding="utf-8")
    settings = config.load(tmp_path / "scorecard.toml")
    assert settings.inbox
    assert settings.mail
    assert settings.inbox == InboxSettings(tmp_path / "inbox").anchored(tmp_path)


@pytest.mark.parametrize(("table", "kind"), [("inbox", InboxSettings), ("mail", MailSettings)])
def test_its_tables_have_every_key(table: str, kind: type) -> None:
    start = GUIDE.index(f"| key of `[{table}]`")
    rows = GUIDE[start : GUIDE.index("\n\n", start)].splitlines()[2:]
    listed = {key for row in rows for key in re.findall(r"`(\w+)`", row.split("|")[1])}
    assert listed == {field.name.rstrip("_") for field in fields(kind)}


def test_its_options_are_those_of_the_commands() -> None:
    known = {option for command in (run, send) for parameter in command.params for option in parameter.opts}
    shown = [words for words in re.findall(r"`[^`\n]*scorecard (?:run|send)([^`\n]*)`", GUIDE) if words]
    assert {option for words in shown for option in re.findall(r"--[\w-]+", words)} <= known
    assert "--dry-run" in GUIDE
    assert "--again" in known


@pytest.mark.parametrize("example", ["crontab", "systemd/scorecard.service", "windows/scorecard-task.xml"])
def test_the_examples_start_run_with_options_that_it_has(example: str) -> None:
    text = (ROOT / "examples" / example).read_text(encoding="utf-8")
    command = re.search(r"\brun (--[^<>\n]*)", text)
    assert command
    known = {option for parameter in run.params for option in parameter.opts}
    assert set(re.findall(r"--[\w-]+", command[1])) == {"--config"} & known
