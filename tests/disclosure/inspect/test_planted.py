"""Leaks planted as a careless person would; each is found by its kind, and makes the file unsafe to release."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pptx
import pytest
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Inches

from tests.disclosure.inspect import bases
from tests.disclosure.inspect.planted_decks import DECKS
from tests.disclosure.inspect.planted_sheets import SHEETS
from tests.disclosure.inspect.planted_words import CSVS, PAGES, ZIPS
from tests.disclosure.inspect.plants import DECK, checked, in_deck, in_openpyxl, page, set_value, text_box

ALL = [
    pytest.param(kind, make, ending, id=f"{ending}: {name}")
    for ending, plants in (("xlsx", SHEETS), ("pptx", DECKS), ("html", PAGES), ("csv", CSVS), ("zip", ZIPS))
    for name, (kind, make) in plants.items()
]


@pytest.mark.parametrize(("kind", "make", "ending"), ALL)
def test_each_planted_leak_is_found(kind: str, make: Callable[[], bytes], ending: str, tmp_path: Path) -> None:
    report = checked(tmp_path, f"public.{ending}", make())
    assert kind in {leak.kind for leak in report.leaks}, report.text()
    assert not report.safe


def test_there_are_many() -> None:
    assert len(ALL) >= 25


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.xlsx", bases.workbook()),
        ("a.pptx", bases.deck()),
        ("a.html", bases.PAGE.encode()),
        ("a.csv", bases.TIDY.encode()),
        ("a.csv", b"\xef\xbb\xbf" + bases.TIDY.encode()),
        ("a.zip", bases.zipped(a__xlsx=bases.workbook(), a__csv=bases.TIDY.encode(), a__html=bases.PAGE.encode())),
    ],
)
def test_a_clean_file_has_no_findings(name: str, data: bytes, tmp_path: Path) -> None:
    report = checked(tmp_path, name, data, threshold=5)
    assert [f for f in report.findings if f.kind != "zip_owner"] == [], report.text()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.xlsx", in_openpyxl(set_value("D5", 3))),
        ("a.csv", bases.TIDY.replace(",15,", ",3,").encode()),
        ("a.html", page("<td>15</td>", "<td>3</td>")),
        ("a.pptx", bases.replaced(bases.deck(), DECK, "<a:t>15</a:t>", "<a:t>3</a:t>")),
    ],
)
def test_a_small_count_is_found_with_a_threshold_only(name: str, data: bytes, tmp_path: Path) -> None:
    kinds = {leak.kind for leak in checked(tmp_path, name, data, threshold=5).leaks}
    assert "small_count" in kinds
    assert "small_count" not in {leak.kind for leak in checked(tmp_path, name, data).leaks}


def test_an_author_that_the_page_shows_gives_nothing_away(tmp_path: Path) -> None:
    title = "Police officers by ethnicity"
    data = bases.workbook(lambda book, sheet: book.set_properties({"author": title}))
    assert checked(tmp_path, "a.xlsx", data).safe


def test_notes_that_repeat_the_slide_are_for_a_look(tmp_path: Path) -> None:
    data = in_deck(
        lambda p, s: setattr(s.notes_slide.notes_text_frame, "text", "Police officers by ethnicity.") or True
    )
    report = checked(tmp_path, "a.pptx", data)
    assert report.safe
    assert {f.kind for f in report.findings} == {"notes_repeated"}


def test_white_text_on_a_dark_bar_can_be_read(tmp_path: Path) -> None:
    def bar(show: pptx.presentation.Presentation, slide: object) -> bool:
        shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Inches(1), Inches(6), Inches(4), Inches(1))  # type: ignore[attr-defined]
        shape.fill.solid()
        shape.fill.fore_color.rgb = RGBColor(0, 48, 94)
        text_box(slide, "Officers", 1.5, 6.2).font.color.rgb = RGBColor(255, 255, 255)  # type: ignore[attr-defined]
        return True

    assert checked(tmp_path, "a.pptx", in_deck(bar)).safe


def test_a_chart_for_narrow_screens_is_not_hidden(tmp_path: Path) -> None:
    style = ".small{display:none}@media (max-width:46rem){.small{display:block}.wide{display:none}}</style>"
    end = '<p class="small">120</p><p class="wide">120</p></body>'
    data = page("</style>", style).replace(b"</body>", end.encode())
    assert checked(tmp_path, "a.html", data).safe
