"""Leaks planted in pages, CSV files and zips: name -> (the kind that must be found, how to make the file)."""

from __future__ import annotations

from collections.abc import Callable

from tests.disclosure.inspect import bases
from tests.disclosure.inspect.plants import hidden_sheet, in_book, page

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
    "all digits": ("more_digits", lambda: bytes(f"group,rate\nMixed,{3 / 17}\n", "ascii")),
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
