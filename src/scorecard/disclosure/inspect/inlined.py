"""A data: address in, what it carries out: pictures and fonts are told by their first bytes, texts are read.

What is none of these is unknown content and a finding, and so is a picture or font whose bytes are of something else.
"""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from scorecard.disclosure.inspect.pictures import is_picture, picture
from scorecard.disclosure.inspect.report import Leak

FONTS = (b"wOFF", b"wOF2", b"OTTO", b"\0\1\0\0", b"true")
_DATA = re.compile(r"data:((?:[\w.+-]+/[\w.+-]+)?)((?:;[^,;]*)*),(.*)", re.IGNORECASE | re.DOTALL)
_WITHIN = re.compile(r"""url\(\s*(?:'(data:[^']*)|"(data:[^"]*)|(data:[^)]*))|(?:^|[\s,])(data:\S+)""", re.IGNORECASE)


def addresses(value: str) -> Iterator[str]:
    """The data: addresses of an attribute or a style sheet."""
    if value.lstrip()[:5].casefold() == "data:":
        yield value.strip()
    else:
        yield from ("".join(found) for found in _WITHIN.findall(value))


def carried(where: str, address: str) -> tuple[tuple[Leak, ...], bytes]:
    """(findings, the drawing or text within that is still to be read, b"" for none) of one data: address."""
    found = _DATA.match(address)
    kind, options, body = found.groups() if found else ("", "", address.partition(":")[2])
    data, kind = _bytes(options, body), kind.casefold()
    if kind == "image/svg+xml":
        return (), data
    if kind.startswith("image/") and is_picture(data):
        return tuple(picture(where, data)), b""
    if "font" in kind and data.startswith(FONTS):
        return (), b""
    leak = Leak("embedded_file", where, f"data of kind {kind[:40] or 'unknown'}")
    return (leak,), data if b"\0" not in data and not data.startswith(b"PK") else b""


def _bytes(options: str, body: str) -> bytes:
    raw = unquote_to_bytes(body)
    if "base64" not in options.casefold():
        return raw
    try:
        return b64decode(raw + b"=" * (-len(raw) % 4))
    except (binascii.Error, ValueError):
        return b""
