"""Several pieces of work at a time: one here, the others at once as well or aside, in processes of their own.

In: functions and what they need. Out: a Future with the result, or with what went wrong, which `.result()` raises.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, wait
from contextlib import ExitStack, contextmanager
from importlib import import_module
from multiprocessing import get_context
from typing import Any, TypeVar

from scorecard.process import set_up

T = TypeVar("T")
Do = Callable[..., "Future[Any]"]  # (function, what it needs...) -> its Future


def at_once(work: Callable[..., T], *needs: Any) -> Future[T]:
    """Do the work here and now. What goes wrong is kept for `.result()`, so that other work is finished first."""
    done: Future[T] = Future()
    try:
        done.set_result(work(*needs))
    except Exception as error:
        done.set_exception(error)
    return done


def then(first: Future[T], follow: Callable[[T], Future[Any]]) -> Future[Any]:
    """What follows as soon as the first is done, whatever this process is doing then; its Future, also of a failure."""
    done: Future[Any] = Future()

    def hand_on(last: Future[Any]) -> None:
        if error := last.exception():
            done.set_exception(error)
        else:
            done.set_result(last.result())

    def go_on(ended: Future[T]) -> None:
        try:
            follow(ended.result()).add_done_callback(hand_on)
        except Exception as error:
            done.set_exception(error)

    first.add_done_callback(go_on)
    return done


@contextmanager
def ended(work: Future[Any]) -> Iterator[None]:
    """Whatever happens in here, what follows waits until that work has ended: what it writes in is not taken away."""
    try:
        yield
    finally:
        wait([work])


@contextmanager
def processes(number: int) -> Iterator[Do]:
    """So many processes, fresh ones on every system: a copy of this one could hold a lock of a thread that it lacks.

    Where this one is stopped, they end what they have begun and begin nothing else.
    """
    pool = ProcessPoolExecutor(number, mp_context=get_context("spawn"), initializer=_begin)

    def do(work: Callable[..., T], *needs: Any) -> Future[T]:
        with _out_of_reach():  # for the first works a process is started
            return pool.submit(work, *needs)

    try:
        yield do
    except BaseException:
        pool.shutdown(cancel_futures=True)
        raise
    pool.shutdown()


@contextmanager
def second_process(module: str) -> Iterator[Do]:
    """A fresh process beside this one, which begins at once to import the module that it will need.

    Where the system has no means for one (a sandbox without semaphores), the work is done here.
    """
    with ExitStack() as stack:
        try:
            do = stack.enter_context(processes(1))
        except (ImportError, NotImplementedError, OSError):
            do = at_once
        else:
            do(_ready, module)
        yield do


@contextmanager
def _out_of_reach() -> Iterator[None]:
    """Processes that are started in here do not hear Ctrl-C, which a terminal sends to all: it is told once, by us.

    Windows knows no such thing; there a process says so itself as soon as it has begun.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    set_up()


def _ready(module: str) -> None:
    import_module(module)
