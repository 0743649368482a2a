"""What a Windows machine would trip over, as far as another machine can tell."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import run
from tests.dip_sample.cases import extract_rows
from tests.extract.making import csv_file, row

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
POSIX_ONLY = {"fcntl", "pwd", "grp", "resource", "termios", "syslog", "posix"}
KEPT = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
LONGEST_FOLDER, MAX_PATH = 120, 260  # what Windows takes without a setting of its own


def imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {a.name for node in ast.walk(tree) if isinstance(node, ast.Import) for a in node.names}
    return names | {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}


def test_nothing_is_imported_that_windows_lacks() -> None:
    assert {p.name: imports(p) & POSIX_ONLY for p in SOURCES if imports(p) & POSIX_ONLY} == {}


def test_text_is_written_with_its_encoding_and_its_line_ends() -> None:
    """Without `newline` a file has other bytes on Windows; without `encoding`, other characters (ruff, PLW1514)."""
    said = [
        f"{path.name}:{node.lineno}"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "write_text"
        and not {"encoding", "newline"} <= {k.arg for k in node.keywords}
    ]
    assert said == []


def tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False).stdout
    return listed.splitlines() or [str(p.relative_to(ROOT)) for p in SOURCES]


def legal(name: str) -> bool:
    parts = name.split("/")
    return all(not re.search(r'[<>:"\\|?*\x00-\x1f]', p) and not KEPT.fullmatch(p) and p[-1] not in ". " for p in parts)


def test_every_file_of_the_repository_can_lie_on_a_windows_disk() -> None:
    names = tracked()
    assert [n for n in names if not legal(n)] == []
    assert len({n.casefold() for n in names}) == len(names)


def test_every_file_that_is_written_can_lie_on_a_windows_disk(tmp_path: Path) -> None:
    csv_file(tmp_path, extract_rows())
    label = "x" * 40
    words = ("build", "extract.csv", "--period", label, "--from", "2021-09-01", "--to", "2021-11-30")
    assert run(*words, folder=tmp_path).code == 0
    names = [p.relative_to(tmp_path).as_posix() for p in (tmp_path / "out").rglob("*")]
    assert len(names) > 10
    assert [n for n in names if not legal(n)] == []
    beside = len("/.internal.new-abcdefgh") - len("/internal")  # where a folder is filled before it takes its place
    assert max(map(len, names)) + beside + LONGEST_FOLDER < MAX_PATH


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\n"])
def test_settings_and_extracts_with_any_line_ends(tmp_path: Path, ends: str) -> None:
    path = csv_file(tmp_path, [row(n, outcome="Yes" if n % 3 else "refused") for n in range(60)])
    path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", ends.encode()))
    settings = '[codes.outcome]\n"Yes" = "cleared"\n'.replace("\n", ends if ends != "\r" else "\n")
    (tmp_path / "scorecard.toml").write_bytes(b"\xef\xbb\xbf" + settings.encode())  # Notepad's mark before it
    ended = run(
        "build", "extract.csv", "--period", "202112", "--from", "2021-10-01", "--to", "2021-12-31", folder=tmp_path
    )
    assert ended.code == 0, ended.err
    assert "60 rows read" in ended.out


@pytest.mark.parametrize("encoding", ["cp1252", "cp850"])
def test_a_terminal_without_some_characters_is_no_fault(tmp_path: Path, encoding: str) -> None:
    # In two rows, so that it may be a code and is quoted.
    csv_file(tmp_path, [row(n, ethnicity="Žluťoučký – ▲") for n in (1, 2)] + [row(3, ethnicity="White – Irish")])
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    for words in (
        ["inspect", "extract.csv"],
        ["inspect", "extract.csv", "--json"],
        ["build", "extract.csv", "--period", "202112"],
    ):
        command = [sys.executable, "-m", "scorecard", *words]
        ended = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=False)
        said = (ended.stdout + ended.stderr).decode(encoding)
        assert ended.returncode == (3 if words[0] == "build" else 0), said
        assert "fault of ours" not in said
        if "--json" in words:
            values = json.loads(ended.stdout.decode(encoding))["files"][0]["columns"]
            assert any(v["value"] == "Žluťoučký – ▲" for c in values for v in c["values"])
