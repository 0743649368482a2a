"""A force's folder with an inbox, settings and a clock, in which `scorecard run` is at work."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from scorecard import config, manifest
from scorecard.register import Register
from scorecard.run.failures import Failure
from scorecard.run.work import run
from tests.deliver.conftest import Clock
from tests.deliver.server import PASSWORD, USER, Place
from tests.drawing import drawn_as

FORCE = "exampleshire.police.uk"
CHIEF, HEAD, ANALYST = f"chief@{FORCE}", f"head@{FORCE}", f"analyst@{FORCE}"
HEADINGS = "case_id,decision_date,workforce,ethnicity,sex,outcome"
SETTINGS = """
force = "Invented force"
synthetic = true
register = "kept/register.sqlite"
{more}
[inbox]
folder = "inbox"
settle_seconds = {settle}
{inbox}
[mail]
host = "localhost"
port = {port}
ca_file = "{ca_file}"
timeout_seconds = {patience}
attempts = 3
from = "scorecard@exampleshire.police.uk"
recipients = ["chief@exampleshire.police.uk", "head@exampleshire.police.uk"]
allowed_domains = ["exampleshire.police.uk"]
analyst = "analyst@exampleshire.police.uk"
"""
LOGIN = {"SCORECARD_SMTP_USER": USER, "SCORECARD_SMTP_PASSWORD": PASSWORD}


def rows(month: str, refused: int = 9) -> str:
    """An invented extract: 60 White and 40 Black officers, of whom some are refused."""
    lines = [HEADINGS]
    for number in range(100):
        ethnicity = "W1" if number < 60 else "B1"
        outcome = "refused" if (number % 60 < refused and number >= 60) or number < 3 else "cleared"
        lines.append(f"SECRET-{number},{month}-{number % 28 + 1:02},officer,{ethnicity},{'FM'[number % 2]},{outcome}")
    return "\n".join(lines) + "\n"


@dataclass
class Office:
    """One force's folder. `said`: what the last run told."""

    folder: Path
    clock: Clock = field(default_factory=Clock)
    said: list[str] = field(default_factory=list)
    more: str = ""
    inbox: str = ""
    settle: int = 0
    patience: int = 5

    @property
    def internal(self) -> Path:
        return self.folder / "out" / "202109" / "internal"

    @property
    def register(self) -> Path:
        return self.folder / "kept" / "register.sqlite"

    def put(self, name: str = "vetting-extract-202109.csv", content: str = "") -> Path:
        path = self.folder / "inbox" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content or rows("2021-07"), encoding="utf-8")
        return path

    def configure(self, place: Place | None = None) -> Path:
        """Write scorecard.toml for that server (None: one that is down)."""
        port, ca_file = (place.port, place.ca_file) if place else (9, "")
        own = {"more": self.more, "inbox": self.inbox, "settle": self.settle, "patience": self.patience}
        text = SETTINGS.format(port=port, ca_file=ca_file, **own)
        path = self.folder / "scorecard.toml"
        path.write_text(text, encoding="utf-8")
        return path

    def run(self, place: Place | None = None) -> tuple[Failure, ...]:
        """One run in this process."""
        settings = config.load(self.configure(place))
        assert settings.inbox is not None
        self.said.clear()
        return run(settings, settings.inbox, clock=self.clock, say=self.said.append, step=lambda _: None)

    def command(self, *words: str, place: Place | None = None) -> subprocess.Popen[str]:
        """`scorecard ...` in a process of its own."""
        self.configure(place)
        return subprocess.Popen(
            [sys.executable, "-m", "scorecard", *words], cwd=self.folder, text=True, encoding="utf-8",
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, **LOGIN},
        )  # fmt: skip

    def states(self) -> dict[str, str]:
        """What the register says of each message about a period."""
        with Register.open(self.register) as register:
            found = [m for m in register.outbox.messages() if m.period]
        return {m.recipient: "given up" if m.given_up else str(m.state) for m in found}

    def whole(self, folder: Path | None = None) -> bool:
        """The folder holds exactly the files that its manifest lists, as they were written."""
        folder = folder or self.internal
        listed = json.loads((folder / manifest.NAME).read_text(encoding="utf-8"))["outputs"]
        return [(entry["name"], entry["sha256"]) for entry in listed] == manifest.outputs(folder)


def finished(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """Exit code, standard output and standard error."""
    out, err = process.communicate(timeout=300)
    return process.returncode, out, err


@pytest.fixture(scope="session")
def built_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office whose period is built and queued, with the server down: made once, copied by each test."""
    office = Office(tmp_path_factory.mktemp("office"))
    office.put()
    with pytest.MonkeyPatch.context() as patch:
        for name, value in LOGIN.items():
            patch.setenv(name, value)
        office.run()
    return office.folder


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """An empty office."""
    for name, value in LOGIN.items():
        monkeypatch.setenv(name, value)
    (tmp_path / "force").mkdir()
    return Office(tmp_path / "force")


@pytest.fixture
def built(built_office: Path, office: Office) -> Office:
    """An office whose period is built, but not yet queued for anybody."""
    shutil.copytree(built_office, office.folder, dirs_exist_ok=True)
    with Register.open(office.register) as register:
        register._connection.execute("DELETE FROM outgoing")
    return office


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Slides, workbook and page are stand-ins, for tests of when something is built rather than of what."""
    drawn_as(monkeypatch, lambda made, _look, path: path.write_text(made.marking, encoding="utf-8"))
