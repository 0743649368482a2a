"""Lines that a slide always bears: where one is longer than its placeholder it takes room from what is beside it."""

from __future__ import annotations

from dataclasses import replace

from scorecard.render.pptx.geometry.boxes import Box, from_emu
from scorecard.render.pptx.geometry.words import SMALLEST, width
from scorecard.render.pptx.page import FRONT
from scorecard.render.pptx.template import Template

GAP = 14.0  # between the footer and the marking; points
EDGES = 16.0  # what Office keeps clear within a placeholder, on both sides together


def line_boxes(template: Template, layout: str, marking: str, badge: str, least: str) -> dict[str, Box]:
    """Where the marking, the footer and the badge stand on a slide of that layout.

    least: the shortest words that the footer must have room for.
    """
    return {"Badge": _badge(template, layout, badge), **_foot(template, layout, marking, least)}


def _badge(template: Template, layout: str, words: str) -> Box:
    """The badge on one line: longer towards the middle of the slide."""
    box, whole = template.box(layout, "Badge"), from_emu(0, 0, template.deck.slide_width, 0).w
    more = max(0.0, _needed(template, words) - box.w)
    at_right = box.x > whole - box.x - box.w
    return replace(box, x=box.x - (more if at_right else 0.0), w=box.w + more)


def _needed(template: Template, words: str) -> float:
    return width(words, SMALLEST, bold=True, font=template.font) + EDGES if words else 0.0


def _foot(template: Template, layout: str, marking: str, least: str) -> dict[str, Box]:
    """The footer ends where a long marking in one line begins, and has its room where there is none; on the first
    slide, which has no footer, the marking is as wide as the title.
    """
    mark = template.box(layout, "Marking")
    needed = _needed(template, marking)
    if layout == FRONT:
        wide = max(mark.w, template.box(layout, "Title").w)
        return {"Marking": replace(mark, w=wide) if needed > mark.w else mark}
    foot = template.box(layout, "Footer")
    beside = foot.y < mark.bottom and mark.y < foot.bottom and foot.x + foot.w <= mark.x
    right = mark.x + mark.w
    if beside and not marking:
        return {"Marking": mark, "Footer": replace(foot, w=right - foot.x)}
    if not beside or needed <= mark.w:
        return {"Marking": mark, "Footer": foot}
    start = max(right - needed, foot.x + width(least, SMALLEST, font=template.font) + EDGES + GAP)
    return {"Marking": replace(mark, x=start, w=right - start), "Footer": replace(foot, w=start - GAP - foot.x)}
