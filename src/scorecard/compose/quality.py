"""Data quality, method and symbols: where every row went, what is unknown, and how each figure is made.

In: figures, ledger (internal edition only) and the method's entries. Out: sections of the part "Data and method".
"""

from __future__ import annotations

from collections.abc import Sequence

from scorecard.compose.about import About
from scorecard.compose.records import MAIN, now, places
from scorecard.compose.wording import heading, sentence
from scorecard.model import ALL, Breakdown, Cell, Column, Figures, Ledger, Row, Section, Statement, Table, Tone, Unit

PART = "Data and method"
SHOWN_FIRST = ("ethnicity", "sex")
UNKNOWN_CAPTION = "How many are unknown, and how often they were refused"

CAUSES: dict[str, str] = {
    "outside_period": "Decided outside the period",
    "duplicate": "Identical repeats of a case",
    "workforce_not_reported": "Workforces that are not reported",
    "total_line": "Total lines",
    "blank_line": "Blank lines",
    "no_decision_date": "Undecided cases without a date",
}

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
    lines += [(f"Left out: {cause_words(cause)}", rows) for cause, rows in sorted(ledger.by_cause.items())]
    files = f"{len(ledger.sources)} files" if len(ledger.sources) > 1 else ledger.sources[0].name
    return Table(
        id="ledger",
        caption="Where every row of the extract went",
        base=f"Base: all rows of {files}. Rows read = rows counted + rows left out.",
        columns=(Column("what", "Rows"), Column("rows", "Number", Unit.COUNT)),
        rows=tuple(Row((Cell(what, what), count(rows, Unit.COUNT))) for what, rows in lines),
    )


def _unknown_table(
    figures: Figures, breakdowns: Sequence[Breakdown], workforces: Sequence[str], about: About, words: tuple[str, str]
) -> Table:
    """The unknown of each breakdown by one column; `words`: the table's id and caption."""
    name, caption = words
    rows = []
    for breakdown in breakdowns:
        if len(breakdown.columns) > 1 or breakdown.parent or not breakdown.unknown:
            continue
        for workforce in workforces:
            by_group = {r.group: r for r in now(figures, MAIN, workforce, breakdown.name, about)}
            unknown = by_group.get(breakdown.unknown[0])
            if unknown is None or ALL not in by_group:
                continue
            what = f"{heading(workforce)}: {breakdown.label}"
            rows.append(
                Row(
                    (
                        Cell(what, what),
                        about.numbers.cell(by_group[ALL].decided, Unit.COUNT),
                        Cell(about.numbers.share(unknown.decided, by_group[ALL].decided)),
                        Cell(about.numbers.share(by_group[ALL].refused, by_group[ALL].decided)),
                        Cell(about.numbers.share(unknown.refused, unknown.decided)),
                    )
                )
            )
    return Table(
        id=name,
        caption=caption,
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
        if breakdown.name not in SHOWN_FIRST:
            continue
        for workforce in workforces:
            rows = {r.group: r for r in now(figures, MAIN, workforce, breakdown.name, about)}
            unknown, total = rows.get("Unknown"), rows.get(ALL)
            if unknown is None or total is None or not all(isinstance(r.decided, int) for r in (unknown, total)):
                continue
            if total.decided and unknown.decided / total.decided > about.unknown_share_limit:
                share = about.numbers.share(unknown.decided, total.decided)
                over.append(f"{breakdown.label} is unknown for {share} of decided {heading(workforce).lower()}")
    return over


def _unlike_outcomes(figures: Figures, about: About) -> list[str]:
    """Where the unknown were refused reliably more or less often than the known."""
    return [
        f"{heading(workforce).lower()} of unknown {breakdown.label} were refused at another rate "
        f"({about.numbers.percent(r.refusal_rate)}) than those known ({about.numbers.percent(r.known_refusal_rate)})"
        for workforce, breakdown, found in places(figures, "unknown_outcomes", SHOWN_FIRST, about)
        for r in found
        if r.outcome_differs
    ]


def quality_statement(figures: Figures, workforces: Sequence[str], about: About) -> Statement:
    """Data quality in one sentence, for the headline page and the section's title."""
    over = [*_shares_unknown(figures, workforces, about), *_unlike_outcomes(figures, about)]
    if over:
        return Statement(f"Data quality: {'; '.join(over)}.", Tone.WARNING)
    limit = about.numbers.percent(about.unknown_share_limit)
    return Statement(f"Data quality: ethnicity and sex are known for all but {limit} or fewer of those decided.")


def quality_sections(figures: Figures, workforces: Sequence[str], about: About) -> tuple[Section, ...]:
    """How many are unknown and, in the internal edition, where every row went, with every warning of the run."""
    said = quality_statement(figures, workforces, about).text.removeprefix("Data quality: ").rstrip(".")
    first = [b for b in figures.breakdowns if b.name in SHOWN_FIRST]
    table = _unknown_table(figures, first, workforces, about, ("unknown", UNKNOWN_CAPTION))
    every = _unknown_table(
        figures, figures.breakdowns, workforces, about, ("unknown-all", f"{UNKNOWN_CAPTION}: every characteristic")
    )
    unknown = Section(
        id="data-quality",
        part=PART,
        topic="Data quality",
        title=sentence(said),
        base=table.base,
        tables=(table,) if table.rows else (),
        details=(every,) if len(every.rows) > len(table.rows) else (),
    )
    return (unknown, _ledger_section(about.ledger, about)) if about.ledger is not None else (unknown,)


def _ledger_section(ledger: Ledger, about: About) -> Section:
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
