"""The look: theme.toml, and what a force's configuration changes in it, as one frozen `Look` for every format."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

from scorecard.errors import ConfigError, near
from scorecard.model import Finding, Look
from scorecard.shipped import shipped
from scorecard.toml import fill, one_line, read_toml

TEXT_COLOURS = ("ink", "muted", "accent", "warning")
FONT = re.compile(r"[A-Za-z0-9][A-Za-z0-9 -]{0,59}")  # what may stand in a style sheet as it is
LONGEST_SHAPE, LONGEST_WORDS = 2, 40  # a character may be followed by one that says how it is drawn
TEXT_CONTRAST, MARK_CONTRAST = 4.5, 3.0  # WCAG 2.2, success criteria 1.4.3 and 1.4.11


@dataclass(frozen=True)
class Fonts:
    """[fonts]: names as an office program lists them."""

    heading: str
    body: str


@dataclass(frozen=True)
class Colours:
    """[colours]: what is drawn and written with, beside the colours of groups."""

    ink: str
    muted: str
    line: str
    panel: str
    paper: str
    accent: str
    warning: str


@dataclass(frozen=True)
class Mark:
    """[findings.*]: how a finding is told apart: a shape, its colour and its words."""

    shape: str
    colour: str
    words: str


@dataclass(frozen=True)
class Theme:
    """theme.toml, key by key."""

    palette: tuple[str, ...]
    fonts: Fonts
    colours: Colours
    groups: dict[str, str]
    findings: dict[str, Mark]
    template: str = ""
    extra: dict[str, str] = field(default_factory=dict)


def load_look(overrides: Mapping[str, Any] | None = None, folder: Path = Path()) -> Look:
    """theme.toml with `overrides` (tables of the same shape; [look] of a configuration) laid over it.

    folder: what a relative `template` path starts from. The look's template is always a path that exists: the one
    shipped where none is named. ConfigError for an unknown key, a colour that is none or is too faint to read, a
    finding that there is not or that cannot be told from another, a template that is missing.
    """
    ours = read_toml(shipped("templates/theme.toml"))
    table = _laid_over(ours, overrides or {})
    _check_codes(table["findings"])  # before it is missed what else such a finding would need
    theme = fill(Theme, table, "[look]")
    _check(theme)
    _check_marks(theme.findings, ours["findings"])
    return Look(
        group_colours=dict(theme.groups),
        palette=theme.palette,
        colours=dict(vars(theme.colours)),
        marks={code: (mark.shape, mark.colour, mark.words) for code, mark in theme.findings.items()},
        heading_font=theme.fonts.heading,
        body_font=theme.fonts.body,
        template=str(_template(theme.template, folder)),
        extra=dict(theme.extra),
    )


def _laid_over(base: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    both = {
        k: _laid_over(base[k], v)
        for k, v in changes.items()
        if isinstance(v, Mapping) and isinstance(base.get(k), Mapping)
    }
    return {**base, **changes, **both}


def _check(theme: Theme) -> None:
    _check_keys(theme)
    words, marks = _named_colours(theme)
    for where, colour in {**words, **marks, **_grounds(theme)}.items():
        if not re.fullmatch(r"[0-9A-Fa-f]{6}", colour):
            raise ConfigError(f'[look] {where} is "{colour}"; write a colour as six digits, such as "0B5C8A".')
    if not theme.palette:
        raise ConfigError("[look] palette is empty; it needs at least one colour.")
    for ground in (theme.colours.paper, theme.colours.panel):
        _must_be_seen(words, ground, TEXT_CONTRAST)
    _must_be_seen(marks, theme.colours.paper, MARK_CONTRAST)


def _check_keys(theme: Theme) -> None:
    """What the shape of the theme leaves open: names of fonts and of further settings."""
    for where, font in vars(theme.fonts).items():
        if not FONT.fullmatch(font):
            raise ConfigError(
                f"[look.fonts] {where} is {font!r}, which is not the name of a font; use 1 to 60 letters, digits, "
                "spaces and hyphens."
            )
    dark = {f"dark_{name}" for name in vars(theme.colours)}
    for key in theme.extra:
        if key not in dark:
            raise ConfigError(f"[look.extra] has no key '{key}'{near(key, dark)}")


def _check_codes(findings: Any) -> None:
    for code in findings if isinstance(findings, Mapping) else ():
        if code not in set(Finding):
            raise ConfigError(f"[look] findings has no '{code}'{near(code, map(str, Finding))}")


def _check_marks(findings: Mapping[str, Mark], ours: Mapping[str, Any]) -> None:
    """Shapes and words that can be read, and that no two findings share: nobody should need the colours."""
    for code, mark in findings.items():
        where = f"[look.findings.{code}]"
        if not one_line(mark.shape, LONGEST_SHAPE):
            raise ConfigError(f'{where} shape must be one character that can be seen, such as "{ours[code]["shape"]}".')
        if not one_line(mark.words, LONGEST_WORDS):
            raise ConfigError(
                f'{where} words must be 1 to {LONGEST_WORDS} characters on one line, such as "{ours[code]["words"]}".'
            )
    for (code, mark), (other, its) in combinations(findings.items(), 2):
        for key in ("shape", "words"):
            if getattr(mark, key).casefold() == getattr(its, key).casefold():
                raise ConfigError(
                    f"[look.findings] {code} and {other} have the same {key}; give each its own, since not everybody "
                    "sees colours."
                )


def _must_be_seen(named: Mapping[str, str], ground: str, wanted: float) -> None:
    for where, colour in named.items():
        if contrast(colour, ground) < wanted:
            raise ConfigError(
                f"[look] {where} ({colour}) is too faint on {ground}: the contrast is "
                f"{contrast(colour, ground):.1f} to 1 and must be {wanted:g} or more; choose a darker colour."
            )


def _named_colours(theme: Theme) -> tuple[dict[str, str], dict[str, str]]:
    """The colours of words and those of bars and lines, by where they stand in the file."""
    words = {f"colours {name}": getattr(theme.colours, name) for name in TEXT_COLOURS}
    words |= {f"findings {code} colour": mark.colour for code, mark in theme.findings.items()}
    marks = {f"groups {name}": colour for name, colour in theme.groups.items()}
    return words, marks | {f"palette {place}": colour for place, colour in enumerate(theme.palette, start=1)}


def _grounds(theme: Theme) -> dict[str, str]:
    return {
        **{f"colours {name}": getattr(theme.colours, name) for name in ("line", "panel", "paper")},
        **{f"extra {name}": colour.removeprefix("#") for name, colour in theme.extra.items()},
    }


def _template(name: str, folder: Path) -> Path:
    path = folder / name if name else shipped("templates/scorecard.pptx")
    try:
        there = path.is_file()
    except OSError:  # a name that no file can have
        there = False
    if not there:
        raise ConfigError(f"[look] template: there is no file {path}.")
    return path


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (RRGGBB), from 1 to 21: WCAG 2.2, relative luminance."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
