"""A PowerPoint template: its layouts and placeholders found by their names, and all that is missing listed at once."""

from __future__ import annotations

import zipfile
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.exc import PythonPptxError

from scorecard.errors import ConfigError, cause_of
from scorecard.model import Look
from scorecard.render.pptx.blank import Blank, blank
from scorecard.render.pptx.brand import apply_look, body_font, heading_font
from scorecard.render.pptx.faint import faint_look, faint_words
from scorecard.render.pptx.foot import make_feet_readable
from scorecard.render.pptx.geometry.boxes import Box, from_emu
from scorecard.render.pptx.geometry.words import SMALLEST, SMALLEST_IN_FILES
from scorecard.render.pptx.package import drop_leftovers

COMMON = ("Title", "Topic", "Base", "Badge", "Marking", "Footer", "Slide number")
LAYOUTS: Mapping[str, tuple[str, ...]] = {
    "Title slide": ("Title", "Subtitle", "Details", "Badge", "Marking"),
    "Agenda": (*COMMON, "Table"),
    "Headline": (*COMMON, "Tiles", "Text"),
    "Chart and table": (*COMMON, "Chart", "Table", "Text"),
    "Chart and text": (*COMMON, "Chart", "Text"),
    "Chart": (*COMMON, "Chart", "Text"),
    "Table": (*COMMON, "Table", "Text"),
    "Text": (*COMMON, "Text"),
}
KINDS = {
    "Title": ("title", "ctrTitle"),
    "Chart": ("chart",),
    "Table": ("tbl",),
    "Footer": ("ftr",),
    "Slide number": ("sldNum",),
}
CALLED = {"title": "title", "chart": "chart", "tbl": "table", "ftr": "footer", "sldNum": "slide number"}


@dataclass(frozen=True)
class Template:
    """An opened deck without slides, and where its placeholders are.

    font: the font of its text. heading: of its titles. blanks: the layouts that slides were made from so far.
    """

    deck: Any
    layouts: Mapping[str, Any]
    boxes: Mapping[tuple[str, str], Box]
    font: str
    heading: str
    blanks: dict[str, Blank] = field(default_factory=dict, compare=False, repr=False)

    def slide(self, layout: str, wanted: Collection[str]) -> tuple[Any, dict[str, Any]]:
        """A new last slide in that layout, and those of the wanted placeholders that it has, by their names."""
        if layout not in self.blanks:
            self.blanks[layout] = blank(self.deck, self.layouts[layout])
        return self.blanks[layout].slide(wanted)

    def box(self, layout: str, name: str) -> Box:
        """Where that placeholder is."""
        return self.boxes[layout, name]


def open_template(path: Path, look: Look) -> Template:
    """The template in the colours of the look, without what its author left in it.

    ConfigError where it is no presentation, or with every layout and placeholder that it lacks.
    """
    deck = _opened(path)
    _refuse(path, missing(deck))
    drop_leftovers(deck)
    apply_look(deck, look)
    layouts = {layout.name: layout for layout in deck.slide_layouts}
    make_feet_readable(deck)
    boxes = {
        (name, h.name): from_emu(h.left, h.top, h.width, h.height)
        for name in LAYOUTS
        for h in layouts[name].placeholders
    }
    return Template(deck, layouts, boxes, body_font(deck), heading_font(deck))


def refuse_lacking(path: Path, look: Look) -> None:
    """ConfigError where the file is no presentation, or with everything that it lacks to be a template for the look."""
    deck = _opened(path)
    _refuse(path, missing(deck) or faint(deck))
    apply_look(deck, look)
    beside = tuple(f for layout in deck.slide_layouts if layout.name in LAYOUTS for f in faint_look(layout, look))
    if beside:
        raise ConfigError(lacks(path, beside))


def _refuse(path: Path, faults: tuple[str, ...]) -> None:
    if faults:
        raise ConfigError(
            lacks(path, faults),
            f"In PowerPoint: View, Slide Master, then Home, Arrange, Selection Pane to name them; "
            f"then: scorecard template --check {path.name}",
        )


def lacks(path: Path, faults: tuple[str, ...]) -> str:
    """The sentence that lists everything that a template lacks."""
    many = "1 thing is" if len(faults) == 1 else f"{len(faults)} things are"
    return f"{path.name}: {many} missing or wrong: {'; '.join(faults)}."


def check_template(path: Path) -> tuple[str, ...]:
    """What the file lacks to be a template, in words; empty where it can be used. ConfigError: not a presentation."""
    deck = _opened(path)
    return missing(deck) or faint(deck)


def _opened(path: Path) -> Any:
    if not path.is_file():
        raise ConfigError(f"{path}: there is no such file.")
    try:
        return Presentation(str(path))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({cause_of(error)}).") from None
    except (PythonPptxError, zipfile.BadZipFile, KeyError, ValueError):
        raise ConfigError(f"{path.name}: is not a PowerPoint presentation (.pptx); save it as one.") from None


def missing(deck: Any) -> tuple[str, ...]:
    """Layouts and placeholders that are missing or of the wrong kind, in words."""
    layouts = {layout.name: layout for layout in deck.slide_layouts}
    return tuple(
        fault
        for name, wanted in LAYOUTS.items()
        for fault in (_faults(layouts[name], wanted) if name in layouts else [f"no layout '{name}'"])
    )


def faint(deck: Any) -> tuple[str, ...]:
    """Words of placeholders that cannot be read on their background, of a presentation that lacks nothing."""
    return tuple(f for layout in deck.slide_layouts if layout.name in LAYOUTS for f in faint_words(layout))


def _faults(layout: Any, wanted: tuple[str, ...]) -> Iterator[str]:
    holders = {holder.name: holder for holder in layout.placeholders}
    for name in wanted:
        where = f"placeholder '{name}' in layout '{layout.name}'"
        kinds = KINDS.get(name)
        if name not in holders:
            yield f"no {where}"
        elif kinds and holders[name]._element.ph.get("type") not in kinds:
            yield f"{where} must be a {CALLED[kinds[0]]} placeholder"
        elif holders[name].width is None:
            yield f"{where} has no position of its own"
        elif _too_small(holders[name]):
            yield f"{where} is set in less than {SMALLEST} points"


def _too_small(holder: Any) -> bool:
    """Whether the placeholder's own style asks for letters that nobody can read from the back of a room."""
    sizes = holder._element.iterfind(".//{*}lstStyle/{*}lvl1pPr/{*}defRPr[@sz]")
    return any(int(size.get("sz")) < SMALLEST_IN_FILES for size in sizes)
