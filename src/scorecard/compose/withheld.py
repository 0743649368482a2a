"""What is left out: sections of which every figure is withheld, slides of next to nothing, charts of nothing to draw.

In: finished sections. Out: those that show something, and the topics of the others, which are named once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from scorecard.compose.numbers import WITHHELD
from scorecard.model import Chart, Section, Statement


def is_withheld(section: Section) -> bool:
    """Whether its tables have withheld figures and not one that is shown (the first column names the row)."""
    texts = [cell.text for table in (*section.tables, *section.details) for row in table.rows for cell in row.cells[1:]]
    return WITHHELD.text in texts and not any(letter.isdigit() for text in texts for letter in text)


def with_something_drawn(section: Section) -> Section:
    """The section without charts of which every value is withheld or undefined: only their axes would be seen."""
    return replace(section, charts=tuple(chart for chart in section.charts if _draws(section, chart)))


def _draws(section: Section, chart: Chart) -> bool:
    table = section.table(chart.table)
    columns = [table.column(series.value) for series in chart.series]
    return any(column[row].value is not None for column in columns for row in chart.rows)


def left_out(sections: Iterable[Section]) -> tuple[Statement, ...]:
    """One sentence that names what is left out; none where nothing is."""
    return _named("Left out, since all of their figures are withheld", sections)


def off_slides(sections: Iterable[Section]) -> tuple[Statement, ...]:
    """One sentence that names what is about too few cases for a slide; none where nothing is."""
    return _named("On the page and in the workbook only, since there is little to show", sections)


def _named(why: str, sections: Iterable[Section]) -> tuple[Statement, ...]:
    topics = list(dict.fromkeys(section.topic for section in sections))
    return (Statement(f"{why}: {'; '.join(topics)}."),) if topics else ()
