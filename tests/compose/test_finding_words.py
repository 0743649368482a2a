"""Where a group cannot be assessed for another reason than its size, tables and titles say which."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from scorecard.compose import About, compose
from scorecard.compose.disparity_tables import base_line
from scorecard.compose.finding_words import Counted, why_too_few_of_two
from scorecard.compose.records import MAIN, now
from scorecard.figures import derive
from scorecard.figures.settings import AnalysisSettings
from scorecard.model import Counts, Edition, Finding, Period, Scorecard, Section, joined
from tests.counts import ETHNICITY, SEX, SUMMER, Outcomes, counts, withheld

SPRING = Period(date(2021, 3, 1), date(2021, 5, 31), "202106")
ABOUT = About("A force", SUMMER, Edition.INTERNAL)
FEW = "Too few to assess"


def card(counted: Counts, history: Counts | None = None) -> Scorecard:
    settings = replace(AnalysisSettings(), against_everybody_else=True)
    return compose(derive(counted, settings, history=history), ABOUT)


def section(found: Scorecard, name: str) -> Section:
    return next(s for s in found.sections if s.id == name)


def findings(found: Scorecard, name: str = "officer-ethnicity", column: str = "finding") -> dict[str, str]:
    table = section(found, name).tables[0]
    return {row.cells[0].text: cell.text for row, cell in zip(table.rows, table.column(column), strict=True)}


# people, what is said of Asian and of Black officers, and the section's title
CASES: dict[str, tuple[dict[str, Outcomes], str, str, str]] = {
    "all are White": (
        {"White": (152, 12), "Unknown": (9, 1)},
        "Nobody decided",
        "Nobody decided",
        "There is no group of police officer applicants to compare with White applicants by ethnicity",
    ),
    "nobody is White": (
        {"Asian": (134, 12), "Black": (3, 1)},
        "Nobody to compare with",
        "Nobody to compare with",
        "No White applicants were decided, so groups cannot be compared by ethnicity",
    ),
    "everybody is refused": (
        {"Asian": (0, 30), "Black": (0, 2), "White": (0, 90)},
        "Everybody refused",
        "Everybody refused",
        "All 122 police officer applicants were refused",
    ),
    "nobody is refused": (
        {"Asian": (30, 0), "Black": (2, 0), "White": (90, 0)},
        "Nobody refused",
        "Nobody refused",
        "None of the 122 police officer applicants was refused",
    ),
    "nobody of most": (
        {"Asian": (30, 0), "Black": (2, 0), "White": (90, 0), "Other": (20, 4)},
        "Nobody refused",
        FEW,
        "Other",
    ),
    "small": (
        {"Asian": (30, 2), "Black": (2, 0), "White": (90, 3)},
        FEW,
        FEW,
        "Too few police officer applicants were decided to assess differences by ethnicity",
    ),
}


@pytest.mark.parametrize(("people", "asian", "black", "title"), CASES.values(), ids=CASES.keys())
def test_the_finding_in_words(people: dict[str, Outcomes], asian: str, black: str, title: str) -> None:
    found = card(counts(people))
    assert (findings(found)["Asian"], findings(found)["Black"]) == (asian, black)
    assert title in section(found, "officer-ethnicity").title
    details = section(found, "officer-ethnicity").details[0]
    assert {row.group: cell.text for row, cell in zip(details.rows, details.column("finding"), strict=True)} == (
        findings(found)
    )


@pytest.mark.parametrize("people", [CASES[name][0] for name in list(CASES)[:4]])
def test_where_nothing_is_compared_there_is_no_page_of_comparisons(people: dict[str, Outcomes]) -> None:
    assert "officer-ethnicity-ratios" not in [s.id for s in card(counts(people)).sections]


def test_the_code_behind_the_words_stays() -> None:
    table = section(card(counts(CASES["nobody is White"][0])), "officer-ethnicity").tables[0]
    cells = {
        row.group: (row.finding, cell.value) for row, cell in zip(table.rows, table.column("finding"), strict=True)
    }
    assert cells["Asian"] == (Finding.TOO_FEW, "too_few")


def test_beside_everybody_else_the_words_are_of_those_two() -> None:
    found = card(counts({"Asian": (30, 0), "Black": (40, 0), "White": (0, 90)}))
    words = findings(found, "everybody-else-officer-ethnicity")
    assert words["Mixed"] == "Nobody decided"
    assert words["Asian"] == "Reliably lower"
    assert findings(card(counts({"White": (90, 6)})), "everybody-else-officer-ethnicity")["White"] == (
        "Nobody to compare with"
    )


def test_changes_say_why_too() -> None:
    before = counts({"Asian": (0, 0), "Black": (50, 0), "Mixed": (4, 0), "White": (90, 9)}, period=SPRING)
    today = counts({"Asian": (40, 3), "Black": (60, 0), "Mixed": (0, 0), "White": (95, 8)})
    words = findings(card(today, before), "trend-officer-ethnicity")
    assert (words["Asian"], words["Black"], words["Mixed"]) == (
        "Nobody to compare with",
        "Nobody refused",
        "Nobody decided",
    )


def test_withheld_counts_have_no_words_of_their_own() -> None:
    assert why_too_few_of_two(Counted(None, None, None), Counted(20, 0), ABOUT) is None
    assert why_too_few_of_two(Counted(20, 0), Counted(20, None), ABOUT) is None
    assert findings(card(withheld(counts({"Asian": (30, 9), "White": (90, 3)}), ["Asian"])))["Asian"] == "[c]"


def test_a_workforce_of_which_nobody_was_decided_is_one_sentence() -> None:
    nobody = [counts({}, workforce="staff"), counts({}, workforce="staff", breakdown=SEX)]
    found = card(joined([counts({"Asian": (30, 2), "White": (90, 3)}), *nobody]))
    assert not [s.id for s in found.sections if s.id.startswith("staff")]
    assert "Nobody was decided: police staff by ethnicity and sex." in [s.text for s in found.sections[0].statements]


@pytest.mark.parametrize(("unknown", "told"), [((0, 0), False), ((1, 0), True)])
def test_nobody_unknown_is_not_told(unknown: Outcomes, told: bool) -> None:
    figures = derive(counts({"Asian": (30, 2), "White": (90, 3), "Unknown": unknown}))
    base = base_line(now(figures, MAIN, "officer", "ethnicity", ABOUT), ETHNICITY, ABOUT)
    assert base.endswith("; 1 with unknown ethnicity is in the total and shown apart." if told else "August 2021.")


def test_withheld_unknown_are_told() -> None:
    figures = derive(withheld(counts({"Asian": (30, 2), "White": (90, 3), "Unknown": (1, 0)}), ["Unknown"]))
    base = base_line(now(figures, MAIN, "officer", "ethnicity", ABOUT), ETHNICITY, ABOUT)
    assert base.endswith("; [c] with unknown ethnicity are in the total and shown apart.")
