"""Leaks planted in presentations: name -> (the kind that must be found, how to make the file)."""

from __future__ import annotations

import io
from collections.abc import Callable

from pptx.dml.color import RGBColor
from pptx.util import Emu, Pt

from tests.disclosure.inspect import bases
from tests.disclosure.inspect.plants import (
    CUSTOM,
    DECK,
    WITH_TEXT,
    chart_part,
    covered,
    cropped,
    in_deck,
    text_box,
    transparent,
    whole_workbook,
)

DECKS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "notes": (
        "notes",
        lambda: in_deck(lambda p, s: setattr(s.notes_slide.notes_text_frame, "text", "3 Mixed refused") or True),
    ),
    "hidden slide": ("hidden_slide", lambda: in_deck(lambda p, s: s._element.set("show", "0") or True)),
    "hidden shape": (
        "hidden_shape",
        lambda: in_deck(lambda p, s: s.shapes[1]._element.nvGraphicFramePr.cNvPr.set("hidden", "1") or True),
    ),
    "off the slide": ("off_slide", lambda: in_deck(lambda p, s: text_box(s, "Mixed: 3 refused", left=-4) and True)),
    "white on white": (
        "hidden_text",
        lambda: in_deck(lambda p, s: setattr(text_box(s, "3").font.color, "rgb", RGBColor(255, 255, 255)) or True),
    ),
    "tiny": ("hidden_text", lambda: in_deck(lambda p, s: setattr(text_box(s, "3").font, "size", Pt(1)) or True)),
    "transparent": ("hidden_text", lambda: in_deck(lambda _, slide: transparent(slide))),
    "covered": ("covered", lambda: in_deck(lambda _, slide: covered(slide))),
    "cropped picture": ("cropped_picture", lambda: in_deck(lambda _, slide: cropped(slide))),
    "picture with an author": (
        "picture_metadata",
        lambda: in_deck(lambda p, s: s.shapes.add_picture(io.BytesIO(WITH_TEXT), Emu(9), Emu(9)) and True),
    ),
    "chart of unrounded numbers": (
        "more_digits",
        lambda: bases.replaced(bases.deck(), chart_part(), "<c:v>0.125</c:v>", f"<c:v>{3 / 17}</c:v>"),
    ),
    "chart with its whole workbook": ("chart_workbook", lambda: in_deck(lambda p, s: whole_workbook(p))),
    "chart that differs from its workbook": (
        "stale_chart",
        lambda: bases.replaced(bases.deck(), chart_part(), "<c:v>0.125</c:v>", "<c:v>0.127</c:v>"),
    ),
    "comments": (
        "comments",
        lambda: bases.added(bases.deck(), "ppt/comments/comment1.xml", CUSTOM, DECK, "comments"),
    ),
    "comment authors": (
        "comments",
        lambda: bases.added(bases.deck(), "ppt/commentAuthors.xml", CUSTOM, "ppt/presentation.xml", "commentAuthors"),
    ),
    "change history": (
        "revision",
        lambda: bases.added(bases.deck(), "ppt/changesInfos/changesInfo1.xml", CUSTOM, "ppt/presentation.xml", "x"),
    ),
    "author": (
        "property",
        lambda: in_deck(lambda p, s: setattr(p.core_properties, "author", "J Example") or True),
    ),
    "default template's thumbnail": (
        "thumbnail",
        lambda: bases.added(bases.deck(), "docProps/thumbnail.jpeg", b"\xff\xd8", "ppt/presentation.xml", "thumbnail"),
    ),
    "linked picture": (
        "external_link",
        lambda: bases.replaced(
            bases.deck(),
            "ppt/slides/_rels/slide1.xml.rels",
            "</Relationships>",
            '<Relationship Id="r9" TargetMode="External" Target="http://a.org/b" Type="x/image"/></Relationships>',
        ),
    ),
    "path in alternative text": (
        "trace",
        lambda: bases.replaced(bases.deck(), DECK, 'name="Title 1"', 'name="Title 1" descr="C:\\Users\\jb\\a.png"'),
    ),
    "comment in the XML": (
        "html_comment",
        lambda: bases.replaced(bases.deck(), DECK, "<p:cSld>", "<!-- was 3 --><p:cSld>"),
    ),
}
