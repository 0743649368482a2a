"""What changed over the periods: a line for each group, the change since the last period, and whether it is real.

In: the frame `trend` (a row for each group and period). Out: for each workforce and breakdown a section with a line
chart and a table of groups by period; none where there is one period only.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scorecard.compose.about import About
from scorecard.compose.axes import share_axis
from scorecard.compose.numbers import Numbers, is_number, listed
from scorecard.compose.records import Records, course, places
from scorecard.compose.subject import Subject
from scorecard.compose.trend_tables import BREAK, KIND, Groups, broken, lines_table, summary_table
from scorecard.compose.wording import sentence
from scorecard.model import ALL, Chart, ChartKind, Figures, Section, Series, Statement, Table, Tone, Unit

FRAME = "trend"
PART = "What changed"
VERBS = {"rise": "rose", "fall": "fell"}  # of a change that is reliable
HOW_TESTED = (
    "A change is called reliable where Fisher's exact test of the two periods, adjusted for the number of groups, is "
    "below the level set. Small groups move a good deal by chance."
)


BETWEEN = f" The series breaks between the two {BREAK}."


def _who(record: Any, subject: Subject) -> str:
    """The people of the record's group; everybody is said to be all, since groups stand beside."""
    return f"all {subject.people}" if record.group == ALL else subject.who(record.group)


def change_sentence(record: Any, subject: Subject) -> Statement:
    """A reliable rise or fall of one group: its size, how it was tested, and whether the series breaks before it."""
    numbers = subject.numbers
    points = numbers.text(abs(record.rate_change), Unit.POINTS).lstrip("+")
    return Statement(
        f"{sentence(_who(record, subject))}: the refusal rate {VERBS[record.change]} by {points} percentage points "
        f"since {record.previous_period}, to {numbers.percent(record.refusal_rate)} "
        f"({numbers.count(record.refused)} of {numbers.count(record.decided)}). The change is reliable "
        f"({_tested(record, numbers)}).{BETWEEN if broken(record) else ''}",
        Tone.FINDING,
    )


def _tested(record: Any, numbers: Numbers) -> str:
    """`adjusted p = 0.012`; `p = 0.012` of what was tested alone."""
    adjusted = is_number(record.p_adjusted)
    text = numbers.text(record.p_adjusted if adjusted else record.p_value, Unit.PROBABILITY)
    return f"{'adjusted ' if adjusted else ''}p {text if text.startswith('<') else f'= {text}'}"


def _signal_sentence(record: Any, subject: Subject, periods: int) -> Statement:
    """A rate beyond the limits within which chance alone would keep nearly all of the periods."""
    return Statement(
        f"{sentence(_who(record, subject))}: the rate is {record.signal} the 99.8% control limits of all {periods} "
        "periods together.",
        Tone.FINDING,
    )


def _title(changed: Sequence[Any], subject: Subject, before: str) -> str:
    if subject.about.is_rounded:
        return f"Refusals by {subject.breakdown.label} since {before} for {subject.people}: changes are not tested"
    if not changed:
        return f"No reliable change in refusals by {subject.breakdown.label} since {before} for {subject.people}"
    parts = [
        f"{verb} for {listed([_who(r, subject) for r in some])}"
        for kind, verb in VERBS.items()
        if (some := [r for r in changed if r.change == kind])
    ]
    return f"Refusal rates {' and '.join(parts)} since {before}"


def _section(part: Records, subject: Subject) -> Section | None:
    """None where the group of all has one period only, or none in the scorecard's."""
    groups = {g: found for g in subject.breakdown.rows if (found := [r for r in part if r.group == g])}
    total, last = groups[ALL], [records[-1] for records in groups.values()]
    if len(total) < 2 or total[-1].period != subject.about.period.label:
        return None
    decided, dates = subject.numbers.count(total[-1].decided), subject.about.period.dates
    base = f"Base: decided {subject.applications} of each period; {decided} in {dates}."
    changed = [r for r in last if r.change in VERBS]
    title = sentence(_title(changed, subject, total[-1].previous_period))
    lines = lines_table(groups, subject, base)
    drawn = _chart(lines, groups, subject, title)
    return Section(
        id=subject.id(KIND),
        part=PART,
        topic=f"{subject.topic}: change",
        title=title,
        base=base,
        statements=(
            *(change_sentence(r, subject) for r in changed),
            *(_signal_sentence(r, subject, len(total)) for r in last if isinstance(r.signal, str) and r.signal),
        ),
        charts=(drawn,) if drawn.series else (),
        tables=(summary_table(groups, subject, base),),
        details=(lines,),
        speaker=(base, HOW_TESTED),
        breakdown=subject.breakdown.name,
    )


def _chart(table: Table, groups: Groups, subject: Subject, title: str) -> Chart:
    """A line for each group that has a rate in two periods or more, and All; Unknown is in the table."""
    series = tuple(
        Series(group, f"rate_{n}", f"rate_{n}_low", f"rate_{n}_high", group)
        for n, group in enumerate(groups)
        if group not in subject.breakdown.unknown and sum(c.value is not None for c in table.column(f"rate_{n}")) > 1
    )
    values = [cell.value for s in series for cell in table.column(s.value)]
    ends = "; ".join(f"{s.name} {table.column(s.value)[-1].text}" for s in series)
    return Chart(
        id=f"{table.id}-chart",
        kind=ChartKind.TREND,
        title="Refusal rate by period",
        alt=f"{title}. In {subject.about.period.label}: {ends}.",
        table=table.id,
        rows=tuple(range(len(table.rows))),
        category="period",
        series=series,
        axis=share_axis(values, "Refusal rate (refused ÷ decided)"),
    )


def trend_sections(figures: Figures, about: About, breakdowns: Sequence[str]) -> tuple[Section, ...]:
    """A section for each workforce and breakdown with two periods or more."""
    made = (
        _section(course(figures, FRAME, workforce, breakdown.name), Subject(workforce, breakdown, about))
        for workforce, breakdown, _ in places(figures, FRAME, breakdowns, about)
    )
    return tuple(section for section in made if section is not None)
