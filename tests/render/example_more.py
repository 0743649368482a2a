"""Example sections with a trend, stacked reasons and a funnel of forces."""

from __future__ import annotations

from math import sqrt

from scorecard.model import (
    Axis,
    Cell,
    Chart,
    ChartKind,
    Column,
    Role,
    Row,
    Section,
    Series,
    Statement,
    Table,
    Tone,
    Unit,
)

from .example_tables import (
    BASE,
    REASONS,
    SHARES,
    UNDEFINED,
    WITHHELD,
    Counted,
    percent,
)


def trend_section(counted: tuple[Counted, ...], periods: int) -> Section:
    groups = [c[0] for c in counted][:6]
    columns = [Column("period", "Period")]
    for i, group in enumerate(groups):
        columns += [
            Column(f"g{i}", group, Unit.PERCENT),
            Column(f"g{i}_low", f"{group}, 95% from", Unit.PERCENT),
            Column(f"g{i}_high", f"{group}, 95% to", Unit.PERCENT),
        ]
    rows = []
    for p in range(periods):
        year, month = divmod(2021 * 12 + 8 - 3 * (periods - 1 - p), 12)
        cells = [Cell(f"{year}{month + 1:02d}")]
        for i in range(len(groups)):
            rate = (50 + 17 * i + (7 * p * (i + 1)) % 23) / 1000
            shown = (percent(rate), percent(rate * 0.7), percent(rate * 1.4))
            cells += [WITHHELD] * 3 if (p, i) == (0, len(groups) - 1) else list(shown)
        rows.append(Row(tuple(cells)))
    full = Table("trend-detail", "Refusal rate by period, every figure", BASE, tuple(columns), tuple(rows))
    at = [0, *(full.index(f"g{i}") for i in range(len(groups)))]
    short = Table(
        "trend-table",
        "Refusal rate by period",
        BASE,
        tuple(full.columns[i] for i in at),
        tuple(Row(tuple(r.cells[i] for i in at)) for r in rows),
    )
    chart = Chart(
        "trend-chart",
        ChartKind.TREND,
        "Refusal rate by period",
        "Line chart of refusal rates by period. No group shows a reliable trend.",
        full.id,
        tuple(range(periods)),
        "period",
        tuple(Series(g, f"g{i}", f"g{i}_low", f"g{i}_high", group=g) for i, g in enumerate(groups)),
        Axis("Refused, %", Unit.PERCENT, 0.0, 0.25, 0.05),
    )
    return Section(
        "trend",
        "Police officers",
        "Refusal rates over time",
        "No group shows a reliable trend over the periods",
        BASE,
        charts=(chart,),
        tables=(short,),
        details=(full,),
        speaker=("Lines are refusal rates.",),
    )


def reasons_section(counted: tuple[Counted, ...]) -> Section:
    columns = (Column("group", "Group"), *(Column(f"r{i}", r, Unit.PERCENT) for i, r in enumerate(REASONS)))
    rows = []
    for at, (group, _decided, refused, _finding) in enumerate(counted):
        shares = SHARES[at % len(SHARES)]
        cells = [WITHHELD] * len(REASONS) if refused is None else [Cell(f"{s:.0%}", s) for s in shares]
        if refused == 0:
            cells = [UNDEFINED] * len(REASONS)
        rows.append(Row((Cell(group), *cells), Role.UNKNOWN if group == "Unknown" else Role.GROUP, group))
    base = "Base: 81 refused officer applications, 1 June to 31 August 2021. Leading reasons only."
    table = Table("reasons-table", "Leading reason for refusal by ethnicity", base, columns, tuple(rows))
    chart = Chart(
        "reasons-chart",
        ChartKind.STACKED,
        "Leading reason for refusal",
        "Stacked bars of reasons by group. Candidate family member leads among Black applicants.",
        table.id,
        tuple(range(len(rows))),
        "group",
        tuple(Series(r, f"r{i}") for i, r in enumerate(REASONS)),
        Axis("Share of refusals", Unit.PERCENT, 0.0, 1.0, 0.25),
    )
    return Section(
        "reasons",
        "Reasons",
        "Reasons for refusal",
        "Candidate family member is the leading reason among Black applicants; non-declaration elsewhere",
        base,
        charts=(chart,),
        tables=(table,),
        statements=(Statement("A case may have several reasons.", Tone.CONTEXT),),
    )


def funnel_section() -> Section:
    """In a funnel the first series is the size along `across`; the second is the value with its limits."""
    columns = (
        Column("force", "Force"),
        Column("decided", "Decided", Unit.COUNT),
        Column("rate", "Refused, %", Unit.PERCENT),
        Column("low", "Limit from", Unit.PERCENT),
        Column("high", "Limit to", Unit.PERCENT),
    )
    forces = (
        ("Exampleshire", 1204, 0.067),
        ("Northmoor", 420, 0.09),
        ("Southvale", 800, 0.052),
        ("Westmarch", 150, 0.14),
    )
    rows = []
    for name, decided, rate in forces:
        half = 1.96 * sqrt(0.065 * 0.935 / decided)
        rows.append(
            Row(
                (Cell(name), Cell(f"{decided:,}", decided), percent(rate), percent(0.065 - half), percent(0.065 + half))
            )
        )
    base = "Base: 2,574 decided officer applications in four forces, 1 June to 31 August 2021."
    table = Table("forces-table", "Refusal rate by force", base, columns, tuple(rows))
    chart = Chart(
        "forces-chart",
        ChartKind.FUNNEL,
        "Refusal rate and number decided",
        "Funnel chart of four forces. Westmarch is above the upper limit.",
        table.id,
        (0, 1, 2, 3),
        "force",
        (Series("Decided", "decided"), Series("Refused", "rate", "low", "high")),
        Axis("Refused, %", Unit.PERCENT, 0.0, 0.2, 0.05),
        Axis("Decided", Unit.COUNT, 0.0, 1500.0, 500.0),
        line_at=0.065,
        line_label="All forces 6.5%",
    )
    return Section(
        "forces",
        "Forces",
        "Forces compared",
        "One of four forces lies outside the control limits",
        base,
        charts=(chart,),
        tables=(table,),
    )
