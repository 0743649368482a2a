"""What goes wrong in a run: told to who can help, in the log without any person, and no hindrance to the rest."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from scorecard import manifest, pipeline
from scorecard.errors import ConfigError, DisclosureError
from scorecard.register import Register
from scorecard.run import work
from scorecard.run.failures import Failure, worst
from tests.deliver.server import Manners, serving
from tests.run.conftest import ANALYST, CHIEF, HEAD, Office, rows

SENT = {CHIEF: "sent", HEAD: "sent"}


def _log(office: Office) -> list[dict[str, object]]:
    return [json.loads(line) for line in (office.folder / "scorecard-run.jsonl").read_text("utf-8").splitlines()]


def test_one_recipient_refused_is_told_to_the_analyst(built: Office, tmp_path: Path) -> None:
    with serving(tmp_path, Manners(recipients={HEAD: "550 5.1.1 unknown"})) as place:
        (failure,) = built.run(place)
        assert (failure.code, failure.passes) == (6, False)
        built.clock.later(1)
        assert built.run(place) == ()
    assert built.states() == {CHIEF: "sent", HEAD: "given up"}
    assert place.inbox.recipients == [CHIEF, ANALYST]
    assert "1 is given up. The server refused the recipient (550)." in place.inbox.letters[1][1].get_content()


def test_one_period_that_is_refused_does_not_stop_the_others(built: Office, tmp_path: Path) -> None:
    built.put(
        "vetting-extract-202106.csv", rows("2021-04").replace("cleared", "SECRET-OUTCOME", 1).replace(",W1,", ",W10,")
    )
    built.put("vetting-extract-summer.csv")
    with serving(tmp_path) as place:
        failures = built.run(place)
        assert sorted((f.period, f.code) for f in failures) == [("", 3), ("202106", 3)]
        assert worst(failures) == 3
        assert place.inbox.recipients == [CHIEF, HEAD, ANALYST, ANALYST]
        built.clock.later(1)
        built.run(place)
        assert len(place.inbox.letters) == 4, "the same failure is told once a day"
        built.clock.later(24)
        built.run(place)
    assert len(place.inbox.letters) == 6
    said = [letter.get_content() for recipient, letter in place.inbox.letters if recipient == ANALYST]
    assert any("vetting-extract-summer.csv: its name says no period that is known" in text for text in said)
    assert any('"W10"' in text for text in said)
    assert "SECRET-1" not in "".join(said)


@pytest.mark.usefixtures("quick")
def test_a_public_edition_that_is_not_safe_does_not_hold_up_the_slt(
    built: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built.more = '[disclosure]\nthreshold = 5\nmethod = "suppress"\npublish = ["ethnicity"]'
    built.inbox = 'editions = ["internal", "public"]'
    with serving(tmp_path) as place:
        with monkeypatch.context() as patch:
            patch.setattr(pipeline, "_protected", raising(DisclosureError("The public edition cannot be made safe.")))
            (failure,) = built.run(place)
        assert (failure.period, failure.code) == ("202109", 5)
        assert place.inbox.recipients == [CHIEF, HEAD, ANALYST]
        assert not (built.internal.parent / "public").exists()
        assert built.run(place) == ()
        assert built.whole(built.internal.parent / "public")
        assert built.said == ["202109: built (internal and public) from vetting-extract-202109.csv."]
        built.run(place)
    assert built.said == [], "what is published is not published again"
    with Register.open(built.register) as register:
        (status,) = register.status()
    assert (len(status.released), status.replaced, len(place.inbox.letters)) == (1, 0, 3)


@pytest.mark.usefixtures("quick")
def test_a_fault_of_ours_in_the_public_edition_leaves_the_internal_one_in_place(
    built: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built.more = '[disclosure]\nthreshold = 5\nmethod = "suppress"\npublish = ["ethnicity"]'
    built.inbox = 'editions = ["internal", "public"]'
    monkeypatch.setattr(pipeline, "draw_public", raising(RuntimeError("a fault")))
    with serving(tmp_path) as place:
        (failure,) = built.run(place)
    assert (failure.period, failure.code) == ("202109", 1)
    assert built.whole(built.internal)
    assert not (built.internal.parent / "public").exists()


def raising(error: Exception) -> Callable[..., None]:
    """A function that raises the error, whatever it is given."""

    def work(*_given: object) -> None:
        raise error

    return work


def test_the_log_names_no_person(built: Office, tmp_path: Path) -> None:
    built.put("vetting-extract-202106.csv", rows("2021-04").replace(",W1,", ",W10,"))
    with serving(tmp_path, Manners(recipients={HEAD: "451 later"})) as place:
        built.run(place)
    log = built.folder / "scorecard-run.jsonl"
    events = [line["event"] for line in _log(built)]
    assert events[-8:] == ["started", "queued", "sent", "later", "sent", "failed", "failed", "finished"]
    text = log.read_text(encoding="utf-8")
    for secret in (CHIEF, HEAD, ANALYST, "SECRET", "correct horse"):
        assert secret not in text
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_the_log_is_rotated(built: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    from scorecard.run import log

    monkeypatch.setattr(log, "FULL", 300)
    built.inbox = "keep_logs = 2"
    for _run in range(5):
        built.run()
        built.clock.later(3)
    names = sorted(p.name for p in built.folder.glob("scorecard-run.jsonl*"))
    assert names == ["scorecard-run.jsonl", "scorecard-run.jsonl.1", "scorecard-run.jsonl.2"]


def test_a_damaged_register_is_told_to_the_analyst_at_once(built: Office, tmp_path: Path) -> None:
    built.register.write_bytes(b"SQLite format 3\0 and then nothing of sense" * 50)
    with serving(tmp_path) as place, pytest.raises(ConfigError, match="the register is damaged"):
        built.run(place)
    assert place.inbox.recipients == [ANALYST]
    assert "the register is damaged" in place.inbox.letters[0][1].get_content()


def test_an_inbox_that_is_not_there(built: Office) -> None:
    built.inbox = ""
    for path in (built.folder / "inbox").iterdir():
        path.unlink()
    (built.folder / "inbox").rmdir()
    (failure, *_rest) = built.run()
    assert (failure.code, failure.sentence) == (
        4, f"scorecard.toml [inbox] folder: {built.folder / 'inbox'} cannot be looked into (no such file or directory)."
    )  # fmt: skip


def test_an_extract_that_cannot_be_read(built: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(manifest, "digest", refuse)
    (failure, *_rest) = built.run()
    assert (failure.code, str(failure)) == (
        3, "202109: vetting-extract-202109.csv: cannot be read (permission denied)."
    )  # fmt: skip


def test_a_fault_of_ours_stops_one_period_and_shows_nothing(
    built: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    built.put("vetting-extract-202106.csv", rows("2021-04"))

    def fail(*_given: object) -> None:
        raise KeyError("SECRET-1")

    monkeypatch.setattr(work, "build", fail)
    with serving(tmp_path) as place:
        (failure,) = built.run(place)
    assert (failure.code, str(failure)) == (
        1,
        "202106: a fault of ours (KeyError); run again with SCORECARD_DEBUG=1 to see where, and report it without the "
        "extract.",
    )
    assert place.inbox.recipients == [CHIEF, HEAD, ANALYST]
    assert "SECRET" not in (built.folder / "scorecard-run.jsonl").read_text(encoding="utf-8")


def test_the_worst_failure_gives_the_exit_code() -> None:
    assert worst(()) == 0
    for codes, code in (((6, 3), 3), ((5, 6), 5), ((3, 4), 4), ((1, 4), 1), ((7,), 7)):
        assert worst([Failure("", "", c) for c in codes]) == code
