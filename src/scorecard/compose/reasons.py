"""Why applicants were refused: each reason by group, and its rank.

In: the frames `reasons`, `reason_ranks` and `reason_contributions`. Out: for each workforce and breakdown a section on
the reasons and, where groups are compared, the one on the gap.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from scorecard.compose.about import About
from scorecard.compose.framed_table import in_order, role
from scorecard.compose.gap import PART, gap_section, positions
from scorecard.compose.numbers import NOT_AVAILABLE, is_number
from scorecard.compose.records import Records, now, places
from scorecard.compose.stacked import stacked_chart
from scorecard.compose.wording import applicants, applications, heading, reason_named
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

SEVERAL = "A case can have several reasons, so shares add up to more than 100%."


def _ordered(part: Records) -> list[str]:
    """The reasons that anybody was given, the most frequent first; in the list's order where counts are withheld."""
    counted = [r for r in part if r.group == ALL and r.cases != 0]
    if all(r.cases is not None for r in counted):
        counted.sort(key=lambda r: -r.cases)
    return [r.reason for r in counted]


def _ranks(figures: Figures, workforce: str, breakdown: Breakdown, about: About) -> Mapping[str, Any]:
    """The rank of each reason among all refused in the period before; empty where there is none."""
    ranks = now(figures, "reason_ranks", workforce, breakdown.name, about)
    return {r.reason: r.rank_before for r in ranks if r.group == ALL}


def _reason_table(
    part: Records, breakdown: Breakdown, about: About, before: Mapping[str, Any], words: Mapping[str, str]
) -> Table:
    """A row for each reason: its rank, then its cases among all refused and among each group's."""
    cells = {(r.reason, r.group): r for r in part}
    groups = [ALL, *(g for g in breakdown.groups if (_ordered(part)[0], g) in cells)]
    columns = [Column("reason", "Reason"), Column("rank", "Rank")]
    columns += [Column("before", "Rank in the period before")] if before else []
    columns += [Column(f"group_{n}", f"{g}: cases (% of refused)") for n, g in enumerate(groups)]
    rows = []
    for reason in _ordered(part):
        total = cells[reason, ALL]
        row = [Cell(reason_named(reason), reason_named(reason)), about.numbers.cell(total.rank, Unit.COUNT)]
        if before:
            rank = before.get(reason)
            row.append(about.numbers.cell(rank, Unit.COUNT) if is_number(rank) else NOT_AVAILABLE)
        row += [Cell(_share(cells[reason, g], about, " (", ")")) for g in groups]
        rows.append(Row(tuple(row)))
    caption = f"Reasons for refusal by {breakdown.label}, {words['people']}"
    return Table(words["name"], caption, words["base"], tuple(columns), tuple(rows), (SEVERAL,))


def _share(record: Any, about: About, between: str = ", ", end: str = "") -> str:
    """`31, 12.1%`: cases and their share of refused cases."""
    if not is_number(record.cases):
        return "[c]"
    if not is_number(record.share_of_refused):
        return about.numbers.count(record.cases)
    return f"{about.numbers.count(record.cases)}{between}{about.numbers.percent(record.share_of_refused)}{end}"


def _group_table(part: Records, breakdown: Breakdown, about: About, words: Mapping[str, str]) -> Table:
    """A row for each group, a column for each reason's share: what the chart draws."""
    reasons = _ordered(part)
    cells = {(r.reason, r.group): r for r in part}
    groups = [g for g in breakdown.rows if (reasons[0], g) in cells]
    columns = (
        Column("group", "Group"),
        *(Column(r, f"{reason_named(r)} (% of refused)", Unit.PERCENT) for r in reasons),
    )
    rows = tuple(
        Row(
            (Cell(g, g), *(about.numbers.cell(cells[r, g].share_of_refused, Unit.PERCENT) for r in reasons)),
            role(g, breakdown),
            g,
        )
        for g in groups
    )
    caption = f"Share of refused cases that give each reason, {words['people']} by {breakdown.label}"
    return Table(f"{words['name']}-shares", caption, words["base"], columns, rows, (SEVERAL,))


def _leading(figures: Figures, workforce: str, about: About) -> str:
    """`candidate family member (81, 43.3%)`, and what led in the period before where that has changed; "" for none."""
    for found, breakdown, part in places(figures, "reasons", [b.name for b in figures.breakdowns], about):
        first = [r for r in part if found == workforce and r.group == ALL and is_number(r.rank) and r.rank == 1]
        if not first:
            continue
        names = " and ".join(reason_named(r.reason).lower() for r in first)
        before = _ranks(figures, workforce, breakdown, about)
        led = {reason_named(r).lower() for r, rank in before.items() if is_number(rank) and rank == 1}
        changed = led and led != {reason_named(r.reason).lower() for r in first}
        was = f"; in the period before, {' and '.join(sorted(led))}" if changed else ""
        return f"{names} ({_share(first[0], about)}){was}"
    return ""


def leading_reasons(figures: Figures, workforces: Sequence[str], about: About) -> list[Statement]:
    """The most frequent reason of each workforce, in one sentence for the headline page; none where none is known."""
    said = [f"{heading(w).lower()}, {lead}" for w in workforces if (lead := _leading(figures, w, about))]
    return [Statement(f"Leading reason (cases, % of refused): {'; '.join(said)}.")] if said else []


def _leads(part: Records, breakdown: Breakdown) -> tuple[Statement, ...]:
    """Which reason leads for which group, where one alone does."""
    said = []
    for group in breakdown.groups:
        first = [r.reason for r in part if r.group == group and is_number(r.rank) and r.rank == 1]
        if len(first) == 1:
            said.append(f"{group}: {reason_named(first[0]).lower()}")
    return (Statement(f"Most frequent reason by group: {'; '.join(said)}."),) if said else ()


def reason_sections(figures: Figures, about: About, breakdowns: Sequence[str]) -> tuple[Section, ...]:
    """The sections on reasons of each workforce and breakdown; none without the frame."""
    made: list[Section] = []
    gaps = {
        (workforce, breakdown.name): part
        for workforce, breakdown, part in places(figures, "reason_contributions", breakdowns, about)
    }
    for workforce, breakdown, part in places(figures, "reasons", breakdowns, about):
        if not _ordered(part):
            continue
        words = {
            "name": f"reasons-{workforce}-{breakdown.name}".replace("_", "-"),
            "workforce": workforce,
            "people": applicants(workforce),
            "base": f"Base: refused {applications(workforce)}, {about.period.dates}.",
            "decided": f"Base: decided {applications(workforce)}, {about.period.dates}.",
        }
        lead = _leading(figures, workforce, about)
        title = (
            f"Leading reason for refusal of {words['people']}: {lead}"
            if lead
            else f"Reasons for refusal of {words['people']} by {breakdown.label}"
        )
        shares = _group_table(part, breakdown, about, words)
        made.append(
            Section(
                id=words["name"],
                part=PART,
                topic=f"{heading(workforce)} by {breakdown.label}: reasons",
                title=title,
                base=words["base"],
                statements=_leads(part, breakdown),
                charts=stacked_chart(shares, title, "Share of refused cases", positions(part)),
                tables=(_reason_table(part, breakdown, about, _ranks(figures, workforce, breakdown, about), words),),
                details=(shares,),
                speaker=(words["base"],),
                breakdown=breakdown.name,
            )
        )
        gap = in_order(gaps.get((workforce, breakdown.name), []), breakdown)
        if breakdown.reference and any(is_number(r.contribution) for r in gap):
            made.append(gap_section(figures, gap, breakdown, about, words))
    return tuple(made)
