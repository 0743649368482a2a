"""Which files of a folder are extracts of which period, and the settings that say so."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from scorecard import config
from scorecard.errors import ConfigError
from scorecard.model import Period
from scorecard.periods import PeriodEntry
from scorecard.run.inbox import look
from scorecard.run.settings import InboxSettings

QUARTER = Period(date(2021, 6, 1), date(2021, 8, 31), "202109")
LONG = PeriodEntry("202103", date(2020, 11, 1), date(2021, 2, 28))
LATER = 4_000_000_000.0  # long after any file here was written


def seen(folder: Path, pattern: str, *names: str) -> dict[str, list[str]]:
    """The names of the files of each period, in the order in which they are given."""
    for name in names:
        (folder / name).write_text("invented", encoding="utf-8")
    found = look(InboxSettings(folder, pattern), (LONG,), LATER)
    return {d.period.label: [path.name for path in d.files] for d in found.deliveries}


def test_the_name_says_the_period_and_periods_are_in_order_of_time(tmp_path: Path) -> None:
    names = ("vetting-extract-202109.csv", "Vetting-Extract-202106.XLSX", "vetting-extract-202103.csv", "notes.txt")
    assert list(seen(tmp_path, "vetting-extract-{period}.*", *names)) == ["202103", "202106", "202109"]


def test_files_of_one_period_are_read_together(tmp_path: Path) -> None:
    assert seen(tmp_path, "vetting {period} *.csv", "vetting 202109 staff.csv", "vetting 202109 officers.csv") == {
        "202109": ["vetting 202109 officers.csv", "vetting 202109 staff.csv"]
    }


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("from 2021-06-01 to 2021-08-31.csv", "202109"),
        ("from 2021-09-01 to 2021-11-30.csv", "202112"),
        ("from 2021-10-01 to 2021-12-31.csv", "202201"),
        ("from 2020-11-01 to 2021-02-28.csv", "202103"),
        ("from 2021-01-01 to 2021-12-31.csv", "2021-01-01_2021-12-31"),
    ],
)
def test_the_dates_say_the_period(tmp_path: Path, name: str, label: str) -> None:
    assert list(seen(tmp_path, "from {from} to {to}.csv", name)) == [label]


def test_what_is_on_its_way_or_hidden_is_no_extract(tmp_path: Path) -> None:
    names = ("x-202109.csv.part", "x-202109.csv.filepart", "x-202109.tmp", ".x-202109.csv", "x-202109.csv~")
    assert seen(tmp_path, "*x-{period}.*", *names) == {}


@pytest.mark.parametrize("name", ["x-summer.csv", "x-202113.csv", "x-.csv"])
def test_a_name_without_a_known_period_is_told_and_stops_nothing(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    (tmp_path / "x-202109.csv").touch()
    found = look(InboxSettings(tmp_path, "x-{period}*"), (), LATER)
    assert [d.period for d in found.deliveries] in ([QUARTER], [])
    found = look(InboxSettings(tmp_path, "x-{period}.csv"), (), LATER)
    assert [d.period for d in found.deliveries] == [QUARTER]
    assert [str(error) for error in found.unread] == (
        [] if name == "x-.csv" else [
            f"{name}: its name says no period that is known; call it after a year and month (YYYYMM), after two dates "
            "in order, or after the label of a [[period]] of scorecard.toml."
        ]
    )  # fmt: skip


def test_dates_that_run_backwards_say_no_period(tmp_path: Path) -> None:
    (tmp_path / "2021-08-31 2021-06-01.csv").touch()
    found = look(InboxSettings(tmp_path, "{from} {to}.csv"), (), LATER)
    assert (found.deliveries, len(found.unread)) == ((), 1)


def test_a_file_settles_once_nothing_has_changed_for_long_enough(tmp_path: Path) -> None:
    path = tmp_path / "vetting-extract-202109.csv"
    path.touch()
    changed = path.stat().st_ctime
    settings = InboxSettings(tmp_path, settle_seconds=60)
    settled = {after: look(settings, (), changed + after).deliveries[0].settled for after in (1, 59, 61)}
    assert settled == {1: False, 59: False, 61: True}
    os.utime(path, (changed - 9999, changed - 9999))  # as a copy that keeps the original's time
    assert not look(settings, (), path.stat().st_ctime + 30).deliveries[0].settled


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        ("pattern = 'extract.csv'", "pattern must hold {period} once, or {from} and {to} once each."),
        ("pattern = '{period}-{from}-{to}'", "pattern must hold {period} once, or {from} and {to} once each."),
        ("pattern = 'in/{period}.csv'", "pattern is the name of a file, without folders."),
        ("editions = []", 'editions must name "internal", "public" or both.'),
        ("settle_seconds = -1", "settle_seconds must be from 0 to 86400."),
        ("keep_logs = 0", "keep_logs must be from 1 to 1000."),
    ],
)
def test_settings_that_cannot_be(tmp_path: Path, setting: str, sentence: str) -> None:
    path = tmp_path / "scorecard.toml"
    path.write_text(f"[inbox]\nfolder = 'in'\n{setting}\n", encoding="utf-8")
    with pytest.raises(ConfigError) as told:
        config.load(path)
    assert told.value.message == f"scorecard.toml [inbox] {sentence}"


def test_relative_paths_start_at_the_config(tmp_path: Path) -> None:
    path = tmp_path / "scorecard.toml"
    path.write_text(
        "[inbox]\nfolder = 'in'\n[mail]\nhost = 'mail.example'\nfrom = 'a@b.example'\nrecipients = ['c@b.example']\n"
        "allowed_domains = ['b.example']\nca_file = 'authority.pem'\n",
        encoding="utf-8",
    )
    settings = config.load(path)
    assert settings.inbox
    assert settings.mail
    assert (settings.inbox.folder, settings.inbox.out) == (tmp_path / "in", tmp_path / "out")
    assert settings.inbox.log == tmp_path / "scorecard-run.jsonl"
    assert settings.mail.ca_file == str(tmp_path / "authority.pem")
    assert settings.shaping == config.replace(settings, inbox=None, mail=None)
