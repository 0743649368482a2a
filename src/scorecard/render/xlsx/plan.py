"""Which sheets a workbook has: each table and each chart of a Scorecard on a sheet of its own, in order.

In: a Scorecard. Out: TableSheet and ChartSheet values that know their name, their lines and where their table stands.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from scorecard.model import Chart, ChartKind, Scorecard, Section, Table, drawn_series
from scorecard.render.xlsx.layout import split_line
from scorecard.render.xlsx.names import SheetNames

FRONT = ("Cover", "Contents", "Notes", "Constants")
SYNTHETIC = "Synthetic data. Every person and number here is invented."
BACK = "Back to contents"


@dataclass(frozen=True)
class TableSheet:
    """One table. `lines` stand above it from A1; its header is in row `header` (from 0), its first group in `top`."""

    name: str
    section: Section
    table: Table
    lines: tuple[str, ...]

    @property
    def header(self) -> int:
        """The row of the header: below the lines and the link back to the contents."""
        return len(self.lines) + 1

    @property
    def top(self) -> int:
        """The row of the first group."""
        return self.header + 1

    @property
    def heading(self) -> str:
        """What the contents say of this sheet."""
        return self.table.caption


@dataclass(frozen=True)
class ChartSheet:
    """One chart and the numbers that it draws. `home` is the sheet with its table, None where no sheet has it."""

    name: str
    section: Section
    chart: Chart
    table: Table
    lines: tuple[str, ...]
    home: TableSheet | None

    @property
    def heading(self) -> str:
        """What the contents say of this sheet."""
        return self.chart.title


@dataclass(frozen=True)
class Plan:
    """The sheets after the front matter, in order."""

    sheets: tuple[TableSheet | ChartSheet, ...]

    @property
    def tables(self) -> tuple[TableSheet, ...]:
        """The sheets with a table."""
        return tuple(s for s in self.sheets if isinstance(s, TableSheet))


def statements(card: Scorecard) -> list[str]:
    """What stands under the title of every sheet: the marking, and that data are synthetic."""
    return [line for line in (card.marking, SYNTHETIC if card.synthetic else "") if line]


def plan(card: Scorecard) -> Plan:
    """The sheets of a scorecard: of each section its tables in full, short ones that are not, then its charts.

    A table that a later section shows again has one sheet, with the section that shows it first.
    """
    names = SheetNames()
    for front in FRONT:
        names.name(front)
    sheets: list[TableSheet | ChartSheet] = []
    homes: dict[Table, TableSheet] = {}
    for section in card.sections:
        full = [t for t in (*section.details, *_not_in_full(section)) if t.rows]
        for table in full:
            if table not in homes:
                homes[table] = TableSheet(names.name(table.id), section, table, _table_lines(card, section, table))
                sheets.append(homes[table])
        own = [homes[table] for table in full]
        sheets += [_chart_sheet(card, section, chart, own, names) for chart in section.charts]
    return Plan(tuple(sheets))


def _not_in_full(section: Section) -> list[Table]:
    """The short tables that no detail table (`<id>-figures`) shows in full."""
    whole = {table.id for table in section.details}
    return [table for table in section.tables if f"{table.id}-figures" not in whole]


def _table_lines(card: Scorecard, section: Section, table: Table) -> tuple[str, ...]:
    finding = [section.title] if section.title != table.caption else []
    lines = [*finding, table.base, *_symbols(card, table), *table.notes]
    parts = [part for line in lines if line for part in split_line(line)]
    return (table.caption, *statements(card), *dict.fromkeys(parts))  # a note may say what the base has said


def _symbols(card: Scorecard, table: Table) -> list[str]:
    texts = [cell.text for row in table.rows for cell in row.cells]
    # "0" is explained where a cell is 0, not where a number has a nought in it.
    used = [
        f"{symbol} {meaning}"
        for symbol, meaning in card.symbols
        if any(symbol == text or (symbol in text and not symbol.isdigit()) for text in texts)
    ]
    return ["Symbols: " + "; ".join(used) + "."] if used else []


def _chart_sheet(
    card: Scorecard, section: Section, chart: Chart, homes: list[TableSheet], names: SheetNames
) -> ChartSheet:
    table = section.table(chart.table)
    if chart.kind is ChartKind.STACKED:
        chart = replace(chart, series=drawn_series(chart, table))
    home = next((h for h in homes if _holds(h.table, chart, table)), None)
    line = [f"Line: {chart.line_label}."] if chart.line_label else []
    words = [part for text in (chart.alt, table.base) if text for part in split_line(text)]
    lines = (chart.title, *statements(card), *words, *line)
    return ChartSheet(names.name(chart.id), section, chart, table, lines, home)


def _holds(candidate: Table, chart: Chart, table: Table) -> bool:
    """True for the chart's own table, or a fuller one of the same rows."""
    keys = {chart.category, *(k for s in chart.series for k in (s.value, s.low, s.high) if k)}
    fuller = keys <= {c.key for c in candidate.columns} and len(candidate.rows) == len(table.rows)
    return candidate is table or (fuller and all(candidate.column(key) == table.column(key) for key in keys))
