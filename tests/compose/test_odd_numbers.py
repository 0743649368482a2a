"""Sentences and sections that hold where hardly anybody, or nobody, is in the numbers."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from scorecard.compose import About, Commentary, compose
from scorecard.figures import derive
from scorecard.model import DETAIL_KEY, Breakdown, Counts, Edition, Scorecard, Section, joined
from tests.counts import ETHNICITY, SEX, SUMMER, counts, withheld

ABOUT = About("A force", SUMMER, Edition.INTERNAL)


def composed(counted: Counts, about: About = ABOUT) -> Scorecard:
    return compose(derive(counted), about)


def said(section: Section) -> str:
    return " | ".join(s.text for s in section.statements)


def find(card: Scorecard, name: str) -> Section:
    return next(s for s in card.sections if s.id == name)


def with_details(counted: Counts, *rows: tuple[str, str, int]) -> Counts:
    """The counts with details of White and of All: topic, item, cases; the other groups have 0."""
    lines = [
        ("A force", SUMMER.label, "officer", "ethnicity", group, topic, item, cases if group in ("White", "All") else 0)
        for group in ETHNICITY.rows
        for topic, item, cases in rows
    ]
    frame = pd.DataFrame(lines, columns=[*DETAIL_KEY, "cases"]).astype({"cases": "Int64"})
    return replace(counted, details=frame)


def test_groups_of_nobody_are_not_listed_as_nought_of_nought() -> None:
    text = said(find(composed(counts({"Asian": (140, 11), "White": (150, 12)})), "officer-ethnicity-ratios"))
    assert "No police officer applicants of these groups were decided: Black, Mixed and Other." in text
    assert "0 of 0" not in text


CROSSED = Breakdown(
    "ethnicity_sex",
    "ethnicity and sex",
    ("ethnicity", "sex"),
    ("White, Female", "White, Male", "White, Unknown", "Unknown, Female", "Unknown, Unknown"),
    "White, Male",
    ("White, Unknown", "Unknown, Female", "Unknown, Unknown"),
)


def test_whoever_is_unknown_by_either_characteristic_is_told() -> None:
    people = {"White, Female": (90, 10), "White, Male": (80, 9), "White, Unknown": (5, 1), "Unknown, Female": (12, 0)}
    counted = counts({**people, "Unknown, Unknown": (1, 0)}, breakdown=CROSSED)
    assert find(composed(counted), "officer-ethnicity-sex").base.endswith(
        "; 19 with unknown ethnicity or sex are in the total and shown apart."
    )
    hidden = withheld(counted, ["White, Unknown"])
    assert "; [c] with unknown ethnicity or sex" in find(composed(hidden), "officer-ethnicity-sex").base


PANEL = ("sent", "decision_correct", "interview", "overturned")


def test_without_a_refusal_the_panel_is_one_line() -> None:
    nobody = composed(with_details(counts({"White": (150, 0)}), *(("panel", item, 0) for item in PANEL)))
    assert not [s.id for s in nobody.sections if s.id.startswith("panel")]
    assert "Vetting panel: nobody was refused." in said(find(nobody, "missing"))


def test_what_the_panel_found_is_not_said_where_it_is_not_recorded() -> None:
    card = composed(with_details(counts({"White": (150, 40)}), ("panel", "sent", 30)))
    section = find(card, "panel-officer-ethnicity")
    assert section.title == "30 of 40 refused police officer applications went to the vetting panel"
    assert said(section) == (
        "What the panel found is not recorded in the extract. | Who is sent to the panel is chosen, not drawn by lot."
    )
    assert [c.key for c in section.tables[0].columns] == ["group", "refused", "sent", "refusal_rate_before"]
    assert not {"overturned", "refusal_rate_after"} & {c.key for c in section.details[0].columns}
    assert not [s.id for s in card.sections if s.id.startswith("panel-findings")]


def test_whether_anybody_answered_is_not_said_where_it_is_not_recorded() -> None:
    rows = [("contact", f"{answer}|passed", n) for answer, n in (("contacted", 30), ("not_contacted", 120))]
    (table,) = find(composed(with_details(counts({"White": (150, 0)}), *rows)), "contact-officer-ethnicity").tables
    assert [c.key for c in table.columns if c.key.startswith("responded")] == []
    assert "any_contact_passed" in [c.key for c in table.columns]


def panel_of(refused: int) -> Scorecard:
    panel = dict.fromkeys(PANEL, 0) | {"sent": refused, "decision_correct": refused}
    given = {"reason": "finance", "reasons_given": "any"}
    rows = [("panel", item, n) for item, n in panel.items()] + [(topic, item, refused) for topic, item in given.items()]
    return composed(with_details(counts({"Asian": (80, 0), "White": (150, refused)}), *rows))


@pytest.mark.parametrize(("refused", "slides"), [(1, False), (9, False), (10, True)])
def test_pages_of_a_few_cases_are_not_slides(refused: int, slides: bool) -> None:
    card = panel_of(refused)
    few = [s for s in card.sections if s.id in ("panel-officer-ethnicity", "reasons-officer-ethnicity")]
    assert [s.on_slides for s in few] == [slides, slides]
    told = (
        "On the page and in the workbook only, since there is little to show: Police officers by ethnicity: reasons; "
        "Police officers by ethnicity: reasons and the gap; Vetting panel: police officers by ethnicity."
    )
    assert (told in said(find(card, "reading"))) is not slides
    assert find(card, "reading").on_slides


def test_withheld_cases_are_not_taken_for_few() -> None:
    counted = with_details(counts({"White": (150, 40)}), *(("panel", item, 12) for item in PANEL))
    hidden = withheld(counted, ["White", "All"], ["passed", "refused"])
    assert find(composed(hidden), "panel-officer-ethnicity").on_slides


def test_where_all_groups_are_small_their_limits_are_drawn_whole() -> None:
    section = find(composed(counts({"Asian": (1, 0), "White": (3, 0)})), "officer-ethnicity")
    (chart,) = section.charts
    limits = section.table(chart.table).column("refusal_rate_high")
    assert chart.axis.maximum >= max(limits[i].value for i in chart.rows) > 0.7


def with_contact(contacted: int) -> Scorecard:
    answers = {"responded": contacted, "not_contacted": 150 - contacted} if contacted else {"not_contacted": 150}
    rows = [("contact", f"{answer}|passed", n) for answer, n in answers.items()]
    refused = [("contact", f"{answer}|refused", 0) for answer in answers]
    return composed(with_details(counts({"White": (150, 0)}), *rows, *refused))


@pytest.mark.parametrize("contacted", [0, 1, 40])
def test_contact_with_nobody_is_one_line_and_with_a_few_no_slide(contacted: int) -> None:
    card = with_contact(contacted)
    slides = {s.id: s.on_slides for s in card.sections if s.id == "contact-officer-ethnicity"}
    assert slides == ({"contact-officer-ethnicity": contacted >= 10} if contacted else {})
    nobody = "Equality Team contact: nobody who was decided had been contacted."
    assert (nobody in said(find(card, "missing"))) is (contacted == 0)


@pytest.mark.parametrize("withdrawn", [0, 1, 12])
def test_of_a_workforce_hardly_undecided_there_is_no_slide(withdrawn: int) -> None:
    people = {"Asian": (40, 4), "White": (90, 9)}
    both = joined([undecided(counts(people), 30), undecided(counts(people, workforce="staff"), withdrawn)])
    slides = {s.id: s.on_slides for s in composed(both).sections if s.id.startswith("undecided")}
    staff = {"undecided-staff-ethnicity": withdrawn >= 10} if withdrawn else {}
    assert slides == {"undecided-officer-ethnicity": True} | staff


def test_a_refusal_rate_that_stays_is_not_said_to_be_another() -> None:
    panel = dict.fromkeys(PANEL, 0) | {"sent": 3, "decision_correct": 3}
    card = composed(with_details(counts({"White": (150, 9)}), *(("panel", item, n) for item, n in panel.items())))
    section = find(card, "panel-officer-ethnicity")
    assert section.title == "3 of 9 refused police officer applications went to the vetting panel; 0 were overturned"
    assert "instead of" not in said(section)


def test_ratios_of_nobody_are_not_combined() -> None:
    both = joined([counts({"Asian": (40, 0), "White": (90, 0)}, workforce=w) for w in ("officer", "staff")])
    assert not [s.id for s in composed(both).sections if s.id.startswith("stratified")]


def undecided(counted: Counts, withdrawn: int) -> Counts:
    decisions = counted.decisions.copy()
    decisions.loc[decisions["group"].isin(["White", "All"]), "withdrawn_by_applicant"] = withdrawn
    return replace(counted, decisions=decisions)


def test_the_first_page_says_that_most_were_not_decided() -> None:
    few = undecided(counts({"White": (6, 1)}), 179)
    assert "More applications are undecided than decided: 179 (96.2%) of 186 police officer applications." in said(
        find(composed(few), "headline")
    )
    assert "undecided" not in said(find(composed(undecided(counts({"White": (6, 1)}), 7)), "headline"))


def test_data_quality_speaks_of_what_is_counted_alone() -> None:
    people = {"Asian": (40, 4), "White": (90, 9)}
    known = "known for all but 5.0% or fewer of those decided."
    assert f"Data quality: ethnicity is {known}" in said(find(composed(counts(people)), "headline"))
    both = joined([counts(people), counts({"Female": (80, 8), "Male": (50, 5)}, breakdown=SEX)])
    assert f"Data quality: ethnicity and sex are {known}" in said(find(composed(both), "headline"))
    area = Breakdown("area", "area", ("area",), ("North", "South", "Unknown"))
    neither = said(find(composed(counts({"North": (80, 8)}, breakdown=area)), "headline"))
    assert "Data quality: of how many ethnicity or sex is unknown is not shown." in neither


def test_names_of_groups_keep_their_capitals_in_descriptions() -> None:
    rows = [("reason", "finance", 9), ("reasons_given", "any", 9)]
    card = composed(with_details(counts({"Asian": (90, 30), "White": (150, 9)}), *rows))
    (chart,) = find(card, "gap-officer-ethnicity").charts
    assert "gap: group − White" in chart.alt
    assert "finance −5.7" in chart.alt


def title(**written: Any) -> str:
    return find(
        composed(counts({"White": (90, 9)}), replace(ABOUT, commentary=Commentary(**written))), "insights"
    ).title


def test_what_people_wrote_is_not_called_a_review() -> None:
    noted, advised = ("The form was new.",), ("Look at the form.",)
    assert title(insights=noted) == "What was noted on this period"
    assert title(insights=noted, recommendations=advised) == "What was noted on this period, and what is recommended"
    assert title(recommendations=advised) == "What is recommended"
