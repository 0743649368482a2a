"""Ctrl-C: one sentence that is true whenever it comes, and the exit code that shells know."""

from __future__ import annotations

import click
import pytest

from scorecard import __main__ as start
from scorecard import cli


def test_whoever_stops_a_command_is_told_where_to_look(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """By then a folder may be in place and a release in the register, so it is not said that nothing was changed."""

    def stopped(**_given: object) -> None:
        raise click.exceptions.Abort

    monkeypatch.setattr(cli.scorecard, "main", stopped)
    assert start._run() == 130
    said = capsys.readouterr().err
    assert said.startswith("Stopped. ")
    assert "scorecard status" in said
    assert "nothing was changed" not in said
    assert said.count("\n") == 1
