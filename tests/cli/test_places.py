"""Folders where files should be, files where folders should be, nothing where something should be: one sentence."""

from __future__ import annotations

import pytest
from pptx import Presentation

from tests.cli.running import files, run
from tests.dip_sample.cases import extract_rows
from tests.extract.making import csv_file

POLICY = '[disclosure]\nthreshold = 5\nmethod = "suppress"\npublish = ["ethnicity"]\n'
MAIL = """
[mail]
host = "h"
from = "a@b.example"
recipients = ["x@elsewhere.example"]
allowed_domains = ["b.example"]
"""
PLACES = {
    "demo into a file": (["demo", "--out", "file"], 2, "file: is a file, and no folder; choose another --out.\n"),
    "public edition into a file": (
        ["build", "extract.csv", "--period", "202112", "--out", "file", "--edition", "both", "--config", "policy.toml"],
        2,
        "file: is a file, and no folder; choose another --out.\n",
    ),
    "build into a file": (
        ["build", "extract.csv", "--period", "202112", "--out", "file"],
        2,
        "file: is a file, and no folder; choose another --out.\n",
    ),
    "build from a folder": (["build", "folder", "--period", "202112"], 3, "folder: is a folder, not a file; "),
    "build from nothing": (["build", "none.csv", "--period", "202112"], 3, "none.csv: "),
    "build without its config": (
        ["build", "extract.csv", "--period", "202112", "--config", "none.toml"],
        4,
        "none.toml: cannot be read (no such file or directory).\n",
    ),
    "check of this folder": (
        ["check", "."],
        3,
        ". cannot be read; check that it is a file and that you may open it.\n",
    ),
    "mail of another config": (
        ["build", "extract.csv", "--period", "202112", "--config", "mail.toml"],
        4,
        "mail.toml [mail] ",
    ),
    "a colour of no group": (
        ["build", "extract.csv", "--period", "202112", "--config", "groups.toml"],
        4,
        "[look.groups] colours 'Asien', which is a group of no breakdown; did you mean 'Asian'?\n",
    ),
    "inspect of a folder": (["inspect", "folder"], 3, "folder: is a folder, not a file; "),
    "check of nothing": (["check", "none.pptx"], 3, "none.pptx cannot be read; "),
    "template of nothing": (["template", "--check", "none.pptx"], 4, "none.pptx: there is no such file.\n"),
    "status of a folder": (
        ["status", "--register", "folder"],
        4,
        "folder: the register must be a file, and this is a folder; name a file as 'register'.\n",
    ),
    "import of a folder": (
        ["import-counts", "folder", "--register", "r"],
        3,
        "folder: cannot be read (is a directory).",
    ),
    "release of a folder": (["register-release", "folder", "--register", "r"], 3, "folder: cannot be read (is a dir"),
    "sample of a folder": (["sample", "202112", "folder"], 3, "folder: is a folder, not a file; "),
    "findings of a folder": (["findings", "folder"], 3, "folder: there is no such file.\n"),
    "findings of a file of another kind": (["findings", "file"], 3, "file: the workbook cannot be read: "),
    "init in a file": (
        ["init", "--folder", "file"],
        2,
        "file/scorecard.toml: cannot be written (file exists); nothing was changed.\n",
    ),
}


@pytest.mark.parametrize(("words", "code", "start"), PLACES.values(), ids=PLACES)
def test_one_sentence_and_nothing_changed(tmp_path, words, code, start) -> None:
    csv_file(tmp_path, extract_rows())
    (tmp_path / "file").write_bytes(b"in the way")
    (tmp_path / "folder").mkdir()
    (tmp_path / "policy.toml").write_text(POLICY, encoding="utf-8")
    (tmp_path / "mail.toml").write_text(MAIL, encoding="utf-8")
    (tmp_path / "groups.toml").write_text('[look.groups]\nAsian = "1F8DD0"\nAsien = "123456"\n', encoding="utf-8")
    before = files(tmp_path)
    ended = run(*words, folder=tmp_path)
    assert ended.code == code
    assert ended.err.startswith(start)
    assert len(ended.err.splitlines()) == 1
    assert files(tmp_path) == before


REFUSED = {
    "a reference that is no group": '[analysis]\nreference_groups = { sex = "Men" }\n',
    "a template that is none": '[look]\ntemplate = "extract.csv"\n',
    "a template that lacks layouts": '[look]\ntemplate = "bare.pptx"\n',
    "a font without a name": '[look.fonts]\nheading = ""\n',
}


@pytest.mark.parametrize("edition", ["internal", "both"])
@pytest.mark.parametrize("config", REFUSED.values(), ids=REFUSED)
def test_a_config_that_is_refused_leaves_nothing_behind(tmp_path, config, edition) -> None:
    csv_file(tmp_path, extract_rows())
    Presentation().save(tmp_path / "bare.pptx")
    (tmp_path / "scorecard.toml").write_text(f"{config}{POLICY}", encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    ended = run("build", "extract.csv", "--period", "202112", "--edition", edition, folder=tmp_path)
    assert ended.code == 4
    assert sorted(tmp_path.rglob("*")) == before
