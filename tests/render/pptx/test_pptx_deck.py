"""Decks of three sizes in two templates: everything fits, is named, is read in order, and is the same every time."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from openxml_audit import OpenXmlValidator
from pptx.enum.text import PP_ALIGN

from scorecard.look import load_look
from scorecard.model import Edition, Scorecard
from scorecard.render.pptx import pptx_bytes, render_pptx

from ...office import to_pdf
from ..example_cards import example_card
from . import looking
from .other_template import make_other_template

SIZES = {"3 groups, 1 period": (3, 1), "6 groups, 4 periods": (6, 4), "18 groups, 12 periods": (18, 12)}
TEMPLATES = ("shipped", "other")
ORDER = (
    "Title",
    "Subtitle",
    "Details",
    "Topic",
    "Tile",
    "Chart",
    "Table",
    "Text",
    "Base",
    "Badge",
    "Marking",
    "Footer",
)
WIDER = {"shipped": 1.0, "other": 1.18}  # Verdana beside Arial


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_other_template(tmp_path_factory.mktemp("template") / "ours.pptx")


@lru_cache
def _made(size: tuple[int, int], template: str) -> bytes:
    return pptx_bytes(spoken(example_card(*size)), load_look({"template": template}))


@lru_cache
def _opened(size: tuple[int, int], template: str) -> Any:
    return looking.opened(_made(size, template))


def spoken(card: Scorecard) -> Scorecard:
    """The card with its ratio section as a chart with sentences and no table."""
    said = card.sections[0].statements
    return replace(
        card, sections=tuple(replace(s, tables=(), statements=said) if "ratio" in s.id else s for s in card.sections)
    )


@pytest.fixture(params=TEMPLATES)
def template(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=SIZES.values(), ids=SIZES.keys())
def deck(request: pytest.FixtureRequest, template: str, other: Path) -> Any:
    return _opened(request.param, str(other) if template == "other" else "")


@pytest.fixture
def plain() -> Any:
    return _opened((6, 4), "")


def test_no_two_shapes_overlap(deck: Any) -> None:
    found = {number: pairs for number, s in enumerate(deck.slides, start=1) if (pairs := looking.overlaps(s))}
    assert not found


def test_everything_is_on_the_slide(deck: Any) -> None:
    width, height = deck.slide_width / looking.POINT, deck.slide_height / looking.POINT
    for shape in (shape for slide in deck.slides for shape in slide.shapes):
        left, top, right, bottom = looking.box(shape)
        assert left >= 0 <= top, shape.name
        assert right <= width + 0.5, shape.name
        assert bottom <= height + 0.5, shape.name


def test_no_words_overflow_their_shape(deck: Any, template: str) -> None:
    for number, slide in enumerate(deck.slides, start=1):
        for shape in slide.shapes:
            for frame, room, high in looking.text_frames(shape):
                over = looking.overflow(frame, room, high, 12, WIDER[template])
                assert over <= looking.SLACK, (number, shape.name, frame.text, over)


def test_nothing_is_smaller_than_12_points(deck: Any) -> None:
    for shape in (shape for slide in deck.slides for shape in slide.shapes):
        assert min(looking.sizes(shape), default=12) >= 12, shape.name


def test_labels_of_charts_have_the_room_that_they_need(deck: Any, template: str) -> None:
    for shape in (s for slide in deck.slides for s in slide.shapes if s.has_chart and s.chart.chart_type in (57, 58)):
        layout = shape.chart._chartSpace.find(".//{*}plotArea/{*}layout/{*}manualLayout")
        x, h = (float(layout.find(f"{{*}}{side}").get("val")) for side in "xh")
        names = [str(name) for name in shape.chart.plots[0].categories]
        column, row = x * shape.width / looking.POINT, h * shape.height / looking.POINT / len(names)
        most = max(looking.lines(name, column - 4, 12, False, WIDER[template]) for name in names)
        assert most * 12 * looking.LINE <= row, names


def test_every_slide_has_a_title_of_its_own(deck: Any) -> None:
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert all(titles)
    assert len(set(titles)) == len(titles)


def test_no_placeholder_is_empty(deck: Any) -> None:
    for slide in deck.slides:
        for shape in slide.placeholders:
            assert shape.has_chart or shape.has_table or shape.text_frame.text.strip(), shape.name
            assert "Click to edit" not in (shape.text_frame.text if shape.has_text_frame else "")


def test_reading_order_is_the_order_of_reading(deck: Any) -> None:
    for slide in deck.slides:
        named = [shape.name.split(":")[0] for shape in slide.shapes]
        assert named == sorted(named, key=lambda name: ORDER.index(name) if name in ORDER else len(ORDER))
        assert named[0] == "Title"


def test_charts_and_tables_say_what_they_show(plain: Any) -> None:
    shapes = [s for slide in plain.slides for s in slide.shapes if s.has_chart or s.has_table]
    said = {s.name: s._element.xpath(".//p:cNvPr/@descr")[0] for s in shapes}
    assert said["Chart: Refusal rate by period"] == (
        "Line chart of refusal rates by period. No group shows a reliable trend."
    )
    assert all(said.values())


def test_marking_badge_footer_and_number_stand_on_every_slide(plain: Any) -> None:
    for number, slide in enumerate(plain.slides, start=1):
        words = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        assert "OFFICIAL-SENSITIVE" in words
        assert "SYNTHETIC DATA" in words
        if number > 1:
            assert slide.shapes._spTree.xpath(".//a:fld[@type='slidenum']")
            assert "Vetting disproportionality scorecard: Exampleshire Police, 1 June to 31 August 2021" in words


def test_what_does_not_hold_is_not_shown() -> None:
    card = replace(example_card(6, 4, Edition.PUBLIC), synthetic=False)
    slides = looking.opened(pptx_bytes(card, load_look())).slides
    names = {shape.name for slide in slides for shape in slide.shapes}
    assert not names & {"Badge", "Marking"}


def test_long_tables_go_on_with_their_header() -> None:
    deck = _opened((18, 12), "")
    parts = [s for slide in deck.slides for s in slide.shapes if s.name == "Table: Police officers by ethnicity"]
    assert len(parts) > 1
    assert {tuple(cell.text for cell in part.table.rows[0].cells) for part in parts} == {
        ("Group", "Decided", "Refused", "Refused, %", "Refusal ratio (group ÷ reference)", "Finding")
    }
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert any(re.search(r"\(continued, 2 of \d\)$", title) for title in titles)
    rows = [row.cells[0].text for part in parts for row in list(part.table.rows)[1:]]
    assert rows == [row.cells[0].text for row in example_card(18).sections[1].tables[0].rows]


def test_tables_are_native_and_set_special_rows_apart(plain: Any) -> None:
    shape = next(s for slide in plain.slides for s in slide.shapes if s.name == "Table: Police officers by ethnicity")
    table = shape.table
    assert (table.first_row, table.first_col) == (True, True)
    runs = {row.cells[0].text: row.cells[1].text_frame.paragraphs[0].runs[0] for row in table.rows}
    assert [runs[g].font.bold for g in ("Asian", "White", "All applicants")] == [False, True, True]
    assert [runs[g].font.italic for g in ("Asian", "Unknown")] == [False, True]
    findings = {row.cells[0].text: row.cells[5].text for row in table.rows}
    assert (findings["Black"], findings["Mixed"], findings["Other"]) == ("▲ Higher", "▼ Lower", "◊ Too few to assess")
    aligned = [cell.text_frame.paragraphs[0].alignment for cell in table.rows[1].cells]
    assert aligned == [PP_ALIGN.LEFT, *[PP_ALIGN.RIGHT] * 4, PP_ALIGN.LEFT]


def test_notes_sections_and_agenda(plain: Any) -> None:
    slides = list(plain.slides)
    assert slides[1].shapes.title.text_frame.text == "What this scorecard covers"
    agenda = next(s.table for s in slides[1].shapes if s.has_table)
    starts = {row.cells[0].text: int(row.cells[2].text) for row in list(agenda.rows)[1:]}
    assert slides[starts["Reasons"] - 1].shapes.title.text_frame.text.startswith("Candidate family member")
    assert "A disparity is a prompt to examine" in slides[2].notes_slide.notes_text_frame.text
    names = plain.part._element.xpath(".//*[local-name()='section']/@name")
    parts = ["Summary", "Police officers", "Reasons", "Forces", "Data and method"]
    assert names == ["Vetting disproportionality scorecard", *parts]
    listed = plain.part._element.xpath(".//*[local-name()='sectionLst']//*[local-name()='sldId']/@id")
    assert listed == [str(slide.slide_id) for slide in slides]


def test_the_agenda_names_each_subject_once_and_no_part_twice() -> None:
    """A part that is its own topic is told by what its slide says."""
    card = example_card(6, 4)
    first, second, *others = card.sections
    second = replace(second, topic="Police officers by ethnicity: rates")
    third = replace(others[0], topic="Police officers by ethnicity: ratios")
    card = replace(card, sections=(replace(first, topic=first.part), second, third, *others[1:]))
    deck = looking.opened(pptx_bytes(card, load_look()))
    rows = list(next(s.table for s in deck.slides[1].shapes if s.has_table).rows)[1:]
    covered = {row.cells[0].text: row.cells[1].text for row in rows}
    assert covered[first.part] == first.title
    assert covered["Police officers"].startswith("Police officers by ethnicity: rates, ratios")


def test_a_short_deck_has_no_agenda() -> None:
    card = replace(example_card(3, 1), sections=example_card(3, 1).sections[:2])
    titles = [s.shapes.title.text_frame.text for s in looking.opened(pptx_bytes(card, load_look())).slides]
    assert "What this scorecard covers" not in titles


def test_properties_hold_no_name_and_no_date_of_today(other: Path) -> None:
    core = _opened((6, 4), str(other)).core_properties
    assert (core.title, core.language) == ("Vetting disproportionality scorecard", "en-GB")
    assert core.subject == "Exampleshire Police, 1 June to 31 August 2021"
    assert (core.author, core.last_modified_by) == ("", "")
    assert core.created == core.modified == datetime(2021, 8, 31)


@pytest.mark.parametrize("which", TEMPLATES)
def test_nothing_of_the_template_is_left_over(which: str, other: Path) -> None:
    file = zipfile.ZipFile(io.BytesIO(_made((6, 4), str(other) if which == "other" else "")))
    assert not [n for n in file.namelist() if re.search(r"thumbnail|printerSettings|app\.xml|custom", n)]
    everything = b"".join(file.read(name) for name in file.namelist())
    assert not [name for name in (b"Sergeant Example", b"Steve Canny", b"Last year's title") if name in everything]
    ours = [name for name in file.namelist() if re.match(r"ppt/(slides|notesSlides|charts)/", name)]
    assert not [name for name in ours if b'lang="en-US"' in file.read(name)]


def test_the_same_card_gives_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = pptx_bytes(example_card(6, 4), load_look())
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    render_pptx(example_card(6, 4), load_look(), tmp_path / "again.pptx")
    assert (tmp_path / "again.pptx").read_bytes() == first


@pytest.mark.parametrize(("size", "which"), [((18, 12), "shipped"), ((3, 1), "shipped"), ((6, 4), "other")])
def test_the_file_is_valid(size: tuple[int, int], which: str, other: Path, tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(_made(size, str(other) if which == "other" else ""))
    result = OpenXmlValidator().validate(path)
    assert not list(result.errors), [str(error) for error in result.errors][:5]


def test_libreoffice_draws_every_slide(tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(_made((6, 4), ""))
    pages = re.findall(rb"/Type\s*/Page[^s]", to_pdf(path, tmp_path).read_bytes())
    assert len(pages) == len(_opened((6, 4), "").slides)
