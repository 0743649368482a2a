"""What a person who waits is told: each step, and now and then how a slow one gets on; nothing where nobody watches."""

from __future__ import annotations

import logging
from io import StringIO

import click
import pytest

from scorecard.cli import progress

SLOW = logging.getLogger("scorecard.disclosure.choose")


class Terminal(StringIO):
    """Where a person watches."""

    def isatty(self) -> bool:
        return True

    def words(self) -> list[str]:
        return [line.strip() for line in click.unstyle(self.getvalue()).splitlines()]


def happens(message: str, at: float) -> None:
    """A message of the search, so many seconds after 1970."""
    record = SLOW.makeRecord(SLOW.name, logging.INFO, "choose.py", 1, message, (), None)
    record.created = at
    SLOW.handle(record)


def watched(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal, 100 seconds after 1970, in a process that has said nothing yet."""
    terminal, log = Terminal(), logging.getLogger("scorecard.disclosure")
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setattr(progress.time, "time", lambda: 100.0)
    monkeypatch.setattr(log, "handlers", [])
    monkeypatch.setattr(log, "level", log.level)
    progress._now_and_then.cache_clear()
    return terminal


def test_a_slow_step_says_how_it_gets_on_but_not_all_the_time(monkeypatch):
    terminal = watched(monkeypatch)
    progress.said("Choosing what to withhold")
    for at in (101, 104.9, 105, 107, 109.9, 111):
        happens(f"at {at}", at)
    assert terminal.words() == ["Choosing what to withhold …", "at 105", "at 111"]


def test_each_step_has_a_quiet_start_and_no_line_is_told_twice(monkeypatch):
    terminal = watched(monkeypatch)
    progress.said("One")
    monkeypatch.setattr(progress.time, "time", lambda: 104.0)
    progress.said("Two")
    happens("early", 108)
    happens("late", 109)
    assert terminal.words() == ["One …", "Two …", "late"]


def test_nobody_watches_nothing_is_said(capsys):
    progress.said("Choosing what to withhold")
    happens("late", 1e10)
    assert capsys.readouterr().err == ""
