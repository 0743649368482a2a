"""The outbox tells the truth about every message, whenever the run that sends it stops."""

from __future__ import annotations

from datetime import timedelta

import pytest

from scorecard.register import Outgoing, Register, State
from tests.register.made_up import LATER, NOW, Q1, SOURCES, simple

ANN = Outgoing("202103", "ann@force.example", "<1@force.example>")
BOB = Outgoing("202103", "bob@force.example", "<2@force.example>")


@pytest.fixture
def register(tmp_path):
    with Register.open(tmp_path / "register.db") as opened:
        yield opened


@pytest.fixture
def outbox(register):
    register.outbox.queue([ANN, BOB], now=NOW)
    return register.outbox


def test_what_is_queued_is_due_at_once_in_order(outbox):
    assert [m.recipient for m in outbox.due(NOW)] == ["ann@force.example", "bob@force.example"]
    assert {(m.state, m.attempts, m.next_try) for m in outbox.due(NOW)} == {(State.QUEUED, 0, NOW)}


def test_queueing_again_changes_nothing(outbox):
    outbox.sending(ANN.message_id, now=NOW)
    outbox.sent(ANN.message_id, now=NOW)
    before = outbox.messages()
    outbox.queue([ANN, BOB], now=LATER)
    assert outbox.messages() == before


def test_queue_is_all_or_none(register):
    with pytest.raises(AttributeError):
        register.outbox.queue([ANN, None], now=NOW)
    assert register.outbox.messages() == ()


def test_a_message_can_wait(register):
    register.outbox.queue([Outgoing("202103", "c@force.example", "<3@f>", next_try=LATER)], now=NOW)
    assert register.outbox.due(NOW) == ()
    assert len(register.outbox.due(LATER)) == 1


def test_sent_is_never_due_again(outbox):
    outbox.sending(ANN.message_id, now=NOW)
    outbox.sent(ANN.message_id, now=LATER)
    assert [m.message_id for m in outbox.due(NOW + timedelta(days=999))] == [BOB.message_id]
    ann = outbox.messages()[0]
    assert (ann.state, ann.attempts, ann.next_try, ann.changed_at) == (State.SENT, 1, None, LATER)


def test_failed_is_due_at_its_next_try(outbox):
    outbox.sending(ANN.message_id, now=NOW)
    outbox.failed(ANN.message_id, "greylisted", next_try=LATER, now=NOW)
    assert [m.message_id for m in outbox.due(NOW)] == [BOB.message_id]
    ann = outbox.due(LATER)[0]
    assert (ann.state, ann.attempts, ann.last_error, ann.given_up) == (State.FAILED, 1, "greylisted", False)


def test_given_up_is_kept_and_not_due(outbox):
    outbox.sending(BOB.message_id, now=NOW)
    outbox.failed(BOB.message_id, "no such mailbox", next_try=None, now=NOW)
    assert [m.message_id for m in outbox.due(LATER)] == [ANN.message_id]
    assert outbox.messages()[1].given_up


def test_what_was_cut_off_is_due_and_says_so(outbox, register, tmp_path):
    outbox.sending(ANN.message_id, now=NOW)
    register.close()
    with Register.open(tmp_path / "register.db") as after:
        ann = after.outbox.due(NOW)[0]
        assert (ann.message_id, ann.state, ann.attempts) == (ANN.message_id, State.SENDING, 1)


def test_changing_a_message_that_was_never_queued_is_our_fault(outbox):
    with pytest.raises(AssertionError, match="queued"):
        outbox.sent("<nobody@force.example>", now=NOW)


def test_status_counts_recipients(register, outbox):
    register.store(simple(Q1), sources=SOURCES, at=NOW)
    outbox.queue([Outgoing("202103", "c@force.example", "<3@f>")], now=NOW)
    outbox.sending(ANN.message_id, now=NOW)
    outbox.sent(ANN.message_id, now=NOW)
    outbox.failed(BOB.message_id, "no such mailbox", next_try=None, now=NOW)
    (period,) = register.status()
    assert (period.sent, period.waiting, period.given_up) == (1, 1, 1)


def test_a_repeat_stays_known_after_it_was_sent(register, outbox):
    register.store(simple(Q1), sources=SOURCES, at=NOW)
    for message, repeat in ((ANN, True), (BOB, False)):
        outbox.sending(message.message_id, now=NOW)
        outbox.sent(message.message_id, now=LATER, repeat=repeat)
    assert [(m.state, m.repeated) for m in outbox.messages()] == [(State.SENT, True), (State.SENT, False)]
    (period,) = register.status()
    assert (period.sent, period.repeated) == (2, 1)


def test_what_a_message_tells_of_is_kept(register):
    register.outbox.queue([Outgoing("202103", "c@force.example", "<3@f>", about="ab12")], now=NOW)
    assert register.outbox.messages()[0].about == "ab12"
