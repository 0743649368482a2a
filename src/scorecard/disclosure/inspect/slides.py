"""A presentation in, everything in it out: slides, notes, tables, charts and their workbooks, properties."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from scorecard.disclosure.inspect.colour import theme_colours
from scorecard.disclosure.inspect.content import Content, Item, Text, as_item, headed, together
from scorecard.disclosure.inspect.geometry import Box, Placed, placed
from scorecard.disclosure.inspect.ink import Backdrop, fill, filled, unseen_runs
from scorecard.disclosure.inspect.markup import child, every, linked, local, on, words
from scorecard.disclosure.inspect.numbers import whole
from scorecard.disclosure.inspect.package import Package, by_name
from scorecard.disclosure.inspect.pictures import cropped, pictures
from scorecard.disclosure.inspect.properties import properties
from scorecard.disclosure.inspect.report import Leak

WHOLLY = 0.8  # of an object covered by another: hidden, not decorated
PARTLY = 0.02


def presentation(package: Package) -> Content:
    """The content of a pptx but for its charts. ExtractError where it is broken."""
    root = package.xml(package.main)
    size = child(root, "sldSz")
    page = Box(0, 0, whole(size.get("cx")), whole(size.get("cy"))) if size is not None else None
    targets = package.targets(package.main)
    names = [targets.get(linked(s), "") for s in every(root, "sldId")]
    slides = together(_slide(package, name, page) for name in names if name in package.parts)
    shown = "\n".join(t.text for t in slides.texts if t.shown).casefold()
    shown += "\n".join(i.text for t in slides.tables for row in t.rows for i in row).casefold()
    left = [n for n in package.parts if re.fullmatch(r"ppt/slides/[^/]+\.xml", n) and n not in names]
    leaks = (*by_name(package), *pictures(package), *(Leak("orphan", package.where, f"{n}, in no list") for n in left))
    notes = together(_notes(package, name, shown) for name in package.parts if "/notesSlides/notes" in name)
    unlisted = together(_slide(package, name, None) for name in left)
    return together([Content(leaks), slides, unlisted, notes, properties(package, shown)])


def titles(package: Package) -> dict[str, str]:
    """Chart part -> the title of the slide that it stands on."""
    slides = [name for name in package.parts if name.startswith("ppt/slides/slide")]
    return {
        chart: next(_titles(package.xml(name)), "") for name in slides for chart in package.linked(name, "chart")[:99]
    }


def _titles(root: Any) -> Iterator[str]:
    for shape in every(root, "sp"):
        kind = child(shape, "nvSpPr", "nvPr", "ph")
        if kind is not None and kind.get("type") in {"title", "ctrTitle"}:
            yield words(shape)


def _slide(package: Package, name: str, page: Box | None) -> Content:
    root, where = package.xml(name), package.part(name)
    leaks = [Leak("hidden_slide", package.where, name)] if root.get("show") in {"0", "false"} else []
    leaks += [Leak("hidden_shape", where) for e in every(root, "cNvPr") if on(e, "hidden")]
    leaks += [Leak("embedded_file", where, "an object") for _ in every(root, "oleObj")]
    leaks += cropped(where, root)
    objects = list(placed(child(root, "cSld", "spTree")))
    leaks += _placement(where, objects, page)
    leaks += _ink(where, objects, _backdrop(package, name, root))
    title = next(_titles(root), "")
    tables = tuple(headed(where, title, _rows(t)) for t in every(root, "tbl") if child(t, "tr") is not None)
    return Content(tuple(leaks), tables, tuple(_texts(where, title, root)))


def _rows(table: Any) -> list[tuple[Item, ...]]:
    rows = []
    for at, line in enumerate(every(table, "tr")):
        texts = [" ".join(words(p) for p in every(cell, "p")).strip() for cell in every(line, "tc")]
        rows.append(tuple(as_item(text, f"row {at + 1}") for text in texts))
    return rows


def _texts(where: str, title: str, root: Any) -> Iterator[Text]:
    for paragraph in every(root, "p"):
        if text := words(paragraph):
            alone = next(paragraph.iterancestors("{*}tc"), None) is None
            yield Text(where, text, context=title, alone=alone)
    for element in every(root, "cNvPr"):
        for key in ("descr", "title"):
            if element.get(key):
                yield Text(where, element.get(key), context=title)


def _placement(where: str, objects: list[Placed], page: Box | None) -> Iterator[Leak]:
    for at, item in enumerate(objects):
        if item.box is None or not _tells(item.element):
            continue
        if page is not None and not item.box.centre_in(page):
            yield Leak("off_slide", where)
        over = [o.box for o in objects[at + 1 :] if o.box is not None and _opaque(o.element)]
        shares = [item.box.common(box) / item.box.area for box in over] if item.box.area else []
        if any(share >= WHOLLY for share in shares):
            yield Leak("covered", where)
        elif any(share >= PARTLY for share in shares):
            yield Leak("overlap", where)


def _tells(element: Any) -> bool:
    return local(element) in {"pic", "graphicFrame"} or bool(words(element).strip())


def _opaque(element: Any) -> bool:
    """A filled object: what lies below it is not seen."""
    solid, _ = filled(element, {})
    faint = any(whole(a.get("val"), 100_000) < 90_000 for a in every(element, "alpha"))
    return (solid and not faint) or local(element) == "pic"


def _ink(where: str, objects: list[Placed], backdrop: Backdrop) -> Iterator[Leak]:
    for at, item in enumerate(objects):
        for why in unseen_runs(item.element, item.box, objects[:at], backdrop):
            yield Leak("hidden_text", where, why)


def _backdrop(package: Package, name: str, root: Any) -> Backdrop:
    """What a slide stands on: its own background, else its layout's, else its master's; their objects behind it."""
    layout = next(iter(package.linked(name, "slideLayout")), None)
    master = next(iter(package.linked(layout, "slideMaster")), None) if layout else None
    theme = next(iter(package.linked(master, "theme")), None) if master else None
    colours = theme_colours(package.xml(theme) if theme else None)
    papers = [root, *(package.xml(part) for part in (layout, master) if part)]
    behind = [o for p in reversed(papers[1:]) for o in placed(child(p, "cSld", "spTree")) if not _is_placeholder(o)]
    return Backdrop(_background(papers, colours), tuple(behind), colours)


def _is_placeholder(item: Placed) -> bool:
    return next(every(item.element, "ph"), None) is not None


def _background(papers: list[Any], theme: dict[str, str]) -> str | None:
    for paper in papers:
        own = child(paper, "cSld", "bg", "bgPr")
        if own is not None:
            return fill(own, theme)[1]
        reference = child(paper, "cSld", "bg", "bgRef")
        if reference is not None:
            named = next(every(reference, "schemeClr"), None)
            return theme.get(named.get("val", "")) if named is not None else None
    return "FFFFFF"


def _notes(package: Package, name: str, shown: str) -> Content:
    """Speaker notes: words that the slides do not say are a leak, words that repeat them need a look."""
    where = package.part(name)
    texts, leaks = [], []
    for shape in every(package.xml(name), "sp"):
        kind = child(shape, "nvSpPr", "nvPr", "ph")
        if kind is not None and kind.get("type") in {"sldNum", "sldImg", "hdr", "ftr", "dt"}:
            continue
        for paragraph in every(shape, "p"):
            if text := words(paragraph).strip():
                texts.append(Text(where, text, shown=False))
                new = [s for s in re.split(r"(?<=[.;:!?])\s+", text.casefold()) if s.strip(" .;:!?") not in shown]
                leaks.append(Leak("notes" if new else "notes_repeated", where))
    return Content(tuple(leaks), texts=tuple(texts))
