"""The front matter: cover, contents, notes and, in the internal edition, the constants that formulas use."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scorecard.model import Cell, Column, Edition, Scorecard
from scorecard.render.xlsx.layout import split_line
from scorecard.render.xlsx.names import defined_name
from scorecard.render.xlsx.plan import BACK, ChartSheet, Plan, TableSheet, statements
from scorecard.render.xlsx.sheets import Made, Page

EDITIONS = {Edition.INTERNAL: "Internal edition", Edition.PUBLIC: "Public edition"}
LIVE = "Rates, limits and ratios are formulas: select one to see how it is made. The constants are on their own sheet."
SYMBOLS = "Symbols"  # a section of that topic would say again what the notes begin with
VALUES = "Every number is stored with the digits that are shown, and no more."


def write_cover(page: Page, card: Scorecard) -> None:
    """Title, force, dates, edition, marking; what the workbook holds and where to go on."""
    how = LIVE if card.edition is Edition.INTERNAL else VALUES
    lines = [card.title, *statements(card), card.force, f"Period: {card.period.dates} ({card.period.label})"]
    lines += [EDITIONS[card.edition], "Each table and each chart is on a sheet of its own; Notes explains them."]
    lines += [how, *([f"Produced by {card.produced_by}"] if card.produced_by else [])]
    page.lines(lines, statements(card))
    page.sheet.set_column(0, 0, 100)
    page.widths.append(100)
    page.link(len(lines), "Contents", "Contents")
    page.link(len(lines) + 1, "Notes", "Notes")
    page.finish(lines, len(lines) + 1)


def write_contents(page: Page, card: Scorecard, plan: Plan, front: Iterable[tuple[str, str]]) -> None:
    """One native table of links: a row a sheet, in order."""
    lines = ["Contents", *statements(card), "Each name is a link to its sheet."]
    rows: list[tuple[str, str, str]] = [(name, "About", what) for name, what in front]
    rows += [(s.name, s.section.part, f"{_kind(s)}: {s.heading}") for s in plan.sheets]
    columns = (Column("sheet", "Sheet"), Column("part", "Part"), Column("holds", "What it holds"))
    page.lines(lines, statements(card))
    _table(page, len(lines), columns, rows, (36, 26, 94))
    for row, (name, _, _) in enumerate(rows, start=len(lines) + 1):
        page.link(row, name, name, in_table=True)
    page.finish(lines, len(lines) + len(rows), header=len(lines))


def _table(
    page: Page, top: int, columns: Sequence[Column], rows: Sequence[Sequence[str]], widths: Sequence[float]
) -> None:
    """A native table of wrapped words, named after its sheet."""
    name = page.sheet.get_name()
    made = [[Made(Cell(text)) for text in row] for row in rows]
    page.table(top, defined_name("table", name.lower()), name, columns, made, widths=widths)


def _kind(sheet: TableSheet | ChartSheet) -> str:
    return "Table" if isinstance(sheet, TableSheet) else "Chart"


def write_notes(page: Page, card: Scorecard) -> None:
    """The symbols, then each section's tiles and statements, as one native table with a row a note."""
    lines = ["Notes", *statements(card), "What the symbols mean, and what each part of the scorecard says."]
    rows = [(SYMBOLS, f"{symbol}: {meaning}") for symbol, meaning in card.symbols]
    for section in (s for s in card.sections if s.topic != SYMBOLS):
        rows += [(section.topic, text) for text in (section.title, section.base) if text]
        rows += [(section.topic, f"{t.label}: {t.number}. {t.detail}") for t in section.tiles]
        rows += [(section.topic, s.text) for s in section.statements]
    columns = (Column("topic", "Topic"), Column("note", "Note"))
    page.lines(lines, statements(card))
    page.link(len(lines), "Contents", BACK)
    _table(page, len(lines) + 1, columns, rows, (34, 106))
    page.finish(lines, len(lines) + 1 + len(rows), header=len(lines) + 1)


def constants_of(plan: Plan) -> tuple[dict[str, dict[str, str]], list[tuple[str, float, str]]]:
    """Each sheet's constants by defined name, and the rows of the constants sheet (defined name, value, where used).

    A name that has one value in the whole workbook is one constant; where tables differ, each value has its own name.
    """
    by_sheet: dict[str, dict[str, str]] = {}
    defined: dict[str, tuple[float, list[str]]] = {}
    for sheet in plan.tables:
        names = by_sheet.setdefault(sheet.name, {})
        for name, value in sheet.table.constants:
            own = defined_name("constant", name)
            if own in defined and defined[own][0] != value:
                own = defined_name("constant", f"{name}_{sheet.name}")
            defined.setdefault(own, (value, []))[1].append(sheet.name)
            names[name] = own
    return by_sheet, [(name, value, ", ".join(used)) for name, (value, used) in defined.items()]


def write_constants(page: Page, card: Scorecard, constants: list[tuple[str, float, str]]) -> int:
    """The constants as labelled cells; returns the row of the first (from 0), so that names can be defined."""
    lines = ["Constants", *statements(card)]
    lines += split_line("The numbers that formulas use beside the counts. Formulas name them as in the first column.")
    columns = (Column("name", "Name"), Column("value", "Value"), Column("used", "Used on these sheets"))
    rows = [[Made(Cell(name)), Made(Cell(repr(value), value)), Made(Cell(used))] for name, value, used in constants]
    page.lines(lines, statements(card))
    page.link(len(lines), "Contents", BACK)
    page.table(len(lines) + 1, defined_name("table", "constants"), "Constants", columns, rows, widths=(34, 22, 84))
    page.finish(lines, len(lines) + 1 + len(rows), header=len(lines) + 1)
    return len(lines) + 2


def contents_of_front(has_constants: bool) -> list[tuple[str, str]]:
    """The front sheets that the contents name, and what each holds."""
    front = [("Cover", "Title, force, period and edition"), ("Notes", "Symbols, findings in words, and method")]
    return front + ([("Constants", "The numbers that formulas use beside the counts")] if has_constants else [])
