"""Sections that show one tidy frame each, described in templates/sections.toml: no Python for a new one.

In: a frame of Figures.others with the key columns of Counts; one with several rows a group (an outcome each, say) is
laid out wide by its `pivot` column first: `sent` is then the cases of the item sent, `sent_share` its share. Out: for
each workforce and breakdown a section with the columns that the description lists, a title and sentences from its
templates, and a chart where it names one.
Templates see `rows` (the frame's rows by group), `total` (the row of All), `people`, `applications`, `label`, `dates`,
`by`, the filters count, percent, in_brackets, ratio, points, days, people and p, and the tests shown (a number),
recorded (the extract says something of it) and given (a percentage that is printed, which of rounded counts 0% and 100%
are not).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, StrictUndefined, Template

from scorecard.compose.about import About
from scorecard.compose.axes import count_axis, share_axis
from scorecard.compose.framed_table import Shown, group_rows, is_recorded, recorded_in, wide
from scorecard.compose.numbers import Numbers, is_number, listed
from scorecard.compose.records import Records, places
from scorecard.compose.subject import section_id
from scorecard.compose.wording import applicants, applications, heading, phrase, sentence, within
from scorecard.model import (
    ALL,
    Breakdown,
    Chart,
    ChartKind,
    Column,
    Figures,
    Section,
    Series,
    Statement,
    Table,
    Tone,
    Unit,
)

_FILTERS: dict[str, Unit] = {
    "percent": Unit.PERCENT,
    "ratio": Unit.RATIO,
    "points": Unit.POINTS,
    "days": Unit.DAYS,
    "people": Unit.PEOPLE,
    "p": Unit.PROBABILITY,
}
Spec = Mapping[str, Any]
ITEMS = "items"


@cache
def _environment(numbers: Numbers) -> Environment:
    """Templates of plain text with this edition's numbers."""
    made = Environment(undefined=StrictUndefined, autoescape=False, trim_blocks=True)  # noqa: S701 - text, not HTML
    for name, unit in _FILTERS.items():
        made.filters[name] = lambda value, unit=unit: numbers.text(value, unit)
    made.filters |= {"count": numbers.count, "in_brackets": numbers.in_brackets}
    made.tests |= {
        "shown": is_number,
        "recorded": is_recorded,
        "given": lambda share: bool(numbers.in_brackets(share)),
    }
    return made


@cache
def _template(numbers: Numbers, text: str) -> Template:
    return _environment(numbers).from_string(text)


@dataclass(frozen=True)
class Place:
    """Where one section's rows stand: a workforce, a breakdown, the rows (one a group), and what they are split by."""

    workforce: str
    breakdown: Breakdown
    records: Records
    by: str
    items: Sequence[str]


def _words(place: Place, about: About) -> dict[str, Any]:
    """What the templates of a section may name."""
    rows = {record.group: record for record in place.records}
    people, breakdown = applicants(place.workforce), place.breakdown
    return {
        "rows": rows,
        "total": rows.get(ALL),
        "assessed": [rows[g] for g in breakdown.assessed if g in rows],
        "who": {g: phrase(breakdown, g, people) for g in rows},
        "people": people,
        "applications": applications(place.workforce),
        "heading": heading(place.workforce),
        "label": breakdown.label,
        "reference": breakdown.reference,
        "by": place.by.replace("_", " "),
        "dates": about.period.dates,
    }


def _table(place: Place, about: About, columns: Sequence[Mapping[str, Any]], words: tuple[str, str, str]) -> Table:
    """The table of those columns; `words`: its id, caption and base."""
    shown = [s for s in (Shown(**c) for c in columns) if recorded_in(place.records, s.recorded)]
    name, caption, base = words
    heads = (Column("group", "Group"), *(c.column(place.breakdown) for c in shown))
    return Table(name, caption, base, heads, group_rows(place.records, place.breakdown, shown, about))


def _chart(spec: Spec, table: Table, title: str) -> tuple[Chart, ...]:
    """The chart that the description names, of the rows that have a number to draw."""
    if "chart" not in spec:
        return ()
    chart = spec["chart"]
    series = tuple(Series(**s) for s in chart["series"])
    values = [table.column(s.value) for s in series]
    named = list(zip(series, values, strict=True))
    rows = tuple(i for i in range(len(table.rows)) if any(column[i].value is not None for column in values))
    if not rows:
        return ()
    ends = [table.column(key)[i].value for s in series for key in (s.value, s.high or s.value) for i in rows]
    unit = table.columns[table.index(series[0].value)].unit
    axis = (count_axis if unit in (Unit.COUNT, Unit.DAYS) else share_axis)(ends, chart["axis"])
    said = "; ".join(
        f"{table.rows[i].cells[0].text}: {listed([f'{within(s.name)} {v[i].text}' for s, v in named])}" for i in rows
    )
    return (
        Chart(
            f"{table.id}-chart", ChartKind(chart["kind"]), chart["title"], f"{title}. {said}.", table.id, rows,
            "group", series, axis,
        ),
    )  # fmt: skip


def framed_sections(figures: Figures, about: About, spec: Spec) -> tuple[Section, ...]:
    """A section for each workforce and breakdown (and value of the column `by`) that the frame has rows of."""
    made = []
    for workforce, breakdown, every in places(figures, spec["frame"], spec["breakdowns"], about):
        found = [r for r in every if getattr(r, spec["where"])] if "where" in spec else every
        if not found:
            continue
        for by in dict.fromkeys(getattr(r, spec["by"]) for r in found) if "by" in spec else [""]:
            part = [r for r in found if getattr(r, spec["by"]) == by] if by else found
            items = list(dict.fromkeys(getattr(r, spec["pivot"]) for r in part)) if "pivot" in spec else []
            records = wide(part, spec["pivot"]) if items else part
            if _of_anybody(records, items, spec) and recorded_in(records, spec.get("recorded", "")):
                made.append(_section(Place(workforce, breakdown, records, by, items), about, spec))
    return tuple(made)


def _of_anybody(records: Records, items: Sequence[str], spec: Spec) -> bool:
    """Whether some row has something in the column `needs`: neither nobody nor undefined. Withheld is something."""
    values = [value for record in records for value in _values(record, spec["needs"], items)] if "needs" in spec else []
    return not values or any(value is None or value > 0 for value in values)


def _of_few(place: Place, about: About, spec: Spec) -> bool:
    """Whether there are fewer of what `cases` names, among all, than a group must have to be assessed."""
    total = next((record for record in place.records if record.group == ALL), None)
    values = _values(total, spec["cases"], place.items) if "cases" in spec and total else [None]
    return None not in values and sum(values) < about.smallest_decided


def _values(record: Any, column: str, items: Sequence[str]) -> list[Any]:
    """What stands in the column, 0 where no case has that item; "items" stands for those of all pivoted items."""
    return [getattr(record, name, 0) for name in (items if column == ITEMS else [column])]


def _columns(spec: Spec, items: Sequence[str]) -> list[Mapping[str, Any]]:
    """The columns listed; "items" stands for one a pivoted item, with its share of the column that `of` names."""
    if spec["columns"] != ITEMS:
        return list(spec["columns"])
    of = spec.get("of", "")
    share = " (% of base)" if of else ""
    base = [{"key": of, "header": "Base"}] if of else []
    return [*base, *({"key": item, "header": sentence(item.replace("_", " ")) + share, "of": of} for item in items)]


def _section(place: Place, about: About, spec: Spec) -> Section:
    words = _words(place, about)

    def said(template: str) -> str:
        return sentence(" ".join(_template(about.numbers, template).render(**words).split()))

    name = section_id(spec["id"], place.workforce, place.breakdown.name, place.by)
    base, title, caption = said(spec["base"]), said(spec["title"]), said(spec["caption"])
    table = _table(place, about, _columns(spec, place.items), (name, caption, base))
    every = (f"{name}-figures", f"{caption}: all figures", base)
    details = (_table(place, about, spec["details"], every),) if "details" in spec else ()
    statements = [Statement(text) for s in spec.get("statements", ()) if (text := said(s))]
    cautions = [Statement(text, Tone.WARNING) for s in spec.get("cautions", ()) if (text := said(s))]
    return Section(
        id=name,
        part=spec["part"].format(workforce=heading(place.workforce)),
        topic=said(spec["topic"]),
        title=title,
        base=base,
        statements=(*statements, *cautions),
        charts=_chart(spec, (*details, table)[0], title),
        tables=(table,),
        details=details,
        speaker=(base, *(s.text for s in (*statements, *cautions))),
        breakdown=place.breakdown.name,
        on_slides=not _of_few(place, about, spec),
    )
