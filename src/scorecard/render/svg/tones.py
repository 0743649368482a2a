"""Tones: the colours of drawings as CSS classes, with a companion for dark screens that keeps enough contrast.

Contrast is WCAG 2.2's ratio of relative luminances, from 1 to 21: at least 3 for the marks of a chart, 4.5 for text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import count

from scorecard.errors import ConfigError

GRAPHIC, WORDS = 3.0, 4.5
_HEX = re.compile(r"[0-9a-f]{6}")


def tone(colour: str) -> str:
    """The class of a mark in this colour."""
    return f"c-{checked(colour)}"


def written(colour: str) -> str:
    """The class of a text in this colour, such as the shape of a finding."""
    return f"t-{checked(colour)}"


def on(colour: str) -> str:
    """The class of a text that stands on this colour."""
    return f"on-{checked(colour)}"


@cache
def checked(colour: str) -> str:
    """The colour in lower case without "#"; ConfigError where it is not six hexadecimal digits."""
    plain = colour.removeprefix("#").lower()
    if not _HEX.fullmatch(plain):
        raise ConfigError(f"theme.toml: {colour!r} is not a colour; write six hexadecimal digits such as 1d70b8.")
    return plain


@cache
def luminance(colour: str) -> float:
    """Relative luminance, from 0 (black) to 1 (white), of a colour in sRGB (WCAG 2.2)."""
    parts = (int(checked(colour)[i : i + 2], 16) / 255 for i in (0, 2, 4))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG's contrast ratio of two colours, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def mixed(colour: str, other: str, share: float) -> str:
    """`share` of the other colour mixed into this one."""
    pairs = ((int(checked(colour)[i : i + 2], 16), int(checked(other)[i : i + 2], 16)) for i in (0, 2, 4))
    return "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def readable(colour: str, *backgrounds: str, least: float = GRAPHIC) -> str:
    """The colour itself where it stands out from every background, else moved to white or black until it does."""
    towards = "ffffff" if luminance(backgrounds[0]) < 0.18 else "000000"
    steps = (mixed(colour, towards, min(n / 20, 1)) for n in count())
    return next(c for c in steps if c == towards or min(contrast(c, b) for b in backgrounds) >= least)


def text_on(colour: str) -> str:
    """Black or white, whichever is the easier to read on this colour."""
    return max(("000000", "ffffff"), key=lambda ink: contrast(ink, colour))


def rules(tones: Iterable[str], paper: str, panel: str) -> str:
    """CSS rules for these tones as they stand on a paper of that colour (and on its panels)."""
    return "".join(f".{name}{{color:#{_shade(name, paper, panel)}}}" for name in sorted(set(tones)) if "-" in name)


def _shade(name: str, paper: str, panel: str) -> str:
    kind, colour = name.split("-")
    shade = readable(colour, paper, panel, least=WORDS if kind == "t" else GRAPHIC)
    return text_on(shade) if kind == "on" else shade
