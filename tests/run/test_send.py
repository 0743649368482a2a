"""`scorecard send` and `scorecard run --dry-run`, as commands; files that only their user can read."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner

from scorecard.cli import scorecard
from scorecard.errors import ConfigError, DeliveryError, UsageError
from tests.deliver.server import Manners, serving
from tests.end_to_end.running import files
from tests.run.conftest import CHIEF, HEAD, Office, finished


def _call(office: Office, *words: str, answer: str = "") -> str:
    """What the command prints; its own errors are raised."""
    done = CliRunner().invoke(
        scorecard, [*words, "--config", str(office.folder / "scorecard.toml")], input=answer, standalone_mode=False
    )
    if done.exception is not None:
        raise done.exception
    return done.output


def test_whoever_has_no_letter_gets_one(built: Office, tmp_path: Path) -> None:
    with serving(tmp_path, Manners(recipients={HEAD: "550 unknown"})) as place:
        built.configure(place)
        with pytest.raises(DeliveryError, match="1 is given up"):
            _call(built, "send", "202109")
        place.manners.recipients.clear()
        assert _call(built, "send", "202109") == "202109: 1 message sent.\n"
        assert _call(built, "send", "202109") == "Everybody has 202109, or a later try is planned; nothing was sent.\n"
    assert place.inbox.recipients == [CHIEF, HEAD]
    assert built.states()[HEAD] == "sent"


def test_again_asks_first_and_is_no_repeat_of_the_first(built: Office, tmp_path: Path) -> None:
    with serving(tmp_path) as place:
        built.run(place)
        from click import Abort

        for answer in ("n\n", ""):
            with pytest.raises(Abort):
                _call(built, "send", "202109", "--again", answer=answer)
        assert len(place.inbox.letters) == 2
        assert "Send 202109 once more, to all 2 recipients?" in _call(built, "send", "202109", "--again", answer="y\n")
        _call(built, "send", "202109", "--again", "--yes")
    assert place.inbox.recipients == [CHIEF, HEAD] * 3
    assert len({letter["Message-ID"] for _r, letter in place.inbox.letters}) == 6


def test_a_period_that_was_not_built(built: Office) -> None:
    built.configure()
    with pytest.raises(UsageError) as told:
        _call(built, "send", "202112")
    assert told.value.message == "202112: was not built, so there is nothing to send; build it with `scorecard build`."


def test_files_that_no_longer_belong_to_the_settings(built: Office) -> None:
    built.more = 'marking = "OFFICIAL"'
    built.configure()
    with pytest.raises(ConfigError, match=r"^202109 was built from other extracts or with other settings .*; build it"):
        _call(built, "send", "202109")
    assert built.states() == {}


def test_without_settings_for_mail(built: Office) -> None:
    (built.folder / "scorecard.toml").write_text("", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"has no \[mail\]"):
        _call(built, "send", "202109")
    with pytest.raises(ConfigError, match=r"has no \[inbox\]"):
        _call(built, "run")


def test_a_dry_run_says_what_would_be_done_and_changes_nothing(office: Office) -> None:
    office.put()
    office.configure()
    before = files(office.folder)
    assert _call(office, "run", "--dry-run") == (
        f"202109 (1 June to 31 August 2021): would be built (internal) from vetting-extract-202109.csv, into "
        f"{office.folder / 'out' / '202109'}.\n202109: would be e-mailed to {CHIEF}, {HEAD}.\n"
    )
    assert files(office.folder) == before


def test_a_dry_run_of_what_is_built_waits_or_is_done(built: Office, tmp_path: Path) -> None:
    with serving(tmp_path, Manners(recipients={HEAD: "451 later"})) as place:
        built.configure(place)
        assert _call(built, "run", "--dry-run") == f"202109: would be e-mailed to {CHIEF}, {HEAD}.\n"
        built.run(place)
        before = files(built.folder)
        assert _call(built, "run", "--dry-run") == "1 message that waits would be tried when due.\n"
        assert files(built.folder) == before
        place.manners.recipients.clear()
        built.clock.later(1)
        built.run(place)
        assert _call(built, "run", "--dry-run") == "Nothing is due.\n"


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps private files by folder, not by mode")
def test_whatever_the_command_writes_only_its_user_can_read(office: Office) -> None:
    office.put()
    code, out, err = finished(office.command("build", "inbox/vetting-extract-202109.csv", "--period", "202109"))
    assert (code, err) == (0, ""), out
    made = [path for path in office.folder.rglob("*") if "inbox" not in path.parts and path.name != "scorecard.toml"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in made if path.is_file()} == {0o600}
    assert {stat.S_IMODE(path.stat().st_mode) for path in made if path.is_dir()} == {0o700}
