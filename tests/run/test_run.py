"""`scorecard run` beside a real mail server: built once, sent once, and what goes wrong is told to who can help."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from scorecard import manifest, pipeline
from scorecard.errors import ConfigError, DisclosureError
from scorecard.register import Register
from scorecard.run import work
from scorecard.run.failures import Failure, worst
from tests.deliver.server import Manners, serving
from tests.end_to_end.running import files
from tests.run.conftest import ANALYST, CHIEF, HEAD, Office, rows

SENT = {CHIEF: "sent", HEAD: "sent"}


def _log(office: Office) -> list[dict[str, object]]:
    return [json.loads(line) for line in (office.folder / "scorecard-run.jsonl").read_text("utf-8").splitlines()]


def test_what_is_due_is_built_and_sent_and_the_next_run_does_nothing(office: Office, tmp_path: Path) -> None:
    office.put()
    with serving(tmp_path) as place:
        assert office.run(place) == ()
        assert office.said == [
            "202109: built (internal) from vetting-extract-202109.csv.",
            "202109: queued for 2 recipients.",
            "202109: 2 messages sent.",
        ]
        before = files(office.folder / "out")
        office.clock.later(1)
        assert office.run(place) == ()
    assert office.said == []
    assert files(office.folder / "out") == before
    assert place.inbox.recipients == [CHIEF, HEAD]
    assert office.states() == SENT
    assert office.whole()


def test_the_message_is_composed_of_what_the_files_are(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is composed again, from the register: every section of it is one of the files' own."""
    cards = []
    real = pipeline.internal_card
    monkeypatch.setattr(pipeline, "internal_card", lambda *given: cards.append(real(*given)) or cards[-1])
    office.put()
    office.run()
    of_files, of_message = cards
    kept = {section.id: section for section in of_files.sections}
    assert of_message.sections[0].tiles
    for section in of_message.sections:
        if section.id != "missing":  # there alone the register's lack of days shows
            assert section == kept[section.id]
    assert kept.keys() - {section.id for section in of_message.sections} <= {"ledger", "timeliness"}


def test_the_slides_and_the_workbook_are_attached(built: Office, tmp_path: Path) -> None:
    with serving(tmp_path) as place:
        built.run(place)
    for _recipient, letter in place.inbox.letters:
        attached = {part.get_filename(): part.get_content() for part in letter.iter_attachments()}
        names = {f"vetting-scorecard-202109.{ending}" for ending in ("pptx", "xlsx")}
        assert attached == {name: (built.internal / name).read_bytes() for name in names}


def test_a_run_that_was_cut_off_after_building_is_finished_by_the_next(built: Office, tmp_path: Path) -> None:
    before = files(built.internal)
    with serving(tmp_path) as place:
        assert built.run(place) == ()
    assert built.said == ["202109: queued for 2 recipients.", "202109: 2 messages sent."]
    assert files(built.internal) == before
    assert place.inbox.recipients == [CHIEF, HEAD]


@pytest.mark.usefixtures("quick")
def test_a_folder_without_its_counts_in_the_register_is_built_again(built: Office, tmp_path: Path) -> None:
    built.register.unlink()
    with serving(tmp_path) as place:
        assert built.run(place) == ()
    assert built.said[0] == "202109: built (internal) from vetting-extract-202109.csv."
    assert place.inbox.recipients == [CHIEF, HEAD]


@pytest.mark.usefixtures("quick")
def test_a_corrected_extract_is_built_and_sent_a_renamed_one_is_not(built: Office, tmp_path: Path) -> None:
    with serving(tmp_path) as place:
        built.run(place)
        built.put().rename(built.folder / "inbox" / "VETTING-EXTRACT-202109.CSV")
        assert (built.run(place), built.said) == ((), [])
        (built.folder / "inbox" / "VETTING-EXTRACT-202109.CSV").write_text(rows("2021-07", refused=5), "utf-8")
        assert built.run(place) == ()
    assert place.inbox.recipients == [CHIEF, HEAD] * 2
    assert len({letter["Message-ID"] for _r, letter in place.inbox.letters}) == 4


@pytest.mark.usefixtures("quick")
def test_a_changed_setting_builds_again_but_nobody_is_written_to_twice(built: Office, tmp_path: Path) -> None:
    with serving(tmp_path) as place:
        built.run(place)
        built.more = 'marking = "OFFICIAL"'
        assert built.run(place) == ()
    assert built.said == ["202109: built (internal) from vetting-extract-202109.csv."]
    assert place.inbox.recipients == [CHIEF, HEAD]


def test_a_server_down_for_three_runs_then_up_gets_each_message_once(built: Office, tmp_path: Path) -> None:
    for _run in range(2):
        (failure,) = built.run()
        assert (failure.code, failure.passes) == (6, True)
        assert built.states() == {CHIEF: "failed", HEAD: "failed"}
        built.clock.later(2)
    built.run()
    assert built.states() == {CHIEF: "given up", HEAD: "given up"}, "after the three attempts that were set"


def test_a_server_that_comes_back_gets_each_message_once(built: Office, tmp_path: Path) -> None:
    for _run in range(2):
        built.run()
        built.clock.later(2)
    with serving(tmp_path) as place:
        assert built.run(place) == ()
        built.clock.later(2)
        built.run(place)
    assert place.inbox.recipients == [CHIEF, HEAD]
    assert built.states() == SENT


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


def test_a_file_that_is_still_being_copied_is_left(built: Office) -> None:
    built.settle = 60
    assert built.run() == ()
    assert built.said == ["202109: vetting-extract-202109.csv changed a moment ago and is left for the next run."]


@pytest.mark.usefixtures("quick")
def test_a_public_edition_that_is_not_safe_does_not_hold_up_the_slt(
    built: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built.more = '[disclosure]\nthreshold = 5\nmethod = "suppress"\npublish = ["ethnicity"]'
    built.inbox = 'editions = ["internal", "public"]'
    unsafe = DisclosureError("The public edition cannot be made safe.")
    with serving(tmp_path) as place:
        with monkeypatch.context() as patch:
            patch.setattr(pipeline, "_protected", lambda *_given: (None, unsafe))
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


def test_no_settings_for_mail_build_and_send_nothing(built: Office) -> None:
    path = built.configure()
    path.write_text(path.read_text("utf-8").partition("[mail]")[0], encoding="utf-8")
    from datetime import UTC, datetime

    from scorecard import config
    from scorecard.run.work import run

    settings = config.load(path)
    said: list[str] = []
    assert run(settings, settings.inbox, clock=lambda: datetime.now(UTC), say=said.append, step=said.append) == ()
    assert said == []
    assert built.states() == {}


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


def test_the_message_has_the_tables_of_its_charts(built: Office, tmp_path: Path) -> None:
    with serving(tmp_path) as place:
        built.run(place)
    letter = place.inbox.letters[0][1]
    page = letter.get_body(("html",)).get_content()
    assert page.count("<img ") == page.count('class="figures"') == 2
    assert "Refusal ratio, group ÷ White (95% interval)" in letter.get_body(("plain",)).get_content()


@pytest.mark.usefixtures("quick")
def test_a_run_cut_off_between_folder_and_register_is_done_again(
    built: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder is of the corrected extract, the register of the one before: no message is made of the two."""

    def full(*_given: object, **_named: object) -> None:
        raise ConfigError("The register cannot be used, since the disk is full.")

    with serving(tmp_path) as place:
        built.run(place)
        built.put(content=rows("2021-07", refused=5))
        with monkeypatch.context() as patch:
            patch.setattr(Register, "store", full)
            (failure,) = built.run(place)
        assert (failure.period, failure.code) == ("202109", 4)
        assert place.inbox.recipients == [CHIEF, HEAD, ANALYST]
        assert built.run(place) == ()
    assert built.said[0] == "202109: built (internal) from vetting-extract-202109.csv."
    assert place.inbox.recipients == [CHIEF, HEAD, ANALYST, CHIEF, HEAD]
    assert "8 of 100" in " ".join(place.inbox.letters[-1][1].get_body(("plain",)).get_content().split())
