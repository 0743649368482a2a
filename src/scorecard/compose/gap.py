"""What each reason for refusal adds to the gap beside the reference.

In: the records of the frame `reason_contributions` of one workforce and breakdown. Out: a section.
"""

from __future__ import annotations

from scorecard.compose.numbers import Numbers, is_number, listed
from scorecard.compose.records import MAIN, Records, now, role
from scorecard.compose.stacked import stacked_chart
from scorecard.compose.subject import Subject
from scorecard.compose.wording import phrase, reason_named, sentence, within
from scorecard.model import Cell, Column, Figures, Finding, Row, Section, Statement, Table, Unit

PART = "Reasons for refusal"
KIND = "gap"
NONE_GIVEN = "none_given"
MOST_NAMED = 3  # of reasons that tie
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
    said: dict[str, list[str]] = {}
    for group in breakdown.groups:
        own = [r for r in part if r.group == group and r.reason != NONE_GIVEN and is_number(r.contribution)]
        if group in found and (most := _most(own, about.numbers)):
            points = [about.numbers.text(v, Unit.POINTS) for v in (most[0].contribution, most[0].rate_difference)]
            each = " each" if len(most) > 1 else ""
            said.setdefault(_adding(most), []).append(f"{group} ({points[0]}{each} of {points[1]} points)")
    if not said:
        reference = phrase(breakdown, breakdown.reference or "", "applicants")
        return f"What each reason adds to the gap between each group and {reference}"
    first, *rest = [f"{reasons} most to the gap for {listed(groups)}" for reasons, groups in said.items()]
    return "; ".join([first, *map(within, rest)])


def _most(own: Records, numbers: Numbers) -> Records:
    """The reasons that add most, as the points are printed: a reader sees none that adds more. None where none adds."""
    if not own:
        return []
    printed = [numbers.text(r.contribution, Unit.POINTS) for r in own]
    largest = numbers.text(max((r.contribution for r in own), default=float("nan")), Unit.POINTS)
    return [r for r, text in zip(own, printed, strict=True) if text == largest and text.startswith("+")]


def _adding(most: Records) -> str:
    """`Finance adds`, `Finance and residency add`; many are counted."""
    if len(most) == 1:
        return f"{reason_named(most[0].reason)} adds"
    if len(most) > MOST_NAMED:
        return f"{len(most)} reasons add"
    return sentence(f"{listed([within(reason_named(r.reason)) for r in most])} add")


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
