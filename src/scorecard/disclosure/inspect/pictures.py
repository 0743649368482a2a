"""Pictures in an Office file: metadata of their own, and what a crop leaves in the file. What they show is for eyes."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Any

from scorecard.disclosure.inspect.markup import every
from scorecard.disclosure.inspect.numbers import whole
from scorecard.disclosure.inspect.package import Package
from scorecard.disclosure.inspect.report import Leak

PICTURES = (".png", ".jpg", ".jpeg", ".gif")
_TELLING = {b"tEXt", b"iTXt", b"zTXt", b"eXIf"}


def pictures(package: Package) -> Iterator[Leak]:
    """A `look` for each picture, a leak where it has metadata."""
    for name, data in package.parts.items():
        if "/media/" in name and name.lower().endswith(PICTURES):
            yield from picture(package.part(name), data)


def picture(where: str, data: bytes) -> Iterator[Leak]:
    """What one picture file gives away; ours have none, so each was put in by somebody."""
    yield Leak("picture", where)
    if not is_picture(data):
        yield Leak("embedded_file", where, "it is named a picture, and is none or more than one")
    if _has_metadata(data):
        yield Leak("picture_metadata", where)


def is_picture(data: bytes) -> bool:
    """True for the bytes of a picture that every browser draws, with nothing behind its end (PNG)."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return not data.rpartition(b"IEND")[2][4:]
    return data.startswith((b"\xff\xd8\xff", b"GIF8", b"\0\0\1\0")) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")


def cropped(where: str, root: Any) -> list[Leak]:
    """Pictures of a slide or drawing that keep what was cropped away."""
    return [
        Leak("cropped_picture", where)
        for e in every(root, "srcRect")
        if any(abs(whole(e.get(side))) > 500 for side in "ltrb")  # thousandths of a percent
    ]


def _has_metadata(data: bytes) -> bool:
    if data.startswith(b"\xff\xd8"):
        head = data[: 1 << 16]
        return b"Exif\0\0" in head or b"http://ns.adobe.com/xap" in head or b"Photoshop 3.0" in head
    return bool(_chunks(data) & _TELLING)


def _chunks(data: bytes) -> set[bytes]:
    """The kinds of chunk of a PNG."""
    at, kinds = 8, set[bytes]()
    while data.startswith(b"\x89PNG") and at + 8 <= len(data):
        size, kind = struct.unpack(">I4s", data[at : at + 8])
        kinds.add(kind)
        at += size + 12
    return kinds
