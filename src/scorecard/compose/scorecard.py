"""Figures to the Scorecard: which sections there are, in which order, from templates/sections.toml.

In: Figures and what the scorecard says of itself. Out: the document that every renderer copies.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from scorecard.compose.about import About
from scorecard.compose.commentary import commentary_sections
from scorecard.compose.disparity import disparity_sections
from scorecard.compose.framed import framed_sections
from scorecard.compose.funnel import forces_sections
from scorecard.compose.headline import headline
from scorecard.compose.headline_changes import trend_changes
from scorecard.compose.method import READING_ID, SYMBOLS_ID, method_sections, missing_section, symbols, symbols_section
from scorecard.compose.quality import quality_sections, quality_statement, undecided_statement
from scorecard.compose.reasons import leading_reasons, reason_sections
from scorecard.compose.records import FIRST
from scorecard.compose.rounded import why_untested, without_tests
from scorecard.compose.subject import Subject
from scorecard.compose.trend import trend_sections
from scorecard.compose.withheld import is_withheld, left_out, off_slides, with_something_drawn
from scorecard.compose.wording import heading
from scorecard.model import Breakdown, Edition, Figures, Scorecard, Section, Statement
from scorecard.shipped import shipped_toml

Spec = Mapping[str, Any]
Sections = tuple[Section, ...]
Maker = Callable[[Figures, Sequence[str], About, Spec], Sections]
REST = "*"


@cache
def _specs() -> tuple[Spec, ...]:
    return tuple(shipped_toml("templates/sections.toml")["section"])


def _breakdowns(figures: Figures, names: Sequence[str]) -> list[Breakdown]:
    """The breakdowns of those names that the figures have; "*" stands for those that no section names."""
    disparity = [spec for spec in _specs() if spec["kind"] == "disparity"]
    named = {name for spec in disparity for name in (*spec["breakdowns"], *spec.get("hidden", ()))}
    rest = [b for b in figures.breakdowns if REST in names and b.name not in named]
    return [b for b in figures.breakdowns if b.name in names] + rest


def _disparity(figures: Figures, workforces: Sequence[str], about: About, spec: Spec) -> Sections:
    made: list[Section] = []
    for workforce in workforces:
        part = spec["part"].format(workforce=heading(workforce))
        for breakdown in _breakdowns(figures, spec["breakdowns"]):
            made += disparity_sections(figures, Subject(workforce, breakdown, about), part)
    return tuple(made)


# Every kind of section, each from the figures, the workforces, what the scorecard says of itself, and its description.
MAKERS: dict[str, Maker] = {
    "disparity": _disparity,
    "forces": lambda figures, _, about, __: forces_sections(figures, about),
    "framed": lambda figures, _, about, spec: framed_sections(figures, about, spec),
    "trend": lambda figures, _, about, spec: trend_sections(figures, about, spec["breakdowns"]),
    "reasons": lambda figures, _, about, spec: reason_sections(figures, about, spec["breakdowns"]),
    "commentary": lambda _, __, about, ___: commentary_sections(about),
    "quality": lambda figures, workforces, about, _: quality_sections(figures, workforces, about),
    "method": lambda _, __, about, ___: (*method_sections(about), symbols_section(about)),
}


def _made(figures: Figures, workforces: Sequence[str], about: About, spec: Spec) -> Sections:
    """The sections of one description; those of breakdowns that it keeps off the slides say so."""
    sections = MAKERS[spec["kind"]](figures, workforces, about, spec)
    return tuple(replace(s, on_slides=s.on_slides and _has_slides(spec, s)) for s in sections)


def _has_slides(spec: Spec, section: Section) -> bool:
    """Whether the description gives slides to sections of that breakdown."""
    return "slides" not in spec or section.breakdown in spec["slides"]


def _workforces(figures: Figures, about: About) -> tuple[str, ...]:
    frame = figures.disparity
    return tuple(frame.loc[frame["period"] == about.period.label, "workforce"].drop_duplicates())


def _more(figures: Figures, workforces: Sequence[str], about: About) -> list[Statement]:
    """What the headline page says beside the disparities: what changed, the leading reasons, data quality."""
    changes = trend_changes(figures, about, FIRST)
    return [
        *changes,
        *leading_reasons(figures, workforces, about),
        *undecided_statement(figures, workforces, about),
        quality_statement(figures, workforces, about),
    ]


def _why_missing(figures: Figures, spec: Spec) -> str:
    """Why there are no sections of a description: the extract has nothing for them, or it is of nobody."""
    absent = spec.get("absent", "")
    return str(spec.get("nobody", absent) if spec.get("frame") in figures.others else absent)


def _shown(made: Sequence[tuple[Spec, Sections]]) -> Sections:
    """The sections that show a figure; those that are withheld, and those off the slides, are named once each."""
    every = [(spec, section) for spec, sections in made for section in sections]
    shown = [(spec, section) for spec, section in every if not is_withheld(section)]
    few = (s for spec, s in shown if s.breakdown and _has_slides(spec, s) and not s.on_slides)
    named = {SYMBOLS_ID: left_out(s for _, s in every if is_withheld(s)), READING_ID: off_slides(few)}
    return tuple(replace(s, statements=(*s.statements, *named.get(s.id, ()))) for _, s in shown)


def compose(figures: Figures, about: About) -> Scorecard:
    """The scorecard of one force and period. A section without data is left out; one line says what is missing."""
    about = replace(about, rounded_to=figures.rounded_to)
    workforces = _workforces(figures, about)
    made = [(spec, _made(figures, workforces, about, spec)) for spec in _specs()]
    missing = [line for spec, sections in made if not sections and (line := _why_missing(figures, spec))]
    body = _shown(made)
    internal = about.edition is Edition.INTERNAL
    first = headline(figures, workforces, about, _more(figures, workforces, about))
    sections = tuple(without_tests(with_something_drawn(s), about.rounded_to) for s in (first, *body))
    ids = [section.id for section in sections]
    assert len(set(ids)) == len(ids), f"two sections of one id: {ids}"
    # Notes for a presenter are for the force's own people; a public file has nothing that a reader does not see.
    shown = sections if internal else tuple(replace(s, speaker=()) for s in sections)
    return Scorecard(
        title="Vetting disproportionality scorecard",
        force=about.force,
        period=about.period,
        edition=about.edition,
        sections=(
            *shown,
            *(missing_section(missing) if internal else ()),
        ),
        marking=about.marking,
        synthetic=about.synthetic,
        symbols=symbols(about),
        caution=why_untested(about.rounded_to),
        produced_by=about.produced_by,
    )


CONTACT = "Equality Team contact"


def only_part(card: Scorecard, part: str) -> Scorecard:
    """The scorecard with the sections of one part alone, for a workbook of its own; without any where it has none."""
    sections = tuple(section for section in card.sections if section.part == part)
    return replace(card, title=f"{card.title}: {part}", sections=sections)
