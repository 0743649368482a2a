"""Lines on slides: short phrases on one line, tiles and legends in line, a long marking clear of the footer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pptx.enum.text import PP_ALIGN

from scorecard.look import load_look
from scorecard.model import Axis, Cell, Chart, ChartKind, Column, Row, Scorecard, Series, Table, Unit, drawn_series
from scorecard.render.pptx import pptx_bytes
from scorecard.render.pptx.geometry.boxes import Box
from scorecard.render.pptx.geometry.words import narrowest, width
from scorecard.render.pptx.labels import plot_of

from ..example_cards import example_card
from . import looking
from .other_template import make_other_template


def slides(card: Scorecard, template: Path | str = "") -> list[Any]:
    return list(looking.opened(pptx_bytes(card, load_look({"template": str(template)}))).slides)


def shape(slide: Any, name: str) -> Any:
    return next(shape for shape in slide.shapes if shape.name.split(":")[0] == name)


@pytest.mark.parametrize("groups", [3, 6])
@pytest.mark.parametrize("shape_of", ["16:9", "4:3"])
def test_findings_stay_on_one_line(groups: int, shape_of: str, tmp_path: Path) -> None:
    """Their words are short: what wraps them makes every row twice as high."""
    template = make_other_template(tmp_path / "ours.pptx") if shape_of == "4:3" else ""
    found = 0
    for slide in slides(example_card(groups, 4), template):
        for native in (s.table for s in slide.shapes if s.has_table):
            headers = [cell.text for cell in native.rows[0].cells]
            if "Finding" not in headers:
                continue
            at = headers.index("Finding")
            for row in list(native.rows)[1:]:
                run = row.cells[at].text_frame.paragraphs[0].runs[-1]
                room = (native.columns[at].width - row.cells[at].margin_left - row.cells[at].margin_right) / 12700
                assert looking.lines(row.cells[at].text, room, run.font.size.pt, bool(run.font.bold)) == 1
                found += 1
    assert found


def test_the_least_width_for_so_many_lines() -> None:
    one = width("Pass ratio, group", 12, bold=True)
    assert narrowest("Pass ratio, group", 1, 12, bold=True) == pytest.approx(one)
    assert narrowest("Pass ratio, group", 2, 12, bold=True) == pytest.approx(width("Pass ratio,", 12, bold=True))
    assert narrowest("Pass ratio, group", 9, 12, bold=True) == pytest.approx(width("group", 12, bold=True))


def test_words_after_numbers_stand_clear_of_them() -> None:
    for slide in slides(example_card(6, 4)):
        for native in (s.table for s in slide.shapes if s.has_table):
            for before, cell in zip(native.rows[1].cells, list(native.rows[1].cells)[1:], strict=False):
                sides = [c.text_frame.paragraphs[0].alignment for c in (before, cell)]
                if sides == [PP_ALIGN.RIGHT, PP_ALIGN.LEFT]:
                    assert cell.margin_left + before.margin_right >= 18 * 12700


def test_tiles_of_a_slide_have_numbers_of_one_size_in_one_line(tmp_path: Path) -> None:
    card = example_card(6, 4)
    first = card.sections[0]
    labels = ["A label of several lines " * (1 + place % 2) for place in range(len(first.tiles))]
    tiles = tuple(replace(tile, label=label) for tile, label in zip(first.tiles, labels, strict=True))
    card = replace(card, sections=(replace(first, tiles=tiles), *card.sections[1:]))
    for slide in slides(card, make_other_template(tmp_path / "ours.pptx")):
        drawn = [s.text_frame.paragraphs for s in slide.shapes if s.name.startswith("Tile")]
        if drawn:
            sizes = {number.runs[0].font.size for _, number, _ in drawn}
            assert len(sizes) == 1
            gaps = {number.space_before for _, number, _ in drawn}
            assert len(gaps) > 1, "numbers below shorter labels stand lower"
            return
    pytest.fail("no slide with tiles")


LONG_MARKING = "OFFICIAL-SENSITIVE - LOCSEN - HANDLE THROUGH VETTING CHANNELS ONLY"


def test_a_long_marking_stays_on_one_line_clear_of_the_footer() -> None:
    for slide in slides(replace(example_card(3, 1), marking=LONG_MARKING)):
        left, top, right, bottom = looking.box(shape(slide, "Marking"))
        assert looking.width(LONG_MARKING, 12, bold=True) <= right - left
        feet = [s for s in slide.shapes if s.name.split(":")[0] == "Footer"]
        for foot in feet:
            assert looking.box(foot)[2] <= left
            assert looking.width(foot.text_frame.text, 12, bold=False) <= foot.width / 12700
        assert bottom - top >= 14.4


def _bars(values: list[float | None]) -> tuple[Chart, Table]:
    """One bar in as many parts as there are values."""
    keys = [f"r{n}" for n in range(len(values))]
    columns = (Column("group", "Group"), *(Column(key, f"Reason {key}", Unit.PERCENT) for key in keys))
    cells = (Cell("[c]" if value is None else f"{value:.0%}", value) for value in values)
    table = Table("t", "Reasons", "", columns, (Row((Cell("Asian"), *cells)),))
    series = tuple(Series(f"Reason {key} of several words", key) for key in keys)
    axis = Axis("Share", Unit.PERCENT, 0.0, 1.0, 0.5)
    return Chart("c", ChartKind.STACKED, "Reasons", "Reasons.", "t", (0,), "group", series, axis), table


def test_a_legend_names_only_parts_that_a_bar_has() -> None:
    chart, table = _bars([0.4, 0.0, None, 0.2])
    assert [(s.value, s.position) for s in drawn_series(chart, table)] == [("r0", 0), ("r3", 3)], (
        "in the colours of all four"
    )
    few = plot_of(chart, table, Box(0, 0, 870, 250), "Arial")
    all_four = plot_of(*_bars([0.4, 0.1, 0.1, 0.2]), Box(0, 0, 870, 250), "Arial")
    assert few
    assert all_four
    assert few.legend
    assert all_four.legend
    assert few.legend[2] < all_four.legend[2]


def test_a_legend_has_room_for_columns_of_one_width() -> None:
    chart, table = _bars([0.1] * 9)
    long = Series("Own criminality or adverse information", "r0")
    chart = replace(chart, series=(long, *(replace(s, name=s.value) for s in chart.series[1:])))
    plot = plot_of(chart, table, Box(0, 0, 870, 300), "Arial")
    assert plot
    assert plot.legend
    widest = max(width(series.name, 12) for series in chart.series) + 20
    columns = int(plot.legend[2] * plot.frame.w / widest)
    assert columns * int(plot.legend[3] * plot.frame.h / 14.4) >= 9
