"""Native charts: what they draw, in which colours, between which ends, and what a screen reader is told."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree
from openpyxl import load_workbook

from scorecard.model import Axis, Edition, Series, Unit
from scorecard.render.xlsx import render_xlsx
from scorecard.render.xlsx.plot import length
from tests.render.example_cards import example_card

from .cards import LOOK, ChartKind, card, chart

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def drawn(kind: ChartKind, folder: Path, edition: Edition = Edition.INTERNAL, **changes: object) -> etree._Element:
    path = folder / "card.xlsx"
    render_xlsx(card(edition, charts=(chart(kind, **changes),)), LOOK, path)
    with ZipFile(path) as parts:
        return etree.fromstring(parts.read("xl/charts/chart1.xml"))


def small_table(kind: ChartKind, folder: Path, edition: Edition = Edition.PUBLIC) -> list[tuple[object, ...]]:
    path = folder / "card.xlsx"
    render_xlsx(card(edition, charts=(chart(kind),)), LOOK, path)
    sheet = load_workbook(path, data_only=True)[f"officer-ethnicity-{kind}"]
    (table,) = sheet.tables.values()
    return [tuple(c.value for c in row) for row in sheet[table.ref]]


def cached(element: etree._Element, tag: str) -> list[str]:
    return [v.text for place in element.iter(f"{C}{tag}") for v in place.iter(f"{C}v")]


def test_bars_and_their_intervals(tmp_path: Path) -> None:
    header, asian, _, _, nobody, few, _ = small_table(ChartKind.RATE, tmp_path)
    assert header == ("Group", "Refusal rate", "Refusal rate: interval below", "Refusal rate: interval above")
    assert asian[:2] == ("Asian  89.0%", pytest.approx(81 / 91))
    # Wilson (1927) for 81 of 91 by hand, z = 1.959964: 0.809413 to 0.939205; 81/91 is 0.890110.
    assert asian[2:] == (pytest.approx(0.080697, abs=1e-6), pytest.approx(0.049095, abs=1e-6))
    assert nobody == ("=Nobody  [z]", None, None, None)
    assert few == ("@Few  [c]", None, None, None)


def test_an_endless_or_tiny_ratio_stays_on_the_axis(tmp_path: Path) -> None:
    rows = {row[0]: row[1] for row in small_table(ChartKind.RATIO, tmp_path)}
    assert rows["White  1.00"] == 1.0
    assert rows["-Other <b>&  ∞"] is None, "a ratio that cannot be worked out is not drawn"


def test_intervals_are_error_bars_that_point_at_cells(tmp_path: Path) -> None:
    (bars,) = drawn(ChartKind.RATE, tmp_path).iter(f"{C}errBars")
    assert bars.find(f"{C}errValType").get("val") == "cust"
    plus, minus = (bars.find(f"{C}{side}").findtext(f".//{C}f") for side in ("plus", "minus"))
    assert re.fullmatch(r"'officer-ethnicity-rate'!\$D\$\d+:\$D\$\d+", plus)
    assert re.fullmatch(r"'officer-ethnicity-rate'!\$C\$\d+:\$C\$\d+", minus)


def test_each_group_has_its_own_colour(tmp_path: Path) -> None:
    points = drawn(ChartKind.RATE, tmp_path).iter(f"{C}dPt")
    colours = [p.find(f".//{A}srgbClr").get("val") for p in points]
    assert colours[:3] == ["1B6E8C", "7A3E9D", "5B6770"]


def test_a_ratio_chart_is_logarithmic_and_crosses_at_one(tmp_path: Path) -> None:
    space = drawn(ChartKind.RATIO, tmp_path)
    (value,) = space.iter(f"{C}valAx")
    assert value.find(f"{C}scaling/{C}logBase").get("val") == "2"
    assert [float(value.find(f"{C}scaling/{C}{end}").get("val")) for end in ("min", "max")] == [0.5, 2.0]
    assert float(space.find(f".//{C}catAx/{C}crossesAt").get("val")) == 1


def test_bars_are_read_from_the_top(tmp_path: Path) -> None:
    space = drawn(ChartKind.RATE, tmp_path)
    assert space.find(f".//{C}catAx/{C}scaling/{C}orientation").get("val") == "maxMin"


def test_a_trend_of_one_line_has_lines_for_limits_two_have_whiskers_and_more_have_none(tmp_path: Path) -> None:
    one = drawn(ChartKind.TREND, tmp_path)
    assert (len(list(one.iter(f"{C}ser"))), len(list(one.iter(f"{C}errBars")))) == (3, 0)
    two = (Series("Asian", "rate", "low", "high", "Asian"), Series("Black", "ratio", "low", "high", "Black"))
    both = drawn(ChartKind.TREND, tmp_path, series=two)
    assert (len(list(both.iter(f"{C}ser"))), len(list(both.iter(f"{C}errBars")))) == (2, 2)
    three = drawn(ChartKind.TREND, tmp_path, series=(*two, Series("White", "low", "low", "high", "White")))
    assert (len(list(three.iter(f"{C}ser"))), len(list(three.iter(f"{C}errBars")))) == (3, 0)


def test_a_funnel_has_points_by_size_limits_and_a_line(tmp_path: Path) -> None:
    space = drawn(
        ChartKind.FUNNEL,
        tmp_path,
        series=(Series("Decided", "decided"), Series("Refused", "rate", "low", "high")),
        across=Axis("Decided", Unit.COUNT, 0.0, 3000.0, 1000.0),
        line_at=0.6,
        line_label="All 60%",
    )
    points, *lines = space.iter(f"{C}ser")
    sizes = [float(v) for v in cached(points, "xVal")]
    assert sizes == sorted(sizes) == [0.0, 5.0, 38.0, 91.0, 2565.0]
    assert len(lines) == 3


def test_labels_that_look_like_numbers_are_words(tmp_path: Path) -> None:
    path = tmp_path / "card.xlsx"
    render_xlsx(example_card(), LOOK, path)
    with ZipFile(path) as parts:
        spaces = [etree.fromstring(parts.read(n)) for n in parts.namelist() if n.startswith("xl/charts/chart")]
    labels = [cached(series, "cat") for space in spaces for series in space.iter(f"{C}ser")]
    assert ["202012", "202103", "202106", "202109"] in labels
    assert not [1 for space in spaces for category in space.iter(f"{C}cat") if category.find(f"{C}numRef") is not None]


def test_alt_text_is_the_chart_s_own(tmp_path: Path) -> None:
    path = tmp_path / "card.xlsx"
    render_xlsx(card(charts=(chart(ChartKind.RATE),)), LOOK, path)
    with ZipFile(path) as parts:
        assert b'descr="Alt text of the rate chart."' in parts.read("xl/drawings/drawing1.xml")


@pytest.mark.parametrize("edition", Edition)
def test_every_chart_draws_cells_of_its_own_sheet(edition: Edition, tmp_path: Path) -> None:
    path = tmp_path / "card.xlsx"
    render_xlsx(example_card(6, 4, edition), LOOK, path)
    book = load_workbook(path, data_only=True)
    with ZipFile(path) as parts:
        charts = [etree.fromstring(parts.read(n)) for n in sorted(parts.namelist()) if n.startswith("xl/charts/chart")]
    assert len(charts) == sum(bool(sheet._charts) for sheet in book) == 6
    for space in charts:
        for reference in space.iter(f"{C}numRef"):
            sheet, cells = reference.findtext(f"{C}f").rsplit("!", 1)
            numbers = [c[0].value for c in book[sheet.strip("'")][cells.replace("$", "")]]
            points = {int(p.get("idx")): float(p.findtext(f"{C}v")) for p in reference.iter(f"{C}pt")}
            assert points == {i: pytest.approx(v) for i, v in enumerate(numbers) if v is not None}


def test_lengths_of_printed_numbers_have_no_tail_of_digits() -> None:
    assert length(0.121, 0.093) == 0.028
