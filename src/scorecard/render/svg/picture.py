"""Charts as PNG pictures, for mail programs that draw no SVG: from the same drawings, with the fonts that are shipped.

Nothing of the machine goes into a picture: system fonts are not looked at, so the same chart gives the same bytes.
"""

from __future__ import annotations

from itertools import islice

import resvg_py
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from scorecard.model import Chart, ChartKind, Look, Scorecard, Section
from scorecard.render.svg import Drawing, drawn
from scorecard.render.svg.drawing import pixels
from scorecard.render.svg.theme import picture_rules
from scorecard.shipped import shipped

WIDTH, MARGIN, SHARP = 440.0, 12.0, 2
FACE = "Liberation Sans"
ORDER = (ChartKind.RATIO, ChartKind.RATE, ChartKind.STACKED, ChartKind.TREND, ChartKind.FUNNEL)


def leading_charts(card: Scorecard, most: int = 2) -> tuple[tuple[Section, Chart], ...]:
    """The charts that say most in a message: ratios first, then rates ..., each kind in the document's order."""
    charts = [(section, chart) for section in card.sections for chart in section.charts]
    return tuple(islice(sorted(charts, key=lambda found: ORDER.index(found[1].kind)), most))


def pictures(card: Scorecard, look: Look, most: int = 2) -> tuple[tuple[Section, Chart, bytes], ...]:
    """The leading charts with their section, as PNG; at most that many."""
    return tuple(
        (section, chart, png(drawn(chart, section.table(chart.table), look, WIDTH), look))
        for section, chart in leading_charts(card, most)
    )


def png(drawing: Drawing, look: Look) -> bytes:
    """The drawing on light paper as PNG, two pixels for each of its own, so that it is sharp on a phone."""
    folder = shipped("templates/fonts")
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=standalone(drawing, look), background=f"#{look.colours['paper']}", zoom=SHARP,
            skip_system_fonts=True, font_files=sorted(str(font) for font in folder.glob("*.ttf")),
            font_family=FACE, sans_serif_family=FACE,
        )
    )  # fmt: skip


def standalone(drawing: Drawing, look: Look) -> str:
    """The drawing as an SVG file of its own, with its colours and font in it and a margin around it."""
    environment = Environment(
        loader=FileSystemLoader(shipped("templates")), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.filters["px"] = pixels
    style = Markup(picture_rules(look, drawing.tones))  # noqa: S704 (made from checked colours)
    macro = environment.get_template("chart.svg.j2").module
    return str(macro.svg(drawing, "picture", style, FACE, MARGIN))  # type: ignore[attr-defined]
