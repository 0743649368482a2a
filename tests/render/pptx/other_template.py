"""A second template, as a force might have it: 10 x 7.5 inches, Verdana, other places and colours, and its author's
leftovers (name, thumbnail, printer settings, an old slide)."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.util import Inches

from scorecard.render.pptx.template import LAYOUTS

SPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
KINDS = {
    "Title": "title",
    "Subtitle": "subTitle",
    "Chart": "chart",
    "Table": "tbl",
    "Footer": "ftr",
    "Slide number": "sldNum",
}
PLACES = {  # inches: left, top, width, height
    "Title": (0.4, 0.9, 9.2, 1.1),
    "Topic": (0.4, 0.5, 6.0, 0.35),
    "Badge": (7.4, 0.5, 2.2, 0.35),
    "Subtitle": (0.4, 2.2, 9.2, 0.8),
    "Details": (0.4, 3.2, 9.2, 0.8),
    "Marking": (3.4, 0.1, 3.2, 0.3),
    "Base": (0.4, 6.35, 9.2, 0.5),
    "Footer": (0.4, 7.0, 7.0, 0.3),
    "Slide number": (8.6, 7.0, 1.0, 0.3),
    "Tiles": (0.4, 2.1, 9.2, 2.0),
    "Text": (0.4, 5.3, 9.2, 0.95),
    "Chart": (0.4, 2.1, 9.2, 3.1),
    "Table": (0.4, 2.1, 9.2, 3.1),
}
OTHERWISE = {
    ("Headline", "Text"): (0.4, 4.2, 9.2, 2.1),
    ("Text", "Text"): (0.4, 2.1, 9.2, 4.2),
    ("Agenda", "Table"): (0.4, 2.1, 9.2, 4.7),
    ("Chart and table", "Chart"): (0.4, 2.1, 3.4, 3.1),
    ("Chart and table", "Table"): (4.0, 2.1, 5.6, 3.1),
    ("Chart and text", "Chart"): (0.4, 2.1, 5.0, 4.2),
    ("Chart and text", "Text"): (5.6, 2.1, 4.0, 4.2),
}


def _holder(layout: str, name: str, index: int) -> str:
    x, y, w, h = (int(Inches(side)) for side in OTHERWISE.get((layout, name), PLACES[name]))
    kind = KINDS.get(name, "body")
    place = f' idx="{index}"' if index else ""  # as PowerPoint writes it: LibreOffice finds no title with idx="0"
    field = (
        '<a:fld id="{7B3F2C1E-5D41-4E0A-9C55-0A6C1F0E7D11}" type="slidenum"><a:rPr lang="en-GB"/><a:t>1</a:t></a:fld>'
    )
    words = field if name == "Slide number" else f"<a:r><a:t>Click to edit {name}</a:t></a:r>"
    return f"""<p:sp {SPACES}><p:nvSpPr><p:cNvPr id="{index + 50}" name="{name}"/><p:cNvSpPr/>
      <p:nvPr><p:ph type="{kind}"{place}/></p:nvPr></p:nvSpPr>
      <p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/></a:xfrm></p:spPr>
      <p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0"/><a:lstStyle><a:lvl1pPr marL="0" indent="0"><a:buNone/>
      <a:defRPr sz="1200"/></a:lvl1pPr></a:lstStyle><a:p>{words}</a:p></p:txBody></p:sp>"""


def make_other_template(path: Path, *, without: tuple[tuple[str, str], ...] = ()) -> Path:
    """Write the template; `without`: (layout, placeholder) pairs to leave out, (layout, "") for a whole layout."""
    deck = Presentation()
    for place, (name, holders) in enumerate(LAYOUTS.items()):
        layout = deck.slide_layouts[place]
        layout._element.find("{*}cSld").set("name", "Unused" if (name, "") in without else name)
        for shape in list(layout.placeholders):
            shape._element.getparent().remove(shape._element)
        for place_in_layout, holder in enumerate(holders, start=10):
            index = 0 if holder == "Title" else place_in_layout
            if (name, holder) not in without:
                layout.shapes._spTree.append(parse_xml(_holder(name, holder, index)))
    _brand(deck)
    old = deck.slides.add_slide(deck.slide_layouts[0])
    old.shapes[0].text_frame.text = "Last year's title"
    deck.core_properties.author = "Sergeant Example"
    deck.save(str(path))
    return path


def _brand(deck: object) -> None:
    theme = deck.slide_masters[0].part.part_related_by(RT.THEME)  # type: ignore[attr-defined]
    root = etree.fromstring(theme.blob)
    for latin in root.iter("{*}latin"):
        latin.set("typeface", "Verdana")
    root.set("name", "Exampleshire")
    theme._blob = etree.tostring(deepcopy(root))
