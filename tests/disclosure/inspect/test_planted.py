"""Leaks planted as a careless person would; each is found by its kind, and makes the file unsafe to release."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pptx
import pytest
from lxml import etree
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Emu, Inches, Pt

from scorecard.disclosure.inspect import Report, check_file
from tests.disclosure.inspect import bases

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
SHEET, DECK = "xl/worksheets/sheet1.xml", "ppt/slides/slide1.xml"
APP, CORE = "docProps/app.xml", "docProps/core.xml"


def checked(tmp_path: Path, name: str, data: bytes, **options: object) -> Report:
    (tmp_path / name).write_bytes(data)
    return check_file(tmp_path / name, **options)  # type: ignore[arg-type]


def in_book(change: Callable[[object, object], object]) -> bytes:
    return bases.workbook(lambda book, sheet: change(book, sheet) and None)


def in_openpyxl(change: Callable[[openpyxl.Workbook], object]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(bases.workbook()))
    change(book)
    book.properties.creator = ""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def in_deck(change: Callable[[object, object], object]) -> bytes:
    return bases.deck(lambda show: change(show, show.slides[0]) and None)


def text_box(slide: object, words: str, left: float = 1, top: float = 6) -> object:
    box = slide.shapes.add_textbox(Inches(left), Inches(top), Inches(3), Inches(0.5))  # type: ignore[attr-defined]
    run = box.text_frame.paragraphs[0].add_run()
    run.text = words
    return run


def hidden_sheet(book: object, state: str) -> bool:
    sheet = book.add_worksheet("Extract")  # type: ignore[attr-defined]
    sheet.write_row(0, 0, ["Group", "Refused"])
    getattr(sheet, state)()
    return True


def white(book: object, colour: str = "#FFFFFF", **look: object) -> object:
    return book.add_format({"font_color": colour, **look})  # type: ignore[attr-defined]


def transparent(slide: object) -> bool:
    run = text_box(slide, "Mixed: 3 refused")
    run.font.color.rgb = RGBColor(0, 0, 0)  # type: ignore[attr-defined]
    solid = run._r.rPr.find(f"{{{A}}}solidFill")[0]  # type: ignore[attr-defined]
    etree.SubElement(solid, f"{{{A}}}alpha", val="0")
    return True


def covered(slide: object) -> bool:
    text_box(slide, "Mixed: 3 refused")
    slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Inches(0.9), Inches(5.9), Inches(4), Inches(1))  # type: ignore[attr-defined]
    return True


def cropped(slide: object) -> bool:
    picture = slide.shapes.add_picture(io.BytesIO(PNG), Inches(7), Inches(6))  # type: ignore[attr-defined]
    picture.crop_left = 0.4
    return True


def whole_workbook(show: object) -> bool:
    """The chart is drawn from two columns of a workbook that holds much more."""
    chart = next(s.chart for s in show.slides[0].shapes if s.has_chart)  # type: ignore[attr-defined]
    part = chart.part.chart_workbook.xlsx_part
    book = openpyxl.load_workbook(io.BytesIO(part.blob))
    book.active["D1"], book.active["D2"] = "Refused", 3
    out = io.BytesIO()
    book.save(out)
    part._blob = out.getvalue()
    return True


def set_value(cell: str, value: object) -> Callable[[openpyxl.Workbook], None]:
    def change(book: openpyxl.Workbook) -> None:
        book.active[cell] = value

    return change


def people(column: str, values: list[object]) -> bytes:
    def change(book: object, sheet: object) -> bool:
        other = book.add_worksheet("Data")  # type: ignore[attr-defined]
        other.write_column(0, 0, [column, *values])
        other.write_column(0, 1, ["Group", *(["Asian", "Black", "White"] * len(values))[: len(values)]])
        return True

    return in_book(change)


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c636060606000000005000"
    "1a5f645400000000049454e44ae426082"
)
AUTHOR = b"tEXtAuthor\0J. Example"
WITH_TEXT = PNG[:33] + struct.pack(">I", len(AUTHOR) - 4) + AUTHOR + struct.pack(">I", zlib.crc32(AUTHOR)) + PNG[33:]
NAMES = ["J. Example", "K. Invented", "L. Nobody", "M. Fictional", "N. Made-Up", "O. Unreal"]
COMMENT_PART = b'<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
CUSTOM = b'<a xmlns="urn:x">1</a>'
DROP = "xl/workbook.xml"

SHEETS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "hidden sheet": ("hidden_sheet", lambda: in_book(lambda b, s: hidden_sheet(b, "hide"))),
    "very hidden sheet": ("hidden_sheet", lambda: in_book(lambda b, s: hidden_sheet(b, "very_hidden"))),
    "hidden row": ("hidden_cells", lambda: in_book(lambda b, s: s.set_row(3, None, None, {"hidden": True}) or True)),
    "row of no height": ("hidden_cells", lambda: in_book(lambda b, s: s.set_row(3, 0.75) or True)),
    "hidden column": (
        "hidden_cells",
        lambda: in_book(lambda b, s: s.set_column(3, 3, 9, None, {"hidden": True}) or True),
    ),
    "column of no width": ("hidden_cells", lambda: in_book(lambda b, s: s.set_column(3, 3, 0.1) or True)),
    "white text": ("hidden_text", lambda: in_book(lambda b, s: s.write(9, 8, "Mixed 3", white(b)) or True)),
    "text in its fill's colour": (
        "hidden_text",
        lambda: in_book(lambda b, s: s.write(9, 8, "Mixed 3", white(b, "#336699", bg_color="#336699")) or True),
    ),
    "tiny text": (
        "hidden_text",
        lambda: in_book(lambda b, s: s.write(9, 8, "Mixed 3", b.add_format({"font_size": 1})) or True),
    ),
    "format that shows nothing": (
        "hidden_text",
        lambda: in_book(lambda b, s: s.write(9, 8, 3, b.add_format({"num_format": ";;;"})) or True),
    ),
    "comment": ("comments", lambda: in_book(lambda b, s: s.write_comment("D5", "3 of them are brothers") or True)),
    "comment by openpyxl": (
        "comments",
        lambda: in_openpyxl(lambda b: setattr(b.active["D5"], "comment", Comment("see me", "JB"))),
    ),
    "threaded comment": (
        "comments",
        lambda: bases.added(bases.workbook(), "xl/threadedComments/threadedComment1.xml", COMMENT_PART, SHEET, "x"),
    ),
    "people who commented": (
        "comments",
        lambda: bases.added(bases.workbook(), "xl/persons/person.xml", COMMENT_PART, DROP, "person"),
    ),
    "formula": ("formula", lambda: in_book(lambda b, s: s.write_formula("H9", "=D3/B3", None, 0.125) or True)),
    "more digits than shown": (
        "more_digits",
        lambda: in_book(lambda b, s: s.write(9, 8, 3 / 17, b.add_format({"num_format": "0%"})) or True),
    ),
    "all digits": ("more_digits", lambda: in_book(lambda b, s: s.write(9, 8, 3 / 17) or True)),
    "thousands": (
        "more_digits",
        lambda: in_book(lambda b, s: s.write(9, 8, 1234, b.add_format({"num_format": "0,"})) or True),
    ),
    "hidden name": (
        "defined_name",
        lambda: in_openpyxl(
            lambda b: b.defined_names.add(DefinedName("old", attr_text="'Officers by ethnicity'!$A$1", hidden=True))
        ),
    ),
    "broken name": ("defined_name", lambda: in_book(lambda b, s: b.define_name("gone", "=#REF!$A$1") or True)),
    "name with a value": ("defined_name", lambda: in_book(lambda b, s: b.define_name("mixed_refused", "=3") or True)),
    "name of another file": (
        "defined_name",
        lambda: bases.replaced(
            in_book(lambda b, s: b.define_name("extract", "=Other!$A$1") or True), DROP, "Other!", "[1]Other!"
        ),
    ),
    "author": ("property", lambda: in_book(lambda b, s: b.set_properties({"author": "J Example"}) or True)),
    "company": ("property", lambda: in_book(lambda b, s: b.set_properties({"company": "Vetting Unit 3"}) or True)),
    "manager": ("property", lambda: in_book(lambda b, s: b.set_properties({"manager": "K Invented"}) or True)),
    "last modified by": (
        "property",
        lambda: bases.replaced(
            bases.workbook(),
            CORE,
            "<cp:lastModifiedBy></cp:lastModifiedBy>",
            "<cp:lastModifiedBy>jb</cp:lastModifiedBy>",
        ),
    ),
    "custom property": ("property", lambda: in_book(lambda b, s: b.set_custom_property("Case", "17") or True)),
    "pivot cache": (
        "pivot",
        lambda: bases.added(
            bases.workbook(), "xl/pivotCache/pivotCacheRecords1.xml", CUSTOM, DROP, "pivotCacheRecords"
        ),
    ),
    "external link": (
        "external_link",
        lambda: bases.added(bases.workbook(), "xl/externalLinks/externalLink1.xml", CUSTOM, DROP, "externalLink"),
    ),
    "connection": ("query", lambda: bases.added(bases.workbook(), "xl/connections.xml", CUSTOM, DROP, "connections")),
    "data model": ("query", lambda: bases.added(bases.workbook(), "xl/model/item.data", b"x", DROP, "powerPivotData")),
    "custom XML": (
        "custom_xml",
        lambda: bases.added(bases.workbook(), "customXml/item1.xml", CUSTOM, DROP, "customXml"),
    ),
    "thumbnail": (
        "thumbnail",
        lambda: bases.added(bases.workbook(), "docProps/thumbnail.emf", b"x", DROP, "thumbnail"),
    ),
    "printer settings": (
        "printer",
        lambda: bases.added(bases.workbook(), "xl/printerSettings/printerSettings1.bin", b"x", DROP, "printerSettings"),
    ),
    "revisions": (
        "revision",
        lambda: bases.added(bases.workbook(), "xl/revisions/userNames.xml", CUSTOM, DROP, "users"),
    ),
    "macros": ("macro", lambda: bases.added(bases.workbook(), "xl/vbaProject.bin", b"x", DROP, "vbaProject")),
    "embedded object": (
        "embedded_file",
        lambda: bases.added(bases.workbook(), "xl/embeddings/oleObject1.bin", b"x", DROP, "oleObject"),
    ),
    "embedded workbook with a hidden sheet": (
        "hidden_sheet",
        lambda: bases.added(
            bases.workbook(), "xl/embeddings/a.xlsx", in_book(lambda b, s: hidden_sheet(b, "hide")), DROP, "package"
        ),
    ),
    "unknown part": ("unknown_part", lambda: bases.added(bases.workbook(), "xl/secret.dat", b"x", DROP, "other")),
    "left-over part": ("orphan", lambda: bases.added(bases.workbook(), "xl/worksheets/sheet9.xml", CUSTOM)),
    "left-over text": (
        "left_over_text",
        lambda: bases.replaced(bases.workbook(), "xl/sharedStrings.xml", "</sst>", "<si><t>J. Example</t></si></sst>"),
    ),
    "stale chart": (
        "stale_chart",
        lambda: bases.replaced(bases.workbook(), "xl/charts/chart1.xml", "<c:v>12</c:v>", "<c:v>3</c:v>"),
    ),
    "where it was saved": (
        "trace",
        lambda: bases.replaced(
            bases.workbook(), DROP, "<bookViews>", '<absPath url="C:\\Users\\jb\\Vetting\\"/><bookViews>'
        ),
    ),
    "path in a footer": ("trace", lambda: in_book(lambda b, s: s.set_footer("&L&Z&F") or True)),
    "network path in a cell": (
        "trace",
        lambda: in_book(lambda b, s: s.write(9, 0, "see \\\\fs01\\vetting$\\q3") or True),
    ),
    "validation's message": (
        "hidden_text",
        lambda: in_book(
            lambda b, s: s.data_validation("J1", {"validate": "list", "source": ["Mixed: 3", "b"]}) or True
        ),
    ),
    "names": ("person_column", lambda: people("Name", list(NAMES))),
    "case ids": ("person_column", lambda: people("case_id", [101, 102, 103, 104])),
    "warrant numbers": ("person_column", lambda: people("Warrant No.", [10001, 10002, 10003])),
    "ids without a telling header": ("person_column", lambda: people("x", ["VT-20210", "VT-20214", "VT-20311"])),
    "dates of birth": ("person_column", lambda: people("d", ["1984-02-03", "1990-11-30", "1977-01-01"])),
    "National Insurance number": ("person_value", lambda: people("x", ["AB 12 34 56 C", "b", "c"])),
    "e-mail in a table": ("person_value", lambda: people("x", ["j.example@example.org", "b", "c"])),
}

DECKS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "notes": (
        "notes",
        lambda: in_deck(lambda p, s: setattr(s.notes_slide.notes_text_frame, "text", "3 Mixed refused") or True),
    ),
    "hidden slide": ("hidden_slide", lambda: in_deck(lambda p, s: s._element.set("show", "0") or True)),
    "hidden shape": (
        "hidden_shape",
        lambda: in_deck(lambda p, s: s.shapes[1]._element.nvGraphicFramePr.cNvPr.set("hidden", "1") or True),
    ),
    "off the slide": ("off_slide", lambda: in_deck(lambda p, s: text_box(s, "Mixed: 3 refused", left=-4) and True)),
    "white on white": (
        "hidden_text",
        lambda: in_deck(lambda p, s: setattr(text_box(s, "3").font.color, "rgb", RGBColor(255, 255, 255)) or True),
    ),
    "tiny": ("hidden_text", lambda: in_deck(lambda p, s: setattr(text_box(s, "3").font, "size", Pt(1)) or True)),
    "transparent": ("hidden_text", lambda: in_deck(lambda _, slide: transparent(slide))),
    "covered": ("covered", lambda: in_deck(lambda _, slide: covered(slide))),
    "cropped picture": ("cropped_picture", lambda: in_deck(lambda _, slide: cropped(slide))),
    "picture with an author": (
        "picture_metadata",
        lambda: in_deck(lambda p, s: s.shapes.add_picture(io.BytesIO(WITH_TEXT), Emu(9), Emu(9)) and True),
    ),
    "chart of unrounded numbers": (
        "more_digits",
        lambda: bases.replaced(bases.deck(), chart_part(), "<c:v>0.125</c:v>", f"<c:v>{3 / 17}</c:v>"),
    ),
    "chart with its whole workbook": ("chart_workbook", lambda: in_deck(lambda p, s: whole_workbook(p))),
    "chart that differs from its workbook": (
        "stale_chart",
        lambda: bases.replaced(bases.deck(), chart_part(), "<c:v>0.125</c:v>", "<c:v>0.127</c:v>"),
    ),
    "comments": (
        "comments",
        lambda: bases.added(bases.deck(), "ppt/comments/comment1.xml", CUSTOM, DECK, "comments"),
    ),
    "comment authors": (
        "comments",
        lambda: bases.added(bases.deck(), "ppt/commentAuthors.xml", CUSTOM, "ppt/presentation.xml", "commentAuthors"),
    ),
    "change history": (
        "revision",
        lambda: bases.added(bases.deck(), "ppt/changesInfos/changesInfo1.xml", CUSTOM, "ppt/presentation.xml", "x"),
    ),
    "author": (
        "property",
        lambda: in_deck(lambda p, s: setattr(p.core_properties, "author", "J Example") or True),
    ),
    "default template's thumbnail": (
        "thumbnail",
        lambda: bases.added(bases.deck(), "docProps/thumbnail.jpeg", b"\xff\xd8", "ppt/presentation.xml", "thumbnail"),
    ),
    "linked picture": (
        "external_link",
        lambda: bases.replaced(
            bases.deck(),
            "ppt/slides/_rels/slide1.xml.rels",
            "</Relationships>",
            '<Relationship Id="r9" TargetMode="External" Target="http://example.org/a.png" Type="x/image"/></Relationships>',
        ),
    ),
    "path in alternative text": (
        "trace",
        lambda: bases.replaced(bases.deck(), DECK, 'name="Title 1"', 'name="Title 1" descr="C:\\Users\\jb\\a.png"'),
    ),
    "comment in the XML": (
        "html_comment",
        lambda: bases.replaced(bases.deck(), DECK, "<p:cSld>", "<!-- was 3 --><p:cSld>"),
    ),
}


def chart_part() -> str:
    names = zipfile.ZipFile(io.BytesIO(bases.deck())).namelist()
    return next(n for n in names if n.startswith("ppt/charts/chart"))


def page(old: str, new: str) -> bytes:
    assert old in bases.PAGE
    return bases.PAGE.replace(old, new).encode()


END = "</body>"
PAGES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "comment": ("html_comment", lambda: page(END, "<!-- Mixed 3 --></body>")),
    "hidden attribute": ("hidden_element", lambda: page(END, "<p hidden>Mixed 3</p></body>")),
    "display none": ("hidden_element", lambda: page(END, '<p style="display: none">Mixed <b>3</b></p></body>')),
    "class that hides": ("hidden_element", lambda: page("</style>", ".note { display: none }</style>")),
    "far off the page": (
        "hidden_element",
        lambda: page(END, '<p style="position:absolute; left:-9999px">3</p></body>'),
    ),
    "no size": ("hidden_element", lambda: page(END, '<p style="font-size:0">3</p></body>')),
    "template": ("hidden_element", lambda: page(END, "<template><p>Mixed 3</p></template></body>")),
    "hidden input": ("hidden_element", lambda: page(END, '<input type="hidden" value="3"></body>')),
    "white on white": ("hidden_text", lambda: page(END, '<p style="color: #ffffff">Mixed 3</p></body>')),
    "script": ("script", lambda: page(END, "<script>var rows = [3]</script></body>")),
    "handler": ("script", lambda: page("<body>", '<body onload="f()">')),
    "picture from elsewhere": ("external_resource", lambda: page(END, '<img src="https://example.org/a.png"></body>')),
    "style from elsewhere": (
        "external_resource",
        lambda: page("</head>", '<link rel="stylesheet" href="//x.org/a"></head>'),
    ),
    "data attribute": ("data_attribute", lambda: page("<td>120</td>", '<td data-raw="120.0">120</td>')),
    "author": ("property", lambda: page("</head>", '<meta name="author" content="J Example"></head>')),
    "generator's path": (
        "trace",
        lambda: page("</head>", '<meta name="generator" content="C:\\Users\\jb\\scorecard.py"></head>'),
    ),
    "digits of a bar": ("more_digits", lambda: page('width="62.5"', f'width="{3 / 17 * 500}"')),
    "attached file": ("embedded_file", lambda: page(END, '<a href="data:text/csv;base64,YQ==">x</a></body>')),
    "home folder": ("trace", lambda: page(END, "<p>made in /home/jb/out</p></body>")),
}
CSVS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "case ids": ("person_column", lambda: b"case_id,group\n1,Asian\n2,White\n"),
    "semicolons": ("person_column", lambda: b"surname;group\nExample;Asian\nNobody;White\n"),
    "one row a person": (
        "person_rows",
        lambda: b"decision_date,outcome,sex\n2021-06-01,refused,F\n2021-06-02,cleared,M\n2021-06-02,cleared,M\n",
    ),
    "formula": ("csv_formula", lambda: b'group,refused\nAsian,"=HYPERLINK(1)"\n'),
    "at sign": ("csv_formula", lambda: b"group,refused\nAsian,@SUM(A1)\n"),
    "all digits": ("more_digits", lambda: f"group,rate\nMixed,{3 / 17}\n".encode()),
    "path": ("trace", lambda: b"group,source\nAsian,C:\\Users\\jb\\extract.csv\n"),
}
ZIPS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "workbook with a hidden sheet": (
        "hidden_sheet",
        lambda: bases.zipped(a__xlsx=in_book(lambda b, s: hidden_sheet(b, "hide"))),
    ),
    "zip in a zip": ("person_column", lambda: bases.zipped(a__zip=bases.zipped(a__csv=b"case_id,x\n1,2\n2,2\n"))),
    "database": ("unknown_file", lambda: bases.zipped(register__sqlite=b"SQLite format 3\0")),
    "left by a Mac": ("left_over_file", lambda: bases.zipped(__DS_Store=b"x")),
    "bytes behind": ("extra_bytes", lambda: bases.zipped(a__csv=b"a,b\n1,2\n") + b"case 1"),
}

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
