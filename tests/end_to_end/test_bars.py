"""A bar is as long as its rate says, however small its group."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from pptx import Presentation

from scorecard.config import Config
from scorecard.periods import resolve
from scorecard.pipeline import build
from scorecard.request import Request

PEOPLE = {("White", "M"): (950, 50), ("Black", "F"): (0, 3), ("Asian", "M"): (90, 10)}


def test_no_bar_is_cut_at_the_end_of_the_axis(tmp_path: Path) -> None:
    """3 of 3 are 100%, twenty times the 5% of the reference: the axis of rates reaches them."""
    extract = tmp_path / "counted.csv"
    rows = [
        ("officer", *group, outcome, number)
        for group, numbers in PEOPLE.items()
        for outcome, number in zip(("cleared", "refused"), numbers, strict=True)
    ]
    with extract.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("workforce", "ethnicity", "sex", "outcome", "count"), *rows])
    period = resolve("202109", None, None, ())
    built = build(Request((extract,), period, tmp_path / "out"), Config())
    deck = Presentation(str(built.folders[0] / "vetting-scorecard-202109.pptx"))
    ends = [
        shape.chart.value_axis.maximum_scale
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_chart and "Refusal rate" in shape.chart.plots[0].series[0].name
    ]
    assert ends[0] == pytest.approx(1.0)
