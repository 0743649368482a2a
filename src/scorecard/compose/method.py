"""How to read the figures: what they mean, how each is made, the symbols, and what is not shown for want of data.

In: the method's entries, and how the public edition was protected. Out: sections of the part "Data and method".
"""

from __future__ import annotations

from collections.abc import Sequence

from scorecard.compose.about import About
from scorecard.compose.ledger import PART
from scorecard.compose.rounded import why_untested
from scorecard.model import WITHHELD, Section, Statement

READING = (
    "Passed: cleared, with or without conditions. Decided: passed or refused, the base of every rate. Withdrawn and "
    "other undecided applications are outside the base and shown apart.",
    "Refusal ratio: the group's refusal rate divided by the reference group's. 2 means twice as likely to be refused.",
    "Pass ratio: the group's pass rate divided by the reference group's. Where nearly everybody passes it stays near 1 "
    "however large the difference in refusals, so the refusal ratio stands first.",
    "Unknown: in every total, and not compared. All: everybody in the base, Unknown included.",
    "The figures say how often groups were refused, not why, and nothing about any one case.",
)

OF_TESTS = (
    "95% interval of a refusal ratio: it holds every ratio that the data do not rule out.",
    "Reliably higher or lower: Fisher's exact test, adjusted for the number of groups compared (Holm), is below the "
    "level set. No reliable difference: the numbers were large enough to show a difference of the size set, and did "
    "not. Too few to assess: they were not.",
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
SYMBOLS_ID, READING_ID = "symbols", "reading"
OF_ROUNDED = {
    "[u]": "too few to be reliable, such as 0%, 100% or a ratio of a rounded 0",
    "[z]": "not applicable: there is nothing, or a rounded 0, to divide by",
    "0": "nobody, or so few that the nearest multiple of {nearest} is 0",
}
NEVER_OF_ROUNDED = "∞"


def symbols(about: About) -> tuple[tuple[str, str], ...]:
    """The symbols and what they mean where counts are exact, or rounded."""
    if not about.is_rounded:
        return SYMBOLS
    words = {symbol: meaning.format(nearest=about.rounded_to) for symbol, meaning in OF_ROUNDED.items()}
    return tuple((symbol, words.get(symbol, meaning)) for symbol, meaning in SYMBOLS if symbol != NEVER_OF_ROUNDED)


NONETHELESS = "Tests and intervals are described here as they are made of exact counts."


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
        id=READING_ID,
        part=PART,
        topic="Reading this scorecard",
        title="A disparity is a prompt to examine, not proof of discrimination",
        statements=tuple(Statement(text) for text in (*READING[:3], *_of_tests(about), *READING[3:])),
    )
    untested = (f"{why_untested(about.rounded_to)} {NONETHELESS}",) if about.is_rounded else ()
    entries = tuple(map(Statement, (*untested, *(f"{entry.name}: {entry.text}" for entry in about.method))))
    return (short, Section("method", PART, "Method", title, statements=entries, on_slides=False))


def _of_tests(about: About) -> tuple[str, ...]:
    return (why_untested(about.rounded_to),) if about.is_rounded else OF_TESTS


def _symbol_lines(about: About) -> tuple[str, ...]:
    """A line for each; all in one where sentences on protection, which say what 0 is, must find room beside them."""
    said = {symbol: f"{symbol} means {meaning}" for symbol, meaning in symbols(about)}
    if not about.protection:
        return tuple(f"{text}." for text in said.values())
    return ("; ".join(text for symbol, text in said.items() if symbol != "0") + ".",)


def symbols_section(about: About) -> Section:
    """The symbols of the tables and, in the public edition, how counts were protected."""
    return Section(
        id=SYMBOLS_ID,
        part=PART,
        topic="Symbols and confidentiality" if about.protection else "Symbols",
        title="What the symbols mean" + (", and what is withheld" if about.protection else ""),
        statements=tuple(map(Statement, (*about.protection, *_symbol_lines(about)))),
    )
