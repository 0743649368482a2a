"""The ways in which a page hides words, one by one, and their neighbours which hide nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorecard.disclosure.inspect import check_file

WORDS = "Mixed: 3 refused."
HIDES = (
    *(f'<p style="color:{c}">' for c in ("rgba(0,0,0,0)", "rgb(0 0 0 / 0%)", "rgba(9,9,9,0.0)", "#12345600", "#0000")),
    *(f'<p style="transform:{t}">' for t in ("scale(0)", "scale(0, 0)", "scaleY(0)", "translateX(-9999px)")),
    '<p style="filter:opacity(0)">', '<p style="overflow:hidden;height:0">', '<p style="overflow:clip;max-height:0px">',
    "<dialog>", '<svg><text display="none">', '<svg><text visibility="hidden">', '<svg><text fill-opacity="0">',
    '<svg><text opacity="0.01">', '<svg><text font-size="1">',
)  # fmt: skip
SHOWS = (
    *(f'<p style="color:{c}">' for c in ("rgb(0,0,0)", "rgba(0,0,0,.5)", "rgb(12, 30, 0)", "#000", "#000000", "#0008")),
    *(f'<p style="transform:{t}">' for t in ("scale(0.9)", "scale(1, 0.5)", "translateX(-10px)", "rotate(0)")),
    '<p style="filter:opacity(0.9)">', '<p style="height:0">', '<p style="overflow:hidden;height:2rem">',
    "<dialog open>", '<svg><text display="inline">', '<svg><text fill-opacity="0.8">', '<svg><text font-size="14">',
)  # fmt: skip


def hidden(tmp_path: Path, start: str) -> bool:
    (tmp_path / "a.html").write_text(f"<html><body><p>Seen.</p>{start}{WORDS}</body></html>", encoding="utf-8")
    return "hidden_element" in {leak.kind for leak in check_file(tmp_path / "a.html").leaks}


@pytest.mark.parametrize("start", HIDES)
def test_words_that_nobody_sees_are_found(start: str, tmp_path: Path) -> None:
    assert hidden(tmp_path, start)


@pytest.mark.parametrize("start", SHOWS)
def test_words_that_are_seen_are_left_in_peace(start: str, tmp_path: Path) -> None:
    assert not hidden(tmp_path, start)
