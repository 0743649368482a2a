"""A scorecard of rounded counts says that nothing is tested, and nothing that only exact counts could say."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import chain

import pandas as pd
import pytest

from scorecard.compose import About, compose
from scorecard.figures import derive, rounded
from scorecard.model import ALL, DETAIL_KEY, Breakdown, Counts, Edition, Period, Scorecard, Unit, joined
from tests.counts import ETHNICITY, SEX, SUMMER, counts

SPRING = Period(date(2021, 3, 1), date(2021, 5, 31), "202106")
# As rounded to the nearest 5: without rounding no reliable difference of Asian officers, and some men were refused.
PEOPLE = {"Asian": (45, 10), "Black": (0, 0), "White": (180, 10), "Other": (10, 0), "Unknown": (15, 0)}
SEXES = {"Female": (15, 5), "Male": (235, 15)}
NOT_TESTED = (
    "Counts in this edition are rounded to the nearest 5. Whether a difference is reliable cannot be said from rounded "
    "counts, so no tests, intervals or findings are shown."
)
# What only a test, or exact counts, could say.
UNTRUE = re.compile(
    r"reliabl[ey] (higher|lower|more|less|difference|rise|fall|change)|cannot be assessed|too few to assess|"
    r"difference is reliable|0 means nobody\.|\b(none|nobody|no [\w ]+ applicants)\b (of|was|were)|95%|Fisher|"
    r"adjusted p|rose|fell|at another rate|stratified|could take|∞|"
    r"(?<!about )\b0 (of|were|police)|\b0\.0%|\b100\.0%|\b0\.00\b",
    re.IGNORECASE,
)
EXPLAINING = ("method",)  # how figures are made of exact counts, after a sentence that says so


def rounded_counts(people: dict[str, tuple[int, int]] = PEOPLE, sexes: dict[str, tuple[int, int]] = SEXES) -> Counts:
    made = [
        counts(groups, workforce=workforce, breakdown=breakdown)
        for workforce in ("officer", "staff")
        for groups, breakdown in ((people, ETHNICITY), (sexes, SEX))
    ]
    return replace(joined(made), rounded_to=5)


def card(counted: Counts, edition: Edition = Edition.PUBLIC, history: Counts | None = None) -> Scorecard:
    protection = ("One shown as 0 may be anything from 0 to 2.",) if edition is Edition.PUBLIC else ()
    figures = derive(counted, history=history)
    shown = rounded(figures) if edition is Edition.PUBLIC else figures
    return compose(shown, About("A force", SUMMER, edition, protection=protection))


def texts(made: Scorecard) -> list[str]:
    """Everything that a reader of the card sees, but how figures are made of exact counts."""
    said = [made.title, *chain.from_iterable(made.symbols)]
    for s in (s for s in made.sections if s.id not in EXPLAINING):
        tables = (*s.tables, *s.details)
        said += [s.title, s.topic, s.base, *s.speaker, *(x.text for x in s.statements)]
        said += [text for chart in s.charts for text in (chart.title, chart.alt, chart.axis.title, chart.line_label)]
        said += [text for t in tables for text in (t.caption, t.base, *t.notes, *(c.header for c in t.columns))]
        said += [cell.text for t in tables for row in t.rows for cell in row.cells]
        said += [text for tile in s.tiles for text in (tile.label, tile.number, tile.detail)]
    return said


@pytest.mark.parametrize("edition", Edition)
@pytest.mark.parametrize(
    "people",
    [
        PEOPLE,
        {"Asian": (0, 0), "White": (0, 0)},
        {"Asian": (20, 0), "White": (400, 0)},
        {"Asian": (20, 5), "White": (400, 0)},
        {"Asian": (0, 5), "White": (0, 40)},
        {"Asian": (20, 0), "White": (400, 15), "Unknown": (5, 0)},
    ],
)
def test_nothing_is_said_that_rounding_may_have_made(edition: Edition, people: dict[str, tuple[int, int]]) -> None:
    history = replace(counts(PEOPLE, period=SPRING), rounded_to=5)
    said = texts(card(rounded_counts(people), edition, history))
    assert [text for text in said if UNTRUE.search(text.replace(NOT_TESTED, ""))] == []


def test_the_words_looked_for_are_said_of_exact_counts() -> None:
    said = texts(card(replace(rounded_counts(), rounded_to=1), Edition.INTERNAL))
    assert len([text for text in said if UNTRUE.search(text)]) > 20


def test_the_first_page_says_why() -> None:
    first = card(rounded_counts()).sections[0]
    assert first.title == "Counts are rounded, so differences in refusals are not tested"
    assert NOT_TESTED in [s.text for s in first.statements]


def test_every_base_says_that_counts_are_rounded() -> None:
    sections = [s for s in card(rounded_counts()).sections if s.base]
    assert len(sections) > 8
    for section in sections:
        for base in (section.base, *(t.base for t in (*section.tables, *section.details))):
            assert base.endswith("Counts are rounded to the nearest 5: 0 may be a few."), base


def test_the_finding_of_every_compared_group_is_not_tested() -> None:
    section = next(s for s in card(rounded_counts()).sections if s.id == "officer-ethnicity")
    table = section.tables[0]
    assert [c.key for c in table.columns][-3:] == ["refusal_ratio", "pass_ratio", "finding"]
    found = {row.group: cell.text for row, cell in zip(table.rows, table.column("finding"), strict=True)}
    assert found["Asian"] == "Not tested"
    assert found["White"] == "Reference group"
    assert found[ALL] == "Not assessed"
    ratios = {row.group: cell.text for row, cell in zip(table.rows, table.column("refusal_ratio"), strict=True)}
    assert ratios["Asian"] == "3.45"  # (10/55) / (10/190)


def test_groups_are_told_with_their_rounded_numbers() -> None:
    section = next(s for s in card(rounded_counts()).sections if s.id == "officer-ethnicity-ratios")
    said = [s.text for s in section.statements]
    assert (
        "Asian police officer applicants: 10 of 55 refused (18.2%), beside 10 of 190 White applicants (5.3%). "
        "The ratio of these rounded rates is 3.45." in said
    )
    assert "Black police officer applicants: so few were decided, if any, that the rounded number is 0." in said


def rows_of(made: Scorecard, name: str) -> dict[str, dict[str, str]]:
    """The texts of a section's first table by group and column."""
    table = next(s for s in made.sections if s.id == name).tables[0]
    return {r.cells[0].text: {c.key: x.text for c, x in zip(table.columns, r.cells, strict=True)} for r in table.rows}


def test_a_rounded_0_has_no_percentage_and_no_ratio() -> None:
    made = card(rounded_counts({"Asian": (200, 0), "Black": (190, 10), "White": (180, 10), "Unknown": (45, 0)}))
    rows = rows_of(made, "officer-ethnicity")
    assert (rows["Asian"]["passed"], rows["Asian"]["refused"], rows["Asian"]["refusal_ratio"]) == ("200", "0", "[u]")
    assert (rows["Black"]["refused"], rows["Black"]["refusal_ratio"]) == ("10 (5.0%)", "0.95")
    said = [s.text for s in next(s for s in made.sections if s.id == "officer-ethnicity-ratios").statements]
    assert said[0] == (
        "Asian police officer applicants: about 0 of 200 refused, beside 10 of 190 White applicants (5.3%). A rounded "
        "0 may be a few, so there is no ratio to give."
    )
    assert said[-1].startswith("45 decided applications were from police officer applicants whose ethnicity is unknown")
    assert "about 0 were refused. They" in said[-1]


def test_nothing_is_divided_by_a_rounded_0() -> None:
    made = card(rounded_counts({"Asian": (45, 10), "White": (190, 0)}))
    assert rows_of(made, "officer-ethnicity")["Asian"]["refusal_ratio"] == "[u]"
    said = next(s for s in made.sections if s.id == "officer-ethnicity-ratios").statements[0].text
    assert "beside about 0 of 190 White applicants. A rounded 0 may be a few" in said


@pytest.mark.parametrize(("outcomes", "number"), [((400, 0), "about 0"), ((0, 400), "400"), ((380, 20), "5.0%")])
def test_the_first_page_has_no_percentage_of_a_rounded_0(outcomes: tuple[int, int], number: str) -> None:
    made = card(rounded_counts({"White": outcomes}, {"Male": outcomes}))
    assert made.sections[0].tiles[1].number == number


def test_bars_without_limits_end_within_their_axis() -> None:
    """Of rounded counts there are no limits to set the axis by."""
    items = {"sent": 60, "decision_correct": 45, "interview": 0, "overturned": 15}
    keys = [("A force", SUMMER.label, "officer", "ethnicity", g, "panel") for g in ("White", ALL)]
    rows = [(*key, item, n) for key in keys for item, n in items.items()]
    details = pd.DataFrame(rows, columns=[*DETAIL_KEY, "cases"]).astype({"cases": "Int64"})
    made = card(replace(rounded_counts({"White": (300, 100)}), details=details))
    (chart,) = next(s for s in made.sections if s.id == "panel-officer-ethnicity").charts
    assert chart.axis.maximum >= 0.6


def test_no_bar_is_drawn_of_a_rounded_0() -> None:
    made = card(rounded_counts({"Asian": (200, 0), "White": (180, 10)}))
    section = next(s for s in made.sections if s.id == "officer-ethnicity")
    table = section.table(section.charts[0].table)
    rates = {table.rows[i].group: table.column("refusal_rate")[i] for i in section.charts[0].rows}
    assert (rates["Asian"].text, rates["Asian"].value) == ("[u]", None)
    assert "Asian [u]" in section.charts[0].alt


def test_charts_have_no_limits() -> None:
    charts = [c for s in card(rounded_counts()).sections for c in s.charts]
    assert charts
    assert all(series.low is None and series.high is None for chart in charts for series in chart.series)


def test_0_is_not_nobody() -> None:
    made = card(rounded_counts())
    assert dict(made.symbols)["0"] == "nobody, or so few that the nearest multiple of 5 is 0"
    assert dict(made.symbols)["[u]"].endswith("such as 0%, 100% or a ratio of a rounded 0")
    assert "∞" not in dict(made.symbols)
    assert made.caution == NOT_TESTED
    assert card(replace(rounded_counts(), rounded_to=1)).caution == ""


def test_formulas_of_sheets_name_columns_that_are_there() -> None:
    named = re.compile(r"\{(?:reference\.)?([a-z_]+)\}")
    for table in (t for s in card(rounded_counts(), Edition.INTERNAL).sections for t in s.details):
        keys = {c.key for c in table.columns}
        assert {key for c in table.columns for key in named.findall(c.formula or "")} <= keys
        assert all(c.unit is not Unit.PROBABILITY for c in table.columns)


def test_a_breakdown_without_a_reference_has_no_comparison() -> None:
    faith = Breakdown("religion", "religion", ("religion",), ("A", "B", "Unknown"))
    made = replace(counts({"A": (40, 5), "B": (20, 5)}, breakdown=faith), rounded_to=5)
    assert [text for text in texts(card(made)) if UNTRUE.search(text.replace(NOT_TESTED, ""))] == []


@pytest.mark.parametrize(("finance", "leading"), [(5, False), (10, True)])
def test_reasons_that_rounding_has_made_alike_do_not_lead_together(finance: int, leading: bool) -> None:
    given = [("finance", finance), ("residency", 5)]
    cases = [("officer", g, "reason", item, n) for g in (*PEOPLE, ALL) for item, n in given]
    keys = [("A force", SUMMER.label, w, "ethnicity", g, topic, item, n) for w, g, topic, item, n in cases]
    details = pd.DataFrame(keys, columns=[*DETAIL_KEY, "cases"]).astype({"cases": "Int64"})
    made = card(replace(rounded_counts(), details=details))
    assert any(s.text.startswith("Leading reason") for s in made.sections[0].statements) is leading
    assert ("reasons-officer-ethnicity" in [s.id for s in made.sections]) is True
