"""Tidy CSV: withheld, undefined and nobody are told apart, and numbers read back as themselves."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scorecard.model import FIGURE_COLUMNS, Figures, Period
from scorecard.render.tidy import render_tables, write_frame

TAILED = 0.1 + 0.2  # 0.30000000000000004: 17 significant digits


def lines(frame: pd.DataFrame, folder: Path) -> list[str]:
    path = folder / "frame.csv"
    write_frame(frame, path)
    return path.read_bytes().decode("utf-8").split("\n")


def test_each_kind_of_missing_has_one_meaning(tmp_path: Path) -> None:
    rates = pd.arrays.FloatingArray(np.array([0.5, np.nan, np.inf, 0.0]), np.array([False, False, False, True]))
    frame = pd.DataFrame(
        {
            "decided": pd.array([2, 0, 5, None], dtype="Int64"),
            "rate": rates,
            "p": [TAILED, np.nan, -np.inf, 1e-300],
            "words": pd.array(["below", "", "not below", None], dtype="string"),
        }
    )
    assert lines(frame, tmp_path) == [
        "decided,rate,p,words",
        "2,0.5,0.30000000000000004,below",
        "0,,,",
        "5,inf,-inf,not below",
        "[c],[c],1e-300,[c]",
        "",
    ]


def test_words_that_are_missing_are_withheld_whatever_holds_them(tmp_path: Path) -> None:
    frame = pd.DataFrame({"a": pd.Series(["x", None], dtype="str"), "b": pd.Series(["x", None], dtype=object)})
    assert lines(frame, tmp_path) == ["a,b", "x,x", "[c],[c]", ""]


def test_commas_quotes_and_dashes_are_kept(tmp_path: Path) -> None:
    frame = pd.DataFrame({"group": ["Asian, Female", 'The "others"', "White – Irish", "-1", "=1+1"]})
    assert lines(frame, tmp_path) == [
        "group", '"Asian, Female"', '"The ""others"""', "White – Irish", "-1", "=1+1", "",
    ]  # fmt: skip


def test_an_empty_frame_is_its_header(tmp_path: Path) -> None:
    assert lines(pd.DataFrame({"a": [], "b": []}), tmp_path) == ["a,b", ""]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(number=st.floats(allow_nan=False))
def test_a_number_reads_back_as_itself(number: float, tmp_path: Path) -> None:
    assert float(lines(pd.DataFrame({"x": [number]}), tmp_path)[1]) == number


@pytest.fixture
def figures() -> Figures:
    row = dict.fromkeys(FIGURE_COLUMNS, "") | {"force": "Exampleshire", "decided": 2, "refusal_rate": 0.5}
    reasons = pd.DataFrame({"reason": ["finance"], "cases": pd.array([None], dtype="Int64")})
    period = Period(date(2021, 6, 1), date(2021, 8, 31), "202109")
    return Figures(pd.DataFrame([row], columns=list(FIGURE_COLUMNS)), (period,), (), {"reasons": reasons})


def test_each_frame_is_a_file(figures: Figures, tmp_path: Path) -> None:
    render_tables(figures, tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["figures.csv", "reasons.csv"]
    header, row, _ = (tmp_path / "figures.csv").read_text(encoding="utf-8").split("\n")
    assert header.split(",") == list(FIGURE_COLUMNS)
    assert row == "Exampleshire,,,,,,,,2,,,,0.5" + "," * 15
    assert (tmp_path / "reasons.csv").read_bytes() == b"reason,cases\nfinance,[c]\n"


def test_files_have_no_byte_order_mark_and_unix_line_ends(figures: Figures, tmp_path: Path) -> None:
    render_tables(figures, tmp_path)
    content = (tmp_path / "figures.csv").read_bytes()
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
