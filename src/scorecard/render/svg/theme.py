"""The colours of the look as CSS, for light paper and for dark screens; every text keeps WCAG's AA contrast."""

from __future__ import annotations

import re
from collections.abc import Iterable

from scorecard.errors import ConfigError
from scorecard.model import Look
from scorecard.render.svg.tones import WORDS, checked, readable, rules, text_on

NEUTRALS = ("ink", "muted", "line", "panel", "paper", "accent", "warning")
# Dark screens keep the look's hues but need surfaces of their own; theme.toml may name others as dark_paper, ...
_DARK = {"ink": "edf0f3", "muted": "b3bcc7", "line": "3d4855", "panel": "1b232d", "paper": "11171e"}
_FONT = re.compile(r"[A-Za-z0-9][A-Za-z0-9 -]*")


def light(look: Look) -> dict[str, str]:
    """The neutral colours on light paper, texts moved to AA contrast where the look's own fall short."""
    return _legible({name: checked(look.colours[name]) for name in NEUTRALS})


def dark(look: Look) -> dict[str, str]:
    """The neutral colours on a dark screen: surfaces of their own, the look's accent and warning made readable."""
    own = {name: checked(look.extra.get(f"dark_{name}", _DARK.get(name, look.colours[name]))) for name in NEUTRALS}
    return _legible(own)


def _legible(colours: dict[str, str]) -> dict[str, str]:
    paper, panel = colours["paper"], colours["panel"]
    texts = {n: readable(colours[n], paper, panel, least=WORDS) for n in ("ink", "muted", "accent", "warning")}
    return {**colours, **texts, "on-accent": text_on(texts["accent"]), "on-warning": text_on(texts["warning"])}


def page_rules(look: Look, tones: Iterable[str]) -> str:
    """The whole page's colours: custom properties and tones, and once more for dark screens (but never on paper)."""
    names, day, night = set(tones), light(look), dark(look)
    nocturnal = f"{_properties(night)}{rules(names, night['paper'], night['panel'])}"
    return (
        f"{_properties(day)}{rules(names, day['paper'], day['panel'])}"
        f"@media screen and (prefers-color-scheme:dark){{{nocturnal}}}"
    )


def _properties(colours: dict[str, str]) -> str:
    return f":root{{{';'.join(f'--{name}:#{colour}' for name, colour in colours.items())}}}"


def picture_rules(look: Look, tones: Iterable[str]) -> str:
    """The colours of a picture that stands alone, on light paper."""
    day = light(look)
    neutral = "".join(f".{name}{{color:#{day[name]}}}" for name in NEUTRALS)
    return neutral + rules(tones, day["paper"], day["panel"])


def font_stack(*names: str) -> str:
    """A CSS font list of these names, with the usual faces of Arial's width behind them."""
    wrong = next((name for name in names if not _FONT.fullmatch(name)), None)
    if wrong is not None:
        raise ConfigError(f"theme.toml: {wrong!r} is not the name of a font; use letters, digits, spaces and hyphens.")
    known = dict.fromkeys((*names, "Arial", "Liberation Sans", "Helvetica"))
    return ",".join((*(f'"{name}"' for name in known), "sans-serif"))
