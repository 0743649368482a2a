"""The first look at a file: what kind it is, its digest, and how its text is encoded.

In: a path. Out: a Probe. The bytes decide, not the name of the file. Read in blocks, so memory does not grow.
"""

from __future__ import annotations

import codecs
import gzip
import hashlib
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal, cast

from scorecard.errors import ExtractError, cause_of

Kind = Literal["csv", "sheet", "parquet", "table"]
_BLOCK = 1 << 20
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_GZIP = b"\x1f\x8b"
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


@dataclass(frozen=True)
class Probe:
    """path, name without folders, sha256 of the bytes; `encoding` and `gzipped` are of text files only."""

    path: Path
    name: str
    sha256: str
    kind: Kind
    encoding: str = ""
    gzipped: bool = False


def probe(path: Path, encoding: str = "") -> Probe:
    """What the file is; ExtractError where it cannot be read, is empty, or is neither text nor a known workbook."""
    name = path.name or path.resolve().name or str(path)
    if path.is_dir():
        raise ExtractError(f"{name}: is a folder, not a file; name the extracts that are in it.")
    with ThreadPoolExecutor(1, "digest") as beside:  # two readings at once, of which neither leaves a core idle
        digest = beside.submit(_digest, path)
        try:
            with path.open("rb") as file:
                head = file.read(8)
            kind, gzipped = _kind(name, head), head.startswith(_GZIP)
            found = _encoding(path, name, gzipped, encoding) if kind == "csv" else ""
            return Probe(path, name, digest.result(), kind, found, gzipped)
        except OSError as error:
            raise ExtractError(f"{name}: cannot be read ({cause_of(error)}).") from None


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _kind(name: str, head: bytes) -> Kind:
    if not head:
        raise ExtractError(f"{name}: the file is empty.")
    if head.startswith(b"%PDF"):
        raise ExtractError(f"{name}: this is a PDF, not an extract; export it as CSV or Excel.")
    if head.startswith(_WORKBOOKS):
        return "sheet"
    return "parquet" if head.startswith(b"PAR1") else "csv"


@contextmanager
def opened(path: Path, name: str, gzipped: bool) -> Iterator[BinaryIO]:
    """The file's bytes, decompressed; ExtractError where the compressed data is damaged or cut off."""
    try:
        with gzip.open(path) if gzipped else path.open("rb") as file:
            yield cast(BinaryIO, file)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise ExtractError(f"{name}: the compressed file is damaged or cut off; export it again.") from None
    except OSError as error:
        raise ExtractError(f"{name}: cannot be read ({cause_of(error)}).") from None


def _encoding(path: Path, name: str, gzipped: bool, configured: str) -> str:
    """The encoding in which all of the text decodes: the configured one, that of its mark, UTF-8, else cp1252."""
    with opened(path, name, gzipped) as file:
        head = file.read(4)
    if not head:
        raise ExtractError(f"{name}: the file is empty.")
    marked = next((e for mark, e in _MARKS if head.startswith(mark)), "")
    choices = (configured or marked,) if configured or marked else ("utf-8", "cp1252")
    for choice in choices:
        with opened(path, name, gzipped) as file:
            if _decodes(file, name, choice):
                return choice
    raise ExtractError(
        f"{name}: the text is not {' or '.join(choices)}; export it as UTF-8, or set the encoding.",
        '[extract]\nencoding = "..."',
    )


def _decodes(file: BinaryIO, name: str, encoding: str) -> bool:
    """Whether all of the text decodes; ExtractError where it holds a NUL, which no text file does."""
    try:
        decoder = codecs.getincrementaldecoder(encoding)("strict")
        while block := file.read(_BLOCK):
            text = decoder.decode(block)
            if "\0" in text:
                raise ExtractError(
                    f"{name}: the file holds NUL characters, so it is damaged, not text, or UTF-16 without a mark."
                )
        decoder.decode(b"", True)
    except UnicodeError:
        return False
    return True
