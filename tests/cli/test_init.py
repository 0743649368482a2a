"""init: a file that lists every setting, and that loads when every # is taken away."""

from __future__ import annotations

import re
import tomllib
from dataclasses import MISSING, fields
from pathlib import Path

import pytest

from scorecard.codes import BreakdownRule
from scorecard.config import Config, load
from scorecard.deliver.settings import MailSettings
from scorecard.disclosure import Policy
from scorecard.extract import ExtractSettings
from scorecard.figures import AnalysisSettings
from scorecard.look import Colours, Fonts, Mark, Theme, load_look
from scorecard.periods import PeriodEntry
from scorecard.run.settings import InboxSettings
from scorecard.shipped import shipped
from tests.cli.running import files, run

TEXT = shipped("templates/scorecard.toml").read_text(encoding="utf-8")
USED = re.sub(r"(?m)^#(?=\S)", "", TEXT)  # every setting with its # taken away
SET = tomllib.loads(USED)
OWN_TABLES = {"columns", "constants", "count_columns", "codes"}


def names(kind: type) -> set[str]:
    return {f.name.rstrip("_") for f in fields(kind)}


def test_it_is_written_whole_and_never_over_another(tmp_path: Path) -> None:
    ended = run("init", "--folder", "unit", folder=tmp_path)
    assert (ended.code, ended.err) == (0, "")
    assert files(tmp_path) == {"unit/scorecard.toml": TEXT.encode()}
    ended = run("init", "--folder", "unit", folder=tmp_path)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == (
        "unit/scorecard.toml: is there already, and nothing was changed; "
        "change it as you need, or choose another --folder.\n"
    )


def test_as_it_is_it_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "scorecard.toml").write_text(TEXT, encoding="utf-8")
    made, default = load(tmp_path / "scorecard.toml"), Config()
    assert {f: getattr(made, f) for f in names(Config) - {"file"}} == {
        f: getattr(default, f) for f in names(Config) - {"file"}
    }


def test_with_every_line_in_use_it_loads(tmp_path: Path) -> None:
    (tmp_path / "scorecard.toml").write_text(USED, encoding="utf-8")
    (tmp_path / "our-template.pptx").write_bytes(b"")
    config = load(tmp_path / "scorecard.toml")
    assert config.register == tmp_path / "register.sqlite"
    assert load_look(config.look, config.folder).template == str(tmp_path / "our-template.pptx")


@pytest.mark.parametrize(
    ("wanted", "listed"),
    [
        (names(Config) - {"file"} | OWN_TABLES, set(SET)),
        (names(ExtractSettings) - OWN_TABLES, set(SET["extract"])),
        (names(AnalysisSettings), set(SET["analysis"])),
        (names(Policy), set(SET["disclosure"])),
        (names(InboxSettings), set(SET["inbox"])),
        (names(MailSettings), set(SET["mail"])),
        (names(PeriodEntry), {key for entry in SET["period"] for key in entry}),
        (names(BreakdownRule), {key for entry in SET["breakdown"] for key in entry}),
        (names(Theme), set(SET["look"])),
        (names(Fonts), set(SET["look"]["fonts"])),
        (names(Colours), set(SET["look"]["colours"])),
        (names(Mark), set(SET["look"]["findings"]["higher"])),
    ],
    ids=(
        *("top", "extract", "analysis", "disclosure", "inbox", "mail"),
        *("period", "breakdown", "look", "fonts", "colours", "mark"),
    ),
)
def test_every_key_is_listed(wanted: set[str], listed: set[str]) -> None:
    assert wanted == listed


def test_the_values_are_the_defaults() -> None:
    """Where a key has a default of its own, the file shows that one; the others are examples."""
    settings = AnalysisSettings()
    assert {k: v for k, v in SET["analysis"].items() if k != "reference_groups"} == {
        name: getattr(settings, name) for name in names(AnalysisSettings) - {"reference_groups"}
    }
    extract = ExtractSettings()
    assert {k: tuple(v) if isinstance(v, list) else v for k, v in SET["extract"].items()} == {
        name: getattr(extract, name) for name in names(ExtractSettings) - OWN_TABLES
    }
    for kind, table in ((InboxSettings, SET["inbox"]), (MailSettings, SET["mail"])):
        defaults = {f.name: f.default for f in fields(kind) if f.default is not MISSING}
        shown = {k: tuple(v) if isinstance(v, list) else v for k, v in table.items() if k in defaults}
        assert shown == {k: str(v) if isinstance(v, Path) else v for k, v in defaults.items()}
    look = tomllib.loads(shipped("templates/theme.toml").read_text(encoding="utf-8"))
    assert SET["look"]["colours"] == look["colours"]
    assert SET["look"]["fonts"] == look["fonts"]
    assert SET["look"]["findings"]["higher"] == look["findings"]["higher"]
    assert [SET[k] for k in ("force", "synthetic", "marking", "public_marking")] == [
        getattr(Config(), k) for k in ("force", "synthetic", "marking", "public_marking")
    ]
