"""A Scorecard in, a PowerPoint deck out: native charts and tables in the layouts of a template.

The deck copies the document: it makes no figure, rounds none and words none.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from scorecard.model import Look, Scorecard
from scorecard.render.pptx.notes import group_slides, write_notes
from scorecard.render.pptx.package import set_properties, to_bytes
from scorecard.render.pptx.pages import Planner
from scorecard.render.pptx.slides import draw_page
from scorecard.render.pptx.template import check_template, lacks, open_template, refuse_lacking
from scorecard.render.pptx.writing import Ink
from scorecard.shipped import shipped

__all__ = ["check_template", "lacks", "pptx_bytes", "refuse_lacking", "render_pptx"]


def render_pptx(card: Scorecard, look: Look, path: Path) -> None:
    """Write the deck to `path`. ConfigError where the look's template lacks a layout or a placeholder."""
    path.write_bytes(pptx_bytes(card, look))


def pptx_bytes(card: Scorecard, look: Look) -> bytes:
    """The deck of the sections that are on slides: the same card and look give the same bytes."""
    card = replace(card, sections=tuple(section for section in card.sections if section.on_slides))
    template = open_template(Path(look.template) if look.template else shipped("templates/scorecard.pptx"), look)
    dated = datetime.combine(card.period.end, time(), UTC).replace(tzinfo=None)
    planner, ink = Planner(template, look), Ink(look, template.font, dated)
    slides: list[tuple[str, Any]] = []
    for page in planner.plan(card):
        slide = draw_page(planner, ink, card, page)
        write_notes(slide, page.speaker)
        slides.append((page.part, slide))
    group_slides(template.deck, slides)
    set_properties(template.deck, title=card.title, subject=card.subtitle, language=card.language, dated=dated)
    return to_bytes(template.deck)
