"""Tables of groups by period: what the chart of lines draws, and what people read.

In: the records of the frame `trend` of one workforce and breakdown, by group. Out: a Table with a row for each period,
and one with a row for each group.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scorecard.compose.about import About
from scorecard.compose.finding_words import Counted, why_too_few_of_two
from scorecard.compose.numbers import NOT_AVAILABLE, TOO_FEW
from scorecard.compose.records import Records, role
from scorecard.compose.subject import Subject
from scorecard.model import ALL, Cell, Column, Row, Table, Unit

Groups = Mapping[str, Records]  # the records of each group, in order of time
KIND = "trend"
MOST_PERIODS_IN_A_TABLE = 5
CHANGE_WORDS: dict[str, str] = {
    "rise": "Reliable rise",
    "fall": "Reliable fall",
    "no_reliable_change": "No reliable change",
    "too_few": "Too few to assess",
    "not_tested": "Not tested",
}
BREAK = "[b]"
BREAKS = (
    "the series breaks: the period does not follow on the last one, is of another length, or was counted by other "
    "ethnicity codes."
)


def broken(record: Any) -> bool:
    """Whether the series breaks before this period, or its length differs from the last one's."""
    return bool(record.break_before or record.unequal_length)


def _change_words(records: Records, about: About) -> str | None:
    """What became of the last change of a group, or why nothing can be said; None where there is none."""
    last = records[-1]
    if last.change == "too_few":
        before = next(r for r in records if r.period == last.previous_period)
        then, today = (Counted(r.decided, r.refused) for r in (before, last))
        return why_too_few_of_two(today, then, about) or CHANGE_WORDS[last.change]
    return CHANGE_WORDS.get(last.change) if isinstance(last.change, str) else None


def _label(record: Any) -> str:
    """The period's label, marked where the series breaks before it."""
    return f"{record.period} {BREAK}" if broken(record) else str(record.period)


def _drawn_rate(record: Any, about: About) -> Cell:
    """The refusal rate as the chart draws it: of fewer than are assessed there is none."""
    if isinstance(record.decided, int) and record.decided < about.smallest_decided:
        return TOO_FEW
    return about.numbers.cell(record.refusal_rate, Unit.PERCENT)


def _by_period(groups: Groups) -> list[tuple[str, dict[str, Any]]]:
    """(label with its mark, group -> record) for each period in order of time."""
    total = groups[ALL]
    return [
        (_label(record), {g: next(r for r in records if r.period == record.period) for g, records in groups.items()})
        for record in total
    ]


def lines_table(groups: Groups, subject: Subject, base: str) -> Table:
    """A row for each period, and for each group its rate with limits: what the chart draws."""
    columns = [Column("period", "Period")]
    for number, group in enumerate(groups):
        columns += [
            Column(f"rate_{number}", f"{group}: refusal rate", Unit.PERCENT),
            Column(f"rate_{number}_low", f"{group}: lower 95% limit", Unit.PERCENT),
            Column(f"rate_{number}_high", f"{group}: upper 95% limit", Unit.PERCENT),
        ]
    rows = []
    for label, records in _by_period(groups):
        cells = [Cell(label, label)]
        for record in records.values():
            drawn = _drawn_rate(record, subject.about)
            limits = (record.refusal_rate_low, record.refusal_rate_high)
            cells += [
                drawn,
                *(subject.numbers.cell(v, Unit.PERCENT) if drawn is not TOO_FEW else TOO_FEW for v in limits),
            ]
        rows.append(Row(tuple(cells)))
    caption = f"Refusal rate by period and {subject.breakdown.label}, {subject.people}"
    rounded = ", or a rate of a rounded 0" if subject.about.is_rounded else ""
    few = f"{TOO_FEW.text}: fewer than {subject.about.smallest_decided} decided{rounded}."
    notes = (few, f"{BREAK}: {BREAKS}")
    return Table(f"{subject.id(KIND)}-periods", caption, base, tuple(columns), tuple(rows), notes)


def summary_table(groups: Groups, subject: Subject, base: str) -> Table:
    """A row for each group: its rate in the last periods, the change since the one before, and what it is."""
    periods = [_label(r) for r in groups[ALL]][-MOST_PERIODS_IN_A_TABLE:]
    before = groups[ALL][-1].previous_period
    columns = (
        Column("group", "Group"),
        *(Column(f"period_{n}", label) for n, label in enumerate(periods)),
        Column("change", f"Change since {before}, percentage points (95% interval)"),
        Column("finding", "Is it real?"),
    )
    rows = []
    for group, records in groups.items():
        last = records[-1]
        rates = [Cell(subject.numbers.share(r.refused, r.decided)) for r in records[-MOST_PERIODS_IN_A_TABLE:]]
        change = subject.numbers.interval(last.rate_change, last.rate_change_low, last.rate_change_high, Unit.POINTS)
        word = _change_words(records, subject.about)
        cells = (Cell(group, group), *rates, change, Cell(word) if word else NOT_AVAILABLE)
        rows.append(Row(cells, role(group, subject.breakdown), group))
    caption = f"Refused (% of decided) by period and {subject.breakdown.label}, {subject.people}"
    return Table(subject.id(KIND), caption, base, columns, tuple(rows), (f"{BREAK}: {BREAKS}",))
