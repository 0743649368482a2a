"""Builds that draw nothing, for tests of something else: their CSV files say what slides, workbooks and pages say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from scorecard.model import Look, Scorecard

KINDS = ("pptx", "xlsx", "html")
Draw = Callable[[Scorecard, Look, Path], Any]


def drawn_as(monkeypatch: pytest.MonkeyPatch, draw: Draw, kinds: Sequence[str] = KINDS) -> None:
    """Have `draw` make the files of these kinds."""
    for kind in kinds:
        monkeypatch.setattr(import_module(f"scorecard.render.{kind}"), f"render_{kind}", draw)


def without_drawing(monkeypatch: pytest.MonkeyPatch, kinds: Sequence[str] = KINDS) -> None:
    """Have no files of these kinds made."""
    drawn_as(monkeypatch, lambda *_: None, kinds)
