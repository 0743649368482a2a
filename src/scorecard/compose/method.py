"""How to read the figures: what they mean, how each is made, the symbols, and what is not shown for want of data.

In: the method's entries, and how the public edition was protected. Out: sections of the part "Data and method".
"""

from __future__ import annotations

from collections.abc import Sequence

from scorecard.compose.about import About
from scorecard.compose.ledger import PART
from scorecard.model import WITHHELD, Section, Statement

READING = (
    "Passed: cleared, with or without conditions. Decided: passed or refused, the base of every rate. Withdrawn and "
    "other undecided applications are outside the base and shown apart.",
    "Refusal ratio: the group's refusal rate divided by the reference group's. 2 means twice as likely to be refused. "
    "Its 95% interval holds every ratio that the data do not rule out.",
    "Pass ratio: the group's pass rate divided by the reference group's. Where nearly everybody passes it stays near 1 "
    "however large the difference in refusals, so the refusal ratio stands first.",
    "Reliably higher or lower: Fisher's exact test, adjusted for the number of groups compared (Holm), is below the "
    "level set. No reliable difference: the numbers were large enough to show a difference of the size set, and did "
    "not. Too few to assess: they were not.",
    "Unknown: in every total, and not compared. All: everybody in the base, Unknown included.",
    "The figures say how often groups were refused, not why, and nothing about any one case.",
)

SYMBOLS: tuple[tuple[str, str], ...] = (
    (WITHHELD, "withheld for confidentiality"),
    ("[u]", "too few to be reliable"),
    ("[x]", "not available"),
    ("[z]", "not applicable: there is nothing to divide by"),
    ("[b]", "break in the series"),
    ("∞", "infinitely large: nobody in the reference group was refused"),
    ("0", "nobody"),
)


def missing_section(lines: Sequence[str]) -> tuple[Section, ...]:
    """What the scorecard would show and the extract does not have, a line each; nothing where nothing is missing."""
    if not lines:
        return ()
    title = "What this scorecard does not show, for want of data"
    return (Section("missing", PART, "Not in this scorecard", title, statements=tuple(map(Statement, lines))),)


def method_sections(about: About) -> tuple[Section, ...]:
    """What the figures mean, short enough for a slide, and for the workbook and the page how each is made."""
    title = "How the figures are made, and what they do not say"
    short = Section(
        id="reading",
        part=PART,
        topic="Reading this scorecard",
        title="A disparity is a prompt to examine, not proof of discrimination",
        statements=tuple(Statement(text) for text in READING),
    )
    entries = tuple(Statement(f"{entry.name}: {entry.text}") for entry in about.method)
    return (short, Section("method", PART, "Method", title, statements=entries, on_slides=False))


def symbols_section(about: About) -> Section:
    """The symbols of the tables and, in the public edition, how counts were protected."""
    return Section(
        id="symbols",
        part=PART,
        topic="Symbols and confidentiality" if about.protection else "Symbols",
        title="What the symbols mean" + (", and what is withheld" if about.protection else ""),
        statements=(
            *(Statement(text) for text in about.protection),
            *(Statement(f"{symbol} means {meaning}.") for symbol, meaning in SYMBOLS),
        ),
    )
