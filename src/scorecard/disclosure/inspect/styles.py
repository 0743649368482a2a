"""xl/styles.xml: what each cell style shows of a number, and whether its text can be seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from scorecard.disclosure.inspect.colour import INDEXED, rgb, theme_colours, unseen
from scorecard.disclosure.inspect.markup import child, on
from scorecard.disclosure.inspect.numbers import BUILT_IN, GENERAL, Format, number_format, stored, whole
from scorecard.disclosure.inspect.package import Package

SMALLEST = 4.0  # points
_THEME = ("lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6")


@dataclass(frozen=True)
class Style:
    """shows: the number format; unseen: the text has the colour of its background, or is too small to read."""

    shows: Format = GENERAL
    unseen: bool = False


def styles(package: Package) -> tuple[Style, ...]:
    """The cell styles of a workbook, by the number that cells give."""
    name = next(iter(package.linked(package.main, "styles")), None)
    if name is None:
        return ()
    root = package.xml(name)
    theme = next(iter(package.linked(package.main, "theme")), None)
    colours = theme_colours(package.xml(theme) if theme else None)
    codes = {whole(f.get("numFmtId")): f.get("formatCode", "") for f in _all(root, "numFmts")}
    fonts, fills = list(_all(root, "fonts")), list(_all(root, "fills"))
    return tuple(_style(xf, BUILT_IN | codes, fonts, fills, colours) for xf in _all(root, "cellXfs"))


def _all(root: Any, group: str) -> list[Any]:
    found = child(root, group)
    return [] if found is None else [e for e in found if isinstance(e.tag, str)]


def _style(xf: Any, codes: dict[int, str], fonts: list[Any], fills: list[Any], theme: dict[str, str]) -> Style:
    font = _at(fonts, xf.get("fontId"))
    pattern = child(_at(fills, xf.get("fillId")), "patternFill")
    behind = "FFFFFF"
    if pattern is not None and pattern.get("patternType") == "solid":
        behind = _colour(child(pattern, "fgColor"), theme) or ""
    size = child(font, "sz")
    tiny = size is not None and (stored(size.get("val")) or SMALLEST) < SMALLEST
    like = unseen(_colour(child(font, "color"), theme), behind or None)
    return Style(number_format(codes.get(whole(xf.get("numFmtId")), "General")), tiny or like)


def _at(elements: list[Any], index: str | None) -> Any | None:
    at = whole(index)
    return elements[at] if 0 <= at < len(elements) else None


def _colour(element: Any | None, theme: dict[str, str]) -> str | None:
    if element is None or on(element, "auto"):
        return None
    if element.get("rgb"):
        return rgb(element.get("rgb"))
    tint = stored(element.get("tint"))
    if element.get("theme") is not None and not tint:
        at = whole(element.get("theme"), -1)
        return theme.get(_THEME[at]) if 0 <= at < len(_THEME) else None
    at = whole(element.get("indexed"), -1)
    return INDEXED[at] if 0 <= at < len(INDEXED) else None
