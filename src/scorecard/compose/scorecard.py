"""Figures to the Scorecard: which sections there are, in which order, from templates/sections.toml.

In: Figures and what the scorecard says of itself. Out: the document that every renderer copies.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from scorecard.compose import quality
from scorecard.compose.about import About
from scorecard.compose.disparity import disparity_sections
from scorecard.compose.headline import headline
from scorecard.compose.wording import heading
from scorecard.model import Breakdown, Figures, Scorecard, Section, Statement
from scorecard.shipped import shipped

Maker = Callable[[Figures, Sequence[str], About, Mapping[str, Any]], tuple[Section, ...]]
REST = "*"


@cache
def _specs() -> tuple[Mapping[str, Any], ...]:
    return tuple(tomllib.loads(shipped("templates/sections.toml").read_text(encoding="utf-8"))["section"])


def _breakdowns(figures: Figures, names: Sequence[str]) -> list[Breakdown]:
    """The breakdowns of those names that the figures have; "*" stands for those that no section names."""
    named = {name for spec in _specs() for name in spec.get("breakdowns", ())} - {REST}
    hidden = {name for spec in _specs() for name in spec.get("hidden", ())}
    wanted = [b for b in figures.breakdowns if b.name in names]
    rest = [b for b in figures.breakdowns if REST in names and b.name not in named | hidden]
    return wanted + rest


def _disparity(
    figures: Figures, workforces: Sequence[str], about: About, spec: Mapping[str, Any]
) -> tuple[Section, ...]:
    return tuple(
        section
        for workforce in workforces
        for breakdown in _breakdowns(figures, spec["breakdowns"])
        for section in disparity_sections(
            figures, breakdown, workforce, about, spec.get("part", "{workforce}").format(workforce=heading(workforce))
        )
    )


def _quality(figures: Figures, workforces: Sequence[str], about: About, _: Mapping[str, Any]) -> tuple[Section, ...]:
    return (quality.quality_section(figures, workforces, about),)


def _method(_: Figures, __: Sequence[str], about: About, ___: Mapping[str, Any]) -> tuple[Section, ...]:
    return (quality.method_section(about), quality.symbols_section(about))


MAKERS: dict[str, Maker] = {"disparity": _disparity, "quality": _quality, "method": _method}


def _workforces(figures: Figures, about: About) -> tuple[str, ...]:
    frame = figures.disparity
    return tuple(frame.loc[frame["period"] == about.period.label, "workforce"].drop_duplicates())


def compose(figures: Figures, about: About) -> Scorecard:
    """The scorecard of one force and period. Sections without data are left out or say so in one line."""
    workforces = _workforces(figures, about)
    body = [section for spec in _specs() for section in MAKERS[spec["kind"]](figures, workforces, about, spec)]
    more: list[Statement] = [quality.quality_statement(figures, workforces, about)]
    return Scorecard(
        title="Vetting disproportionality scorecard",
        force=about.force,
        period=about.period,
        edition=about.edition,
        sections=(headline(figures, workforces, about, more), *body),
        marking=about.marking,
        synthetic=about.synthetic,
        symbols=quality.SYMBOLS,
        produced_by=about.produced_by,
    )
