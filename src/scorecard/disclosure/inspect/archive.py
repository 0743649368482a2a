"""Bytes of a zip in, its files out, in bounded time and memory; anything odd about the zip itself is reported.

The limits hold for a file and everything nested in it, together.
"""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from scorecard.disclosure.inspect.report import Leak
from scorecard.errors import ExtractError

FILE_LIMIT = 100 << 20  # bytes of the file on disk
PART_LIMIT = 100 << 20  # bytes of one entry
TOTAL_LIMIT = 300 << 20  # bytes of all entries
WORDS_LIMIT = 64 << 20  # bytes of XML, HTML and text, which cost most to read
ENTRY_LIMIT = 5000
NESTING_LIMIT = 4
RATIO_LIMIT = 250  # a real sheet shrinks by 5 to 60
RATIO_FROM = 1 << 20  # small entries may shrink as they like
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SPELT = (".xml", ".rels", ".vml", ".html", ".htm", ".xhtml", ".svg", ".csv", ".tsv", ".json", ".txt", ".md", ".toml")
_UNIX_OWNER = {0x7875, 0x5855, 0x7855}
_BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, NotImplementedError, RuntimeError,
    ValueError, struct.error, OverflowError,
)  # fmt: skip


@dataclass
class Allowance:
    """What is left of the limits while one file is read. The only value here that changes: nested zips share it."""

    bytes_left: int = TOTAL_LIMIT
    entries_left: int = ENTRY_LIMIT
    words_left: int = WORDS_LIMIT

    def read(self, where: str, size: int) -> None:
        """Take bytes of words off; ExtractError once there are none left."""
        self.words_left -= size
        if self.words_left < 0:
            raise ExtractError(f"{where} holds more than {WORDS_LIMIT >> 20} MB of text, which no publication does.")

    def spend(self, where: str, entries: int, size: int) -> None:
        """Take entries and bytes off; ExtractError once there are none left."""
        self.entries_left -= entries
        self.bytes_left -= size
        if self.entries_left < 0:
            raise ExtractError(
                f"{where} holds more than {ENTRY_LIMIT:,} files, so it was not opened; check its parts one by one."
            )
        if self.bytes_left < 0:
            raise ExtractError(
                f"{where} unpacks to more than {TOTAL_LIMIT >> 20} MB, so it was not opened; it may be a zip bomb."
            )


@dataclass(frozen=True)
class Archive:
    """The files of a zip by name, and what is odd about the zip."""

    files: dict[str, bytes]
    leaks: tuple[Leak, ...]


def unpacked(where: str, data: bytes, allowance: Allowance, depth: int) -> Archive:
    """Every file of a zip. ExtractError for a malformed, encrypted or bomb-like one, with one clear sentence."""
    if depth > NESTING_LIMIT:
        raise ExtractError(
            f"{where} is nested more than {NESTING_LIMIT} deep, so it was not opened; check the inner files one by one."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            entries = [e for e in opened.infolist() if not e.is_dir()]
            allowance.spend(where, len(entries), 0)
            files = {e.filename: _entry(where, opened, e, allowance) for e in entries}
            return Archive(files, tuple(_oddities(where, data, opened, entries)))
    except _BROKEN as problem:
        raise ExtractError(f"{where} is damaged and cannot be unpacked; save it anew and check that.") from problem


def _entry(where: str, opened: zipfile.ZipFile, entry: zipfile.ZipInfo, allowance: Allowance) -> bytes:
    if entry.flag_bits & 1:
        raise ExtractError(f"{where} is protected with a password; check a copy without one.")
    limit = min(PART_LIMIT, allowance.bytes_left, max(RATIO_FROM, entry.compress_size * RATIO_LIMIT))
    with opened.open(entry) as stream:
        content = stream.read(limit + 1)
    if len(content) > limit:
        raise ExtractError(
            f"{where} unpacks to far more than its own size, so it was not opened; it may be a zip bomb."
        )
    allowance.spend(where, 0, len(content))
    if entry.filename.lower().endswith(SPELT):
        allowance.read(where, len(content))
    return content


def _oddities(where: str, data: bytes, opened: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> Iterator[Leak]:
    if opened.comment:
        yield Leak("zip_comment", where)
    if any(e.comment for e in entries):
        yield Leak("zip_comment", where, "on an entry")
    if len({e.filename for e in entries}) < len(entries):
        yield Leak("extra_bytes", where, "two entries have one name")
    if _gaps(data, opened, entries):
        yield Leak("extra_bytes", where)
    if any(_extra_ids(e.extra) & _UNIX_OWNER for e in entries):
        yield Leak("zip_owner", where)
    if any(".." in e.filename.split("/") or e.filename.startswith(("/", "\\")) or ":" in e.filename for e in entries):
        yield Leak("trace", where, "an entry's name is a path of the computer it was made on")


def _gaps(data: bytes, opened: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> bool:
    """True where bytes belong to no entry: deleted files and appended ones are kept there, out of sight."""
    at = 0
    for entry in sorted(opened.infolist(), key=lambda e: e.header_offset):
        if entry.header_offset < at or entry.header_offset - at > 24:
            return True  # up to 24 bytes may be a data descriptor of the entry before
        name, extra = struct.unpack("<HH", data[entry.header_offset + 26 : entry.header_offset + 30])
        at = entry.header_offset + 30 + name + extra + entry.compress_size
    end = data.rfind(b"PK\x05\x06")
    return opened.start_dir - at > 24 or len(data) - end - 22 > len(opened.comment) or not entries


def _extra_ids(extra: bytes) -> set[int]:
    ids = set()
    while len(extra) >= 4:
        kind, size = struct.unpack("<HH", extra[:4])
        ids.add(kind)
        extra = extra[4 + size :]
    return ids
