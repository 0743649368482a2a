"""What waits, when it is tried again, and what a crash at any step leaves behind."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from scorecard.deliver import Post, addressed, check, failure_notice, notify, send_due
from scorecard.deliver.envelope import content_of, letter
from scorecard.deliver.outbox import pause
from scorecard.errors import UsageError
from tests.deliver.conftest import CHIEF, DEPUTY, HEAD, SETTINGS, Clock, Desk
from tests.deliver.server import Manners, serving


class Killed(BaseException):
    """The machine stops here."""


def killed(*_args: object, **_named: object) -> None:
    raise Killed


@pytest.mark.parametrize("step", ["before", "after"])
def test_a_crash_around_acceptance_is_recognised_on_the_next_run(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    box = type(desk.register.outbox)
    with serving(tmp_path) as place:
        with monkeypatch.context() as patch:
            target = "scorecard.deliver.smtp.transmit" if step == "before" else f"{box.__module__}.Outbox.sent"
            patch.setattr(target, killed)
            with pytest.raises(Killed):
                desk.send(place)
        assert desk.states() == {CHIEF: "sending", DEPUTY: "queued", HEAD: "queued"}
        posted = desk.send(place)
    assert [p.repeat for p in posted] == [True, False, False]
    assert desk.states() == dict.fromkeys((CHIEF, DEPUTY, HEAD), "sent")
    letters = [message for recipient, message in place.inbox.letters if recipient == CHIEF]
    assert len(letters) == (1 if step == "before" else 2)
    assert len({message["Message-ID"] for message in letters}) == 1
    assert letters[-1]["X-Scorecard-Repeat"] is not None


def test_the_wait_doubles_up_to_six_hours() -> None:
    waits = [pause(tries, replace(SETTINGS, retry_minutes=15.0)) for tries in range(1, 9)]
    assert waits == [timedelta(minutes=m) for m in (15, 30, 60, 120, 240, 360, 360, 360)]


def test_a_message_that_is_no_longer_in_the_spool_is_given_up_with_what_to_do(desk: Desk, tmp_path: Path) -> None:
    for path in desk.spool.folder.iterdir():
        path.write_bytes(b"From: somebody else\r\n\r\n")
    with serving(tmp_path) as place:
        desk.send(place)
    assert place.inbox.letters == []
    assert desk.errors() == {"The message is no longer in the spool; send the period again."}


def test_the_spool_is_private_and_keeps_only_what_waits(desk: Desk, tmp_path: Path) -> None:
    (only,) = desk.spool.folder.iterdir()
    if os.name == "posix":
        assert only.stat().st_mode & 0o777 == 0o600
        assert desk.spool.folder.stat().st_mode & 0o777 == 0o700
    (desk.spool.folder / ".new-half").write_text("half", encoding="utf-8")
    (desk.spool.folder / "notes.txt").write_text("not ours", encoding="utf-8")
    with serving(tmp_path, Manners(recipients={HEAD: "451 later"})) as place:
        desk.send(place)
        assert {path.name for path in desk.spool.folder.iterdir()} == {only.name, "notes.txt"}
        place.manners.recipients.clear()
        desk.clock.later(1)
        desk.send(place)
    assert {path.name for path in desk.spool.folder.iterdir()} == {"notes.txt"}


def test_a_spool_that_cannot_be_written_is_told(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    spool = replace(desk.spool, folder=tmp_path / "file" / "spool")
    with pytest.raises(UsageError, match=r"the message cannot be kept \(not a directory\); nothing was sent\."):
        spool.keep(failure_notice("x", "y", SETTINGS))


def test_ids_are_those_of_the_content_and_the_recipient() -> None:
    first = addressed(b"content", (CHIEF, DEPUTY), SETTINGS)
    assert first == addressed(b"content", (CHIEF, DEPUTY), SETTINGS)
    ids = {a.message_id for a in (*first, *addressed(b"other", (CHIEF,), SETTINGS))}
    again = addressed(b"content", (CHIEF,), SETTINGS, again=1)[0].message_id
    assert len({*ids, again}) == 4
    assert content_of(again) == content_of(first[0].message_id)
    assert content_of("<made-elsewhere@example.org>") is None
    assert "chief" not in first[0].message_id


def test_a_letter_is_the_content_with_its_own_headers(desk: Desk) -> None:
    content = failure_notice("x", "y", SETTINGS).as_bytes()
    whole = letter(content, CHIEF, addressed(content, (CHIEF,), SETTINGS)[0].message_id, now=desk.clock(), repeat=False)
    assert whole.endswith(content)
    head = whole[: -len(content)].decode().splitlines()
    assert head[:2] == [f"To: {CHIEF}", "Date: Mon, 06 Sep 2021 07:00:00 +0000"]
    with pytest.raises(AssertionError):
        letter(content, f"{CHIEF}\r\nBcc: x@y.z", "<x>", now=desk.clock(), repeat=False)


def test_what_was_sent_or_nothing_is_no_error() -> None:
    check(())


def test_everything_due_in_one_run_is_told_in_one_sentence(desk: Desk) -> None:
    with pytest.raises(
        Exception, match=r"^3 of 3 messages could not be delivered: 3 are kept for the next run\. local"
    ):
        check(desk.send())


def test_a_dot_at_the_start_of_a_line_arrives(desk: Desk, tmp_path: Path) -> None:
    desk.queue(".hidden\n..twice\nplain.")
    with serving(tmp_path) as place:
        desk.send(place)
    texts = [message.get_content().replace("\r\n", "\n") for _recipient, message in place.inbox.letters]
    assert any(".hidden\n..twice\nplain.\n" in text for text in texts)


def test_the_analyst_hears_at_once_and_a_dead_server_is_no_second_failure(desk: Desk, tmp_path: Path) -> None:
    settings = replace(SETTINGS, analyst=DEPUTY, timeout_seconds=5.0)
    content = failure_notice("scorecard run", "extract.csv: has no column outcome.", settings).as_bytes()
    message_id = addressed(content, (DEPUTY,), settings)[0].message_id
    with serving(tmp_path) as place:
        there = replace(settings, port=place.port, ca_file=str(place.ca_file))
        assert notify(content, message_id, Post(there, desk.login, desk.spool, Clock()))
    assert [(r, m["Subject"]) for r, m in place.inbox.letters] == [(DEPUTY, "scorecard run needs you")]
    assert not notify(content, message_id, Post(replace(settings, port=9), desk.login, desk.spool, Clock()))


def test_nothing_due_does_not_even_connect(desk: Desk, tmp_path: Path) -> None:
    with serving(tmp_path) as place:
        desk.send(place)
        logins = place.inbox.logins
        post = Post(replace(SETTINGS, port=place.port, ca_file=str(place.ca_file)), desk.login, desk.spool, desk.clock)
        assert send_due(desk.register.outbox, post) == ()
        assert place.inbox.logins == logins
