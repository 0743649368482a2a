"""Drawings of each kind of chart: lengths in proportion, nothing drawn for what is missing, labels said as printed."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise
from math import inf

import pytest

from scorecard.look import load_look
from scorecard.model import Axis, Cell, Chart, ChartKind, Column, Finding, Row, Series, Table, Unit
from scorecard.render.svg import Drawing, drawn
from scorecard.render.svg.drawing import Bar, Dot, Line, Text, pixels
from scorecard.render.svg.text import measured, wrapped
from scorecard.render.svg.tones import tone
from tests.render.example_cards import example_card

LOOK = load_look()
COLUMNS = (
    Column("group", "Group"),
    Column("value", "Value", Unit.PERCENT),
    Column("low", "From", Unit.PERCENT),
    Column("high", "To", Unit.PERCENT),
)
PERCENT = Axis("Refused, %", Unit.PERCENT, 0.0, 0.4, 0.1)
LOG = Axis("Ratio", Unit.RATIO, 0.25, 4.0, 2.0, log=True)


def row(group: str, *cells: tuple[str, float | None], finding: Finding | None = None) -> Row:
    return Row((Cell(group), *(Cell(text, value) for text, value in cells)), group=group, finding=finding)


def chart(kind: ChartKind, rows: tuple[Row, ...], axis: Axis = PERCENT, width: float = 800, **more: object) -> Drawing:
    table = Table("t", "Caption", "Base: nobody.", COLUMNS, rows)
    series = more.pop("series", (Series("Refused", "value", "low", "high"),))
    shown = Chart("c", kind, "Title", "Alt", "t", tuple(range(len(rows))), "group", series, axis, **more)
    return drawn(shown, table, LOOK, width)


def of(kind: type, drawing: Drawing) -> list:
    return [mark for mark in drawing.marks if isinstance(mark, kind)]


RATES = (
    row("Asian", ("10%", 0.1), ("5%", 0.05), ("20%", 0.2)),
    row("Black", ("20%", 0.2), ("10%", 0.1), ("30%", 0.3)),
    row("White", ("[c]", None), ("[c]", None), ("[c]", None)),
)


@pytest.mark.parametrize("width", [800, 320])
def test_bars_are_as_long_as_their_values_and_nothing_stands_for_what_is_withheld(width: float) -> None:
    drawing = chart(ChartKind.RATE, RATES, width=width)
    asian, black = of(Bar, drawing)
    assert black.width == pytest.approx(2 * asian.width)
    assert (asian.tone, black.tone) == (tone("1F8DD0"), tone("D95F0E"))
    assert {"10%", "20%", "[c]", "Asian", "Black", "White"} <= {mark.text for mark in of(Text, drawing)}
    whiskers = [line for line in of(Line, drawing) if line.tone == "ink"]
    assert len(whiskers) == 6, "two intervals, each a line and two caps"
    length = whiskers[0].points[1][0] - whiskers[0].points[0][0]
    assert length == pytest.approx(1.5 * asian.width), "5% to 20% is one and a half times 10%"


@pytest.mark.parametrize("width", [800, 320])
def test_ratios_start_at_one_and_an_open_end_has_no_cap(width: float) -> None:
    rows = (
        row("Asian", ("2.00", 2.0), ("1.00", 1.0), ("4.00", 4.0), finding=Finding.HIGHER),
        row("Black", ("0.50", 0.5), ("0.25", 0.25), ("1.00", 1.0), finding=Finding.LOWER),
        row("Mixed", ("∞", inf), ("0.90", 0.9), ("∞", inf), finding=Finding.TOO_FEW),
    )
    drawing = chart(ChartKind.RATIO, rows, LOG, width, line_at=1.0, line_label="Same as White")
    above, below, infinite = of(Bar, drawing)
    assert above.x == pytest.approx(below.x + below.width)
    assert above.width == pytest.approx(below.width)
    assert infinite.width == pytest.approx(2 * above.width), "up to the end of the axis"
    whiskers = [line for line in of(Line, drawing) if line.tone == "ink" and not line.dashed]
    assert len(whiskers) == 3 + 3 + 2
    said = {mark.text for mark in of(Text, drawing)}
    assert {"2.00", "∞", "Same as White", "▲", "▼", "Reliably higher", "Reliably lower", "Too few to assess"} <= said


def test_several_series_stand_side_by_side_with_a_key() -> None:
    series = (Series("Sent", "value"), Series("Overturned", "low"))
    drawing = chart(ChartKind.RATE, RATES[:2], series=series)
    key, bars = of(Bar, drawing)[:2], of(Bar, drawing)[2:]
    assert [mark.tone for mark in key] == [tone(colour) for colour in LOOK.palette[:2]]
    assert [bar.tone for bar in bars] == [tone(colour) for colour in LOOK.palette[:2]] * 2
    assert {"Sent", "Overturned"} <= {mark.text for mark in of(Text, drawing)}


def test_stacked_parts_touch_and_negative_ones_go_left() -> None:
    axis = Axis("People", Unit.PEOPLE, -4.0, 4.0, 2.0)
    series = (Series("A", "value"), Series("B", "low"), Series("C", "high"))
    rows = (row("Asian", ("2", 2.0), ("-3", -3.0), ("1", 1.0)), row("Black", ("[c]", None), ("[c]", None), ("1", 1.0)))
    drawing = chart(ChartKind.STACKED, rows, axis, series=series)
    first, left, last, lone = of(Bar, drawing)[3:]
    assert left.x < left.x + left.width < first.x
    assert last.x == pytest.approx(first.x + first.width + 1)
    assert lone.x == pytest.approx(first.x), "nothing is drawn for a withheld part"
    assert [mark.text for mark in of(Text, drawing)].count("[c]") == 1, "said once, behind the bar"


def test_a_line_breaks_where_a_period_is_withheld() -> None:
    rows = tuple(
        row(period, (text, value), ("1%", 0.01), ("30%", 0.3))
        for period, text, value in (
            ("202012", "10%", 0.1), ("202103", "12%", 0.12), ("202106", "[c]", None), ("202109", "14%", 0.14),
        )
    )  # fmt: skip
    drawing = chart(ChartKind.TREND, rows)
    assert len(of(Dot, drawing)) == 3
    lines = [line for line in of(Line, drawing) if line.width > 2]
    assert [len(line.points) for line in lines] == [2], "the last point stands alone"
    said = {mark.text for mark in of(Text, drawing)}
    assert {"Refused [c]", "Refused 14%", "202106"} <= said
    dots = of(Dot, drawing)
    assert dots[0].y > dots[1].y > dots[2].y, "a higher rate stands higher"
    assert any(line.faint for line in of(Line, drawing)), "the limits of a single line are a band"


def test_limits_of_many_lines_are_left_to_the_table() -> None:
    section = next(s for s in example_card(6, 4).sections if s.id == "trend")
    whole = section.charts[0]
    many = drawn(whole, section.table("trend-detail"), LOOK, 800)
    two = drawn(replace(whole, series=whole.series[:2]), section.table("trend-detail"), LOOK, 800)

    def whiskers(drawing: Drawing) -> list[Line]:
        return [m for m in of(Line, drawing) if m.width == 1 and len(m.points) == 2 and m.tone != "line"]

    assert len(whole.series) > 2
    assert len(whiskers(two)) > len(whiskers(many))


def test_names_at_the_ends_of_lines_do_not_touch() -> None:
    section = next(s for s in example_card(6, 4).sections if s.id == "trend")
    drawing = drawn(section.charts[0], section.table("trend-detail"), LOOK, 800)
    names = sorted(mark.y for mark in of(Text, drawing) if mark.text.split()[0] in LOOK.group_colours and mark.x > 600)
    assert len(names) == 6
    assert min(b - a for a, b in pairwise(names)) >= 17


def test_a_funnel_names_the_outsiders_and_says_who_is_missing() -> None:
    columns = (Column("group", "Force"), Column("size", "Decided", Unit.COUNT), *COLUMNS[1:])
    forces = tuple(
        Row((Cell(name), Cell(str(size), size), Cell("x", rate), Cell("5%", 0.05), Cell("15%", 0.15)))
        for name, size, rate in (("In", 100, 0.1), ("In too", 101, 0.1), ("Out", 100, 0.2), ("Withheld", 50, None))
    )
    table = Table("t", "Caption", "Base", columns, forces)
    shown = Chart(
        "c", ChartKind.FUNNEL, "T", "A", "t", (0, 1, 2, 3), "group",
        (Series("Decided", "size"), Series("Refused", "value", "low", "high")), PERCENT,
        Axis("Decided", Unit.COUNT, 0, 200, 50), line_at=0.1, line_label="All 10%",
    )  # fmt: skip
    drawing = drawn(shown, table, LOOK, 800)
    assert len(of(Dot, drawing)) == 3
    assert {"Out", "Withheld x", "All 10%"} <= {mark.text for mark in of(Text, drawing)}
    limits = [line for line in of(Line, drawing) if line.dashed and line.tone == "muted"]
    assert [len(line.points) for line in limits] == [4, 4]


@pytest.mark.parametrize("width", [820, 320])
@pytest.mark.parametrize("groups", [3, 6, 18])
def test_no_text_lies_on_another_or_beyond_the_drawing(groups: int, width: float) -> None:
    for section in example_card(groups, 12).sections:
        for one in section.charts:
            drawing = drawn(one, section.table(one.table), LOOK, width)
            texts = [mark for mark in of(Text, drawing) if not mark.halo]
            boxes = [_box(mark) for mark in texts]
            for (a, first), (b, second) in combinations(zip(boxes, texts, strict=True), 2):
                apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
                assert apart, (one.id, width, first.text, second.text)
            assert all(b[0] >= -12 and b[2] <= width + 16 and b[3] <= drawing.height for b in boxes), one.id


def _box(mark: Text) -> tuple[float, float, float, float]:
    wide = measured(mark.text, bold=mark.bold, size=mark.size)
    left = mark.x - {"start": 0, "middle": wide / 2, "end": wide}[mark.anchor]
    return left, mark.y - mark.size * 0.72, left + wide, mark.y + 1


def test_texts_break_between_words_only() -> None:
    assert wrapped("Any other ethnic group", 70) == ("Any other", "ethnic", "group")
    assert wrapped("Indivisible", 10) == ("Indivisible",)


def test_pixels_have_one_decimal_at_most_and_no_negative_zero() -> None:
    assert [pixels(value) for value in (1.0, 2.25, -0.01, -3.56, 0)] == ["1", "2.2", "0", "-3.6", "0"]
