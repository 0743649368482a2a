"""Forces beside each other: each force's refusal rate against how many it decided, within control limits.

In: the frame `forces`. Out: a section for each workforce, with a funnel and a table of forces; none without the frame.
A funnel asks which forces differ from all of them together by more than chance, and ranks nobody.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from scorecard.compose.about import About
from scorecard.compose.axes import count_axis, share_axis
from scorecard.compose.numbers import UNDEFINED, Numbers, listed
from scorecard.compose.records import Records, course, workforces
from scorecard.compose.subject import section_id
from scorecard.compose.wording import applicants, applications, heading, sentence
from scorecard.model import (
    Axis,
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

FRAME, BREAKDOWN = "forces", "force"
PART = "Forces beside each other"
MOST_ON_A_SLIDE = 12
NAMED = 1.15  # room for the name of the largest force, right of its point
SIGNALS = {"above": "Above the 99.8% limits", "below": "Below the 99.8% limits", "": "Within the 99.8% limits"}
COLUMNS = (
    Column("force", "Force"),
    Column("decided", "Decided", Unit.COUNT),
    Column("refused", "Refused", Unit.COUNT),
    Column("refusal_rate", "Refused, %", Unit.PERCENT),
    Column("limit_95_low", "95% limit from", Unit.PERCENT),
    Column("limit_95_high", "95% limit to", Unit.PERCENT),
    Column("limit_998_low", "99.8% limit from", Unit.PERCENT),
    Column("limit_998_high", "99.8% limit to", Unit.PERCENT),
    Column("signal", "Beside the limits"),
)
SHORT = ("force", "decided", "refused", "refusal_rate", "signal")
HOW = (
    "The limits are where 95% and 99.8% of forces would lie if all had one refusal rate and differed by chance alone. "
    "Forces differ in who applies and in how they record, so a force outside them is a question, not a finding."
)


def forces_sections(figures: Figures, about: About) -> tuple[Section, ...]:
    """One section for each workforce in which forces are compared."""
    found = ((w, _records(figures, w, about)) for w in workforces(figures, FRAME))
    return tuple(_section(workforce, records, about) for workforce, records in found if records)


def _records(figures: Figures, workforce: str, about: About) -> Records:
    return [r for r in course(figures, FRAME, workforce, BREAKDOWN) if r.period == about.period.label]


def _cell(record: Any, column: Column, numbers: Numbers) -> Cell:
    value = getattr(record, column.key)
    if column.key == "signal" and value is not None:
        return Cell(SIGNALS[value] if record.decided else UNDEFINED.text)
    return numbers.cell(value, column.unit)


def _table(words: tuple[str, str, str], records: Records, keys: Iterable[str], about: About) -> Table:
    """A row for each force; `words`: the table's id, caption and base."""
    columns = tuple(c for c in COLUMNS if c.key in keys)
    rows = tuple(Row(tuple(_cell(r, c, about.numbers) for c in columns)) for r in records)
    return Table(*words, columns, rows)


def _section(workforce: str, records: Records, about: About) -> Section:
    people, name = applicants(workforce), section_id("forces", workforce)
    base = f"Base: decided {applications(workforce)} of {len(records)} forces, {about.period.dates}."
    outside = [r for r in records if r.signal]
    title = sentence(_title(people, records, outside))
    caption = f"Decided and refused {people} by force"
    full = _table((f"{name}-figures", f"{caption}: all figures", base), records, [c.key for c in COLUMNS], about)
    few = len(records) <= MOST_ON_A_SLIDE
    shown = records if few else outside
    note = caption if few else f"{caption}: those outside the 99.8% limits"
    statements = (*_said(outside, about.numbers), Statement(HOW))
    return Section(
        id=name,
        part=PART,
        topic=f"{heading(workforce)} by force",
        title=title,
        base=base,
        statements=statements,
        charts=(_chart(name, people, records, full, about),),
        tables=(_table((name, note, base), shown, SHORT, about),) if shown else (),
        details=(full,),
        speaker=(base, *(s.text for s in statements)),
    )


def _title(people: str, records: Records, outside: Records) -> str:
    if not outside:
        return f"no force of {len(records)} lies outside the 99.8% limits of refusal rates, {people}"
    lie = "lies" if len(outside) == 1 else "lie"
    return f"{len(outside)} of {len(records)} forces {lie} outside the 99.8% limits of refusal rates, {people}"


def _said(outside: Records, numbers: Numbers) -> list[Statement]:
    """Which forces lie outside the limits, in one sentence for each side."""
    said = []
    for side in ("above", "below"):
        names = [f"{r.force} ({numbers.percent(r.refusal_rate)})" for r in outside if r.signal == side]
        if names:
            said.append(Statement(f"{side.capitalize()} the 99.8% limits: {listed(names)}.", Tone.FINDING))
    return said


def _chart(name: str, people: str, records: Records, table: Table, about: About) -> Chart:
    centre = next((r.centre for r in records if r.centre is not None and r.centre == r.centre), None)
    together = f"All forces {about.numbers.percent(centre)}" if centre is not None else ""
    outside = [f"{r.force}, {SIGNALS[r.signal].lower()}" for r in records if r.signal]
    seen = f"Outside the limits: {listed(outside)}." if outside else "No force lies outside the limits."
    sizes: Axis = count_axis([NAMED * r.decided for r in records if r.decided is not None], "Decided")
    drawn = ("refusal_rate", "limit_998_high")
    return Chart(
        f"{name}-chart",
        ChartKind.FUNNEL,
        f"Refusal rate and number decided, {people}",
        f"Funnel of {len(records)} forces. {together}. {seen}",
        table.id,
        tuple(range(len(records))),
        "force",
        (Series("Decided", "decided"), Series("Refused", "refusal_rate", "limit_998_low", "limit_998_high")),
        share_axis([c.value for key in drawn for c in table.column(key)], "Refused, %"),
        sizes,
        line_at=centre,
        line_label=together,
    )
