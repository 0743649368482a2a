"""Sections on the passed and refused by one breakdown: a table, the rates as a chart, the ratios as a chart.

In: the rows of figures.csv for one workforce and breakdown. Out: a section with the table and the chart of rates and,
where groups are compared with a reference, a section with the chart of ratios.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scorecard.compose.about import About
from scorecard.compose.assessment import RELIABLE, throughout
from scorecard.compose.disparity_charts import rate_chart, ratio_chart
from scorecard.compose.disparity_tables import detail_table, summary_table
from scorecard.compose.records import MAIN, now
from scorecard.compose.sentences import group_statement, nobody_statement, too_few_statement
from scorecard.compose.subject import Subject
from scorecard.compose.titles import ratio_title, section_title
from scorecard.model import ALL, Breakdown, Chart, Figures, Finding, Section, Statement

# So many groups have a sentence each of one kind; more are listed in one.
MOST_TOO_FEW, MOST_OF_NOBODY = 3, 1


def statements(rows: Sequence[Any], breakdown: Breakdown, about: About) -> tuple[Statement, ...]:
    """One sentence for each compared group and for an Unknown that anybody is in; reliable differences first."""
    reference = next((r for r in rows if r.group == breakdown.reference), None)
    if reference is None:
        return ()
    # A crossed breakdown has many Unknown groups, each of which the tables show.
    single = len(breakdown.columns) == 1
    unknown = [r.group for r in rows if single and r.group in breakdown.unknown and r.decided != 0]
    few = [r for r in rows if r.group in breakdown.assessed and r.finding == Finding.TOO_FEW]
    nobody = _if_more([r for r in few if r.decided == 0], MOST_OF_NOBODY)
    some = _if_more([r for r in few if r.decided != 0], MOST_TOO_FEW)
    said = [
        group_statement(r, reference, breakdown, about)
        for r in rows
        if (r.group in breakdown.assessed or r.group in unknown) and r not in (*nobody, *some)
    ]
    said.sort(key=lambda s: s.finding not in RELIABLE)
    together = [nobody_statement(nobody)] if nobody else []
    return (*said, *together, *([too_few_statement(some, about)] if some else []))


def _if_more(rows: Sequence[Any], most: int) -> Sequence[Any]:
    """The rows if they are more than that, else none."""
    return rows if len(rows) > most else ()


def _shown(rows: Sequence[Any], breakdown: Breakdown) -> list[Any]:
    """All rows; of a long list of groups, those in which somebody was decided (or whose number is withheld)."""
    if breakdown.parent is None and len(breakdown.columns) == 1:
        return list(rows)
    kept = (ALL, breakdown.reference)
    return [r for r in rows if r.group in kept or r.decided is None or r.decided > 0]


def disparity_sections(figures: Figures, subject: Subject, part: str) -> tuple[Section, ...]:
    """The section with the table and the rates, then the one with the ratios; nothing where nobody was decided."""
    name, breakdown, about = subject.id(), subject.breakdown, subject.about
    rows = _shown(now(figures, MAIN, subject.workforce, breakdown.name, about), breakdown)
    if not rows or _all(rows).decided == 0:
        return ()
    title = section_title(rows, breakdown, about)
    table = summary_table(rows, breakdown, about, name=name)
    detail = detail_table(rows, breakdown, about, name=name)
    rates = rate_chart(detail, title, about, name=name)
    said = statements(rows, breakdown, about)
    first = Section(
        id=name,
        part=part,
        topic=subject.topic,
        title=title,
        base=table.base,
        charts=(rates,) if rates.rows else (),
        tables=(table,),
        details=(detail,),
        speaker=(table.base, *(s.text for s in said)),
        breakdown=breakdown.name,
    )
    if not _has_comparisons(rows, breakdown):
        return (first,)  # its title says why
    ratios = ratio_chart(detail, breakdown, about, title, name=name)
    return (first, _ratio_section(first, breakdown, ratio_title(rows, breakdown, about), ratios, said))


def _all(rows: Sequence[Any]) -> Any:
    return next(r for r in rows if r.group == ALL)


def _has_comparisons(rows: Sequence[Any], breakdown: Breakdown) -> bool:
    """Whether a compared group is shown, of which and of its reference some were decided, not all with one outcome."""
    reference = next((r for r in rows if r.group == breakdown.reference), None)
    if reference is None or reference.decided == 0 or throughout(_all(rows)):
        return False
    return any(r.finding is not None and r.decided != 0 for r in rows if r.group in breakdown.assessed)


def _ratio_section(
    first: Section, breakdown: Breakdown, title: str, ratios: Chart | None, said: tuple[Statement, ...]
) -> Section:
    """How each group's refusal rate compares with the reference's, in words and as a chart."""
    return Section(
        id=f"{first.id}-ratios",
        part=first.part,
        topic=f"{first.topic}: compared with {breakdown.reference}",
        title=title,
        base=first.base,
        statements=said,
        charts=(ratios,) if ratios else (),
        details=first.details if ratios else (),
        speaker=(
            f"The refusal ratio is the group's refusal rate divided by the {breakdown.reference} rate. 1 means that "
            "both were refused equally often. A line that crosses 1 is not by itself a test: the findings come from "
            "Fisher's exact test, adjusted for the number of groups compared.",
        ),
        breakdown=breakdown.name,
    )
