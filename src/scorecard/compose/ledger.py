"""Where every row of the extract went.

In: the ledger, which the internal edition alone has. Out: a section with a row for each cause, and every warning.
"""

from __future__ import annotations

from scorecard.compose.about import About
from scorecard.compose.wording import sentence
from scorecard.model import Cell, Column, Ledger, Row, Section, Statement, Table, Tone, Unit

PART = "Data and method"
CAUSES: dict[str, str] = {
    "outside_period": "Decided outside the period",
    "duplicate": "Identical repeats of a case",
    "workforce_not_reported": "Workforces that are not reported",
    "total_line": "Total lines",
    "blank_line": "Blank lines",
    "no_decision_date": "Undecided cases without a date",
}


def cause_words(cause: str) -> str:
    """`Decided outside the period`; a cause that a force's own rule made is named by its column."""
    if cause in CAUSES:
        return CAUSES[cause]
    return sentence(cause.removeprefix("unmapped_").replace("_", " ")) + " not in the code list, left out as configured"


def _ledger_table(ledger: Ledger, about: About) -> Table:
    count = about.numbers.cell
    lines = [("Rows read", ledger.rows_read), ("Rows counted", ledger.rows_counted)]
    lines += [(f"Left out: {cause_words(cause)}", rows) for cause, rows in sorted(ledger.by_cause.items())]
    files = f"{len(ledger.sources)} files" if len(ledger.sources) > 1 else ledger.sources[0].name
    return Table(
        id="ledger",
        caption="Where every row of the extract went",
        base=f"Base: all rows of {files}. Rows read = rows counted + rows left out.",
        columns=(Column("what", "Rows"), Column("rows", "Number", Unit.COUNT)),
        rows=tuple(Row((Cell(what, what), count(rows, Unit.COUNT))) for what, rows in lines),
    )


def ledger_section(ledger: Ledger, about: About) -> Section:
    """How many rows were read, counted and left out, by cause; the warnings of the run."""
    table = _ledger_table(ledger, about)
    numbers = (ledger.rows_read, ledger.rows_counted, ledger.rows_left_out)
    read, counted, left_out = map(about.numbers.count, numbers)
    return Section(
        id="ledger",
        part=PART,
        topic="Where every row went",
        title=f"{read} rows read: {counted} counted, {left_out} left out",
        base=table.base,
        statements=tuple(Statement(w, Tone.WARNING) for w in (*ledger.warnings, *about.warnings)),
        tables=(table,),
    )
