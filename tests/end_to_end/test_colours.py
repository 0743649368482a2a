"""A reason has one colour, on whichever slide it is drawn."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE


def test_a_reason_has_one_colour_in_every_chart(demo: Path) -> None:
    deck = Presentation(str(demo / "202112" / "internal" / "vetting-scorecard-202112.pptx"))
    colours: defaultdict[str, list[str]] = defaultdict(list)
    for shape in (shape for slide in deck.slides for shape in slide.shapes if shape.has_chart):
        if shape.chart.chart_type == XL_CHART_TYPE.BAR_STACKED:
            for series in shape.chart.plots[0].series:
                colours[series.name].append(str(series.format.fill.fore_color.rgb))
    assert len(colours["Candidate family member"]) == 4, "two charts of reasons and two of gaps"
    assert {name: len(set(drawn)) for name, drawn in colours.items()} == dict.fromkeys(colours, 1)
    assert len({drawn[0] for drawn in colours.values()}) == len(colours), "no two reasons have the same"
