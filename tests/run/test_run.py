"""`scorecard run` beside a real mail server: built once, sent once, finished by the next run if cut off."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scorecard import editions
from scorecard.errors import ConfigError
from scorecard.register import Register
from tests.deliver.server import serving
from tests.end_to_end.running import files
from tests.run.conftest import ANALYST, CHIEF, HEAD, Office, rows

SENT = {CHIEF: "sent", HEAD: "sent"}


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
    real = editions.internal_card
    monkeypatch.setattr(editions, "internal_card", lambda *given: cards.append(real(*given)) or cards[-1])
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


def test_a_file_that_is_still_being_copied_is_left(built: Office) -> None:
    built.settle = 60
    assert built.run() == ()
    assert built.said == ["202109: vetting-extract-202109.csv changed a moment ago and is left for the next run."]


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


@pytest.mark.usefixtures("quick")
def test_a_first_printing_that_stands_is_told_and_logged(office: Office) -> None:
    office.more = '[disclosure]\nthreshold = 5\nmethod = "suppress"\npublish = ["sex"]'
    office.inbox = 'editions = ["internal", "public"]'
    office.put()
    office.run()
    office.put(content=rows("2021-07", refused=10))
    office.run()
    stands = (
        "The public edition has the figures that were first published, although counts have changed since: others "
        "could not be published safely."
    )
    assert office.said[:2] == [
        "202109: built (internal and public) from vetting-extract-202109.csv.",
        f"202109: {stands}",
    ]
    log = (office.folder / "scorecard-run.jsonl").read_text("utf-8").splitlines()
    noted = [line for line in map(json.loads, log) if line["event"] == "noted"]
    assert [(line["period"], line["what"]) for line in noted] == [("202109", stands)]
