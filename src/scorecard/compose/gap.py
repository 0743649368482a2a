"""What each reason for refusal adds to the gap beside the reference.

In: the records of the frame `reason_contributions` of one workforce and breakdown. Out: a section.
"""

from __future__ import annotations

from collections.abc import Mapping

from scorecard.compose.about import About
from scorecard.compose.framed_table import role
from scorecard.compose.numbers import is_number, listed
from scorecard.compose.records import MAIN, Records, now
from scorecard.compose.stacked import stacked_chart
from scorecard.compose.wording import heading, phrase, reason_named
from scorecard.model import Breakdown, Cell, Column, Figures, Finding, Row, Section, Statement, Table, Unit

PART = "Reasons for refusal"
NONE_GIVEN = "none_given"


def positions(part: Records) -> dict[str, int]:
    """The place of each reason in the list of reasons, by which it has one colour in every chart."""
    return {reason: at for at, reason in enumerate(dict.fromkeys(r.reason for r in part))}


def _gap_title(figures: Figures, part: Records, breakdown: Breakdown, workforce: str, about: About) -> str:
    """Which reason adds most to each reliable gap, in points of its whole; where none is reliable, what is shown."""
    reference = phrase(breakdown, breakdown.reference or "", "applicants")
    found = {r.group for r in now(figures, MAIN, workforce, breakdown.name, about) if r.finding == Finding.HIGHER}
    said = []
    for group in breakdown.groups:
        own = [r for r in part if r.group == group and r.reason != NONE_GIVEN and is_number(r.contribution)]
        if group not in found or not own:
            continue
        most = max(own, key=lambda r: r.contribution)
        points = [about.numbers.text(v, Unit.POINTS) for v in (most.contribution, most.rate_difference)]
        said.append((reason_named(most.reason), f"{group} ({points[0]} of {points[1]} points)"))
    if not said:
        return f"What each reason adds to the gap between each group and {reference}"
    parts = [
        f"{reason} adds most to the gap for {listed([who for r, who in said if r == reason])}"
        for reason in dict.fromkeys(r for r, _ in said)
    ]
    return "; ".join([parts[0], *(p[:1].lower() + p[1:] for p in parts[1:])])


def gap_section(
    figures: Figures, part: Records, breakdown: Breakdown, about: About, words: Mapping[str, str]
) -> Section:
    workforce = words["workforce"]
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
        cells = [about.numbers.cell(own[r].contribution, Unit.POINTS) for r in given]
        gap = about.numbers.cell(next(iter(own.values())).rate_difference, Unit.POINTS)
        rows.append(Row((Cell(group, group), *cells, gap), role(group, breakdown), group))
    name = f"gap-{workforce}-{breakdown.name}".replace("_", "-")
    table = Table(
        name, f"What each reason adds to the gap in refusal rates, {words['people']} by {breakdown.label}",
        words["decided"], columns, tuple(rows),
        ("Reasons add up to the gap. A refusal with several reasons is shared among them.",),
    )  # fmt: skip
    title = _gap_title(figures, part, breakdown, workforce, about)
    return Section(
        id=name, part=PART, topic=f"{heading(workforce)} by {breakdown.label}: reasons and the gap", title=title,
        base=words["decided"], charts=stacked_chart(table, title, "Percentage points", positions(part)),
        details=(table,),
        statements=(Statement("A reason that adds to a gap is where to look; it is not by itself an explanation."),),
        speaker=(words["decided"], "Small groups move a good deal by chance: read this beside the group's finding."),
        breakdown=breakdown.name,
    )  # fmt: skip
