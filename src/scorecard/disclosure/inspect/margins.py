"""A sheet in; what its page headers and footers say that its file does not show, out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from scorecard.disclosure.inspect.markup import every
from scorecard.disclosure.inspect.package import Package
from scorecard.disclosure.inspect.report import Leak

PARTS = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")
_PATH = re.compile(r"&[ZF]")  # the folder and the name of the file
_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|K\d\d[+-]\d{3}|\d+|[LCRBIUESXYHOPNADT])')
_PAGES = re.compile(r"\b(pages?|of)\b|[\W_]+", re.IGNORECASE)


def margins(package: Package, sheet: str, root: Any, shown: str) -> Iterator[Leak]:
    """Headers and footers that name a path, or say what is not among the words `shown` (in small letters).

    Page numbers, the sheet's name and the day of printing are what a printer fills in: they give nothing away.
    """
    where = f"{package.where} > sheet {sheet[:60]}"
    for part in every(root, *PARTS):
        text = (part.text or "").replace("&&", "\0")
        if _PATH.search(text):
            yield Leak("trace", where, "a page header or footer")
        elif any(_says(piece, shown) for piece in _CODE.split(text)):
            yield Leak("header_footer", where, "a page header or footer")


def without_codes(text: str) -> str:
    """The words of a header or footer without what says how and where they are printed."""
    return _CODE.sub(" ", text.replace("&&", "\0")).replace("\0", "&")


def _says(piece: str, shown: str) -> bool:
    words = piece.replace("\0", "&").strip().casefold()
    return bool(_PAGES.sub("", words)) and words not in shown
