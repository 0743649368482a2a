"""Two pieces of work at a time: one here, the other at once as well or aside, in a second process.

In: functions and what they need. Out: a Future with the result, or with what went wrong, which `.result()` raises.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
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


def fresh_processes(number: int) -> Executor:
    """So many processes, fresh ones on every system: a copy of this one could hold a lock of a thread that it lacks."""
    return ProcessPoolExecutor(number, mp_context=get_context("spawn"), initializer=set_up)


@contextmanager
def second_process(module: str) -> Iterator[Do]:
    """A fresh process beside this one, which begins at once to import the module that it will need.

    Where the system has no means for one (a sandbox without semaphores), the work is done here.
    """
    try:
        pool = fresh_processes(1)
    except (ImportError, NotImplementedError, OSError):
        yield at_once
        return
    with pool:
        pool.submit(_ready, module)
        yield pool.submit


def _ready(module: str) -> None:
    import_module(module)
