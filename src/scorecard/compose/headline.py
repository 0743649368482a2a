"""The headline page: how many were decided and refused, each reliable disparity in ratio and in people, what to ask.

In: figures of every workforce. Out: one section with tiles and sentences. It counts and compares nothing of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scorecard.compose.about import About
from scorecard.compose.agreement import agreed
from scorecard.compose.numbers import listed
from scorecard.compose.records import MAIN, now
from scorecard.compose.rounded import why_untested
from scorecard.compose.sentences import headline_statement
from scorecard.compose.wording import applications, heading, phrase
from scorecard.model import ALL, Breakdown, Figures, Finding, Section, Statement, Tile, Tone

RELIABLE = (Finding.HIGHER, Finding.LOWER)


def _compared(figures: Figures) -> tuple[Breakdown, ...]:
    """The breakdowns whose findings are headlines: those of one characteristic, with a reference, that nest in none."""
    return tuple(b for b in figures.breakdowns if b.reference and len(b.columns) == 1 and b.parent is None)


def _total(figures: Figures, workforce: str, about: About) -> Any | None:
    rows = [r for b in figures.breakdowns for r in now(figures, MAIN, workforce, b.name, about) if r.group == ALL]
    return rows[0] if rows else None


def reliable(figures: Figures, workforces: Sequence[str], about: About) -> list[tuple[Any, Any, Breakdown]]:
    """(row, its reference's row, breakdown) of every reliable difference, in the order of the scorecard."""
    found = []
    for workforce in workforces:
        for breakdown in _compared(figures):
            rows = now(figures, MAIN, workforce, breakdown.name, about)
            reference = next((r for r in rows if r.group == breakdown.reference), None)
            found += [(r, reference, breakdown) for r in rows if r.finding in RELIABLE]
    return found


def _tiles(figures: Figures, workforces: Sequence[str], about: About) -> tuple[Tile, ...]:
    numbers = about.numbers
    tiles = []
    for workforce in workforces:
        total = _total(figures, workforce, about)
        if total is None:
            continue
        name = heading(workforce)
        tiles.append(
            Tile(f"{name}: decided", numbers.count(total.decided), f"{applications(workforce)} passed or refused")
        )
        tiles.append(
            Tile(
                f"{name}: refused",
                numbers.percent(total.refusal_rate),
                f"{numbers.count(total.refused)} of {numbers.count(total.decided)} decided",
            )
        )
    return tuple(tiles)


def _any_assessed(figures: Figures, workforces: Sequence[str], about: About) -> bool:
    """Whether any group had numbers large enough to show a difference, and showed none that is reliable."""
    return any(
        row.finding == Finding.NO_RELIABLE_DIFFERENCE
        for workforce in workforces
        for breakdown in _compared(figures)
        for row in now(figures, MAIN, workforce, breakdown.name, about)
    )


def _nothing_found(figures: Figures, workforces: Sequence[str], about: About) -> tuple[str, str]:
    """The title and the sentence of a page without a reliable difference: none was found, or none could have been."""
    if about.rounded_to > 1:
        return "Counts are rounded, so differences in refusals are not tested", why_untested(about.rounded_to)
    who = listed([heading(w).lower() for w in workforces])
    if _any_assessed(figures, workforces, about):
        return (
            f"No reliable difference in refusals was found for {who}",
            "No group's refusal rate differs reliably from its reference group's in this period.",
        )
    return (
        f"Differences in refusals cannot be assessed with these numbers of {who}",
        "In no group would a difference probably have been found with these numbers, or its figures are withheld.",
    )


def _title(found: Sequence[tuple[Any, Any, Breakdown]]) -> str:
    groups = listed([phrase(b, r.group, heading(r.workforce).lower()) for r, _, b in found])
    many = f"{len(found)} reliable differences in refusals" if len(found) > 1 else "One reliable difference in refusals"
    return f"{many}: {groups}" if len(groups) <= 110 else f"{many} to examine"


def headline(figures: Figures, workforces: Sequence[str], about: About, more: Sequence[Statement] = ()) -> Section:
    """The headline section. `more`: sentences of other sections that belong on the first page."""
    found = reliable(figures, workforces, about)
    said = [headline_statement(row, reference, breakdown, about) for row, reference, breakdown in found]
    title, sentence = (_title(found), "") if found else _nothing_found(figures, workforces, about)
    if sentence:
        said.append(Statement(sentence))
    asks = [Statement("What explains these differences, and what should be examined next?", Tone.ASK)]
    totals = [
        f"{about.numbers.count(total.decided)} decided {applications(w)}"
        for w in workforces
        if (total := _total(figures, w, about)) is not None
    ]
    return Section(
        id="headline",
        part="Headline",
        topic="Headline",
        title=title,
        base=agreed(f"Base: {listed(totals)}, {about.period.dates}."),
        tiles=_tiles(figures, workforces, about),
        statements=(*said, *more, *(asks if found else ())),
        speaker=(
            "A disparity is a prompt to examine, not proof of discrimination. A reliable difference is one that "
            "Fisher's exact test, adjusted for the number of groups compared, would seldom show if there were none.",
        ),
    )
