"""The look: what may be changed, what is refused, and that colours can be told apart and read."""

from __future__ import annotations

import math
import tomllib
from itertools import combinations
from pathlib import Path

import pytest

from scorecard.errors import ConfigError
from scorecard.look import contrast, load_look
from scorecard.model import Finding
from scorecard.shipped import shipped

# From Machado, Oliveira and Fernandes (2009), "A physiologically-based model for simulation of color vision
# deficiency", IEEE TVCG 15(6), table 1, severity 1.0; they act on linear RGB.
SEEN_BY = {
    "everybody": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
ETHNICITY = ("Asian", "Black", "Mixed", "White", "Other", "Unknown")
SEX = ("Female", "Male", "Unknown")


def _linear(colour: str) -> list[float]:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    return [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]


def _lab(rgb: list[float]) -> tuple[float, float, float]:
    """CIE 1976 L*a*b* of linear sRGB, white point D65."""
    x = (0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2]) / 0.95047
    y = 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]
    z = (0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2]) / 1.08883
    fx, fy, fz = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def _apart(one: str, other: str, eyes: str) -> float:
    seen = [
        [sum(m * c for m, c in zip(row, _linear(colour), strict=True)) for row in SEEN_BY[eyes]]
        for colour in (one, other)
    ]
    return math.dist(*(_lab([min(max(c, 0.0), 1.0) for c in rgb]) for rgb in seen))


@pytest.mark.parametrize("eyes", SEEN_BY)
@pytest.mark.parametrize("groups", [ETHNICITY, SEX])
def test_group_colours_stay_apart_for_every_reader(groups: tuple[str, ...], eyes: str) -> None:
    look = load_look()
    for one, other in combinations(groups, 2):
        assert _apart(look.group_colours[one], look.group_colours[other], eyes) > 18, (one, other)


@pytest.mark.parametrize("eyes", SEEN_BY)
def test_the_first_six_of_the_palette_stay_apart(eyes: str) -> None:
    for one, other in combinations(load_look().palette[:6], 2):
        assert _apart(one, other, eyes) > 18, (one, other)


def test_contrast_of_known_pairs() -> None:
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("FFFFFF", "FFFFFF") == pytest.approx(1)
    assert contrast("767676", "FFFFFF") == pytest.approx(4.54, abs=0.005)  # WebAIM: the lightest grey that passes AA


def test_every_finding_has_a_shape_of_its_own_and_words() -> None:
    marks = load_look().marks
    assert set(marks) == set(Finding)
    assert len({shape for shape, _, _ in marks.values()}) == len(Finding)
    assert all(words for _, _, words in marks.values())


def test_the_shipped_look_is_whole() -> None:
    look = load_look()
    assert Path(look.template) == shipped("templates/scorecard.pptx")
    assert set(look.group_colours) == {*ETHNICITY, *SEX, "All"}
    assert look.heading_font == "Arial"


def test_a_group_within_a_group_has_its_colour() -> None:
    look = load_look()
    assert look.colour("Asian: Indian", 3) == look.colour("Asian, Female", 4) == look.group_colours["Asian"]
    assert look.colour("Northmoor", 1) == look.palette[1]
    assert look.colour(None, len(look.palette)) == look.palette[0]


def test_single_keys_are_overridden_and_the_rest_stays() -> None:
    look = load_look(tomllib.loads('fonts.heading = "Verdana"\ngroups.Asian = "005EA5"\nfindings.higher.shape = "!"'))
    assert (look.heading_font, look.body_font) == ("Verdana", "Arial")
    assert (look.group_colours["Asian"], look.group_colours["Black"]) == ("005EA5", "D95F0E")
    assert look.marks["higher"] == ("!", "9A3B00", "Reliably higher")


def test_a_relative_template_starts_from_the_configurations_folder(tmp_path: Path) -> None:
    (tmp_path / "ours.pptx").write_bytes(b"")
    assert load_look({"template": "ours.pptx"}, tmp_path).template == str(tmp_path / "ours.pptx")


@pytest.mark.parametrize(
    ("toml", "sentence"),
    [
        (
            'fonts.heading = ""',
            "[look.fonts] heading is '', which is not the name of a font; use 1 to 60 letters, digits, "
            "spaces and hyphens.",
        ),
        (
            'fonts.body = "Arial; x"',
            "[look.fonts] body is 'Arial; x', which is not the name of a font; use 1 to 60 letters, digits, "
            "spaces and hyphens.",
        ),
        ('extra.dark_papr = "10151F"', "[look.extra] has no key 'dark_papr'; did you mean 'dark_paper'?"),
        (
            'extra.dark_paper = "black"',
            '[look] extra dark_paper is "black"; write a colour as six digits, such as "0B5C8A".',
        ),
        ('font.body = "Arial"', "[look] has no key 'font'; did you mean 'fonts'?"),
        ('colours.inks = "000000"', "[look] colours has no key 'inks'; did you mean 'ink'?"),
        ('groups.Asian = "blue"', '[look] groups Asian is "blue"; write a colour as six digits, such as "0B5C8A".'),
        (
            'colours.ink = "AAAAAA"',
            "[look] colours ink (AAAAAA) is too faint on FFFFFF: the contrast is 2.3 to 1 and must be 4.5 or more; "
            "choose a darker colour.",
        ),
        (
            'palette = ["FFFF00"]',
            "[look] palette 1 (FFFF00) is too faint on FFFFFF: the contrast is 1.1 to 1 and must be 3 or more; "
            "choose a darker colour.",
        ),
        ("palette = []", "[look] palette is empty; it needs at least one colour."),
        (
            'findings.highest = {shape = "^", colour = "000000", words = "Highest"}',
            "[look] findings has no 'highest'; did you mean 'higher'?",
        ),
        ('findings.highr.colour = "000000"', "[look] findings has no 'highr'; did you mean 'higher'?"),
        (
            'findings.higher.shape = ""',
            '[look.findings.higher] shape must be one character that can be seen, such as "▲".',
        ),
        (
            'findings.higher.shape = "HIGHER THAN"',
            '[look.findings.higher] shape must be one character that can be seen, such as "▲".',
        ),
        (
            'findings.higher.shape = "\\u200B"',
            '[look.findings.higher] shape must be one character that can be seen, such as "▲".',
        ),
        (
            'findings.higher.words = " "',
            '[look.findings.higher] words must be 1 to 40 characters on one line, such as "Reliably higher".',
        ),
        (
            'findings.lower.words = "Reliably\\nlower"',
            '[look.findings.lower] words must be 1 to 40 characters on one line, such as "Reliably lower".',
        ),
        (
            f'findings.higher.words = "{"higher " * 10}"',
            '[look.findings.higher] words must be 1 to 40 characters on one line, such as "Reliably higher".',
        ),
        (
            'findings.higher.shape = "▼"',
            "[look.findings] higher and lower have the same shape; give each its own, since not everybody sees "
            "colours.",
        ),
        (
            'findings.too_few.words = "not assessed"',
            "[look.findings] too_few and not_assessed have the same words; give each its own, since not everybody sees "
            "colours.",
        ),
        ('findings = "x"', "[look] findings must be a table ([...] or {...})."),
        ('template = "nowhere.pptx"', "[look] template: there is no file nowhere.pptx."),
    ],
)
def test_a_mistake_is_one_sentence(toml: str, sentence: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load_look(tomllib.loads(toml))
    assert str(caught.value) == sentence


def test_findings_may_have_one_colour_since_shapes_and_words_tell_them_apart() -> None:
    look = load_look({"findings": {code: {"colour": "000000"} for code in Finding}})
    assert {colour for _, colour, _ in look.marks.values()} == {"000000"}


def test_what_is_not_shipped_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"templates/none\.toml is missing"):
        shipped("templates/none.toml")
