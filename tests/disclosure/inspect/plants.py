"""A careless person's hands: how leaks get into workbooks and presentations."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import openpyxl
from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Inches

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


def chart_part() -> str:
    names = zipfile.ZipFile(io.BytesIO(bases.deck())).namelist()
    return next(n for n in names if n.startswith("ppt/charts/chart"))


def page(old: str, new: str) -> bytes:
    assert old in bases.PAGE
    return bases.PAGE.replace(old, new).encode()
