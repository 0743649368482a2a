"""Files written into a page as data: addresses: ours and known ones pass or are for a look, the rest is a finding."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

import pytest

from tests.disclosure.inspect import bases
from tests.disclosure.inspect.internal_counts import kinds
from tests.disclosure.inspect.plants import PNG, checked, page

FONT = b"wOF2" + bytes(40)
SVG = '<svg xmlns="http://www.w3.org/2000/svg"><text>Mixed officers: 3 of 22 refused</text></svg>'


def address(kind: str, data: bytes) -> str:
    return f"data:{kind};base64,{b64encode(data).decode()}"


def with_picture(url: str) -> bytes:
    return page("</body>", f'<img src="{url}" alt="Police officers"></body>')


def with_style(url: str) -> bytes:
    return page("</style>", f".key {{ background-image: url({url}) }} </style>")


@pytest.mark.parametrize("put", [with_picture, with_style])
def test_a_picture_is_for_a_look(put: object, tmp_path: Path) -> None:
    report = checked(tmp_path, "a.html", put(address("image/png", PNG)))  # type: ignore[operator]
    assert report.safe
    assert {f.kind for f in report.findings} == {"picture"}


def test_a_font_gives_nothing_away(tmp_path: Path) -> None:
    report = checked(tmp_path, "a.html", with_style(address("font/woff2", FONT)))
    assert report.findings == ()


@pytest.mark.parametrize(
    "url",
    [
        address("text/csv", bases.TIDY.encode()),
        address("application/vnd.ms-excel", bases.workbook()),
        address("application/octet-stream", b"x"),
        address("image/png", b"group,refused"),
        address("image/png", PNG + b"PK\3\4"),
        address("font/woff2", b"group,refused"),
        "data:,group",
    ],
)
@pytest.mark.parametrize("put", [with_picture, with_style])
def test_anything_else_is_a_leak(put: object, url: str, tmp_path: Path) -> None:
    report = checked(tmp_path, "a.html", put(url))  # type: ignore[operator]
    assert "embedded_file" in {leak.kind for leak in report.leaks}


@pytest.mark.parametrize(
    "url",
    [
        address("image/svg+xml", SVG.encode()),
        "data:image/svg+xml;utf8," + SVG.replace('"', "'").replace("#", "%23"),
        address("text/plain", b"Mixed officers: 3 of 22 refused"),
        "data:text/html,%3Cp%3EMixed%20officers%3A%203%20of%2022%20refused%3C%2Fp%3E",
    ],
)
def test_words_within_are_read(url: str, tmp_path: Path) -> None:
    assert kinds(tmp_path, "a.html", with_picture(url)) == {"withheld_count"}


def test_bytes_behind_a_picture_are_a_leak(tmp_path: Path) -> None:
    assert {"embedded_file"} <= {leak.kind for leak in checked(tmp_path, "a.png", PNG + b"case 1").leaks}
