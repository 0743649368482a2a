"""Leaks planted in workbooks: name -> (the kind that must be found, how to make the file)."""

from __future__ import annotations

from collections.abc import Callable

from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

from tests.disclosure.inspect import bases
from tests.disclosure.inspect.plants import (
    COMMENT_PART,
    CORE,
    CUSTOM,
    DROP,
    NAMES,
    SHEET,
    hidden_sheet,
    in_book,
    in_openpyxl,
    people,
    white,
)

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
