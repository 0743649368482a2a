"""Make templates/scorecard.pptx: a master, eight layouts with named placeholders, a notes master, nothing else.

Run it after a change of the design: `.venv/bin/python tools/make_template.py`. Colours and fonts are taken from
theme.toml whenever a scorecard is made, since the theme is named "Scorecard".
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.util import Inches

from scorecard.look import load_look
from scorecard.render.pptx.brand import OURS, apply_look
from scorecard.render.pptx.package import drop_leftovers, set_properties, to_bytes

SPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
NUMBER_FIELD = (
    '<a:fld id="{7B3F2C1E-5D41-4E0A-9C55-0A6C1F0E7D11}" type="slidenum"><a:rPr lang="en-GB"/><a:t>‹#›</a:t></a:fld>'
)
WIDTH, HEIGHT = 13.333, 7.5
SCRIPTS = (("latin", "lt"), ("ea", "ea"), ("cs", "cs"))
LEFT, INNER = 0.6, 12.133  # margin and width of what is between the margins, in inches


@dataclass(frozen=True)
class Holder:
    """A placeholder: its name is the contract with the renderer; inches, points, theme colours."""

    name: str
    kind: str
    index: int
    box: tuple[float, float, float, float]
    size: int = 16
    colour: str = "tx1"
    bold: bool = False
    align: str = "l"
    anchor: str = "t"
    outline: str = ""


TITLE = Holder("Title", "title", 0, (LEFT, 0.72, INNER, 0.98), 26, bold=True)
TOPIC = Holder("Topic", "body", 10, (LEFT, 0.36, 9.2, 0.3), 13, "accent1", bold=True, anchor="ctr")
BADGE = Holder("Badge", "body", 12, (10.933, 0.34, 1.8, 0.32), 12, "accent2", True, "ctr", "ctr", "accent2")
BASE = Holder("Base", "body", 11, (LEFT, 6.36, INNER, 0.46), 12, "tx2", anchor="b")
FOOTER = Holder("Footer", "ftr", 14, (LEFT, 7.0, 7.6, 0.3), 12, "tx2", anchor="ctr")
MARKING = Holder("Marking", "body", 13, (8.4, 7.0, 3.2, 0.3), 12, bold=True, align="ctr", anchor="ctr")
NUMBER = Holder("Slide number", "sldNum", 15, (11.833, 7.0, 0.9, 0.3), 12, "tx2", align="r", anchor="ctr")
ONE_LINE = replace(TITLE, box=(LEFT, 0.72, INNER, 0.6))
COMMON = (TITLE, TOPIC, BADGE, BASE, FOOTER, MARKING, NUMBER)
TEXT = Holder("Text", "body", 21, (LEFT, 1.9, INNER, 4.35), 18)
STRIP = replace(TEXT, box=(LEFT, 5.4, INNER, 0.9), size=14)

LAYOUTS: dict[str, tuple[Holder, ...]] = {
    "Title slide": (
        Holder("Title", "ctrTitle", 0, (1.1, 2.0, 10.6, 1.5), 40, "bg1", bold=True, anchor="b"),
        Holder("Subtitle", "subTitle", 1, (1.1, 3.75, 10.6, 0.9), 20, "bg1"),
        Holder("Details", "body", 16, (1.1, 4.75, 10.6, 0.8), 14, "bg1"),
        Holder("Badge", "body", 12, (1.1, 0.8, 1.9, 0.36), 12, "bg1", True, "ctr", "ctr", "bg1"),
        Holder("Marking", "body", 13, (1.1, 6.7, 6.0, 0.36), 14, "bg1", bold=True, anchor="ctr"),
    ),
    "Agenda": (ONE_LINE, *COMMON[1:], Holder("Table", "tbl", 23, (LEFT, 1.4, INNER, 5.4))),
    "Headline": (
        *COMMON,
        Holder("Tiles", "body", 20, (LEFT, 1.9, INNER, 1.3)),
        replace(TEXT, box=(LEFT, 3.4, INNER, 2.9)),
    ),
    "Chart and table": (
        *COMMON,
        Holder("Chart", "chart", 22, (LEFT, 1.85, 4.75, 3.45)),
        Holder("Table", "tbl", 23, (5.55, 1.85, 7.183, 3.45)),
        STRIP,
    ),
    "Chart and text": (
        *COMMON,
        Holder("Chart", "chart", 22, (LEFT, 1.85, 6.6, 4.4)),
        replace(TEXT, box=(7.5, 1.95, 5.233, 4.3), size=16),
    ),
    "Chart": (*COMMON, Holder("Chart", "chart", 22, (LEFT, 1.85, INNER, 3.45)), STRIP),
    "Table": (*COMMON, Holder("Table", "tbl", 23, (LEFT, 1.85, INNER, 3.45)), STRIP),
    "Text": (*COMMON, TEXT),
}  # fmt: skip


def emu(inches: float) -> int:
    """English metric units, 914,400 an inch."""
    return int(Inches(inches))


def fill(colour: str) -> str:
    """A plain fill in a colour of the theme."""
    return f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'


def frame(box: tuple[float, float, float, float]) -> str:
    """Position and size."""
    x, y, w, h = (emu(side) for side in box)
    return f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/></a:xfrm>'


def holder_xml(holder: Holder, identity: int) -> str:
    """A placeholder of a layout, with the style of its text."""
    line = (
        f'<a:ln w="12700"><a:solidFill><a:schemeClr val="{holder.outline}"/></a:solidFill></a:ln>'
        if holder.outline
        else ""
    )
    field = (
        '<a:fld id="{7B3F2C1E-5D41-4E0A-9C55-0A6C1F0E7D11}" type="slidenum"><a:rPr lang="en-GB"/><a:t>‹#›</a:t></a:fld>'
    )
    # LibreOffice takes no notice of a layout's title whose index is written out as 0.
    index = f' idx="{holder.index}"' if holder.index else ""
    words = field if holder.kind == "sldNum" else f'<a:r><a:rPr lang="en-GB"/><a:t>{holder.name}</a:t></a:r>'
    return f"""<p:sp><p:nvSpPr><p:cNvPr id="{identity}" name="{holder.name}"/>
      <p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>
      <p:nvPr><p:ph type="{holder.kind}"{index}/></p:nvPr></p:nvSpPr>
      <p:spPr>{frame(holder.box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{line}</p:spPr>
      <p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{holder.anchor}"><a:noAutofit/></a:bodyPr>
      <a:lstStyle><a:lvl1pPr marL="0" indent="0" algn="{holder.align}"><a:buNone/>
      <a:defRPr lang="en-GB" sz="{holder.size * 100}" b="{int(holder.bold)}">{fill(holder.colour)}</a:defRPr>
      </a:lvl1pPr></a:lstStyle>
      <a:p>{words}</a:p></p:txBody></p:sp>"""


def block_xml(identity: int, name: str, box: tuple[float, float, float, float], colour: str) -> str:
    """A plain rectangle of the background."""
    return f"""<p:sp><p:nvSpPr><p:cNvPr id="{identity}" name="{name}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>
      <p:spPr>{frame(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>
      <a:solidFill>{colour}</a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>"""


def tree_xml(shapes: str) -> str:
    """The shapes of a master or layout."""
    return (
        '<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr>'
        '<a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm>'
        f"</p:grpSpPr>{shapes}</p:spTree>"
    )


def layout_xml(name: str, holders: tuple[Holder, ...]) -> str:
    """A layout; the title slide has a ground of its own."""
    front = name == "Title slide"
    ground = (
        '<p:bg><p:bgPr><a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
        if front
        else ""
    )
    rule = block_xml(90, "Rule", (1.1, 3.6, 1.4, 0.05), '<a:schemeClr val="accent3"/>') if front else ""
    shapes = rule + "".join(holder_xml(holder, place) for place, holder in enumerate(holders, start=2))
    return (
        f'<p:sldLayout {SPACES} preserve="1" userDrawn="1" showMasterSp="{int(not front)}"><p:cSld name="{name}">'
        f"{ground}{tree_xml(shapes)}</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def master_xml() -> str:
    """What stands behind every slide: a band at the top, a thin rule above the foot."""
    soft = '<a:schemeClr val="bg2"><a:lumMod val="85000"/></a:schemeClr>'
    shapes = block_xml(80, "Band", (0, 0, WIDTH, 0.12), '<a:schemeClr val="tx1"/>')
    shapes += block_xml(81, "Rule", (LEFT, 6.91, INNER, 0.012), soft)
    body = replace(TEXT, name="Text", index=1)
    holders = (TITLE, body, FOOTER, NUMBER)
    shapes += "".join(holder_xml(holder, place) for place, holder in enumerate(holders, start=2))
    return f"<p:cSld {SPACES}><p:bg><p:bgPr>{fill('bg1')}<a:effectLst/></p:bgPr></p:bg>{tree_xml(shapes)}</p:cSld>"


def styles_xml() -> str:
    """The text styles of the master: headings in the heading font, the rest in the body font."""

    def level(number: int, size: int, font: str, bold: int) -> str:
        faces = "".join(f'<a:{script} typeface="+{font}-{code}"/>' for script, code in SCRIPTS)
        return (
            f'<a:lvl{number}pPr marL="0" indent="0" algn="l" defTabSz="914400" rtl="0">'
            '<a:lnSpc><a:spcPct val="100000"/></a:lnSpc><a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'
            f'<a:defRPr lang="en-GB" sz="{size}" b="{bold}" kern="1200">{fill("tx1")}{faces}</a:defRPr>'
            f"</a:lvl{number}pPr>"
        )

    body = "".join(level(number, 1600, "mn", 0) for number in range(1, 10))
    return (
        f"<p:txStyles {SPACES}><p:titleStyle>{level(1, 2600, 'mj', 1)}</p:titleStyle>"
        f"<p:bodyStyle>{body}</p:bodyStyle><p:otherStyle>{body}</p:otherStyle></p:txStyles>"
    )


def write_master(master: Any) -> None:
    """Put our shapes and styles in place of those that came with the library."""
    element = master._element
    element.replace(element.find("{*}cSld"), parse_xml(master_xml()))
    element.replace(element.find("{*}txStyles"), parse_xml(styles_xml()))


def write_notes_master(deck: Any) -> None:
    """Keep the slide's picture and the text on notes pages; no header, date, footer or number."""
    master = deck.notes_master
    for shape in list(master.placeholders):
        if shape._element.ph.get("type") in ("hdr", "dt", "ftr", "sldNum"):
            shape._element.getparent().remove(shape._element)


def name_themes(deck: Any) -> None:
    """Name the themes so that the look is written into them."""
    for master in (deck.slide_masters[0], deck.notes_master):
        theme = master.part.part_related_by(RT.THEME)
        root = etree.fromstring(theme.blob)
        root.set("name", OURS)
        for scheme in root.iter("{*}clrScheme", "{*}fontScheme", "{*}fmtScheme"):
            scheme.set("name", OURS)
        theme._blob = etree.tostring(root)


def make() -> bytes:
    """The template's bytes."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = emu(WIDTH), emu(HEIGHT)
    deck.part._element.find("{*}sldSz").attrib.pop("type", None)
    drop_leftovers(deck)
    for spare in list(deck.slide_layouts)[len(LAYOUTS) :]:
        deck.slide_layouts.remove(spare)
    write_master(deck.slide_masters[0])
    for layout, (name, holders) in zip(deck.slide_layouts, LAYOUTS.items(), strict=True):
        layout.part._element = parse_xml(layout_xml(name, holders))
    write_notes_master(deck)
    name_themes(deck)
    for part in (deck.part, deck.slide_masters[0].part, deck.notes_master.part):
        for element in part._element.iter():
            if element.get("lang") == "en-US":
                element.set("lang", "en-GB")
    apply_look(deck, load_look({"template": __file__}))  # any file: the template itself is not made yet
    set_properties(deck, title="Scorecard template", subject="", language="en-GB", dated=datetime(2021, 1, 1))
    return to_bytes(deck)


if __name__ == "__main__":
    target = Path(__file__).parents[1] / "templates" / "scorecard.pptx"
    target.write_bytes(make())
    sys.stdout.write(f"{target}\n")
