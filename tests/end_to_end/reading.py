"""The words and numbers of a finished page, deck and workbook, each with where it stands; no module of the product.

A passage is a text to be walked for figures; a stored number is one that a chart or a sheet keeps at full precision.
Tables come as rows of texts, so that the three formats can be compared.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import openpyxl
from lxml import etree, html
from pptx import Presentation
from pptx.oxml.ns import qn

MARKS = "▲▼○◊◆●■–·"
FORMATS = {  # of Excel -> decimals, suffix, and whether a plus sign is shown
    "#,##0": (0, "", ""),
    "#,##0.00": (2, "", ""),
    "0.0%": (1, "%", ""),
    '[<0.001]"<0.001";0.000': (3, "", ""),
    '+#,##0.0;"−"#,##0.0;0.0': (1, "", "+"),
    '+0.0;"−"0.0;0.0': (1, "", "+"),
    "0.0;0.0": (1, "", ""),  # differences that round to nothing
}
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


@dataclass(frozen=True)
class Passage:
    """One text: `where` names the section (or sheet, or slide) for the message of a failed test."""

    section: str
    where: str
    text: str
    group: str = ""  # of a table's row: what stands in its first column
    stored: tuple[float, ...] = ()  # numbers at full precision that stand there


@dataclass
class Document:
    """What one file says."""

    passages: list[Passage] = field(default_factory=list)
    tables: dict[str, list[list[str]]] = field(default_factory=dict)  # by caption: the header row, then the rows
    ends: set[float] = field(default_factory=set)  # of the axes of its charts
    topics: dict[str, str] = field(default_factory=dict)  # a page's topic -> the id of its section
    captions: dict[str, str] = field(default_factory=dict)  # a page's caption -> the id of its section


def plain(text: str) -> str:
    """Without marks for findings and double spaces."""
    return re.sub(r"\s+", " ", text).strip().lstrip(MARKS).strip()


def page(file: Path) -> Document:
    """An HTML page, section by section; ticks of an axis (muted) are left out, since they are no figures."""
    made, root = Document(), html.parse(file).getroot()
    for article in root.iter("article"):
        section = article.get("id")
        made.topics[plain(article.xpath("string(p[@class='topic'])"))] = section
        for table in article.iter("table"):
            caption = plain(table.xpath("string(caption)"))
            made.captions[caption] = section
            made.tables[caption] = [[plain(cell.text_content()) for cell in row] for row in table.iter("tr")]
            made.passages += list(_rows(made.tables[caption], section, f"table {caption}"))
        for picture in article.iter("{*}svg", "svg"):
            made.captions.setdefault(plain(picture.xpath("string(*[local-name()='title'])")), section)
            words = [plain(e.text_content()) for e in picture if etree.QName(e).localname in ("title", "desc")]
            words += [plain(e.text_content()) for e in picture.xpath(".//*[local-name()='text'][@class!='muted']")]
            made.passages += [Passage(section, "chart", text) for text in words]
        for element in article.xpath(".//p|.//li|.//h3|.//figcaption|.//summary|.//caption|.//th[@scope='col']"):
            made.passages.append(Passage(section, "text", plain(element.text_content())))
    return made


def _rows(rows: list[list[str]], section: str, where: str) -> Iterator[Passage]:
    """The cells of a table, each with the group of its row where the table has a row for each group."""
    for first, *others in rows[1:]:
        group = first if rows[0][0] == "Group" else ""
        yield from (Passage(section, where, text, group) for text in others)


def deck(file: Path, topics: dict[str, str]) -> Document:
    """A presentation; the section of a slide is found by its topic, as the page gives it."""
    made = Document()
    for number, slide in enumerate(Presentation(str(file)).slides, start=1):
        named = {s.name: s for s in slide.shapes}
        topic = plain(named["Topic"].text_frame.text) if "Topic" in named else ""
        section, where = topics.get(topic, topic), f"slide {number}"
        for shape in slide.shapes:
            made.passages += [Passage(section, f"{where}, {shape.name}", text) for text in _shape_words(shape)]
            if shape.has_table:
                _slide_table(made, shape, section, where)
            if shape.has_chart:
                made.ends |= _ends(shape.chart.part.blob)
                made.passages += list(_chart(shape.chart.part, section, where))
        if slide.has_notes_slide:
            made.passages.append(Passage(section, f"{where}, notes", slide.notes_slide.notes_text_frame.text))
    return made


def _shape_words(shape: Any) -> Iterator[str]:
    yield shape._element.xpath(".//p:cNvPr")[0].get("descr") or ""
    if shape.has_text_frame and not shape._element.findall(f".//{qn('a:fld')}"):
        yield from (plain(p.text) for p in shape.text_frame.paragraphs)


def _slide_table(made: Document, shape: Any, section: str, where: str) -> None:
    rows = [[plain(cell.text_frame.text) for cell in row.cells] for row in shape.table.rows]
    caption = plain(shape.name.removeprefix("Table: "))
    if caption in made.tables:  # continued on a second slide
        kept = made.tables[caption]
        made.tables[caption] = kept + rows[1:] if kept[0] == rows[0] else _wider(kept, rows)
    else:
        made.tables[caption] = rows
    made.passages += list(_rows(rows, section, f"{where}, table"))


def _wider(kept: list[list[str]], rows: list[list[str]]) -> list[list[str]]:
    """A table whose further columns stand on another slide."""
    return [first + second[1:] for first, second in zip(kept, rows, strict=True)]


def _chart(part: Any, section: str, where: str) -> Iterator[Passage]:
    """The caches of a chart and its embedded workbook."""
    tree = etree.fromstring(part.blob)
    numbers = tree.findall(f".//{CHART}numCache/{CHART}pt/{CHART}v")
    yield Passage(section, f"{where}, chart cache", "", stored=tuple(float(n.text) for n in numbers))
    for text in tree.findall(f".//{CHART}strCache/{CHART}pt/{CHART}v"):
        yield Passage(section, f"{where}, chart label", plain(text.text))
    for sheet in openpyxl.load_workbook(io.BytesIO(part.chart_workbook.xlsx_part.blob)).worksheets:
        for row in sheet.iter_rows(values_only=True):
            yield from _cells(row, section, f"{where}, workbook of a chart")


def _ends(chart: bytes) -> set[float]:
    return {float(end.get("val")) for end in etree.fromstring(chart).iter(f"{CHART}max", f"{CHART}min")}


def _cells(row: tuple[Any, ...], section: str, where: str) -> Iterator[Passage]:
    group = plain(row[0]) if row and isinstance(row[0], str) else ""
    numbers = tuple(float(v) for v in row if isinstance(v, int | float) and not isinstance(v, bool))
    yield Passage(section, where, "", group, numbers)
    yield from (Passage(section, where, plain(v)) for v in row if isinstance(v, str))


def book(file: Path, captions: dict[str, str]) -> Document:
    """A workbook; the section of a sheet is found by its title in A1, which is a caption of the page."""
    made = Document()
    for name, content in parts(file).items():
        if name.startswith("xl/charts/chart"):
            made.ends |= _ends(content)
    for sheet in openpyxl.load_workbook(file, data_only=True).worksheets:
        rows = list(sheet.iter_rows(values_only=True))
        title = plain(str(rows[0][0]))
        section = sheet.title if sheet._charts else captions.get(title, sheet.title)
        where = f"{'chart' if sheet._charts else 'table'} sheet {sheet.title}"
        for row in rows:
            made.passages += list(_cells(row, section, where))
        if title in captions and not sheet._charts:
            (native,) = sheet.tables.values()
            made.tables[title] = [[_shown(cell) for cell in row] for row in sheet[native.ref]]
    return made


def _shown(cell: Any) -> str:
    """The text of a cell as Excel shows it, for the number formats that the workbooks have; KeyError for any other."""
    if not isinstance(cell.value, int | float):
        return plain(str(cell.value or ""))
    value = Decimal(repr(cell.value))
    if cell.number_format.startswith("[<0.001]") and value < Decimal("0.001"):
        return "<0.001"
    if cell.number_format == "General":
        return f"{value.normalize():f}"
    places, percent, sign = FORMATS[cell.number_format]
    shown = (value * (100 if percent else 1)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return f"{shown:{sign if shown else ''},}".replace("-", "−" if shown else "") + percent


def parts(file: Path) -> dict[str, bytes]:
    """The parts of an Office file."""
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
