"""Clean files, and a careless person's hands on them: parts of a zip changed, added, dropped."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pptx
import xlsxwriter
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

ROWS = (
    ("Group", "Decided", "Passed", "Refused", "Refusal rate"),
    ("Asian", 120, 105, 15, 0.125),
    ("Black", 80, 68, 12, 0.15),
    ("White", 400, 380, 20, 0.05),
    ("All", 600, 553, 47, 0.078),
)
PAGE = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Vetting scorecard</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<style>body { color: #222; background: #fff } .key { color: #fff; background: #005ea5 } .note { font-size: 0.9em }
@media print { nav { display: none } }</style></head>
<body><nav><a href="#officers">Police officers</a></nav><h1>Vetting scorecard</h1><h2 id="officers">Police officers</h2>
<p class="key">White are compared with others.</p><p class="note">Counts of decisions; see
<a href="https://www.gov.uk/">the method</a>.</p>
<table><caption>Police officers by ethnicity</caption>
<tr><th>Group</th><th>Decided</th><th>Refused</th><th>Refusal rate</th></tr>
<tr><th>Asian</th><td>120</td><td>15</td><td>12.5%</td></tr><tr><th>White</th><td>400</td><td>20</td><td>5.0%</td></tr>
<tr><th>Mixed</th><td>[c]</td><td>[c]</td><td>[c]</td></tr></table>
<svg viewBox="0 0 200 40" role="img" aria-label="Refusal rate">
<rect x="0" y="2" width="62.5" height="12" fill="#005ea5"/>
<text x="64" y="12">12.5%</text></svg></body></html>"""
TIDY = (
    "group,decided,passed,refused,refusal_rate\nAsian,120,105,15,0.125\nMixed,[c],[c],[c],[c]\nWhite,400,380,20,0.05\n"
)


def workbook(change: Callable[[xlsxwriter.Workbook, xlsxwriter.worksheet.Worksheet], None] | None = None) -> bytes:
    """A values-only workbook with a table, formats and a native chart."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet("Officers by ethnicity")
    percent, key = (
        book.add_format({"num_format": "0.0%"}),
        book.add_format({"font_color": "white", "bg_color": "#005ea5"}),
    )
    sheet.write(0, 0, "Police officers by ethnicity")
    for at, row in enumerate(ROWS):
        for column, value in enumerate(row):
            sheet.write(at + 1, column, value, key if at == 0 else percent if column == 4 else None)
    chart = book.add_chart({"type": "bar"})
    name = "'Officers by ethnicity'"
    chart.add_series({"name": f"={name}!$D$2", "categories": f"={name}!$A$3:$A$5", "values": f"={name}!$D$3:$D$5"})
    sheet.insert_chart("G2", chart)
    sheet.autofilter(1, 0, 5, 4)
    if change:
        change(book, sheet)
    book.close()
    return buffer.getvalue()


def deck(change: Callable[[pptx.presentation.Presentation], None] | None = None) -> bytes:
    """A presentation with a table and a native chart, without the traces of the default template."""
    show = pptx.Presentation()
    slide = show.slides.add_slide(show.slide_layouts[5])
    slide.shapes.title.text = "Police officers by ethnicity"
    table = slide.shapes.add_table(len(ROWS), 5, Inches(0.5), Inches(1.5), Inches(4), Inches(3)).table
    for at, row in enumerate(ROWS):
        for column, value in enumerate(row):
            table.cell(at, column).text = f"{value:.1%}" if isinstance(value, float) else str(value)
    data = CategoryChartData(number_format="0.0%")
    data.categories = [r[0] for r in ROWS[1:4]]
    data.add_series("Refusal rate", [r[4] for r in ROWS[1:4]])
    slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, Inches(5), Inches(1.5), Inches(4), Inches(3), data)
    if change:
        change(show)
    show.core_properties.last_modified_by = ""
    show.core_properties.comments = ""
    buffer = io.BytesIO()
    show.save(buffer)
    data_out = without(buffer.getvalue(), "ppt/printerSettings/printerSettings1.bin", "docProps/thumbnail.jpeg")
    return edited(data_out, {"docProps/app.xml": lambda xml: xml.replace(b"<TotalTime>4</TotalTime>", b"")})


def edited(data: bytes, changes: dict[str, Callable[[bytes], bytes]]) -> bytes:
    """The zip with the named parts changed; a change that changes nothing is a mistake in the test."""
    source = zipfile.ZipFile(io.BytesIO(data))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out:
        for name in source.namelist():
            content = source.read(name)
            out.writestr(name, changes[name](content) if name in changes else content)
    assert changes.keys() <= set(source.namelist()), source.namelist()
    return buffer.getvalue()


def replaced(data: bytes, part: str, old: str, new: str) -> bytes:
    """One text in one part replaced."""
    before = zipfile.ZipFile(io.BytesIO(data)).read(part)
    assert old.encode() in before, before[:3000]
    return edited(data, {part: lambda xml: xml.replace(old.encode(), new.encode())})


def added(data: bytes, name: str, content: bytes, source: str = "", kind: str = "") -> bytes:
    """The zip with a further part; with `kind`, `source` (a part) gets a relationship of that kind to it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out:
        folder, _, last = source.rpartition("/")
        rels = f"{folder}/_rels/{last}.rels".lstrip("/")
        type_of = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
        link = f'<Relationship Id="rNew" Type="{type_of}" Target="/{name}"/>'
        for entry in old.namelist():
            text = old.read(entry)
            if kind and entry == rels:
                text = text.replace(b"</Relationships>", link.encode() + b"</Relationships>")
            out.writestr(entry, text)
        assert not kind or rels in old.namelist(), rels
        out.writestr(name, content)
    return buffer.getvalue()


def without(data: bytes, *names: str) -> bytes:
    """The zip without these parts and without relationships to them."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out:
        for entry in old.namelist():
            if entry in names:
                continue
            text = old.read(entry)
            if entry.endswith(".rels"):
                pieces = text.split(b"<Relationship ")
                text = b"<Relationship ".join(
                    p for p in pieces if not any(n.rpartition("/")[2].encode() in p for n in names)
                )
                if not text.rstrip().endswith(b"</Relationships>"):
                    text += b"</Relationships>"
            out.writestr(entry, text)
    return buffer.getvalue()


def zipped(**files: bytes) -> bytes:
    """A plain zip; `a__csv` is named a.csv."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in files.items():
            out.writestr(name.replace("__", "."), content)
    return buffer.getvalue()
