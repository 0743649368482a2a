"""The finished bytes: the document's language, and nothing that changes from run to run."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

SAME_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can hold


def finish(made: BytesIO, path: Path, language: str) -> None:
    """Copies the workbook to `path` with its language in the document's properties and in every chart.

    XlsxWriter writes en-US into charts and no language into the properties; it has no setting for either.
    """
    with ZipFile(made) as source, ZipFile(path, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = ZipInfo(name, SAME_DATE)
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, _in_language(name, source.read(name), language.encode()))


def _in_language(name: str, part: bytes, language: bytes) -> bytes:
    if name.startswith(("xl/charts/", "xl/drawings/")):
        return part.replace(b'lang="en-US"', b'lang="' + language + b'"').replace(
            b'<c:lang val="en-US"', b'<c:lang val="' + language + b'"'
        )
    if name == "docProps/core.xml":
        return part.replace(
            b"</cp:coreProperties>", b"<dc:language>" + language + b"</dc:language></cp:coreProperties>"
        )
    return part
