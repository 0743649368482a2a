"""Cells with an error in an old Excel workbook (.xls), which the reader of workbooks gives as blank.

In: the bytes of the file, and which sheet. Out: where its errors stand, and their text. Only as much of the format is
read as that takes: the chain of sectors of a compound file [MS-CFB], and two kinds of records in it [MS-XLS].
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_FORMULA, _EOF, _SHEET, _BOOL_ERR = 0x0006, 0x000A, 0x0085, 0x0205
_STREAMS = ("Workbook", "Book")
_LAST_SECTOR, _NO_STREAM = 0xFFFFFFFA, 64  # sectors from there on are marks; bytes of an entry without a stream
_ENTRY, _IN_HEADER = 128, 109

Place = tuple[int, int]


def errors_of_sheet(data: bytes, number: int) -> dict[Place, str]:
    """The text of each cell with an error, by row and column from 0. number: of the sheet, from 0.

    Some exception or other where the file is damaged.
    """
    book = _stream(data)
    starts = [struct.unpack_from("<I", body)[0] for kind, body in _records(book, 0) if kind == _SHEET]
    return dict(_errors(book, starts[number]))


def _errors(book: bytes, start: int) -> Iterator[tuple[Place, str]]:
    for kind, body in _records(book, start):
        if kind == _BOOL_ERR and body[7] == 1:  # 0: it is TRUE or FALSE
            yield struct.unpack_from("<HH", body), _text(body[6])
        elif kind == _FORMULA and body[6] == 2 and body[12:14] == b"\xff\xff":  # what it came to is no number
            yield struct.unpack_from("<HH", body), _text(body[8])


def _text(code: int) -> str:
    return _ERRORS.get(code, "#ERROR!")


def _records(book: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """The records from there to the end of the substream, each its kind and its body."""
    at = start
    while at + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, at)
        yield kind, book[at + 4 : at + 4 + length]
        if kind == _EOF:
            return
        at += 4 + length


def _stream(data: bytes) -> bytes:
    """The workbook's own stream of the compound file, put together from its sectors."""
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    table = _table(data, size)
    directory_at, small_limit, small_at = (struct.unpack_from("<I", data, at)[0] for at in (48, 56, 60))
    directory = _chain(data, table, directory_at, size)
    entries = {name: (first, length) for name, first, length in _entries(directory)}
    first, length = next(entries[name] for name in _STREAMS if name in entries)
    if length >= small_limit:
        return _chain(data, table, first, size)[:length]
    # A small stream is kept in short sectors of a stream of its own, the first entry's.
    container = _chain(data, table, struct.unpack_from("<I", directory, 116)[0], size)
    small = _chain(data, table, small_at, size)
    short = 1 << struct.unpack_from("<H", data, 32)[0]
    places = _followed(list(struct.unpack(f"<{len(small) // 4}I", small)), first)
    return b"".join(container[at * short : (at + 1) * short] for at in places)[:length]


def _table(data: bytes, size: int) -> list[int]:
    """Which sector follows each sector."""
    sectors = list(struct.unpack_from(f"<{_IN_HEADER}I", data, 76))
    more = struct.unpack_from("<I", data, 68)[0]
    while more < _LAST_SECTOR and len(sectors) * size <= len(data) + _IN_HEADER * size:
        *listed, more = struct.unpack_from(f"<{size // 4}I", data, (more + 1) * size)
        sectors += listed
    kept = [at for at in sectors if at < _LAST_SECTOR]
    return [n for at in kept for n in struct.unpack_from(f"<{size // 4}I", data, (at + 1) * size)]


def _chain(data: bytes, table: list[int], first: int, size: int) -> bytes:
    return b"".join(data[(at + 1) * size : (at + 2) * size] for at in _followed(table, first))


def _followed(table: list[int], first: int) -> Iterator[int]:
    """The sectors of a chain; ValueError where it runs in a circle."""
    at = first
    for _ in range(len(table) + 1):
        if at >= _LAST_SECTOR:
            return
        yield at
        at = table[at]
    raise ValueError("a chain of sectors without an end")


def _entries(directory: bytes) -> Iterator[tuple[str, int, int]]:
    """The name, the first sector and the length of each stream."""
    for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        letters = struct.unpack_from("<H", directory, at + 64)[0]
        name = directory[at : at + max(0, min(letters, _NO_STREAM) - 2)].decode("utf-16-le", "replace")
        first, length = struct.unpack_from("<II", directory, at + 116)
        yield name, first, length
