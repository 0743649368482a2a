"""Charts are native and editable: what they draw, what their workbooks hold, how they are labelled."""

from __future__ import annotations

import io
import math
from dataclasses import replace
from functools import lru_cache
from typing import Any

import openpyxl
import pytest

from scorecard.look import load_look
from scorecard.model import Cell, ChartKind, Scorecard
from scorecard.render.pptx import pptx_bytes
from scorecard.render.pptx.geometry.boxes import Box
from scorecard.render.pptx.geometry.plot import Plot, shifts

from ..example_cards import example_card
from . import looking


@lru_cache
def charts() -> dict[str, Any]:
    deck = looking.opened(pptx_bytes(example_card(6, 4), load_look()))
    found: dict[str, Any] = {}
    for shape in (shape for slide in deck.slides for shape in slide.shapes if shape.has_chart):
        found.setdefault(" ".join(shape.chart.chart_title.text_frame.text.split()), shape.chart)
    return found


def rate() -> Any:
    return charts()["Refusal rate with 95% interval"]


def ratio() -> Any:
    return charts()["Refusal ratio (group ÷ White) with 95% interval"]


def sheet(chart: Any) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    assert book.sheetnames == ["Sheet1"]
    return list(book["Sheet1"].iter_rows(values_only=True))


def values(chart: Any, path: str) -> list[str]:
    return [str(e.get("val")) for e in chart._chartSpace.findall(f".//{path}")]


def test_the_workbook_holds_what_the_chart_shows_and_no_more() -> None:
    header, asian, *_ = rows = sheet(rate())
    assert header == ("Group", "Refused", "Refused: below", "Refused: above")
    assert asian[0] == "Asian\u200310.5%"
    assert asian[1] == pytest.approx(13 / 124)
    assert len(rows) == 7


def test_error_bars_are_the_columns_of_the_workbook() -> None:
    references = [f.text for f in rate()._chartSpace.findall(".//{*}errBars//{*}f")]
    assert references == ["Sheet1!$D$2:$D$7", "Sheet1!$C$2:$C$7"]  # above, then below
    _, asian, *_ = sheet(rate())
    low, high = 0.062298, 0.171128  # Wilson (1927), 13 of 124 with z = 1.959964, worked out by hand
    assert (asian[1] - asian[2], asian[1] + asian[3]) == pytest.approx((low, high), abs=1e-5)
    cached = [float(v.text) for v in rate()._chartSpace.findall(".//{*}errBars/{*}minus//{*}v")]
    assert cached == pytest.approx([row[2] for row in sheet(rate())[1:]])


def cells_of(formula: str) -> set[str]:
    first, _, last = formula.partition("!")[2].replace("$", "").partition(":")
    block = openpyxl.Workbook().active[f"{first}:{last or first}"]
    return {cell.coordinate for row in block for cell in row}


@pytest.mark.parametrize("title", charts(), ids=lambda title: title[:30])
def test_every_cell_of_the_workbook_is_drawn_or_named_in_the_chart(title: str) -> None:
    chart = charts()[title]
    referred = set().union(*(cells_of(f.text) for f in chart._chartSpace.iter("{*}f")))
    named = {t.text for t in chart._chartSpace.iter("{*}t")}
    book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    filled = [c for row in book.active.iter_rows(min_row=2) for c in row if c.value is not None]
    assert [c.coordinate for c in filled if c.coordinate not in referred and c.value not in named] == []
    drawn = {c.column_letter for c in filled}
    assert {c.column_letter for c in book.active[1] if c.value is not None} == drawn


def test_bars_have_the_colours_of_their_groups() -> None:
    look = load_look()
    drawn = [p.find(".//{*}srgbClr").get("val") for p in rate()._chartSpace.findall(".//{*}dPt")]
    assert drawn == [look.group_colours[g] for g in ("Asian", "Black", "Mixed", "White", "Other", "Unknown")]


def test_ratios_start_at_one_on_an_axis_that_doubles() -> None:
    assert values(ratio(), "{*}valAx/{*}scaling/{*}logBase") == ["2"]
    assert values(ratio(), "{*}catAx/{*}crossesAt") == ["1.0"]
    assert values(ratio(), "{*}valAx/{*}scaling/{*}min") == ["0.25"]
    assert values(ratio(), "{*}valAx/{*}scaling/{*}max") == ["32.0"]
    mixed = next(row for row in sheet(ratio()) if str(row[0]).startswith("Mixed"))
    assert mixed[:2] == ("Mixed\u20030.00", 0.25)  # 0 has no place on such an axis: the bar runs to its end


@pytest.mark.parametrize("title", charts(), ids=lambda title: title[:30])
def test_axes_are_numbered_from_one(title: str) -> None:
    assert sorted(set(values(charts()[title], "{*}axId"))) == ["1", "2"]
    assert sorted(set(values(charts()[title], "{*}crossAx"))) == ["1", "2"]


def test_lines_are_named_at_their_ends_and_what_is_withheld_is_not_drawn() -> None:
    trend = charts()["Refusal rate by period"]
    assert not trend.has_legend
    labels = ["".join(t.text for t in e.findall(".//{*}t")) for e in trend._chartSpace.findall(".//{*}dLbl")]
    assert labels[0] == "● Asian\u20037.1%"
    assert len(labels) == 6
    first = sheet(trend)[1]
    assert first[0] == "202012"
    assert first[6] is None  # the last of six series is withheld in the first period


def test_a_withheld_value_is_named_beside_its_group() -> None:
    deck = looking.opened(pptx_bytes(example_card(18, 1), load_look()))
    rates = [
        s.chart for slide in deck.slides for s in slide.shapes if s.name == "Chart: Refusal rate with 95% interval"
    ]
    rows = [row for chart in rates for row in sheet(chart)]
    assert next(row for row in rows if row[0] == "White: Irish\u2003[c]")[1] is None
    assert next(row for row in rows if str(row[0]).startswith("Asian or Asian British: Chinese"))[0].endswith("[z]")


def test_parts_have_a_legend_and_their_numbers() -> None:
    stacked = charts()["Leading reason for refusal"]
    assert stacked.has_legend
    assert stacked.plots[0].overlap == 100
    words = [t.text for t in stacked._chartSpace.findall(".//{*}dLbl//{*}t")]
    assert {"50%", "45%"} <= set(words)


def test_a_funnel_has_its_limits_as_lines() -> None:
    funnel = charts()["Refusal rate and number decided"]
    x = [[v.text for v in e.findall(".//{*}v")] for e in funnel._chartSpace.findall(".//{*}xVal")]
    assert x[0] == ["150", "420", "800", "1204"]
    assert [f.text for f in funnel._chartSpace.findall(".//{*}yVal//{*}f")] == [
        "Sheet1!$C$2:$C$5", "Sheet1!$E$2:$E$5", "Sheet1!$F$2:$F$5", "Sheet1!$D$2:$D$5",
    ]  # fmt: skip
    assert sheet(funnel)[0][:4] == ("Force", "Decided", "Refused", "All forces 6.5%")


def with_numbers(number: float) -> Scorecard:
    """The example with that number as every drawn value of its second section."""
    card = example_card(6, 4)
    section = card.sections[1]
    detail = section.details[0]
    at = {detail.index(key) for key in ("rate", "rate_low", "rate_high")}
    rows = tuple(
        replace(r, cells=tuple(Cell(c.text, number) if i in at else c for i, c in enumerate(r.cells)))
        for r in detail.rows
    )
    return replace(card, sections=(replace(section, details=(replace(detail, rows=rows),)),))


@pytest.mark.parametrize(("number", "drawn"), [(math.inf, 0.8), (math.nan, None), (-math.inf, 0.0), (0.1, 0.1)])
def test_infinite_and_undefined_numbers_stay_within_the_axis(number: float, drawn: float | None) -> None:
    deck = looking.opened(pptx_bytes(with_numbers(number), load_look()))
    chart = next(s.chart for slide in deck.slides for s in slide.shapes if s.has_chart)
    assert chart.plots[0].series[0].values[0] == drawn
    assert sheet(chart)[1][1] == drawn


def test_every_kind_is_in_the_example() -> None:
    assert {c.kind for s in example_card().sections for c in s.charts} == set(ChartKind)


def test_labels_of_lines_that_end_together_are_moved_apart() -> None:
    plot = Plot(Box(0, 0, 400, 300), 0.1, 0.1, 0.5, 0.8, ends=(("a",), ("b",), ("c",)))
    moved = shifts([0.10, 0.10, 0.30], 0.0, 0.4, plot)
    places = [(0.4 - v) / 0.4 * 240 + m * 300 for v, m in zip([0.10, 0.10, 0.30], moved, strict=True)]
    assert abs(places[0] - places[1]) >= 14
    assert moved[2] == pytest.approx(0)
