"""Can the text of a slide be seen? Its own colour against what lies behind it, its size, its transparency."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from scorecard.disclosure.inspect.colour import rgb, unseen
from scorecard.disclosure.inspect.geometry import Box, Placed
from scorecard.disclosure.inspect.markup import child, every, local
from scorecard.disclosure.inspect.numbers import whole

SMALLEST = 400  # hundredths of a point
FAINTEST = 15_000  # thousandths of a percent of opacity


@dataclass(frozen=True)
class Backdrop:
    """What lies behind the texts of a slide: its background, the filled objects of its layouts, the theme's colours.

    `paper` is None where it is a picture or a gradient: then no text is called unseen for its colour.
    """

    paper: str | None
    objects: tuple[Placed, ...]
    theme: dict[str, str]


def fill(properties: Any | None, theme: dict[str, str]) -> tuple[bool, str | None]:
    """(is there a fill, its colour where it is one plain colour)."""
    for element in properties if properties is not None else ():
        if local(element) == "noFill":
            return False, None
        if local(element) == "solidFill":
            return True, colour(element, theme)
        if local(element) in {"gradFill", "blipFill", "pattFill"}:
            return True, None
    return False, None


def filled(element: Any, theme: dict[str, str]) -> tuple[bool, str | None]:
    """(is an object filled, its plain colour): by its own properties, else by its style."""
    properties = child(element, "spPr")
    if properties is not None and any(local(e).endswith("Fill") for e in properties):
        return fill(properties, theme)
    style = child(element, "style", "fillRef")
    return (style is not None and style.get("idx") != "0"), None


def colour(holder: Any, theme: dict[str, str]) -> str | None:
    """RRGGBB of a solidFill, None where it is changed on the way (tints) or not known."""
    for element in every(holder, "srgbClr", "schemeClr", "sysClr", "prstClr"):
        if any(local(c) != "alpha" for c in element):
            return None
        value = element.get("lastClr") or element.get("val", "")
        return theme.get(value) if local(element) == "schemeClr" else rgb(value)
    return None


def unseen_runs(element: Any, box: Box | None, behind: list[Placed], backdrop: Backdrop) -> Iterator[str]:
    """Why a text of this object cannot be seen: one word of reason for each run."""
    for body in every(element, "txBody"):
        paper = _paper(body, element, box, behind, backdrop)
        usual, shape = child(body, "lstStyle", "lvl1pPr", "defRPr"), child(element, "style", "fontRef")
        for run in every(body, "r", "fld"):
            text, own = child(run, "t"), child(run, "rPr")
            if text is None or not (text.text or "").strip():
                continue
            looks = [look for look in (own, usual) if look is not None]  # what a run does not say, its object does
            if 0 < next((whole(look.get("sz")) for look in looks if look.get("sz")), 0) < SMALLEST:
                yield "too small"
            ink = next((i for look in looks if (i := child(look, "solidFill")) is not None), shape)
            if any(child(look, "noFill") is not None for look in looks[:1]) or (ink is not None and _faint(ink)):
                yield "transparent"
            elif ink is not None and paper and unseen(colour(ink, backdrop.theme), paper):
                yield "in the colour of its background"


def _faint(ink: Any) -> bool:
    return any(whole(a.get("val"), 100_000) < FAINTEST for a in every(ink, "alpha"))


def _paper(body: Any, element: Any, box: Box | None, behind: list[Placed], backdrop: Backdrop) -> str | None:
    """The plain colour behind a text: its cell, its own object, what lies below, the slide; None if not known."""
    cell = body.getparent()
    if local(cell) == "tc":
        own, plain = fill(child(cell, "tcPr"), backdrop.theme)
        styled = child(element, "graphic", "graphicData", "tbl", "tblPr", "tableStyleId") is not None
        return plain if own or styled else backdrop.paper
    own, plain = filled(element, backdrop.theme)
    if own:
        return plain
    for other in reversed([*backdrop.objects, *behind]):
        below, plain = filled(other.element, backdrop.theme)
        picture = local(other.element) in {"pic", "graphicFrame"}
        if (below or picture) and (box is None or other.box is None or box.common(other.box) > 0):
            return plain
    return backdrop.paper
