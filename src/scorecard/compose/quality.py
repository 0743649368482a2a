"""Data quality: how many are unknown, and whether they were refused as often as the known.

In: figures. Out: a sentence for the headline page, and a section; in the internal edition also that on the ledger.
"""

from __future__ import annotations

from collections.abc import Sequence

from scorecard.compose.about import About
from scorecard.compose.ledger import PART, ledger_section
from scorecard.compose.numbers import listed
from scorecard.compose.records import FIRST, MAIN, now, places
from scorecard.compose.wording import applications, heading, sentence
from scorecard.model import ALL, UNKNOWN, Breakdown, Cell, Column, Figures, Row, Section, Statement, Table, Tone, Unit

UNTESTED = "Whether the unknown were refused as often as the known is not tested: counts are rounded."
UNKNOWN_CAPTION = "How many are unknown, and how often they were refused"


_UNKNOWN_COLUMNS = (
    Column("what", "Workforce and characteristic"),
    Column("decided", "Decided", Unit.COUNT),
    Column("unknown", "Unknown (% of decided)"),
    Column("refused", "Refused, all (% of decided)"),
    Column("unknown_refused", "Refused, unknown (% of unknown)"),
)


def _unknown_table(
    figures: Figures, breakdowns: Sequence[Breakdown], workforces: Sequence[str], about: About, words: tuple[str, str]
) -> Table:
    """The unknown of each breakdown by one column; `words`: the table's id and caption."""
    name, caption = words
    single = [b for b in breakdowns if len(b.columns) == 1 and not b.parent and b.unknown]
    rows = (_unknown_row(figures, b, workforce, about) for b in single for workforce in workforces)
    return Table(
        id=name,
        caption=caption,
        base=f"Base: decided applications, {about.period.dates}. The unknown are in every total.",
        columns=_UNKNOWN_COLUMNS,
        rows=tuple(row for row in rows if row is not None),
    )


def _unknown_row(figures: Figures, breakdown: Breakdown, workforce: str, about: About) -> Row | None:
    """None where the figures have no such group."""
    by_group = {r.group: r for r in now(figures, MAIN, workforce, breakdown.name, about)}
    unknown, everybody = by_group.get(breakdown.unknown[0]), by_group.get(ALL)
    if unknown is None or everybody is None:
        return None
    what, numbers = f"{heading(workforce)}: {breakdown.label}", about.numbers
    return Row(
        (
            Cell(what, what),
            numbers.cell(everybody.decided, Unit.COUNT),
            Cell(numbers.share(unknown.decided, everybody.decided)),
            Cell(numbers.share(everybody.refused, everybody.decided)),
            Cell(numbers.share(unknown.refused, unknown.decided)),
        )
    )


def _shares_unknown(figures: Figures, workforces: Sequence[str], about: About) -> list[str]:
    """For which characteristic the unknowns of which workforces are above the configured share, in words."""
    said = []
    for breakdown in figures.breakdowns:
        if breakdown.name not in FIRST:
            continue
        over = []
        for workforce in workforces:
            rows = {r.group: r for r in now(figures, MAIN, workforce, breakdown.name, about)}
            unknown, total = rows.get(UNKNOWN), rows.get(ALL)
            if unknown is None or total is None or not all(isinstance(r.decided, int) for r in (unknown, total)):
                continue
            if total.decided and unknown.decided / total.decided > about.unknown_share_limit:
                share = about.numbers.share(unknown.decided, total.decided)
                over.append(f"{share} of decided {heading(workforce).lower()}")
        if over:
            said.append(f"{breakdown.label} is unknown for {listed(over)}")
    return said


def _withheld_unknown(figures: Figures, workforces: Sequence[str], about: About) -> list[str]:
    """Of which workforces it is withheld how many are unknown, for each characteristic, in words."""
    said = []
    for breakdown in (b for b in figures.breakdowns if b.name in FIRST):
        rows = ((w, r) for w in workforces for r in now(figures, MAIN, w, breakdown.name, about))
        of = dict.fromkeys(heading(w).lower() for w, r in rows if r.group in (UNKNOWN, ALL) and r.decided is None)
        if of:
            said.append(f"how many {listed(list(of))} are of unknown {breakdown.label} is withheld")
    return said


def _unlike_outcomes(figures: Figures, about: About) -> list[str]:
    """Where the unknown were refused reliably more or less often than the known."""
    return [
        f"{heading(workforce).lower()} of unknown {breakdown.label} were refused at another rate "
        f"({about.numbers.percent(r.refusal_rate)}) than those known ({about.numbers.percent(r.known_refusal_rate)})"
        for workforce, breakdown, found in places(figures, "unknown_outcomes", FIRST, about)
        for r in found
        if r.outcome_differs
    ]


def quality_statement(figures: Figures, workforces: Sequence[str], about: About) -> Statement:
    """Data quality in one sentence, for the headline page and the section's title."""
    over = [
        *_shares_unknown(figures, workforces, about),
        *_withheld_unknown(figures, workforces, about),
        *_unlike_outcomes(figures, about),
    ]
    if over:
        return Statement(f"Data quality: {'; '.join(over)}.", Tone.WARNING)
    if about.is_rounded:  # a rounded 0 may be a large share of few people
        return Statement("Data quality: how few are of unknown ethnicity or sex cannot be told from rounded counts.")
    known = _known(figures, workforces, about)
    if not known:
        return Statement("Data quality: of how many ethnicity or sex is unknown is not shown.")
    limit = about.numbers.percent(about.unknown_share_limit)
    verb = "is" if len(known) == 1 else "are"
    return Statement(f"Data quality: {listed(known)} {verb} known for all but {limit} or fewer of those decided.")


def _known(figures: Figures, workforces: Sequence[str], about: About) -> list[str]:
    """The characteristics of which it is counted, for every workforce, how many are unknown."""
    return [
        breakdown.label
        for breakdown in figures.breakdowns
        if breakdown.name in FIRST
        and all(
            {UNKNOWN, ALL} <= {r.group for r in now(figures, MAIN, workforce, breakdown.name, about)}
            for workforce in workforces
        )
    ]


def undecided_statement(figures: Figures, workforces: Sequence[str], about: About) -> tuple[Statement, ...]:
    """Of which workforces more applications are undecided than decided; none where that is so of none.

    Rounded counts cannot tell which are more where they are near.
    """
    said = []
    for workforce, _, found in places(figures, "undecided", FIRST, about) if not about.is_rounded else ():
        base = next(r.base for r in found if r.group == ALL)
        decided = _decided(figures, workforce, about)
        if workforce in workforces and base is not None and decided is not None and base - decided > decided:
            share, whole = about.numbers.share(base - decided, base), about.numbers.count(base)
            said.append(f"{share} of {whole} {applications(workforce)}")
    text = f"More applications are undecided than decided: {listed(list(dict.fromkeys(said)))}."
    return (Statement(text, Tone.WARNING),) if said else ()


def _decided(figures: Figures, workforce: str, about: About) -> int | None:
    rows = (now(figures, MAIN, workforce, breakdown.name, about) for breakdown in figures.breakdowns)
    return next((r.decided for found in rows for r in found if r.group == ALL), None)


def quality_sections(figures: Figures, workforces: Sequence[str], about: About) -> tuple[Section, ...]:
    """How many are unknown and, in the internal edition, where every row went, with every warning of the run."""
    said = quality_statement(figures, workforces, about).text.removeprefix("Data quality: ").rstrip(".")
    first = [b for b in figures.breakdowns if b.name in FIRST]
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
        statements=(Statement(UNTESTED),) if about.is_rounded else (),
        tables=(table,) if table.rows else (),
        details=(every,) if len(every.rows) > len(table.rows) else (),
    )
    return (unknown, ledger_section(about.ledger, about)) if about.ledger is not None else (unknown,)
