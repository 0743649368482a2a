"""The finished bytes: what XlsxWriter has no setting for, and nothing that changes from run to run."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_NUMBER_LABELS = re.compile(rb"(<c:cat>)<c:numRef>(.*?)<c:numCache>(.*?)</c:numCache></c:numRef>(</c:cat>)", re.DOTALL)
_CATEGORY_AXIS = re.compile(rb"<c:catAx>.*?</c:catAx>", re.DOTALL)
_TURN = (b"<c:txPr><a:bodyPr/>", b'<c:txPr><a:bodyPr rot="0" vert="horz"/>')
SAME_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can hold


def finish(made: BytesIO, path: Path, language: str) -> None:
    """Copies the workbook to `path`, its language in the document's properties and in every chart.

    XlsxWriter writes en-US into charts, no language into the properties, and takes labels such as 202109 for numbers.
    """
    with ZipFile(made) as source, ZipFile(path, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = ZipInfo(name, SAME_DATE)
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, _put_right(name, source.read(name), language.encode()))


def _put_right(name: str, part: bytes, language: bytes) -> bytes:
    if name.startswith(("xl/charts/", "xl/drawings/")):
        part = part.replace(b'lang="en-US"', b'lang="' + language + b'"')
        part = part.replace(b'<c:lang val="en-US"', b'<c:lang val="' + language + b'"')
        if b"<c:barChart>" in part:
            # Labels that are said not to be turned are all drawn: else LibreOffice leaves out every second long one.
            part = _CATEGORY_AXIS.sub(lambda axis: axis.group().replace(*_TURN), part)
        return _NUMBER_LABELS.sub(_as_words, part)
    if name == "docProps/core.xml":
        end = b"</cp:coreProperties>"
        return part.replace(end, b"<dc:language>" + language + b"</dc:language>" + end)
    return part


def _as_words(labels: re.Match[bytes]) -> bytes:
    """The labels of a category axis as words, which they are in their cells."""
    start, formula, cache, end = labels.groups()
    cache = re.sub(rb"<c:formatCode>.*?</c:formatCode>", b"", cache)
    return start + b"<c:strRef>" + formula + b"<c:strCache>" + cache + b"</c:strCache></c:strRef>" + end
