"""Data quality, method and symbols: where every row went, what is unknown, and how each figure is made.

In: figures, ledger (internal edition only) and the method's entries. Out: sections of the part "Data and method".
"""

from __future__ import annotations

from collections.abc import Sequence

from scorecard.compose.about import About
from scorecard.compose.disparity import rows_of
from scorecard.compose.wording import heading, sentence
from scorecard.model import ALL, Cell, Column, Figures, Ledger, Row, Section, Statement, Table, Tone, Unit

PART = "Data and method"

CAUSES: dict[str, str] = {
    "outside_period": "Decided outside the period",
    "duplicate": "Identical repeats of a case",
    "workforce_not_reported": "Workforces that are not reported",
    "total_line": "Total lines",
}

SYMBOLS: tuple[tuple[str, str], ...] = (
    ("[c]", "withheld for confidentiality"),
    ("[u]", "too few to be reliable"),
    ("[x]", "not available"),
    ("[z]", "not applicable: there is nothing to divide by"),
    ("[b]", "break in the series"),
    ("∞", "infinitely large: nobody in the reference group was refused"),
    ("0", "nobody"),
)


def cause_words(cause: str) -> str:
    """`Decided outside the period`; a cause that a force's own rule made is named by its column."""
    if cause in CAUSES:
        return CAUSES[cause]
    return sentence(cause.removeprefix("unmapped_").replace("_", " ")) + " not in the code list, left out as configured"


def _ledger_table(ledger: Ledger, about: About) -> Table:
    count = about.numbers.cell
    lines = [("Rows read", ledger.rows_read), ("Rows counted", ledger.rows_counted)]
    causes = sorted({entry.cause for entry in ledger.left_out})
    lines += [
        (f"Left out: {cause_words(cause)}", sum(e.rows for e in ledger.left_out if e.cause == cause))
        for cause in causes
    ]
    files = f"{len(ledger.sources)} files" if len(ledger.sources) > 1 else ledger.sources[0].name
    return Table(
        id="ledger",
        caption="Where every row of the extract went",
        base=f"Base: all rows of {files}. Rows read = rows counted + rows left out.",
        columns=(Column("what", "Rows"), Column("rows", "Number", Unit.COUNT)),
        rows=tuple(Row((Cell(what, what), count(rows, Unit.COUNT))) for what, rows in lines),
    )


def _unknown_table(figures: Figures, workforces: Sequence[str], about: About) -> Table:
    rows = []
    for breakdown in figures.breakdowns:
        if len(breakdown.columns) > 1 or breakdown.parent or not breakdown.unknown:
            continue
        for workforce in workforces:
            by_group = {r.group: r for r in rows_of(figures, workforce, breakdown.name, about.period.label)}
            unknown = by_group.get(breakdown.unknown[0])
            if unknown is None or ALL not in by_group:
                continue
            name = f"{heading(workforce)}: {breakdown.label}"
            rows.append(
                Row(
                    (
                        Cell(name, name),
                        about.numbers.cell(by_group[ALL].decided, Unit.COUNT),
                        Cell(about.numbers.share(unknown.decided, by_group[ALL].decided)),
                        Cell(about.numbers.share(by_group[ALL].refused, by_group[ALL].decided)),
                        Cell(about.numbers.share(unknown.refused, unknown.decided)),
                    )
                )
            )
    return Table(
        id="unknown",
        caption="How many are unknown, and how often they were refused",
        base=f"Base: decided applications, {about.period.dates}. The unknown are in every total.",
        columns=(
            Column("what", "Workforce and characteristic"),
            Column("decided", "Decided", Unit.COUNT),
            Column("unknown", "Unknown (% of decided)"),
            Column("refused", "Refused, all (% of decided)"),
            Column("unknown_refused", "Refused, unknown (% of unknown)"),
        ),
        rows=tuple(rows),
    )


def _shares_unknown(figures: Figures, workforces: Sequence[str], about: About) -> list[str]:
    """The workforce-and-characteristic pairs whose unknowns are above the configured share, in words."""
    over = []
    for breakdown in figures.breakdowns:
        if breakdown.name not in ("ethnicity", "sex"):
            continue
        for workforce in workforces:
            rows = {r.group: r for r in rows_of(figures, workforce, breakdown.name, about.period.label)}
            unknown, total = rows.get("Unknown"), rows.get(ALL)
            if unknown is None or total is None or not all(isinstance(r.decided, int) for r in (unknown, total)):
                continue
            if total.decided and unknown.decided / total.decided > about.unknown_share_limit:
                share = about.numbers.share(unknown.decided, total.decided)
                over.append(f"{breakdown.label} is unknown for {share} of decided {heading(workforce).lower()}")
    return over


def quality_statement(figures: Figures, workforces: Sequence[str], about: About) -> Statement:
    """Data quality in one sentence, for the headline page and the section's title."""
    over = _shares_unknown(figures, workforces, about)
    if over:
        return Statement(f"Data quality: {'; '.join(over)}.", Tone.WARNING)
    limit = about.numbers.percent(about.unknown_share_limit)
    return Statement(f"Data quality: ethnicity and sex are known for all but {limit} or fewer of those decided.")


def quality_section(figures: Figures, workforces: Sequence[str], about: About) -> Section:
    """Unknowns and the ledger, with every warning of the run."""
    tables = [_unknown_table(figures, workforces, about)]
    if about.ledger is not None:
        tables.append(_ledger_table(about.ledger, about))
    said = quality_statement(figures, workforces, about)
    warnings = about.ledger.warnings if about.ledger is not None else ()
    return Section(
        id="data-quality",
        part=PART,
        topic="Data quality",
        title=said.text.removeprefix("Data quality: ").rstrip(".").replace("; ", ", and ")[:1].upper()
        + said.text.removeprefix("Data quality: ").rstrip(".")[1:],
        base=tables[0].base,
        statements=tuple(Statement(w, Tone.WARNING) for w in (*warnings, *about.warnings)),
        tables=tuple(t for t in tables if t.rows),
    )


def missing_section(lines: Sequence[str]) -> tuple[Section, ...]:
    """What the scorecard would show and the extract does not have, a line each; nothing where nothing is missing."""
    if not lines:
        return ()
    title = "What this scorecard does not show, for want of data"
    return (Section("missing", PART, "Not in this scorecard", title, statements=tuple(map(Statement, lines))),)


def method_section(about: About) -> Section:
    """How each figure is made, in the words of the method page."""
    return Section(
        id="method",
        part=PART,
        topic="Method",
        title="How the figures are made, and what they do not say",
        statements=tuple(Statement(f"{entry.name}: {entry.text}") for entry in about.method),
    )


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
