"""Room on slides of any template: charts that can be read, titles that push what is below, footers with contrast."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from scorecard.look import load_look
from scorecard.model import Scorecard, Statement
from scorecard.render.pptx import pptx_bytes
from scorecard.render.pptx.brand import body_font, heading_font
from scorecard.render.pptx.geometry.boxes import Box
from scorecard.render.pptx.geometry.colours import contrast
from scorecard.render.pptx.geometry.plot import Texts, bars
from scorecard.render.pptx.geometry.words import width
from scorecard.shipped import shipped

from ..example_cards import example_card
from . import looking
from .other_template import make_other_template

NARROWEST = 244.0  # points of a chart: 3.4 inches
TICK = 4.0  # points between two numbers of an axis


def in_fonts(source: Path, path: Path, heading: str, body: str) -> Path:
    """A template in other fonts."""
    deck = Presentation(str(source))
    theme = deck.slide_masters[0].part.part_related_by(RT.THEME)
    root = etree.fromstring(theme.blob)
    root.set("name", "Exampleshire")
    for kind, font in (("major", heading), ("minor", body)):
        root.find(f".//{{*}}{kind}Font/{{*}}latin").set("typeface", font)
    theme._blob = etree.tostring(root)
    deck.save(str(path))
    return path


@pytest.fixture(params=["16:9 Verdana", "16:9 Georgia", "4:3 Verdana", "4:3 Georgia"])
def foreign(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    shape, font = str(request.param).split()
    source = make_other_template(tmp_path / "4x3.pptx") if shape == "4:3" else shipped("templates/scorecard.pptx")
    return in_fonts(source, tmp_path / "ours.pptx", font, font)


def slides(card: Scorecard, template: Path | str = "") -> list[Any]:
    return list(looking.opened(pptx_bytes(card, load_look({"template": str(template)}))).slides)


def shape(slide: Any, name: str) -> Any:
    return next(shape for shape in slide.shapes if shape.name.split(":")[0] == name)


def test_a_chart_beside_a_table_is_wide_enough_to_read(foreign: Path) -> None:
    for slide in slides(example_card(6, 4), foreign):
        names = {s.name.split(":")[0] for s in slide.shapes}
        if {"Chart", "Table"} <= names:
            assert looking.box(shape(slide, "Chart"))[2] - looking.box(shape(slide, "Chart"))[0] >= NARROWEST


def test_a_table_too_wide_for_a_readable_chart_has_a_slide_of_its_own(tmp_path: Path) -> None:
    deck = slides(example_card(6, 4), make_other_template(tmp_path / "ours.pptx"))
    at = [n for n, slide in enumerate(deck) for s in slide.shapes if s.name == "Chart: Refusal rate with 95% interval"]
    assert [s.name for s in deck[at[0]].shapes if s.has_table] == []
    assert [s.name for s in deck[at[0] + 1].shapes if s.has_table] == ["Table: Police officers by ethnicity"]


def test_numbers_of_an_axis_do_not_touch(foreign: Path) -> None:
    font = body_font(Presentation(str(foreign)))
    charts = [s for slide in slides(example_card(6, 4), foreign) for s in slide.shapes if s.has_chart]
    bars = [s for s in charts if s.chart.chart_type == 57 and not s.chart._chartSpace.findall(".//{*}logBase")]
    assert bars
    for drawn in bars:
        plot = drawn.chart._chartSpace.find(".//{*}plotArea/{*}layout/{*}manualLayout/{*}w")
        axis = drawn.chart.value_axis
        steps = (axis.maximum_scale - axis.minimum_scale) / axis.major_unit
        room = float(plot.get("val")) * drawn.width / looking.POINT / steps
        assert width(f"{axis.maximum_scale:.0%}", 12, font=font) + TICK <= room + 0.1


LONG = "No reliable difference was found between the refusal rates of any of the groups that were compared " * 2


@pytest.mark.parametrize("layout", ["4:3", "16:9"])
def test_what_is_below_makes_room_for_a_title_of_three_lines(layout: str, tmp_path: Path) -> None:
    source = make_other_template(tmp_path / "4x3.pptx") if layout == "4:3" else shipped("templates/scorecard.pptx")
    template = in_fonts(source, tmp_path / "ours.pptx", "Verdana", "Arial")
    card = example_card(6, 4)
    title = LONG + LONG
    card = replace(card, sections=tuple(replace(s, title=f"{title}{n}") for n, s in enumerate(card.sections)))
    for slide in slides(card, template)[2:]:
        assert not looking.overlaps(slide)
        head = slide.shapes.title
        room = head.width / looking.POINT
        assert looking.overflow(head.text_frame, room, head.height / looking.POINT, 16, 1.25) <= looking.SLACK


def test_titles_are_measured_in_the_font_of_headings(tmp_path: Path) -> None:
    sizes = {}
    for heading in ("Arial", "Verdana"):
        template = in_fonts(shipped("templates/scorecard.pptx"), tmp_path / f"{heading}.pptx", heading, "Arial")
        assert heading_font(Presentation(str(template))) == heading
        sizes[heading] = [s.shapes.title.text_frame.paragraphs[0].runs[0].font.size for s in slides(long(), template)]
    assert all(small <= large for small, large in zip(sizes["Verdana"], sizes["Arial"], strict=True))
    assert sizes["Verdana"][1] < sizes["Arial"][1]


def long() -> Scorecard:
    """The example with a title of two full lines."""
    card = example_card(3, 1)
    title = (
        "Asian and Black officer applicants were refused reliably more often "
        "than White applicants in this period, and staff applicants were not"
    )
    return replace(card, sections=(replace(card.sections[0], title=title),))


def test_a_master_s_own_font_stands_before_the_theme_s() -> None:
    deck = Presentation()
    master = deck.slide_masters[0]._element
    master.find(".//{*}titleStyle/{*}lvl1pPr/{*}defRPr/{*}latin").set("typeface", "Georgia")
    assert (heading_font(deck), body_font(deck)) == ("Georgia", "Calibri")


def test_lines_of_a_chart_s_title_are_flush_left_also_where_they_are_centred() -> None:
    titles = [s.chart.chart_title.text_frame for slide in slides(narrow()) for s in slide.shapes if s.has_chart]
    long_ones = [frame for frame in titles if len(frame.paragraphs) > 1]
    assert long_ones
    for frame in long_ones:
        wide = [looking.width(paragraph.text, 13, bold=True) for paragraph in frame.paragraphs]
        bare = [looking.width(paragraph.text.strip(), 13, bold=True) for paragraph in frame.paragraphs]
        assert (
            max(wide) - min(wide) <= (max(bare) - min(bare)) * 0.1 + 2
        )  # points; without it they differ by that tenfold
        assert {paragraph._p.pPr.get("algn") for paragraph in frame.paragraphs} == {"l"}


def narrow() -> Scorecard:
    """The example with a long title over the chart beside its table."""
    card = example_card(6, 4)
    section = card.sections[1]
    chart = replace(section.charts[0], title="What each reason adds to the gap in refusal rates, by ethnicity")
    return replace(card, sections=(replace(section, charts=(chart,)),))


def test_feet_that_a_master_mutes_too_far_have_the_text_colour(tmp_path: Path) -> None:
    template = make_other_template(tmp_path / "ours.pptx")  # on PowerPoint's blank master: tx1 with a tint of 75%
    deck = looking.opened(pptx_bytes(example_card(3, 1), load_look({"template": str(template)})))
    feet = [h for h in deck.slide_master.placeholders if h._element.ph.get("type") in ("ftr", "sldNum")]
    colours = [h._element.find(".//{*}lstStyle//{*}schemeClr") for h in feet]
    assert [(colour.get("val"), len(colour)) for colour in colours] == [("tx1", 0), ("tx1", 0)]


def test_a_foot_in_a_colour_that_can_be_read_stays_as_it_is() -> None:
    deck = slides(example_card(3, 1))
    feet = [h for h in deck[1].slide_layout.placeholders if h.name in ("Footer", "Slide number")]
    assert [h._element.find(".//{*}lstStyle//{*}schemeClr").get("val") for h in feet] == ["tx2", "tx2"]


@pytest.mark.parametrize(
    ("one", "other", "changes", "expected"),
    [
        ("000000", "FFFFFF", None, 21.0),  # WCAG 2.1, definition of contrast ratio
        ("FFFFFF", "000000", None, 21.0),
        ("767676", "FFFFFF", None, 4.54),  # the palest grey that passes: WebAIM's contrast checker
        ("777777", "FFFFFF", None, 4.48),
        ("000000", "FFFFFF", {"tint": 75_000}, 3.5),  # a quarter of white's light: 1.05 / 0.30
        ("000000", "FFFFFF", {"lumMod": 50_000, "lumOff": 50_000}, 3.98),  # 808080 (rounded: 3.95)
    ],
)
def test_contrast(one: str, other: str, changes: dict[str, int] | None, expected: float) -> None:
    assert contrast(one, other, changes) == pytest.approx(expected, abs=0.005)


def test_a_chart_of_one_bar_has_the_width_of_the_slide() -> None:
    card = example_card(6, 1)
    section = next(s for s in card.sections if "ratio" in s.id)
    chart = replace(section.charts[0], rows=section.charts[0].rows[:1])
    said = card.sections[0].statements[:2]
    one = replace(section, charts=(chart,), tables=(), statements=said)
    slide = slides(replace(card, sections=(one,)))[1]
    drawn, words = looking.box(shape(slide, "Chart")), looking.box(shape(slide, "Text"))
    assert drawn[2] - drawn[0] == pytest.approx(words[2] - words[0], abs=1)
    assert words[1] >= drawn[3]


def test_words_under_an_axis_are_broken_before_they_run_into_its_numbers() -> None:
    words = ("Refusal ratio, group ÷ White (each line doubles)", "1 = refused as often as White applicants")
    plots = [bars(Texts("Title", ["Asian"], words), Box(0, 0, wide, 300), "Verdana") for wide in (360, 600)]
    assert [plot.under for plot in plots if plot] == [
        ("Refusal ratio, group ÷ White (each line", "doubles)", words[1]),
        words,
    ]
    narrow, wide = (plot.y + plot.h for plot in plots if plot)
    assert narrow < wide  # the lines take their room from the bars


PARAGRAPH = (
    "Black police officer applicants were 2.39 times as likely to be refused as White applicants: 92 of 635 (14.5%) "
    "compared with 6.1%; 53.5 refusals above parity."
)


@pytest.mark.parametrize("number", range(1, 25))
@pytest.mark.parametrize("tiles", [True, False])
def test_paragraphs_that_need_several_slides_are_spread_over_them(number: int, tiles: bool) -> None:
    card = example_card(3, 1)
    first = card.sections[0]
    said = tuple(Statement(f"{PARAGRAPH} {n}") for n in range(number))
    section = replace(first, statements=said, tiles=first.tiles if tiles else (), charts=(), tables=(), details=())
    deck = slides(replace(card, sections=(section,)))[1:]
    texts = [[p.text for p in shape(slide, "Text").text_frame.paragraphs] for slide in deck]
    assert [text for page in texts for text in page] == [statement.text for statement in said]
    assert max(map(len, texts)) - len(texts[-1]) <= len(texts), [len(page) for page in texts]
    assert number == 1 or len(texts[-1]) > 1
