"""What the audience does not see: speaker notes, and the parts of the deck as PowerPoint's own sections."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from lxml import etree
from pptx.oxml.ns import qn

from scorecard.render.pptx.page import Words
from scorecard.render.pptx.writing import write

SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"  # PowerPoint 2010's list of sections
P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"


def write_notes(slide: Any, speaker: Sequence[str]) -> None:
    """The speaker's notes, where there are any."""
    if not speaker:
        return
    notes = slide.notes_slide
    write(notes.notes_text_frame, [Words(text) for text in speaker])
    for shape in list(notes.placeholders):
        if shape.has_text_frame and not shape.text_frame.text:
            shape._element.getparent().remove(shape._element)


def group_slides(deck: Any, slides: Sequence[tuple[str, Any]]) -> None:
    """Sections by part: (part, slide) in order; neighbours of one part stand in one section."""
    listed = etree.Element(f"{{{P14}}}sectionLst", nsmap={"p14": P14})
    for number, (part, members) in enumerate(groupby(slides, key=lambda pair: pair[0])):
        identity = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{number} {part}")).upper()
        section = etree.SubElement(listed, f"{{{P14}}}section", name=part, id=f"{{{identity}}}")
        ids = etree.SubElement(section, f"{{{P14}}}sldIdLst")
        for _, slide in members:
            etree.SubElement(ids, f"{{{P14}}}sldId", id=str(slide.slide_id))
    extensions = etree.SubElement(deck.part._element, qn("p:extLst"))
    etree.SubElement(extensions, qn("p:ext"), uri=SECTIONS).append(listed)
