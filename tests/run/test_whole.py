"""Whole or not at all: killed, out of space, without the right to write, or started twice."""

from __future__ import annotations

import errno
import os
import random
import resource
import shutil
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scorecard.errors import BusyError
from scorecard.register import Register
from scorecard.run.lock import alone
from tests.deliver.server import Manners, Place, serving
from tests.end_to_end.running import files
from tests.run.conftest import CHIEF, HEAD, Office, finished, rows

KILLS = 300


def test_of_two_runs_one_works_and_the_other_stops(built: Office, tmp_path: Path) -> None:
    manners = Manners(hold=threading.Event())
    built.patience = 60  # the server answers the first when the others have ended, which a busy machine is slow to do
    with serving(tmp_path, manners) as place:
        first = built.command("run", place=place)
        assert manners.reached.wait(60), "the first run is at work"
        second = finished(built.command("run", place=place))
        sent = finished(built.command("send", "202109", place=place))
        assert manners.hold is not None
        manners.hold.set()
        assert finished(first)[0] == 0
    assert second == sent == (7, "", "Another run is at work on register.sqlite; nothing was done.\n")
    assert place.inbox.recipients == [CHIEF, HEAD]


def test_the_lock_keeps_others_out_and_is_let_go(tmp_path: Path) -> None:
    register = tmp_path / "kept" / "register.sqlite"
    with alone(register), pytest.raises(BusyError), alone(register):
        pass
    with alone(register):
        pass
    assert [path.name for path in register.parent.iterdir()] == []


@contextmanager
def _no_file_larger_than(size: int) -> Iterator[None]:
    """A stand-in for a full disk: writing past that size fails."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("ending", ["pptx", "xlsx", "html"])
def test_a_full_disk_leaves_the_old_scorecard_and_one_sentence(built: Office, ending: str) -> None:
    """The file of that kind is the first that does not fit: they grow in this order."""
    before = files(built.folder / "out")
    room = (built.internal / f"vetting-scorecard-202109.{ending}").stat().st_size - 4000
    built.put(content=rows("2021-07", refused=5))
    with _no_file_larger_than(room):
        failures = built.run()
    assert [(f.code, f.sentence) for f in failures if f.period] == [
        (2, f"{built.internal}: cannot be written (file too large); nothing was changed. Choose another --out.")
    ]
    assert files(built.folder / "out") == before
    assert [path.name for path in built.internal.parent.iterdir()] == ["internal"]


def test_a_folder_that_cannot_be_written_leaves_the_old_scorecard(
    built: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(built.folder / "out")
    built.put(content=rows("2021-07", refused=5))

    def refuse(*_given: object, **_named: object) -> str:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    with monkeypatch.context() as patch:
        patch.setattr(tempfile, "mkdtemp", refuse)
        failures = built.run()
    assert [(f.code, f.sentence) for f in failures if f.period] == [
        (2, f"{built.internal}: cannot be written (read-only file system); nothing was changed. Choose another --out.")
    ]
    assert files(built.folder / "out") == before


def _killed(office: Office, place: Place, after: float) -> None:
    """Start a run and kill it (SIGKILL) that many seconds later."""
    process = office.command("run", place=place)
    time.sleep(after)
    process.kill()
    process.communicate(timeout=60)


def _nothing_is_broken(office: Office) -> None:
    """After a kill: the folder is whole, old or new, and the register can be read."""
    assert office.whole()
    with Register.open(office.register) as register:
        assert [s.period for s in register.status()] == ["202109"]


def _next_run_completes(office: Office, place: Place) -> set[str]:
    """After the next run: everybody has one message, or the one repeat that is marked; who has two."""
    office.clock.now = datetime.now(UTC)  # as the run that was killed
    assert office.run(place) == ()
    assert office.whole()
    got = Counter(place.inbox.recipients)
    with Register.open(office.register) as register:
        repeated = {m.recipient for m in register.outbox.messages() if m.repeated}
    assert set(got) == {CHIEF, HEAD}, "nobody is forgotten"
    twice = {who for who, times in got.items() if times > 1}
    assert max(got.values()) <= 2
    assert twice <= repeated, "a repeat is marked"
    assert len({letter["Message-ID"] for _r, letter in place.inbox.letters}) == 2
    assert set(office.states().values()) == {"sent"}
    assert [path.name for path in (office.folder / "out" / "202109").iterdir()] == ["internal"]
    assert list((office.folder / "kept" / "spool").iterdir()) == []
    return twice


def _kill_at(built: Office, tmp_path: Path, moments: list[float]) -> None:
    """A run on a new extract is killed at each of the moments; each time the next run finishes the work."""
    start = built.folder
    for number, moment in enumerate(moments):
        built.folder = tmp_path / f"try-{number}"
        shutil.copytree(start, built.folder)
        built.put(content=rows("2021-07", refused=5))
        with serving(tmp_path) as place:
            _killed(built, place, moment)
            _nothing_is_broken(built)
            _next_run_completes(built, place)
        shutil.rmtree(built.folder)


def test_a_run_killed_at_a_few_moments_is_finished_by_the_next(built: Office, tmp_path: Path) -> None:
    _kill_at(built, tmp_path, [1.0, 1.8])


@pytest.mark.slow
def test_a_run_killed_at_many_random_moments_is_finished_by_the_next(built: Office, tmp_path: Path) -> None:
    """The moments span the whole run: how long one takes here is measured first."""
    built.put(content=rows("2021-07", refused=6))
    with serving(tmp_path) as place:
        began = time.monotonic()
        assert finished(built.command("run", place=place))[0] == 0
        whole = time.monotonic() - began
    with Register.open(built.register) as register:
        register._connection.execute("DELETE FROM outgoing")
    moments = random.Random(20220407)
    _kill_at(built, tmp_path, [moments.uniform(0, whole * 1.1) for _ in range(KILLS)])
