"""The agenda of a deck: its parts, what each covers, and the slide on which it begins."""

from __future__ import annotations

from collections.abc import Sequence

from scorecard.model import Cell, Column, Row, Scorecard, Section, Table, Unit
from scorecard.render.pptx.page import Page

COLUMNS = (Column("part", "Part"), Column("topics", "What it covers"), Column("slide", "Slide", Unit.COUNT))
AT = ": "  # between what a topic is about and what of it is told


def agenda_table(card: Scorecard, pages: Sequence[Page], start: int) -> Table:
    """A row for each part of the deck; start: the number of the slide with the first page."""
    first = {page.part: at for at, page in reversed(list(enumerate(pages, start=start)))}
    rows = []
    for part in dict.fromkeys(page.part for page in pages):
        covered = _covered(part, [section for section in card.sections if section.part == part])
        rows.append(Row((Cell(part), Cell(covered), Cell(f"{first[part]}"))))
    return Table("agenda", "Agenda", "", COLUMNS, tuple(rows))


def _covered(part: str, sections: Sequence[Section]) -> str:
    """What the topics of a part are, each subject named once; of a part that is its own topic, what that slide says."""
    told: dict[str, list[str]] = {}
    for topic in dict.fromkeys(section.topic for section in sections if section.topic != part):
        subject, _, of_it = topic.partition(AT)
        told.setdefault(subject, []).extend([of_it] if of_it else [])
    if not told:
        return sections[0].title
    return "; ".join(AT.join(filter(None, (subject, ", ".join(said)))) for subject, said in told.items())
