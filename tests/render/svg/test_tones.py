"""Colours: WCAG's contrast ratio, and marks and words that stay readable on light and on dark."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.errors import ConfigError
from scorecard.look import load_look
from scorecard.model import Finding, Look
from scorecard.render.svg import theme
from scorecard.render.svg.tones import checked, contrast, on, readable, rules, text_on, tone, written

COLOURS = st.integers(0, 0xFFFFFF).map(lambda n: f"{n:06x}")


# 21 to 1 for black on white is in WCAG 2.2 itself; #767676 is the well-known lightest grey that passes AA on white
# (4.54), #777777 the darkest that fails (4.48): WebAIM, "Contrast and Color Accessibility".
@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("000000", "ffffff", 21.0), ("767676", "ffffff", 4.54), ("777777", "FFFFFF", 4.48)]
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast(one, other) == contrast(other, one)


@given(colour=COLOURS, paper=st.sampled_from(["ffffff", "f2f5f9", "11171e", "1b232d"]))
def test_any_colour_becomes_readable(colour: str, paper: str) -> None:
    assert contrast(readable(colour, paper), paper) >= 3
    assert contrast(readable(colour, paper, least=4.5), paper) >= 4.5
    assert contrast(text_on(colour), colour) >= 4.5


def test_a_colour_that_stands_out_stays_itself() -> None:
    assert readable("D95F0E", "ffffff") == "d95f0e"


def test_tones_are_rules_for_marks_words_and_words_on_marks() -> None:
    css = rules([tone("14213D"), written("14213D"), on("14213D"), "ink"], "ffffff", "f2f5f9")
    assert css == ".c-14213d{color:#14213d}.on-14213d{color:#ffffff}.t-14213d{color:#14213d}"


@pytest.mark.parametrize("wrong", ["red", "12345", "1234567", "12345g", "}body{"])
def test_what_is_no_colour_is_refused(wrong: str) -> None:
    with pytest.raises(ConfigError, match="is not a colour; write six hexadecimal digits"):
        checked(wrong)


@pytest.mark.parametrize("shade", [theme.light, theme.dark])
def test_the_shipped_look_is_readable_light_and_dark(shade: object) -> None:
    look = load_look()
    colours = shade(look)
    for paper in (colours["paper"], colours["panel"]):
        for words in ("ink", "muted", "accent", "warning"):
            assert contrast(colours[words], paper) >= 4.5, (words, paper)
        for _shape, colour, _words in look.marks.values():
            assert contrast(readable(colour, paper, least=4.5), paper) >= 4.5
    assert contrast(colours["on-accent"], colours["accent"]) >= 4.5
    assert contrast(colours["on-warning"], colours["warning"]) >= 4.5


def test_every_finding_has_a_shape_that_the_shipped_fonts_draw() -> None:
    from PIL import ImageFont

    from scorecard.shipped import shipped

    font = ImageFont.truetype(str(shipped("templates/fonts/LiberationSans-Regular.ttf")), 40)
    blank = bytes(font.getmask("\ue123"))
    look = load_look()
    assert set(look.marks) == set(Finding)
    assert all(bytes(font.getmask(shape)) != blank for shape, _colour, _words in look.marks.values())


def test_a_font_name_cannot_carry_css() -> None:
    assert theme.font_stack("Arial Nova").startswith('"Arial Nova","Arial"')
    with pytest.raises(ConfigError, match="is not the name of a font"):
        theme.font_stack('x";}body{display:none')


def test_dark_surfaces_can_be_chosen() -> None:
    look = load_look({"extra": {"dark_paper": "000000"}})
    assert isinstance(look, Look)
    assert theme.dark(look)["paper"] == "000000"
