"""Charts as PNG: drawn with the shipped fonts, the same bytes every time, the ratios first."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

from PIL import Image

from scorecard.look import load_look
from scorecard.model import ChartKind
from scorecard.render.svg.drawing import Text
from scorecard.render.svg.picture import WIDTH, leading_charts, pictures, png, standalone
from tests.render.example_cards import example_card
from tests.render.svg.test_charts import RATES, chart

LOOK = load_look()


def test_the_ratios_lead_and_two_are_enough() -> None:
    kinds = [shown.kind for _section, shown in leading_charts(example_card())]
    assert kinds == [ChartKind.RATIO, ChartKind.RATE]


def test_a_picture_is_sharp_and_the_same_every_time() -> None:
    first, second = pictures(example_card(), LOOK), pictures(example_card(), LOOK)
    assert first == second
    image = Image.open(BytesIO(first[0][2]))
    assert image.width == 2 * (WIDTH + 24)
    assert image.getpixel((0, 0))[:3] == (255, 255, 255)


def test_texts_are_drawn() -> None:
    """Without a font the renderer draws none and says nothing; so texts must change the picture."""
    drawing = chart(ChartKind.RATE, RATES, width=WIDTH)
    silent = replace(drawing, marks=tuple(mark for mark in drawing.marks if not isinstance(mark, Text)))
    dark = [sum(Image.open(BytesIO(png(d, LOOK))).convert("L").histogram()[:128]) for d in (drawing, silent)]
    assert dark[0] > dark[1] + 1000


def test_the_colours_of_the_look_are_drawn() -> None:
    image = Image.open(BytesIO(png(chart(ChartKind.RATE, RATES, width=WIDTH), LOOK))).convert("RGB")
    colours = {colour for _times, colour in image.getcolors(1 << 24)}
    assert {bytes.fromhex(LOOK.group_colours[group]) for group in ("Asian", "Black")} <= {bytes(c) for c in colours}


def test_words_from_outside_stay_text_in_a_picture() -> None:
    sly = standalone(replace(chart(ChartKind.RATE, RATES), title="</title><script>"), LOOK)
    assert "<script" not in sly
