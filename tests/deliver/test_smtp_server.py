"""Sending to a real mail server: each way in which it can go wrong; each recipient gets exactly one message."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorecard.deliver import Credentials, Fate, check
from scorecard.errors import ConfigError, DeliveryError
from tests.deliver.conftest import CHIEF, DEPUTY, HEAD, Desk
from tests.deliver.server import HOST, USER, Manners, serving

EVERYBODY = [CHIEF, DEPUTY, HEAD]


def all_are(state: str) -> dict[str, str]:
    return dict.fromkeys(EVERYBODY, state)


@pytest.mark.parametrize("direct", [False, True], ids=["starttls", "tls"])
def test_each_recipient_gets_a_message_of_their_own(desk: Desk, tmp_path: Path, direct: bool) -> None:
    with serving(tmp_path, direct=direct) as place:
        posted = desk.send(place, security="tls" if direct else "starttls")
        again = desk.send(place, security="tls" if direct else "starttls")
    assert [p.fate for p in posted] == [Fate.SENT] * 3
    assert again == ()
    assert place.inbox.recipients == EVERYBODY
    assert [letter["To"] for _recipient, letter in place.inbox.letters] == EVERYBODY
    assert len({letter["Message-ID"] for _recipient, letter in place.inbox.letters}) == 3
    assert not any(letter[name] for _r, letter in place.inbox.letters for name in ("Cc", "Bcc", "X-Scorecard-Repeat"))
    assert place.inbox.logins == 1, "one connection for all"
    assert desk.states() == all_are("sent")
    assert list(desk.spool.folder.iterdir()) == [], "what everybody has is not kept"


def test_without_starttls_nothing_is_sent(desk: Desk, tmp_path: Path) -> None:
    with serving(tmp_path, Manners(starttls=False)) as place:
        posted = desk.send(place)
    assert place.inbox.letters == []
    assert {p.fate for p in posted} == {Fate.LATER}
    assert desk.errors() == {f"{HOST}:{place.port} does not offer encryption (STARTTLS), so nothing was sent."}


@pytest.mark.parametrize("direct", [False, True], ids=["starttls", "tls"])
def test_a_certificate_for_another_name_is_refused(desk: Desk, tmp_path: Path, direct: bool) -> None:
    with serving(tmp_path, name="mail.example.org", direct=direct) as place:
        desk.send(place, security="tls" if direct else "starttls")
    assert (place.inbox.letters, place.inbox.logins) == ([], 0)
    assert desk.errors() == {f"{HOST}:{place.port} has a certificate that cannot be trusted, so nothing was sent."}


def test_a_certificate_of_an_unknown_authority_is_refused(desk: Desk, tmp_path: Path) -> None:
    with serving(tmp_path) as place:
        desk.send(place, ca_file="")
    assert (place.inbox.letters, place.inbox.logins) == ([], 0)
    assert desk.errors() == {f"{HOST}:{place.port} has a certificate that cannot be trusted, so nothing was sent."}


def test_an_authority_file_that_is_none_stops_before_anything_is_marked(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "not.pem").write_text("nothing", encoding="utf-8")
    with serving(tmp_path) as place, pytest.raises(ConfigError, match="is not a file of certificates"):
        desk.send(place, ca_file=str(tmp_path / "not.pem"))
    assert desk.states() == all_are("queued")


def test_a_wrong_password_is_told_without_it_and_kept(desk: Desk, tmp_path: Path) -> None:
    desk.login = Credentials(USER, "wrong secret")
    with serving(tmp_path) as place:
        posted = desk.send(place)
        assert desk.errors() == {f"{HOST}:{place.port} did not accept the name and password."}
        desk.login = Credentials(USER, "correct horse")
        desk.clock.later(1)
        desk.send(place)
    assert "wrong secret" not in repr((posted, desk.login, desk.errors()))
    assert place.inbox.recipients == EVERYBODY


def test_greylisting_is_tried_again_on_a_later_run_not_before(desk: Desk, tmp_path: Path) -> None:
    manners = Manners(recipients={DEPUTY: "451 4.7.1 greylisted"})
    with serving(tmp_path, manners) as place:
        posted = desk.send(place)
        assert [p.fate for p in posted] == [Fate.SENT, Fate.LATER, Fate.SENT]
        assert desk.states() == {CHIEF: "sent", DEPUTY: "failed", HEAD: "sent"}
        manners.recipients.clear()
        assert desk.send(place) == (), "not due yet"
        desk.clock.later(1)
        assert [p.recipient for p in desk.send(place)] == [DEPUTY]
    assert sorted(place.inbox.recipients) == sorted(EVERYBODY)
    assert desk.states() == all_are("sent")


def test_one_recipient_refused_for_good_does_not_hold_up_the_others(desk: Desk, tmp_path: Path) -> None:
    with serving(tmp_path, Manners(recipients={CHIEF: "550 5.1.1 unknown"})) as place:
        posted = desk.send(place)
        desk.clock.later(24)
        assert desk.send(place) == (), "given up is not tried again"
    assert place.inbox.recipients == [DEPUTY, HEAD]
    assert desk.states() == {CHIEF: "given up", DEPUTY: "sent", HEAD: "sent"}
    with pytest.raises(DeliveryError) as told:
        check(posted)
    assert told.value.message == (
        "1 of 3 messages could not be delivered: 1 is given up. The server refused the recipient (550)."
    )


def test_all_recipients_refused(desk: Desk, tmp_path: Path) -> None:
    with serving(tmp_path, Manners(recipients=dict.fromkeys(EVERYBODY, "550 5.1.1 unknown"))) as place:
        posted = desk.send(place)
    assert place.inbox.letters == []
    assert desk.states() == all_are("given up")
    with pytest.raises(DeliveryError, match=r"^3 of 3 messages could not be delivered: 3 are given up\."):
        check(posted)


def test_too_large_for_the_server_is_given_up(desk: Desk, tmp_path: Path) -> None:
    with serving(tmp_path, Manners(size=100)) as place:
        desk.send(place)
    assert place.inbox.letters == []
    assert desk.errors() == {"The server refused the message as too large (552)."}
    assert desk.states() == all_are("given up")


def test_a_refused_sender_is_kept_until_somebody_puts_it_right(desk: Desk, tmp_path: Path) -> None:
    with serving(tmp_path, Manners(answers={"MAIL": "550 not yours"})) as place:
        desk.send(place)
        assert desk.errors() == {"The server refused the sender (550)."}
        place.manners.answers.clear()
        desk.clock.later(1)
        desk.send(place)
    assert place.inbox.recipients == EVERYBODY


@pytest.mark.parametrize(
    ("answer", "state"), [("451 busy", "failed"), ("554 no", "given up")], ids=["for now", "for good"]
)
def test_a_message_refused_at_its_end_was_not_accepted(desk: Desk, tmp_path: Path, answer: str, state: str) -> None:
    with serving(tmp_path, Manners(answers={"accepted": answer})) as place:
        desk.send(place)
    assert desk.states() == all_are(state)


STEPS = ["greeting", "EHLO", "STARTTLS", "EHLO2", "AUTH", "MAIL", "RCPT", "DATA"]


@pytest.mark.parametrize("step", STEPS)
def test_a_connection_that_drops_before_the_message_is_sent_loses_and_repeats_nothing(
    desk: Desk, tmp_path: Path, step: str
) -> None:
    with serving(tmp_path, Manners(drop=step)) as place:
        posted = desk.send(place)
        assert {p.fate for p in posted} == {Fate.LATER}
        assert desk.states() == all_are("failed")
        assert not any("may have arrived" in error for error in desk.errors())
        assert place.inbox.letters == []
        place.manners.drop = ""
        desk.clock.later(1)
        assert not any(p.repeat for p in desk.send(place))
    assert place.inbox.recipients == EVERYBODY
    assert desk.states() == all_are("sent")


def test_a_connection_that_drops_after_acceptance_repeats_once_with_the_same_id_and_is_marked(
    desk: Desk, tmp_path: Path
) -> None:
    with serving(tmp_path, Manners(drop="accepted")) as place:
        desk.send(place)
        assert desk.states() == all_are("failed")
        assert desk.errors() == {"The connection broke when the end of the message was sent; it may have arrived."}
        place.manners.drop = ""
        desk.clock.later(1)
        posted = desk.send(place)
    assert all(p.repeat for p in posted)
    for recipient in EVERYBODY:
        first, second = (letter for name, letter in place.inbox.letters if name == recipient)
        assert first["Message-ID"] == second["Message-ID"]
        assert first["X-Scorecard-Repeat"] is None
        assert second["X-Scorecard-Repeat"] == "an earlier try of this message may have arrived"
    assert desk.states() == all_are("sent")
    assert all(m.repeated for m in desk.register.outbox.messages()), "the status tells of it"


def test_an_answer_lost_twice_ends_the_tries(desk: Desk, tmp_path: Path) -> None:
    with serving(tmp_path, Manners(drop="accepted")) as place:
        for _run in range(4):
            desk.send(place)
            desk.clock.later(12)
    assert sorted(place.inbox.recipients) == sorted(EVERYBODY * 2), "one repeat at most"
    assert desk.states() == all_are("given up")
    assert all("may have arrived" in error for error in desk.errors())


def test_a_connection_that_drops_at_goodbye_is_no_failure(desk: Desk, tmp_path: Path) -> None:
    with serving(tmp_path, Manners(drop="QUIT")) as place:
        assert {p.fate for p in desk.send(place)} == {Fate.SENT}
    assert desk.states() == all_are("sent")


def test_a_server_that_is_down_for_three_runs_and_then_up_gets_each_message_once(desk: Desk, tmp_path: Path) -> None:
    for _run in range(3):
        posted = desk.send()
        assert {p.fate for p in posted} == {Fate.LATER}
        desk.clock.later(2)
    with serving(tmp_path) as place:
        desk.send(place)
    assert place.inbox.recipients == EVERYBODY
    assert desk.states() == all_are("sent")


def test_a_server_that_stays_down_is_given_up_after_the_tries_that_were_set(desk: Desk) -> None:
    fates = []
    for _run in range(5):
        fates.append({p.fate for p in desk.send()})
        desk.clock.later(12)
    assert fates == [{Fate.LATER}, {Fate.LATER}, {Fate.LATER}, {Fate.GIVEN_UP}, set()]
    assert desk.states() == all_are("given up")
