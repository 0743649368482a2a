"""Tables of the passed and refused by one breakdown: the few columns that people read, and every figure.

In: the rows of figures.csv for one workforce and breakdown. Out: a Table for slides and pages, one for sheets whose
columns say how each number is made of others.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from scorecard.compose.about import About
from scorecard.compose.agreement import agreed
from scorecard.compose.finding_words import finding_told
from scorecard.compose.records import role
from scorecard.compose.wording import applicants, applications, sentence
from scorecard.model import ALL, Breakdown, Cell, Column, Finding, Row, Table, Unit

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
    unknown = [r.decided for r in rows if r.group in breakdown.unknown]
    number = None if None in unknown else sum(unknown)
    if number == 0:
        return agreed(f"{base}.")
    # Of a crossed breakdown, whoever is unknown by either characteristic is in a row of the unknown.
    label = breakdown.label if len(breakdown.columns) == 1 else breakdown.label.replace(" and ", " or ")
    return agreed(f"{base}; {count(number)} with unknown {label} are in the total and shown apart.")


def _finding(row: Any) -> Finding | None:
    return Finding(row.finding) if isinstance(row.finding, str) else None


def _findings(rows: Sequence[Any], breakdown: Breakdown, about: About) -> Callable[[Any], Cell]:
    """The Finding cell of any of these rows."""
    by_group = {r.group: r for r in rows}
    return lambda row: finding_told(row, by_group.get(breakdown.reference), by_group[ALL], about)


def _table_row(row: Any, cells: Sequence[Cell], breakdown: Breakdown) -> Row:
    return Row(tuple(cells), role(row.group, breakdown), row.group, _finding(row))


def detail_table(rows: Sequence[Any], breakdown: Breakdown, about: About, *, name: str) -> Table:
    """Every figure of each group, one number a column: for sheets, and what the charts draw."""
    columns = _columns(breakdown.reference or "")
    finding = _findings(rows, breakdown, about)
    if breakdown.reference is None:
        columns = tuple(c for c in columns if c.key in _WITHOUT_REFERENCE)

    def cell(row: Any, column: Column) -> Cell:
        value = getattr(row, column.key)
        return finding(row) if column.unit is Unit.FINDING else about.numbers.cell(value, column.unit)

    people = sentence(applicants(rows[0].workforce))
    return Table(
        id=f"{name}-figures",
        caption=f"{people} by {breakdown.label}: all figures",
        base=base_line(rows, breakdown, about),
        columns=columns,
        rows=tuple(_table_row(row, [cell(row, c) for c in columns], breakdown) for row in rows),
        constants=(("z", Z),),
    )


def _summary_columns(reference: str | None) -> tuple[Column, ...]:
    first = (
        Column("group", "Group"),
        Column("decided", "Decided", Unit.COUNT),
        Column("passed", "Passed (% of decided)"),
        Column("refused", "Refused (% of decided)"),
    )
    compared = (
        Column("refusal_ratio", f"Refusal ratio, group ÷ {reference} (95% interval)"),
        Column("pass_ratio", f"Pass ratio, group ÷ {reference}", Unit.RATIO),
        Column("finding", "Finding", Unit.FINDING),
    )
    return (*first, *compared) if reference else first


def summary_table(rows: Sequence[Any], breakdown: Breakdown, about: About, *, name: str) -> Table:
    """The few columns that people read: counts with their shares, the ratio with its interval, the finding."""
    numbers, reference, finding = about.numbers, breakdown.reference, _findings(rows, breakdown, about)

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
            finding(row),
        ]
        return first + (compared if reference else [])

    return Table(
        id=name,
        caption=f"{sentence(applicants(rows[0].workforce))} who passed and were refused, by {breakdown.label}",
        base=base_line(rows, breakdown, about),
        columns=_summary_columns(reference),
        rows=tuple(_table_row(row, cells(row), breakdown) for row in rows),
    )
