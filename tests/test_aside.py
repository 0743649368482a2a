"""Work at once or in a second process: the same results, and what goes wrong is told when the result is asked for."""

from __future__ import annotations

import os
import signal
from concurrent.futures import Future
from pathlib import Path
from time import sleep

import pytest

from scorecard import aside
from scorecard.aside import at_once, ended, processes, second_process, then
from scorecard.errors import ConfigError


def fail(message: str) -> None:
    raise ConfigError(message, "what to do")


def test_at_once_keeps_the_result_or_what_went_wrong():
    assert at_once(divmod, 7, 2).result() == (3, 1)
    with pytest.raises(ConfigError, match="wrong"):
        at_once(fail, "wrong").result()


@pytest.mark.parametrize("aside_too", [False, True])
def test_what_follows_gets_the_first_result_and_a_failure_of_either_is_told(aside_too):
    with second_process("scorecard.errors") as beside:
        do = beside if aside_too else at_once
        assert then(do(divmod, 7, 2), lambda found: do(sum, found)).result(timeout=60) == 4
        with pytest.raises(ConfigError, match="first"):
            then(do(fail, "first"), lambda _: do(fail, "second")).result(timeout=60)
        with pytest.raises(ConfigError, match="second"):
            then(do(divmod, 7, 2), lambda _: do(fail, "second")).result(timeout=60)


def test_what_interrupts_the_program_is_not_kept():
    def interrupted() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        at_once(interrupted)


def test_without_means_for_a_second_process_the_work_is_done_here(monkeypatch):
    def none(*_given: object, **_named: object) -> None:
        raise OSError(38, "Function not implemented")

    monkeypatch.setattr(aside, "ProcessPoolExecutor", none)
    with second_process("scorecard.errors") as do:
        assert do(os.getpid).result() == os.getpid()


def test_a_second_process_gives_the_same_and_tells_what_went_wrong_in_our_words():
    with second_process("scorecard.errors") as do:
        assert do(divmod, 7, 2).result() == (3, 1)
        assert do(os.getpid).result() != os.getpid()
        with pytest.raises(ConfigError) as caught:
            do(fail, "wrong").result()
    assert (caught.value.message, caught.value.remedy, caught.value.exit_code) == ("wrong", "what to do", 4)


def deaf() -> tuple[bool, bool]:
    """Whether this process never hears Ctrl-C: from its very beginning (Windows cannot), and once it has begun."""
    blocked = not hasattr(signal, "pthread_sigmask") or signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, [])
    return blocked, signal.getsignal(signal.SIGINT) is signal.SIG_IGN


def test_only_the_first_process_hears_that_it_is_to_stop():
    """A terminal sends Ctrl-C to all of them, and each would print a traceback."""
    with processes(1) as do:
        assert do(deaf).result() == (True, True)
    assert deaf()[1] is False
    assert not hasattr(signal, "pthread_sigmask") or not deaf()[0]


def test_a_folder_is_not_taken_away_from_work_that_writes_in_it():
    """Ctrl-C while the slides are drawn: what is drawn after its folder is gone would leave a folder behind."""

    def stopped(work: Future[object]) -> None:
        with ended(work):
            raise KeyboardInterrupt

    with processes(1) as do:
        work = do(sleep, 0.2)
        with pytest.raises(KeyboardInterrupt):
            stopped(work)
        assert work.done()


def begun(folder: Path, name: str) -> None:
    (folder / name).touch()


def test_what_has_not_begun_is_left_when_this_process_is_stopped(tmp_path):
    def stopped() -> None:
        with processes(1) as do:
            for name in range(1000):
                do(begun, tmp_path, str(name))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert len(list(tmp_path.iterdir())) < 1000
