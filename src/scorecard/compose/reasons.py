"""Why applicants were refused: each reason by group, its rank, and what it adds to the gap beside the reference.

In: the frames `reasons`, `reason_ranks` and `reason_contributions`. Out: for each workforce and breakdown a section on
the reasons and, where groups are compared, one on the gap.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from scorecard.compose.about import About
from scorecard.compose.axes import share_axis
from scorecard.compose.framed_table import in_order, role
from scorecard.compose.numbers import NOT_AVAILABLE, listed
from scorecard.compose.records import MAIN, Records, now, places
from scorecard.compose.wording import applicants, applications, heading, phrase, reason_named
from scorecard.model import (
    ALL,
    Breakdown,
    Cell,
    Chart,
    ChartKind,
    Column,
    Figures,
    Finding,
    Row,
    Section,
    Series,
    Statement,
    Table,
    Unit,
)

PART = "Reasons for refusal"
NONE_GIVEN = "none_given"
SEVERAL = "A case can have several reasons, so shares add up to more than 100%."


def _number(value: Any) -> bool:
    return value is not None and value == value  # noqa: PLR0124 - nan is unlike itself


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
            row.append(about.numbers.cell(rank, Unit.COUNT) if _number(rank) else NOT_AVAILABLE)
        row += [Cell(_share(cells[reason, g], about, " (", ")")) for g in groups]
        rows.append(Row(tuple(row)))
    caption = f"Reasons for refusal by {breakdown.label}, {words['people']}"
    return Table(words["name"], caption, words["base"], tuple(columns), tuple(rows), (SEVERAL,))


def _share(record: Any, about: About, between: str = ", ", end: str = "") -> str:
    """`31, 12.1%`: cases and their share of refused cases."""
    if not _number(record.cases):
        return "[c]"
    if not _number(record.share_of_refused):
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


def _stacked(table: Table, name: str, title: str, axis: str, unit: Unit = Unit.PERCENT) -> tuple[Chart, ...]:
    """Bars in parts, one part a column, for the rows that have numbers."""
    keys = [c.key for c in table.columns[1:] if c.unit in (Unit.PERCENT, Unit.POINTS) and c.key != "gap"]
    rows = tuple(
        i
        for i, row in enumerate(table.rows)
        if any(isinstance(table.column(k)[i].value, float) and table.column(k)[i].value for k in keys)
    )
    if not rows:
        return ()
    ends: list[float] = []
    for i in rows:
        parts = [v for k in keys if isinstance(v := table.column(k)[i].value, float)]
        ends += [sum(v for v in parts if v > 0), sum(v for v in parts if v < 0)]
    series = tuple(Series(table.columns[table.index(k)].header.split(" (")[0], k) for k in keys)
    scale = share_axis(ends, axis, unit=unit, from_below=min(ends) < 0)
    alt = "; ".join(
        f"{row.cells[0].text}: {', '.join(_named(table, row))}" for i, row in enumerate(table.rows) if i in rows
    )
    return (Chart(name, ChartKind.STACKED, table.caption, f"{title}. {alt}.", table.id, rows, "group", series, scale),)


def _named(table: Table, row: Row) -> list[str]:
    return [
        f"{c.header.split(' (')[0].lower()} {cell.text}"
        for c, cell in zip(table.columns[1:], row.cells[1:], strict=True)
        if cell.value
    ]


def _leading(figures: Figures, workforce: str, about: About) -> str:
    """`candidate family member (81, 43.3%)`, and what led in the period before where that has changed; "" for none."""
    for found, breakdown, part in places(figures, "reasons", [b.name for b in figures.breakdowns], about):
        first = [r for r in part if found == workforce and r.group == ALL and _number(r.rank) and r.rank == 1]
        if not first:
            continue
        names = " and ".join(reason_named(r.reason).lower() for r in first)
        before = _ranks(figures, workforce, breakdown, about)
        led = {reason_named(r).lower() for r, rank in before.items() if _number(rank) and rank == 1}
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
        first = [r.reason for r in part if r.group == group and _number(r.rank) and r.rank == 1]
        if len(first) == 1:
            said.append(f"{group}: {reason_named(first[0]).lower()}")
    return (Statement(f"Most frequent reason by group: {'; '.join(said)}."),) if said else ()


def _gap_title(figures: Figures, part: Records, breakdown: Breakdown, workforce: str, about: About) -> str:
    """Which reason adds most to each reliable gap, in points of its whole; where none is reliable, what is shown."""
    reference = phrase(breakdown, breakdown.reference or "", "applicants")
    found = {r.group for r in now(figures, MAIN, workforce, breakdown.name, about) if r.finding == Finding.HIGHER}
    said = []
    for group in breakdown.groups:
        own = [r for r in part if r.group == group and r.reason != NONE_GIVEN and _number(r.contribution)]
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


def _contribution_section(
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
        base=words["decided"], charts=_stacked(table, f"{name}-chart", title, "Percentage points", Unit.POINTS),
        details=(table,),
        statements=(Statement("A reason that adds to a gap is where to look; it is not by itself an explanation."),),
        speaker=(words["decided"], "Small groups move a good deal by chance: read this beside the group's finding."),
        breakdown=breakdown.name,
    )  # fmt: skip


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
                charts=_stacked(shares, f"{words['name']}-chart", title, "Share of refused cases"),
                tables=(_reason_table(part, breakdown, about, _ranks(figures, workforce, breakdown, about), words),),
                details=(shares,),
                speaker=(words["base"],),
                breakdown=breakdown.name,
            )
        )
        gap = in_order(gaps.get((workforce, breakdown.name), []), breakdown)
        if breakdown.reference and any(_number(r.contribution) for r in gap):
            made.append(_contribution_section(figures, gap, breakdown, about, words))
    return tuple(made)
