"""A sending process killed at random moments: nobody is forgotten, nobody has more than the one documented repeat."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from scorecard.deliver.envelope import content_of
from tests.deliver.conftest import CHIEF, DEPUTY, HEAD, Desk
from tests.deliver.server import Place, serving

KILLS = 60
SENDER = """
import sys
from dataclasses import replace
from pathlib import Path
from scorecard.deliver import Credentials, Post, Spool, send_due
from scorecard.register import Register
from tests.deliver.conftest import SETTINGS, Clock
from tests.deliver.server import PASSWORD, USER
register, spool, port, ca_file = sys.argv[1:]
settings = replace(SETTINGS, port=int(port), ca_file=ca_file, timeout_seconds=5.0)
with Register.open(Path(register)) as opened:
    print("ready", flush=True)
    send_due(opened.outbox, Post(settings, Credentials(USER, PASSWORD), Spool(Path(spool)), Clock()))
    print("done", flush=True)
"""


def _killed_run(desk: Desk, place: Place, after: float) -> None:
    """Start sending in a process of its own and kill it (SIGKILL) that many seconds after it has begun."""
    command = [sys.executable, "-c", SENDER, str(desk.folder / "register.sqlite"), str(desk.spool.folder)]
    sender = subprocess.Popen(
        [*command, str(place.port), str(place.ca_file)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    with sender:
        assert sender.stdout is not None
        assert sender.stdout.readline() == "ready\n"
        time.sleep(after)
        sender.kill()


@pytest.mark.slow
def test_killed_at_random_moments_each_recipient_has_one_message_or_the_one_repeat(desk: Desk, tmp_path: Path) -> None:
    moments = random.Random(20220407)
    caught = Counter[str]()
    with serving(tmp_path) as place:
        desk.send(place)
        for number in range(KILLS):
            place.inbox.letters.clear()
            desk.queue(f"Invented message {number}.")
            _killed_run(desk, place, moments.uniform(0, 0.12))
            caught.update(desk.states().values())
            posted = desk.send(place)
            got = Counter(place.inbox.recipients)
            repeats = {p.recipient for p in posted if p.repeat}
            assert set(got) == {CHIEF, DEPUTY, HEAD}, "nobody is forgotten"
            assert all(times == 1 or (times == 2 and who in repeats) for who, times in got.items()), got
            assert len({letter["Message-ID"] for _recipient, letter in place.inbox.letters}) == 3
            assert set(desk.states().values()) == {"sent"}
    assert caught["sending"], "at least one kill fell into a dialogue"
    assert all(content_of(m.message_id) for m in desk.register.outbox.messages())
