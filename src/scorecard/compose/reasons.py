"""Why applicants were refused: each reason by group, and its rank.

In: the frames `reasons`, `reason_ranks` and `reason_contributions`. Out: for each workforce and breakdown a section on
the reasons and, where groups are compared, the one on the gap.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from scorecard.compose.about import About
from scorecard.compose.gap import MOST_NAMED, PART, gap_section, positions
from scorecard.compose.numbers import NOT_AVAILABLE, WITHHELD, Numbers, is_number, listed
from scorecard.compose.records import MAIN, Records, in_order, now, places, role
from scorecard.compose.stacked import stacked_chart
from scorecard.compose.subject import Subject
from scorecard.compose.wording import heading, reason_named, within
from scorecard.model import (
    ALL,
    Breakdown,
    Cell,
    Column,
    Figures,
    Row,
    Section,
    Statement,
    Table,
    Unit,
)

KIND = "reasons"
SEVERAL = "A case can have several reasons, so shares add up to more than 100%."


def _ordered(part: Records) -> list[str]:
    """The reasons that anybody was given, the most frequent first; in the list's order where counts are withheld."""
    counted = [r for r in part if r.group == ALL and r.cases != 0]
    if all(r.cases is not None for r in counted):
        counted.sort(key=lambda r: -r.cases)
    return [r.reason for r in counted]


def _ranks(figures: Figures, subject: Subject) -> Mapping[str, Any]:
    """The rank of each reason among all refused in the period before; empty where there is none."""
    ranks = now(figures, "reason_ranks", subject.workforce, subject.breakdown.name, subject.about)
    return {r.reason: r.rank_before for r in ranks if r.group == ALL}


def _reason_table(part: Records, subject: Subject, before: Mapping[str, Any]) -> Table:
    """A row for each reason: its rank, that in the period `before`, its cases among all refused and each group's."""
    cells = {(r.reason, r.group): r for r in part}
    numbers, reasons = subject.numbers, _ordered(part)
    groups = [ALL, *(g for g in subject.breakdown.groups if (reasons[0], g) in cells)]
    columns = [Column("reason", "Reason"), Column("rank", "Rank")]
    columns += [Column("before", "Rank in the period before")] if before else []
    columns += [Column(f"group_{n}", f"{g}: cases (% of refused)") for n, g in enumerate(groups)]
    rows = []
    for reason in reasons:
        total = cells[reason, ALL]
        row = [Cell(reason_named(reason), reason_named(reason)), numbers.cell(total.rank, Unit.COUNT)]
        if before:
            rank = before.get(reason)
            row.append(numbers.cell(rank, Unit.COUNT) if is_number(rank) else NOT_AVAILABLE)
        row += [Cell(_share(cells[reason, g], numbers)) for g in groups]
        rows.append(Row(tuple(row)))
    caption = f"Reasons for refusal by {subject.breakdown.label}, {subject.people}"
    return Table(subject.id(KIND), caption, subject.base("refused"), tuple(columns), tuple(rows), (SEVERAL,))


def _share(record: Any, numbers: Numbers) -> str:
    """`31 (12.1%)`: cases and their share of refused cases."""
    if not is_number(record.cases):
        return WITHHELD.text
    return f"{numbers.text(record.cases, Unit.COUNT)}{numbers.in_brackets(record.share_of_refused)}"


def _group_table(part: Records, subject: Subject) -> Table:
    """A row for each group, a column for each reason's share: what the chart draws."""
    reasons = _ordered(part)
    cells = {(r.reason, r.group): r for r in part}
    groups = [g for g in subject.breakdown.rows if (reasons[0], g) in cells]
    columns = (
        Column("group", "Group"),
        *(Column(r, f"{reason_named(r)} (% of refused)", Unit.PERCENT) for r in reasons),
    )
    rows = tuple(
        Row(
            (Cell(g, g), *(subject.numbers.cell(cells[r, g].share_of_refused, Unit.PERCENT) for r in reasons)),
            role(g, subject.breakdown),
            g,
        )
        for g in groups
    )
    caption = f"Share of refused cases that give each reason, {subject.people} by {subject.breakdown.label}"
    return Table(f"{subject.id(KIND)}-shares", caption, subject.base("refused"), columns, rows, (SEVERAL,))


def _first(part: Records, group: str, about: About) -> Records:
    """The most frequent reasons of a group: several where they tie, none where none is known."""
    first = [r for r in part if r.group == group and is_number(r.rank) and r.rank == 1]
    made_by_rounding = about.is_rounded and len(first) > 1
    return [] if made_by_rounding else first


def _named(first: Sequence[str]) -> str:
    """`finance`, `finance and residency`; many that tie are counted."""
    if len(first) > MOST_NAMED:
        return f"{len(first)} reasons"
    return listed([within(reason_named(reason)) for reason in first])


def _leading(figures: Figures, workforce: str, about: About) -> str:
    """`candidate family member (81, 43.3%)`, and what led in the period before where that has changed.

    "" where nothing is known, and where so few were refused that what leads is a matter of a case or two.
    """
    for found, breakdown, part in places(figures, "reasons", [b.name for b in figures.breakdowns], about):
        first = _first(part, ALL, about) if found == workforce else []
        if not first:
            continue
        if _refused(figures, workforce, breakdown, about) < about.smallest_decided:
            return ""
        before = _ranks(figures, Subject(workforce, breakdown, about))
        led = [reason for reason, rank in before.items() if is_number(rank) and rank == 1]
        changed = led and set(led) != {r.reason for r in first}
        was = f"; in the period before, {_named(led)}" if changed else ""
        return f"{_named([r.reason for r in first])} ({_of_each(first, about.numbers)}){was}"
    return ""


def _of_each(first: Records, numbers: Numbers) -> str:
    """`81, 43.3%`, `5 each, 41.7%`: cases of one of these reasons and, where it is printed, their share of refused."""
    cases, share = numbers.count(first[0].cases), numbers.in_brackets(first[0].share_of_refused).strip(" ()")
    return ", ".join(part for part in (f"{cases} each" if len(first) > 1 else cases, share) if part)


def _refused(figures: Figures, workforce: str, breakdown: Breakdown, about: About) -> float:
    """How many were refused; 0 where that is withheld."""
    rows = now(figures, MAIN, workforce, breakdown.name, about)
    return next((r.refused for r in rows if r.group == ALL and is_number(r.refused)), 0)


def leading_reasons(figures: Figures, workforces: Sequence[str], about: About) -> list[Statement]:
    """The most frequent reason of each workforce, in one sentence for the headline page; none where none is known."""
    said = [f"{heading(w).lower()}, {lead}" for w in workforces if (lead := _leading(figures, w, about))]
    return [Statement(f"Leading reason (cases, % of refused): {'; '.join(said)}.")] if said else []


def _leads(part: Records, subject: Subject) -> tuple[Statement, ...]:
    """Which reasons lead for each group of which anybody was refused, and once that for others it is withheld."""
    said, hidden = [], False
    for group in subject.breakdown.groups:
        own, first = [r for r in part if r.group == group], _first(part, group, subject.about)
        if first:
            said.append(f"{group}: {_named([r.reason for r in first])}{' equally' if len(first) > 1 else ''}")
        hidden = hidden or any(r.rank is None for r in own)
    if not said:
        return ()
    others = " For some other groups it is withheld." if hidden else ""
    return (Statement(f"Most frequent reason by group: {'; '.join(said)}.{others}"),)


def reason_sections(figures: Figures, about: About, breakdowns: Sequence[str]) -> tuple[Section, ...]:
    """The sections on reasons of each workforce and breakdown; none without the frame."""
    made: list[Section] = []
    gaps = {(w, b.name): part for w, b, part in places(figures, "reason_contributions", breakdowns, about)}
    for workforce, breakdown, part in places(figures, "reasons", breakdowns, about):
        if not _ordered(part):
            continue
        subject = Subject(workforce, breakdown, about)
        own = [_section(figures, part, subject)]
        gap = in_order(gaps.get((workforce, breakdown.name), []), breakdown)
        if breakdown.reference and any(is_number(r.contribution) for r in gap):
            own.append(gap_section(figures, gap, subject))
        few = _of_few(figures, subject)
        made += [replace(section, on_slides=section.on_slides and not few) for section in own]
    return tuple(made)


def _of_few(figures: Figures, subject: Subject) -> bool:
    """Whether fewer were refused than a group must have to be assessed: shares of so few are no picture."""
    rows = now(figures, MAIN, subject.workforce, subject.breakdown.name, subject.about)
    return any(r.group == ALL and is_number(r.refused) and r.refused < subject.about.smallest_decided for r in rows)


def _section(figures: Figures, part: Records, subject: Subject) -> Section:
    """Which reasons were given, among all refused and in each group."""
    lead, base = _leading(figures, subject.workforce, subject.about), subject.base("refused")
    title = (
        f"Leading reason for refusal of {subject.people}: {lead}"
        if lead
        else f"Reasons for refusal of {subject.people} by {subject.breakdown.label}"
    )
    shares = _group_table(part, subject)
    return Section(
        id=subject.id(KIND),
        part=PART,
        topic=f"{subject.topic}: reasons",
        title=title,
        base=base,
        statements=_leads(part, subject),
        charts=stacked_chart(shares, title, "Share of refused cases", positions(part)),
        tables=(_reason_table(part, subject, _ranks(figures, subject)),),
        details=(shares,),
        speaker=(base,),
        breakdown=subject.breakdown.name,
    )
