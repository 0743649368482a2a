"""Sections on the passed and refused by one breakdown: a table, the rates as a chart, the ratios as a chart.

In: the rows of figures.csv for one workforce and breakdown. Out: a section with the table and the chart of rates and,
where groups are compared with a reference, a section with the chart of ratios.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scorecard.compose.about import About
from scorecard.compose.axes import ratio_axis, share_axis
from scorecard.compose.numbers import finding_cell
from scorecard.compose.records import MAIN, now
from scorecard.compose.sentences import group_statement, section_title, too_few_statement
from scorecard.compose.wording import applicants, applications, heading, phrase, sentence
from scorecard.model import (
    ALL,
    Axis,
    Breakdown,
    Cell,
    Chart,
    ChartKind,
    Column,
    Figures,
    Finding,
    Role,
    Row,
    Section,
    Series,
    Statement,
    Table,
    Unit,
)

# So many groups may be too few to assess in a sentence each; more are listed in one.
MOST_SENTENCES = 3

# The z of a 95% interval, as a constant that the sheets' formulas refer to.
Z = 1.959963984540054

_WILSON_MIDDLE = "({refused}+{constant.z}^2/2)/({decided}+{constant.z}^2)"
_WILSON_HALF = "{constant.z}*SQRT({refused}*{passed}/{decided}+{constant.z}^2/4)/({decided}+{constant.z}^2)"
_NEWCOMBE_LOW = (
    "{rate_difference}-100*SQRT(({refusal_rate}-{refusal_rate_low})^2"
    "+({reference.refusal_rate_high}-{reference.refusal_rate})^2)"
)
_NEWCOMBE_HIGH = (
    "{rate_difference}+100*SQRT(({refusal_rate_high}-{refusal_rate})^2"
    "+({reference.refusal_rate}-{reference.refusal_rate_low})^2)"
)


def _columns(reference: str) -> tuple[Column, ...]:
    """Every column of the detail table, with the formula that remakes it where a sheet can."""
    over = f"group ÷ {reference}"
    return (
        Column("group", "Group"),
        Column("decided", "Decided", Unit.COUNT, "{passed}+{refused}"),
        Column("passed", "Passed", Unit.COUNT),
        Column("refused", "Refused", Unit.COUNT),
        Column("pass_rate", "Pass rate: passed ÷ decided", Unit.PERCENT, "{passed}/{decided}"),
        Column("refusal_rate", "Refusal rate: refused ÷ decided", Unit.PERCENT, "{refused}/{decided}"),
        Column(
            "refusal_rate_low", "Refusal rate, lower 95% limit", Unit.PERCENT, f"MAX(0,{_WILSON_MIDDLE}-{_WILSON_HALF})"
        ),
        Column(
            "refusal_rate_high",
            "Refusal rate, upper 95% limit",
            Unit.PERCENT,
            f"MIN(1,{_WILSON_MIDDLE}+{_WILSON_HALF})",
        ),
        Column("refusal_ratio", f"Refusal ratio: {over}", Unit.RATIO, "{refusal_rate}/{reference.refusal_rate}"),
        Column("refusal_ratio_low", "Refusal ratio, lower 95% limit", Unit.RATIO),
        Column("refusal_ratio_high", "Refusal ratio, upper 95% limit", Unit.RATIO),
        Column("pass_ratio", f"Pass ratio: {over}", Unit.RATIO, "{pass_rate}/{reference.pass_rate}"),
        Column("four_fifths", "Pass ratio beside four fifths"),
        Column(
            "rate_difference",
            f"Difference in refusal rate, percentage points: group − {reference}",
            Unit.POINTS,
            "100*({refusal_rate}-{reference.refusal_rate})",
        ),
        Column("rate_difference_low", "Difference, lower 95% limit", Unit.POINTS, _NEWCOMBE_LOW),
        Column("rate_difference_high", "Difference, upper 95% limit", Unit.POINTS, _NEWCOMBE_HIGH),
        Column(
            "refusals_above_parity",
            f"Refusals above parity: refused − decided × {reference} refusal rate",
            Unit.PEOPLE,
            "{refused}-{decided}*{reference.refusal_rate}",
        ),
        Column("p_value", "p, Fisher's exact test", Unit.PROBABILITY),
        Column("p_adjusted", "p, adjusted (Holm)", Unit.PROBABILITY),
        Column("smallest_detectable_ratio", "Smallest ratio that would probably be found", Unit.RATIO),
        Column("finding", "Finding", Unit.FINDING),
    )


_WITHOUT_REFERENCE = ("group", "decided", "passed", "refused", "pass_rate", "refusal_rate",
                      "refusal_rate_low", "refusal_rate_high")  # fmt: skip


def base_line(rows: Sequence[Any], breakdown: Breakdown, about: About) -> str:
    """Who is counted: `Base: 1,204 decided police officer applications, 1 June to 31 August 2021; ...`."""
    total = next(r for r in rows if r.group == ALL)
    count = about.numbers.count
    base = f"Base: {count(total.decided)} decided {applications(total.workforce)}, {about.period.dates}"
    unknown = [r for r in rows if r.group in breakdown.unknown]
    if not unknown:
        return f"{base}."
    return f"{base}; {count(unknown[0].decided)} with unknown {breakdown.label} are in the total and shown apart."


def _role(row: Any, breakdown: Breakdown) -> Role:
    if row.group == ALL:
        return Role.TOTAL
    if row.group in breakdown.unknown:
        return Role.UNKNOWN
    return Role.REFERENCE if row.group == breakdown.reference else Role.GROUP


def _finding(row: Any) -> Finding | None:
    return Finding(row.finding) if isinstance(row.finding, str) else None


def _table_row(row: Any, cells: Sequence[Cell], breakdown: Breakdown) -> Row:
    return Row(tuple(cells), _role(row, breakdown), row.group, _finding(row))


def detail_table(rows: Sequence[Any], breakdown: Breakdown, about: About, *, name: str) -> Table:
    """Every figure of each group, one number a column: for sheets, and what the charts draw."""
    columns = _columns(breakdown.reference or "")
    if breakdown.reference is None:
        columns = tuple(c for c in columns if c.key in _WITHOUT_REFERENCE)

    def cell(row: Any, column: Column) -> Cell:
        value = getattr(row, column.key)
        return finding_cell(value) if column.unit is Unit.FINDING else about.numbers.cell(value, column.unit)

    people = sentence(applicants(rows[0].workforce))
    return Table(
        id=f"{name}-figures",
        caption=f"{people} by {breakdown.label}: all figures",
        base=base_line(rows, breakdown, about),
        columns=columns,
        rows=tuple(_table_row(row, [cell(row, c) for c in columns], breakdown) for row in rows),
        constants=(("z", Z),),
    )


def summary_table(rows: Sequence[Any], breakdown: Breakdown, about: About, *, name: str) -> Table:
    """The few columns that people read: counts with their shares, the ratio with its interval, the finding."""
    numbers, reference = about.numbers, breakdown.reference
    columns = [
        Column("group", "Group"),
        Column("decided", "Decided", Unit.COUNT),
        Column("passed", "Passed (% of decided)"),
        Column("refused", "Refused (% of decided)"),
    ]
    if reference:
        columns += [
            Column("refusal_ratio", f"Refusal ratio, group ÷ {reference} (95% interval)"),
            Column("pass_ratio", f"Pass ratio, group ÷ {reference}", Unit.RATIO),
            Column("finding", "Finding", Unit.FINDING),
        ]

    def cells(row: Any) -> list[Cell]:
        first = [
            Cell(row.group, row.group),
            numbers.cell(row.decided, Unit.COUNT),
            Cell(numbers.share(row.passed, row.decided)),
            Cell(numbers.share(row.refused, row.decided)),
        ]
        compared = [
            numbers.interval(row.refusal_ratio, row.refusal_ratio_low, row.refusal_ratio_high, Unit.RATIO),
            numbers.cell(row.pass_ratio, Unit.RATIO),
            finding_cell(row.finding),
        ]
        return first + (compared if reference else [])

    return Table(
        id=name,
        caption=f"{sentence(applicants(rows[0].workforce))} who passed and were refused, by {breakdown.label}",
        base=base_line(rows, breakdown, about),
        columns=tuple(columns),
        rows=tuple(_table_row(row, cells(row), breakdown) for row in rows),
    )


def _drawn(table: Table, key: str) -> tuple[int, ...]:
    """The rows of the table that have somebody in them: an empty group has no rate to draw."""
    decided = table.column("decided")
    return tuple(i for i, cell in enumerate(table.column(key)) if decided[i].value != 0 and cell.text != "[z]")


def _enough(table: Table, keys: Sequence[str], rows: Sequence[int], about: About) -> list[Any]:
    """The values that set an axis: not those of groups so small that their limits would dwarf all others."""
    decided = [cell.value for cell in table.column("decided")]
    big = [i for i in rows if isinstance(decided[i], int) and decided[i] >= about.smallest_decided]  # type: ignore[operator]
    return [table.column(key)[i].value for key in keys for i in big]


def rate_chart(table: Table, title: str, about: About, *, name: str) -> Chart:
    """The refusal rate of each group with its 95% interval."""
    rows = _drawn(table, "refusal_rate")
    axis = share_axis(_enough(table, ("refusal_rate_high",), rows, about), "Refusal rate (refused ÷ decided)")
    rates = ", ".join(f"{table.rows[i].cells[0].text} {table.column('refusal_rate')[i].text}" for i in rows)
    return Chart(
        id=f"{name}-rates",
        kind=ChartKind.RATE,
        title="Refusal rate with 95% interval",
        alt=f"{title}. Refusal rates: {rates}.",
        table=table.id,
        rows=rows,
        category="group",
        series=(Series("Refusal rate", "refusal_rate", "refusal_rate_low", "refusal_rate_high"),),
        axis=axis,
    )


def ratio_chart(table: Table, breakdown: Breakdown, about: About, title: str, *, name: str) -> Chart | None:
    """The refusal ratio of each compared group with its 95% interval, on a log axis; None where no ratio is above 0."""
    cells = table.column("refusal_ratio")
    rows = tuple(
        i
        for i, row in enumerate(table.rows)
        if row.group in breakdown.assessed and isinstance(cells[i].value, float) and cells[i].value > 0  # type: ignore[operator]
    )
    if not rows:
        return None
    keys = ("refusal_ratio", "refusal_ratio_low", "refusal_ratio_high")
    ratios = ", ".join(f"{table.rows[i].cells[0].text} {cells[i].text}" for i in rows)
    axis: Axis = ratio_axis(
        _enough(table, keys, rows, about), f"Refusal ratio, group ÷ {breakdown.reference} (each line doubles)"
    )
    return Chart(
        id=f"{name}-ratios",
        kind=ChartKind.RATIO,
        title=f"Refusal ratio, group ÷ {breakdown.reference}, with 95% interval",
        alt=f"{title}. Refusal ratios, group divided by {breakdown.reference}: {ratios}.",
        table=table.id,
        rows=rows,
        category="group",
        series=(Series("Refusal ratio", *keys),),
        axis=axis,
        line_at=1.0,
        line_label=f"1 = refused as often as {breakdown.reference} applicants",
    )


def statements(rows: Sequence[Any], breakdown: Breakdown, about: About) -> tuple[Statement, ...]:
    """One sentence for each compared group and for Unknown; reliable differences first, then in listed order."""
    reference = next((r for r in rows if r.group == breakdown.reference), None)
    if reference is None:
        return ()
    # A crossed breakdown has many Unknown groups, each of which the tables show.
    unknown = breakdown.unknown if len(breakdown.columns) == 1 else ()
    few = [r for r in rows if r.group in breakdown.assessed and r.finding == Finding.TOO_FEW]
    together = few if len(few) > MOST_SENTENCES else []
    said = [
        group_statement(r, reference, breakdown, about)
        for r in rows
        if (r.group in breakdown.assessed or r.group in unknown) and r not in together
    ]
    reliable = (Finding.HIGHER, Finding.LOWER)
    said.sort(key=lambda s: s.finding not in reliable)
    return (*said, *([too_few_statement(together, about)] if together else []))


def _shown(rows: Sequence[Any], breakdown: Breakdown) -> list[Any]:
    """All rows; of a long list of groups, those in which somebody was decided (or whose number is withheld)."""
    if breakdown.parent is None and len(breakdown.columns) == 1:
        return list(rows)
    kept = (ALL, breakdown.reference)
    return [r for r in rows if r.group in kept or r.decided is None or r.decided > 0]


def disparity_sections(
    figures: Figures, breakdown: Breakdown, workforce: str, about: About, part: str
) -> tuple[Section, ...]:
    """The section with the table and the rates, then the one with the ratios; nothing where there are no rows."""
    rows = _shown(now(figures, MAIN, workforce, breakdown.name, about), breakdown)
    if not rows:
        return ()
    name = f"{workforce}-{breakdown.name}".replace("_", "-")
    title = section_title(rows, breakdown, about)
    table = summary_table(rows, breakdown, about, name=name)
    detail = detail_table(rows, breakdown, about, name=name)
    rates = rate_chart(detail, title, about, name=name)
    said = statements(rows, breakdown, about)
    topic = f"{heading(workforce)} by {breakdown.label}"
    first = Section(
        id=name,
        part=part,
        topic=topic,
        title=title,
        base=table.base,
        charts=(rates,) if rates.rows else (),
        tables=(table,),
        details=(detail,),
        speaker=(table.base, *(s.text for s in said)),
        breakdown=breakdown.name,
    )
    if breakdown.reference is None:
        return (first,)
    ratios = ratio_chart(detail, breakdown, about, title, name=name)
    return (first, _ratio_section(first, breakdown, rows, ratios, said))


def _ratio_section(
    first: Section, breakdown: Breakdown, rows: Sequence[Any], ratios: Chart | None, said: tuple[Statement, ...]
) -> Section:
    """How each group's refusal rate compares with the reference's, in words and as a chart."""
    reference = phrase(breakdown, breakdown.reference or "", applicants(rows[0].workforce))
    return Section(
        id=f"{first.id}-ratios",
        part=first.part,
        topic=f"{first.topic}: compared with {breakdown.reference}",
        title=f"How likely refusal was, compared with {reference}",
        base=first.base,
        statements=said,
        charts=(ratios,) if ratios else (),
        details=first.details if ratios else (),
        speaker=(
            f"The refusal ratio is the group's refusal rate divided by the {breakdown.reference} rate. 1 means that "
            "both were refused equally often. A line that crosses 1 is not by itself a test: the findings come from "
            "Fisher's exact test, adjusted for the number of groups compared.",
        ),
        breakdown=breakdown.name,
    )
