"""What each reason for refusal adds to the gap beside the reference.

In: the records of the frame `reason_contributions` of one workforce and breakdown. Out: a section.
"""

from __future__ import annotations

from scorecard.compose.numbers import is_number, listed
from scorecard.compose.records import MAIN, Records, now, role
from scorecard.compose.stacked import stacked_chart
from scorecard.compose.subject import Subject
from scorecard.compose.wording import phrase, reason_named
from scorecard.model import Cell, Column, Figures, Finding, Row, Section, Statement, Table, Unit

PART = "Reasons for refusal"
KIND = "gap"
NONE_GIVEN = "none_given"
SHARED = "Reasons add up to the gap. A refusal with several reasons is shared among them."


def positions(part: Records) -> dict[str, int]:
    """The place of each reason in the list of reasons, by which it has one colour in every chart."""
    return {reason: at for at, reason in enumerate(dict.fromkeys(r.reason for r in part))}


def _title(figures: Figures, part: Records, subject: Subject) -> str:
    """Which reason adds most to each reliable gap, in points of its whole; where none is reliable, what is shown."""
    breakdown, about = subject.breakdown, subject.about
    found = {
        r.group for r in now(figures, MAIN, subject.workforce, breakdown.name, about) if r.finding == Finding.HIGHER
    }
    said = []
    for group in breakdown.groups:
        own = [r for r in part if r.group == group and r.reason != NONE_GIVEN and is_number(r.contribution)]
        if group not in found or not own:
            continue
        most = max(own, key=lambda r: r.contribution)
        points = [about.numbers.text(v, Unit.POINTS) for v in (most.contribution, most.rate_difference)]
        said.append((reason_named(most.reason), f"{group} ({points[0]} of {points[1]} points)"))
    if not said:
        reference = phrase(breakdown, breakdown.reference or "", "applicants")
        return f"What each reason adds to the gap between each group and {reference}"
    parts = [
        f"{reason} adds most to the gap for {listed([who for r, who in said if r == reason])}"
        for reason in dict.fromkeys(r for r, _ in said)
    ]
    return "; ".join([parts[0], *(p[:1].lower() + p[1:] for p in parts[1:])])


def _table(part: Records, subject: Subject) -> Table:
    """A row for each compared group: what each reason adds, in percentage points, and the whole gap."""
    breakdown, numbers = subject.breakdown, subject.numbers
    used = {r.reason for r in part if r.contribution != 0}
    given = [reason for reason in dict.fromkeys(r.reason for r in part) if reason in used]
    columns = (
        Column("group", "Group"),
        *(Column(r, f"{reason_named(r)} (points)", Unit.POINTS) for r in given),
        Column("gap", f"Gap: group − {breakdown.reference} (points)", Unit.POINTS),
    )
    rows = []
    for group in breakdown.assessed:
        own = {r.reason: r for r in part if r.group == group}
        if not own:
            continue
        cells = [numbers.cell(own[r].contribution, Unit.POINTS) for r in given]
        gap = numbers.cell(next(iter(own.values())).rate_difference, Unit.POINTS)
        rows.append(Row((Cell(group, group), *cells, gap), role(group, breakdown), group))
    caption = f"What each reason adds to the gap in refusal rates, {subject.people} by {breakdown.label}"
    return Table(subject.id(KIND), caption, subject.base("decided"), columns, tuple(rows), (SHARED,))


def gap_section(figures: Figures, part: Records, subject: Subject) -> Section:
    """What each reason adds to each group's gap beside the reference, as a table and as bars in parts.

    part: the records of `reason_contributions`, in the order of the breakdown's groups.
    """
    table, title, base = _table(part, subject), _title(figures, part, subject), subject.base("decided")
    chart = stacked_chart(table, title, "Percentage points", positions(part))
    return Section(
        id=subject.id(KIND),
        part=PART,
        topic=f"{subject.topic}: reasons and the gap",
        title=title,
        base=base,
        charts=chart,
        details=(table,),
        statements=(Statement("A reason that adds to a gap is where to look; it is not by itself an explanation."),),
        on_slides=bool(chart),
        speaker=(base, "Small groups move a good deal by chance: read this beside the group's finding."),
        breakdown=subject.breakdown.name,
    )
