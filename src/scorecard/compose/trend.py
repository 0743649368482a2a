"""What changed over the periods: a line for each group, the change since the last period, and whether it is real.

In: the frame `trend` (a row for each group and period). Out: for each workforce and breakdown a section with a line
chart and a table of groups by period; none where there is one period only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from scorecard.compose.about import About
from scorecard.compose.axes import share_axis
from scorecard.compose.framed_table import role
from scorecard.compose.numbers import NOT_AVAILABLE, Numbers, listed
from scorecard.compose.records import Records, course, places
from scorecard.compose.wording import applicants, applications, heading, phrase, sentence
from scorecard.model import (
    ALL,
    Breakdown,
    Cell,
    Chart,
    ChartKind,
    Column,
    Figures,
    Row,
    Section,
    Series,
    Statement,
    Table,
    Tone,
    Unit,
)

PART = "What changed"
MOST_PERIODS_IN_A_TABLE = 5
CHANGE_WORDS: dict[str, str] = {
    "rise": "Reliable rise",
    "fall": "Reliable fall",
    "no_reliable_change": "No reliable change",
    "too_few": "Too few to assess",
}
HOW_TESTED = (
    "A change is called reliable where Fisher's exact test of the two periods, adjusted for the number of groups, is "
    "below the level set. Small groups move a good deal by chance."
)
BREAK, TOO_FEW = "[b]", Cell("[u]")


def _label(record: Any) -> str:
    """The period's label, marked where the series breaks before it or its length differs from the last one's."""
    return f"{record.period} {BREAK}" if record.break_before or record.unequal_length else str(record.period)


def _rate(record: Any, about: About, *, drawn: bool) -> Cell:
    if drawn and isinstance(record.decided, int) and record.decided < about.smallest_decided:
        return TOO_FEW
    return about.numbers.cell(record.refusal_rate, Unit.PERCENT)


def _by_period(groups: Mapping[str, list[Any]]) -> list[tuple[str, dict[str, Any]]]:
    """(label with its mark, group -> record) for each period in order of time."""
    total = groups[ALL]
    return [
        (_label(record), {g: next(r for r in records if r.period == record.period) for g, records in groups.items()})
        for record in total
    ]


def _lines_table(
    groups: Mapping[str, list[Any]], breakdown: Breakdown, about: About, words: Mapping[str, str]
) -> Table:
    """A row for each period, and for each group its rate with limits: what the chart draws."""
    columns = [Column("period", "Period")]
    for number, group in enumerate(groups):
        columns += [
            Column(f"rate_{number}", f"{group}: refusal rate", Unit.PERCENT),
            Column(f"low_{number}", f"{group}: lower 95% limit", Unit.PERCENT),
            Column(f"high_{number}", f"{group}: upper 95% limit", Unit.PERCENT),
        ]
    rows = []
    for label, records in _by_period(groups):
        cells = [Cell(label, label)]
        for record in records.values():
            drawn = _rate(record, about, drawn=True)
            limits = (record.refusal_rate_low, record.refusal_rate_high)
            cells += [
                drawn,
                *(about.numbers.cell(v, Unit.PERCENT) if drawn is not TOO_FEW else TOO_FEW for v in limits),
            ]
        rows.append(Row(tuple(cells)))
    caption = f"Refusal rate by period and {breakdown.label}, {words['people']}"
    notes = (f"[u]: fewer than {about.smallest_decided} decided.", f"{BREAK}: {words['break']}")
    return Table(f"{words['name']}-periods", caption, words["base"], tuple(columns), tuple(rows), notes)


def _summary_table(
    groups: Mapping[str, list[Any]], breakdown: Breakdown, about: About, words: Mapping[str, str]
) -> Table:
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
        rates = [Cell(about.numbers.share(r.refused, r.decided)) for r in records[-MOST_PERIODS_IN_A_TABLE:]]
        change = about.numbers.interval(last.rate_change, last.rate_change_low, last.rate_change_high, Unit.POINTS)
        word = CHANGE_WORDS.get(last.change) if isinstance(last.change, str) else None
        cells = (Cell(group, group), *rates, change, Cell(word) if word else NOT_AVAILABLE)
        rows.append(Row(cells, role(group, breakdown), group))
    caption = f"Refused (% of decided) by period and {breakdown.label}, {words['people']}"
    return Table(words["name"], caption, words["base"], columns, tuple(rows), (f"{BREAK}: {words['break']}",))


def _change_sentence(record: Any, breakdown: Breakdown, numbers: Numbers, *, brief: bool = False) -> Statement | None:
    """A reliable rise or fall of one group, with its size; `brief` leaves out how it was tested."""
    if record.change not in ("rise", "fall"):
        return None
    who = sentence(phrase(breakdown, record.group, applicants(record.workforce)))
    verb = "rose" if record.change == "rise" else "fell"
    points = numbers.text(abs(record.rate_change), Unit.POINTS).lstrip("+")
    return Statement(
        f"{who}: the refusal rate {verb} by {points} percentage points since {record.previous_period}, to "
        f"{numbers.percent(record.refusal_rate)} ({numbers.count(record.refused)} of {numbers.count(record.decided)})."
        + ("" if brief else f" The change is reliable (adjusted p {_p(record, numbers)})."),
        Tone.FINDING,
    )


def _p(record: Any, numbers: Numbers) -> str:
    value = record.p_value if record.group == ALL else record.p_adjusted
    text = numbers.text(value, Unit.PROBABILITY)
    return text if text.startswith("<") else f"= {text}"


def _title(changed: Sequence[Any], breakdown: Breakdown, people: str, before: str) -> str:
    if not changed:
        return f"No reliable change in refusals by {breakdown.label} since {before} for {people}"
    verbs = {"rise": "rose", "fall": "fell"}
    parts = [
        f"{verbs[kind]} for {listed([phrase(breakdown, r.group, people) for r in some])}"
        for kind in verbs
        if (some := [r for r in changed if r.change == kind])
    ]
    return f"Refusal rates {' and '.join(parts)} since {before}"


def trend_changes(figures: Figures, about: About, breakdowns: Sequence[str]) -> list[Statement]:
    """Every reliable change since the last period in a sentence, for the headline page."""
    said: dict[str, Statement] = {}
    for _, breakdown, found in places(figures, "trend", breakdowns, about):
        for record in found:
            statement = _change_sentence(record, breakdown, about.numbers, brief=True)
            if statement is not None:
                said[statement.text] = statement
    return list(said.values())


def _section(part: Records, breakdown: Breakdown, workforce: str, about: About) -> Section | None:
    groups = {group: records for group in breakdown.rows if (records := [r for r in part if r.group == group])}
    total = groups[ALL]
    if len(total) < 2 or total[-1].period != about.period.label:
        return None
    people, before = applicants(workforce), total[-1].previous_period
    words = {
        "name": f"trend-{workforce}-{breakdown.name}".replace("_", "-"),
        "people": people,
        "base": f"Base: decided {applications(workforce)} of each period; "
        f"{about.numbers.count(total[-1].decided)} in {about.period.dates}.",
        "break": "the series breaks: the period does not follow on the last one, is of another length, or was "
        "counted by other ethnicity codes.",
    }
    changed = [r[-1] for r in groups.values() if r[-1].change in ("rise", "fall")]
    title = sentence(_title(changed, breakdown, people, before))
    lines = _lines_table(groups, breakdown, about, words)
    said = [s for r in changed if (s := _change_sentence(r, breakdown, about.numbers))]
    signals = [
        Statement(
            f"{sentence(phrase(breakdown, r[-1].group, people))}: the rate is {r[-1].signal} the 99.8% control limits "
            f"of all {len(total)} periods together.",
            Tone.FINDING,
        )
        for r in groups.values()
        if isinstance(r[-1].signal, str) and r[-1].signal
    ]
    return Section(
        id=words["name"],
        part=PART,
        topic=f"{heading(workforce)} by {breakdown.label}: change",
        title=title,
        base=words["base"],
        statements=(*said, *signals),
        charts=tuple(c for c in (_chart(lines, breakdown, groups, title, about),) if c.series),  # none: nothing to draw
        tables=(_summary_table(groups, breakdown, about, words),),
        details=(lines,),
        speaker=(words["base"], HOW_TESTED),
        breakdown=breakdown.name,
    )


def _chart(table: Table, breakdown: Breakdown, groups: Mapping[str, list[Any]], title: str, about: About) -> Chart:
    """A line for each group that has a rate in two periods or more, and All; Unknown is in the table."""
    series = tuple(
        Series(group, f"rate_{n}", f"low_{n}", f"high_{n}", group)
        for n, group in enumerate(groups)
        if group not in breakdown.unknown and sum(c.value is not None for c in table.column(f"rate_{n}")) > 1
    )
    values = [cell.value for s in series for cell in table.column(s.value)]
    ends = "; ".join(f"{s.name} {table.column(s.value)[-1].text}" for s in series)
    axis = share_axis(values, "Refusal rate (refused ÷ decided)")
    return Chart(
        f"{table.id}-chart", ChartKind.TREND, "Refusal rate by period", f"{title}. In {about.period.label}: {ends}.",
        table.id, tuple(range(len(table.rows))), "period", series, axis,
    )  # fmt: skip


def trend_sections(figures: Figures, about: About, breakdowns: Sequence[str]) -> tuple[Section, ...]:
    """A section for each workforce and breakdown with two periods or more."""
    made = [
        _section(course(figures, "trend", workforce, breakdown.name), breakdown, workforce, about)
        for workforce, breakdown, _ in places(figures, "trend", breakdowns, about)
    ]
    return tuple(section for section in made if section is not None)
