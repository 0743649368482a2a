"""`--against` reads every part of a file alike: wherever a careless edit leaves a withheld count, it is found."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from tests.disclosure.inspect import bases
from tests.disclosure.inspect.internal_counts import kinds
from tests.disclosure.inspect.plants import DECK, PNG, SHEET, in_book, in_deck, in_openpyxl, text_box

TELLING = "Mixed officers: 3 of 22 refused"
KEYED = "force,period,workforce,breakdown,group"
FIGURES = f"{KEYED},decided,passed,refused,refusal_rate_low,refusal_rate_high,refusals_above_parity,finding\n"
ROW = "Sample,202109,officer,ethnicity,Mixed,22,[c],[c],"
UNDECIDED = f"{KEYED},outcome,cases,base,share\nSample,202109,officer,ethnicity,Female,"


def left_slide(show: object, slide: object) -> bool:
    """A slide taken off the list, as scripts do it: its part stays in the file."""
    new = show.slides.add_slide(show.slide_layouts[6])  # type: ignore[attr-defined]
    text_box(new, TELLING)
    ids = show.slides._sldIdLst  # type: ignore[attr-defined]
    ids.remove(ids[-1])
    return True


def pasted_table(slide: object) -> bool:
    table = slide.shapes.add_table(2, 2, Inches(5), Inches(5), Inches(3), Inches(1)).table  # type: ignore[attr-defined]
    for at, text in enumerate(("Mixed officers", "Refused", "Number", "3")):
        table.cell(at // 2, at % 2).text = text
    return True


def narrow_table(slide: object) -> bool:
    """Groups across, outcomes down: the table turned round."""
    table = slide.shapes.add_table(2, 3, Inches(5), Inches(5), Inches(3), Inches(1)).table  # type: ignore[attr-defined]
    for at, text in enumerate(("Officers", "Asian", "Mixed", "Refused", "20", "3")):
        table.cell(at // 3, at % 3).text = text
    return True


def pasted_chart(slide: object) -> bool:
    data = CategoryChartData(number_format="0")
    data.categories = ["Asian", "Mixed"]
    data.add_series("Officers refused", [20, 3])
    slide.shapes.add_chart(XL_CHART_TYPE.PIE, Inches(5), Inches(5), Inches(2), Inches(2), data)  # type: ignore[attr-defined]
    return True


def white_box(slide: object) -> bool:
    text_box(slide, TELLING).font.color.rgb = RGBColor(255, 255, 255)  # type: ignore[attr-defined]
    return True


def described(slide: object) -> bool:
    slide.shapes[1]._element.nvGraphicFramePr.cNvPr.set("descr", TELLING)  # type: ignore[attr-defined]
    return True


def two_boxes(slide: object) -> bool:
    text_box(slide, "Mixed officers", 1)
    text_box(slide, "3 refused", 2)
    return True


def in_layout(show: object) -> bool:
    shapes = show.slides[0].slide_layout.placeholders  # type: ignore[attr-defined]
    shapes[0].text_frame.text = TELLING
    return True


def grouped(slide: object) -> bool:
    group = slide.shapes.add_group_shape()  # type: ignore[attr-defined]
    box = group.shapes.add_textbox(Inches(1), Inches(6), Inches(3), Inches(1))
    box.text_frame.text = TELLING
    return True


def deck_comment() -> bytes:
    xml = f'<p:cmLst xmlns:p="urn:p"><p:cm><p:text>{TELLING}</p:text></p:cm></p:cmLst>'
    return bases.added(bases.deck(), "ppt/comments/comment1.xml", xml.encode(), DECK, "comments")


def tagged() -> bytes:
    xml = f'<p:tagLst xmlns:p="urn:p"><p:tag name="NOTE" val="{TELLING}"/></p:tagLst>'
    return bases.added(bases.deck(), "ppt/tags/tag1.xml", xml.encode(), DECK, "tags")


DECKS: dict[str, Callable[[], bytes]] = {
    "a text box": lambda: in_deck(lambda p, s: text_box(s, TELLING) and True),
    "a text box in words": lambda: in_deck(lambda p, s: text_box(s, "three Mixed officers were refused") and True),
    "two text boxes": lambda: in_deck(lambda p, s: two_boxes(s)),
    "a white text box": lambda: in_deck(lambda p, s: white_box(s)),
    "a text box in a group": lambda: in_deck(lambda p, s: grouped(s)),
    "a percentage typed by hand": lambda: in_deck(lambda p, s: text_box(s, "13.6% of Mixed officers") and True),
    "speaker notes": lambda: in_deck(lambda p, s: setattr(s.notes_slide.notes_text_frame, "text", TELLING) or True),
    "alternative text": lambda: in_deck(lambda p, s: described(s)),
    "a slide taken off the list": lambda: in_deck(left_slide),
    "a hidden slide": lambda: in_deck(lambda p, s: (text_box(s, TELLING) and s._element.set("show", "0")) or True),
    "a pasted table": lambda: in_deck(lambda p, s: pasted_table(s)),
    "a table turned round": lambda: in_deck(lambda p, s: narrow_table(s)),
    "a pasted chart": lambda: in_deck(lambda p, s: pasted_chart(s)),
    "the layout": lambda: in_deck(lambda p, s: in_layout(p)),
    "a comment": deck_comment,
    "a tag of an add-in": tagged,
    "the title": lambda: in_deck(lambda p, s: setattr(p.core_properties, "title", TELLING) or True),
}


def drawn(book: object, sheet: object) -> bool:
    sheet.insert_textbox("G30", TELLING)  # type: ignore[attr-defined]
    return True


def outside(book: object, sheet: object) -> bool:
    sheet.print_area("A1:E6")  # type: ignore[attr-defined]
    sheet.write(40, 12, "Mixed refused")  # type: ignore[attr-defined]
    sheet.write(40, 13, 3)  # type: ignore[attr-defined]
    return True


def far_below(book: object, sheet: object) -> bool:
    """A name and, in the cell below it, a number."""
    sheet.write_column(60, 30, ["Mixed officers", 3])  # type: ignore[attr-defined]
    return True


def beside(book: object, sheet: object) -> bool:
    """A small table to the right of the first, in its rows."""
    for at, row in enumerate((("Group", "Refused"), ("Mixed", 3))):
        sheet.write_row(at + 1, 8, row)  # type: ignore[attr-defined]
    return True


def picture_text(book: object, sheet: object) -> bool:
    sheet.insert_image("G40", "a.png", {"image_data": io.BytesIO(PNG), "description": "Black staff: 7 refused"})  # type: ignore[attr-defined]
    return True


def hidden_column(book: object, sheet: object) -> bool:
    sheet.write_column(1, 9, ["Officers: Mixed, refused", 3])  # type: ignore[attr-defined]
    sheet.set_column(9, 9, None, None, {"hidden": True})  # type: ignore[attr-defined]
    return True


def pivot() -> bytes:
    xml = f'<pivotCacheDefinition xmlns="urn:x"><sharedItems><s v="{TELLING}"/></sharedItems></pivotCacheDefinition>'
    return bases.added(bases.workbook(), "xl/pivotCache/pivotCacheDefinition1.xml", xml.encode(), SHEET, "pivot")


def chart_workbook() -> bytes:
    """A pasted chart brings the sheet it was drawn from."""

    def change(show: object, slide: object) -> bool:
        part = next(s.chart for s in slide.shapes if s.has_chart).part.chart_workbook.xlsx_part  # type: ignore[attr-defined]
        book = openpyxl.load_workbook(io.BytesIO(part.blob))
        book.create_sheet("Officers").append(["Group", "Refused"])
        book["Officers"].append(["Mixed", 3])
        out = io.BytesIO()
        book.save(out)
        part._blob = out.getvalue()
        return True

    return in_deck(change)


BOOKS: dict[str, Callable[[], bytes]] = {
    "a cell": lambda: in_book(lambda b, s: s.write(20, 1, TELLING) or True),
    "a cell in words": lambda: in_book(lambda b, s: s.write(20, 1, "Seven of the Black staff were refused.") or True),
    "outside the print area": lambda: in_book(outside),
    "a cell below a name": lambda: in_book(far_below),
    "a table beside": lambda: in_book(beside),
    "a page header": lambda: in_book(lambda b, s: s.set_header(f"&L{TELLING}&RPage &P") or True),
    "a page footer in bold": lambda: in_book(
        lambda b, s: s.set_footer('&C&"Arial,Bold"&9Black staff: 7 refused') or True
    ),
    "a defined name": lambda: in_book(lambda b, s: b.define_name("mixed_officers_refused", "=3") or True),
    "a text box": lambda: in_book(drawn),
    "a picture's description": lambda: in_book(picture_text),
    "a comment": lambda: in_openpyxl(lambda b: setattr(b.active["D5"], "comment", Comment(TELLING, "JB"))),
    "a hidden column": lambda: in_book(hidden_column),
    "a data validation": lambda: in_book(
        lambda b, s: (
            s.data_validation("B9", {"validate": "any", "input_title": "Mixed", "input_message": TELLING}) or True
        )
    ),
    "a sheet's name": lambda: in_book(lambda b, s: b.add_worksheet("Mixed officers 3 refused") and True),
    "a pivot cache": pivot,
    "a link's tooltip": lambda: in_book(
        lambda b, s: s.write_url(30, 1, "https://www.gov.uk", None, "Method", TELLING) or True
    ),
}
CSVS = {
    "a line before": f"# {TELLING}\n{FIGURES}{ROW}[c],[c],[c],[c]\n",
    "a line behind": f"{FIGURES}{ROW}[c],[c],[c],[c]\n# {TELLING}\n",
    "a line with commas": f"{FIGURES}{ROW}[c],[c],[c],[c]\n# Mixed officers, 3, refused\n",
    "a second table": f"{FIGURES}{ROW}[c],[c],[c],[c]\n\nOfficers\ngroup,refused\nMixed,3\n",
    "a second table at once": f"{FIGURES}{ROW}[c],[c],[c],[c]\nworkforce,group,refused\nofficer,Mixed,3\n",
    "a column more": f"{FIGURES}{ROW}[c],[c],[c],[c],3 refused of the Mixed officers\n",
    "the lower limit": f"{FIGURES}{ROW}0.047,[c],[c],[c]\n",
    "the upper limit": f"{FIGURES}{ROW}[c],0.333,[c],[c]\n",
    "refusals above parity": f"{FIGURES}{ROW}[c],[c],1.7,[c]\n",
    "the finding": f"{FIGURES}{ROW}[c],[c],[c],higher\n",
}
REPLIES = {
    "a.txt": "You asked how many Black staff applicants were refused. The answer is seven.\n",
    "b.txt": "Q: How many Black staff applicants were refused?\nA: 7\n",
    "a.md": "## Police staff\n| Group | Refused |\n|---|---|\n| Black | 7 |\n",
    "a.json": '{"staff": {\n "Black": {\n  "refused": 7\n}}}\n',
}
ENDINGS = (("pptx", DECKS), ("xlsx", BOOKS))
FILES = [pytest.param(e, make, id=f"{e}: {name}") for e, plants in ENDINGS for name, make in plants.items()]


@pytest.mark.parametrize(("ending", "make"), [*FILES, pytest.param("pptx", chart_workbook, id="a chart's workbook")])
def test_a_withheld_count_is_found_in_any_part(ending: str, make: Callable[[], bytes], tmp_path: Path) -> None:
    assert kinds(tmp_path, f"a.{ending}", make())


@pytest.mark.parametrize("text", CSVS.values(), ids=CSVS)
def test_a_withheld_count_is_found_in_any_line(text: str, tmp_path: Path) -> None:
    assert kinds(tmp_path, "a.csv", text)


@pytest.mark.parametrize(("name", "text"), REPLIES.items(), ids=REPLIES)
def test_a_withheld_count_is_found_in_a_reply(name: str, text: str, tmp_path: Path) -> None:
    assert kinds(tmp_path, name, text) == {"withheld_count"}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.xlsx", bases.workbook()),
        ("a.pptx", bases.deck()),
        ("a.csv", f"{FIGURES}{ROW}[c],[c],[c],not_assessed\n"),
        ("a.csv", f"{UNDECIDED}withdrawn_by_applicant,3,310,0.0097\n"),  # 3 of the 310 that the row itself gives
        ("a.csv", f"{KEYED},outcome,cases,base\nSample,202109,officer,ethnicity,Mixed,made,[c],22\n"),
        ("a.csv", f"{KEYED},contact,decided,pass_rate_low\nSample,202109,officer,ethnicity,Mixed,responded,5,0.2\n"),
        ("a.csv", "# Mixed officers: [c] of 22 refused\n" + FIGURES + ROW + "[c],[c],[c],[c]\n"),
    ],
)
def test_clean_files_are_left_in_peace(name: str, data: str | bytes, tmp_path: Path) -> None:
    assert kinds(tmp_path, name, data) == set()


def test_a_slide_off_the_list_is_found_without_counts_too(tmp_path: Path) -> None:
    from tests.disclosure.inspect.plants import checked

    data = in_deck(left_slide)
    assert "ppt/slides/slide2.xml" in zipfile.ZipFile(io.BytesIO(data)).namelist()
    report = checked(tmp_path, "a.pptx", data)
    assert "orphan" in {leak.kind for leak in report.leaks}


def test_a_finding_names_the_place_and_never_the_number(tmp_path: Path) -> None:
    from scorecard.disclosure.inspect import check_file
    from tests.disclosure.inspect.internal_counts import internal

    (tmp_path / "a.html").write_text("<p>Black staff: seven refused</p><p>13.6% of Mixed officers</p>")
    text = check_file(tmp_path / "a.html", against=internal(tmp_path)).text()
    assert "Black, refused, in a sentence" in text
    assert not {"7", "seven", "13.6", "3 of", "22"} & set(text.replace(",", " ").split())
