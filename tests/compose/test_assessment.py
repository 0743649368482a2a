"""The first page leaves no group out: each is in one sentence, with what was found or why nothing could be."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorecard.compose.about import About
from scorecard.compose.assessment import Outcome, compared, named
from scorecard.compose.headline import headline
from scorecard.figures import derive
from scorecard.model import Breakdown, Counts, Edition, Period, Section, joined
from tests.counts import ETHNICITY, SEX, Outcomes, counts, withheld

ABOUT = About("A force", Period(date(2021, 6, 1), date(2021, 8, 31), "202109"), Edition.PUBLIC)
NO_DIFFERENCE = {"Female": (940, 60), "Male": (9400, 600)}


def by_sex(workforce: str = "officer", **groups: Outcomes) -> Counts:
    return counts(groups, breakdown=SEX, workforce=workforce)


def by_ethnicity(workforce: str = "officer", **groups: Outcomes) -> Counts:
    return counts(groups, breakdown=ETHNICITY, workforce=workforce)


def page(*parts: Counts) -> Section:
    both = joined(parts)
    workforces = list(dict.fromkeys(both.decisions["workforce"]))
    return headline(derive(both), workforces, ABOUT)


def said(section: Section) -> list[str]:
    return [statement.text for statement in section.statements]


def test_nobody_in_the_reference_group_is_told_beside_what_was_assessed() -> None:
    found = page(by_ethnicity(Asian=(134, 12), Black=(110, 44), Other=(156, 13)), by_sex(**NO_DIFFERENCE))
    assert found.title == "No reliable difference in refusals was found for police officers by sex"
    assert said(found) == [
        "Nobody was decided in the reference group, so there is nobody to compare with: police officers by ethnicity."
    ]


def test_what_could_not_be_assessed_is_told_beside_a_finding() -> None:
    found = page(
        by_ethnicity(Black=(80, 40), Mixed=(12, 1), White=(900, 60)), by_ethnicity("staff", Black=(0, 4), White=(1, 5))
    )
    assert found.title == "One reliable difference in refusals: Black police officers"
    assert said(found)[1:] == [
        "The numbers are too small to assess a difference: police staff by ethnicity; police officers of Mixed "
        "ethnicity.",
        "What explains this difference, and what should be examined next?",
    ]


def test_groups_without_a_difference_are_named_beside_those_too_small() -> None:
    found = page(by_ethnicity(Asian=(940, 60), Black=(9, 1), Mixed=(8, 0), White=(9400, 600)))
    assert found.title == "No reliable difference in refusals was found for Asian police officers"
    assert said(found) == ["The numbers are too small to assess a difference: Black and Mixed police officers."]


def test_withheld_is_not_too_few() -> None:
    hidden = ["Asian", "Black", "Mixed", "White", "Other"]
    found = page(withheld(by_ethnicity(Asian=(50, 40), White=(900, 60)), hidden, ["passed", "refused"]))
    assert found.title == "Differences in refusals are withheld for confidentiality for police officers"
    assert said(found) == ["Comparisons are withheld for confidentiality: police officers by ethnicity."]


def test_one_withheld_group_is_named() -> None:
    found = page(withheld(by_ethnicity(Asian=(940, 60), Black=(5, 2), White=(9400, 600)), ["Black"]))
    assert said(found) == ["Comparisons are withheld for confidentiality: Black police officers."]


def test_nobody_refused_at_all() -> None:
    found = page(by_ethnicity(Asian=(3, 0), Black=(400, 0), White=(854, 0)), by_sex(Female=(600, 0), Male=(657, 0)))
    assert found.title == "No police officer applications were refused"
    assert said(found) == [
        "Nobody was refused, in the group or in its reference group, so there is no ratio to assess: police officers "
        "by ethnicity and sex."
    ]


def test_everybody_refused_in_one_workforce() -> None:
    found = page(by_sex(**NO_DIFFERENCE), by_sex("staff", Female=(0, 40), Male=(0, 30)))
    assert said(found) == [
        "Everybody was refused, in the group and in its reference group, so there is no difference to assess: police "
        "staff by sex."
    ]


def test_nobody_but_the_reference_group() -> None:
    found = page(by_ethnicity(White=(900, 60)))
    assert found.title == "There are no groups of police officers to compare"
    assert said(found) == ["There is no group to compare with the reference group: police officers by ethnicity."]


def test_two_causes_have_a_title_that_names_neither() -> None:
    found = page(by_ethnicity(White=(900, 60)), by_sex(Female=(9, 1), Male=(9, 1)))
    assert found.title == "Differences in refusals cannot be assessed for police officers"


def test_workforces_alike_are_named_together() -> None:
    found = page(by_sex(**NO_DIFFERENCE), by_sex("staff", **NO_DIFFERENCE))
    assert found.title == "No reliable difference in refusals was found for police officers and police staff by sex"


def test_of_groups_of_other_characteristics_it_is_told_how_many_they_are() -> None:
    area = Breakdown("area", "area", ("area",), ("North", "South", "West", "Unknown"), "North")
    people = {"North": (900, 60), "South": (940, 60), "West": (9, 0)}
    rank = Breakdown("rank", "rank", ("rank",), ("One", "Two", "Three", "Four"), "One")
    ranks = {"One": (900, 60), "Two": (940, 60), "Three": (9, 0), "Four": (8, 1)}
    found = page(
        counts(people, breakdown=area), counts(ranks, breakdown=rank), counts(people, breakdown=area, workforce="staff")
    )
    some = "police officers by area (1 of 2 groups) and rank ({} of 3 groups); police staff by area (1 of 2 groups)"
    assert found.title == "No reliable difference in refusals was found where groups could be compared"
    assert said(found) == [
        f"No reliable difference in refusals was found for {some.format(1)}.",
        f"The numbers are too small to assess a difference: {some.format(2)}.",
    ]


def test_groups_of_several_characteristics_are_told_apart_in_the_title() -> None:
    """After a comma or an `and`, `Disabled and Asian police staff` reads as one name."""
    disability = Breakdown("disability", "disability", ("disability",), ("Disabled", "Not disabled"), "Not disabled")
    people = {"Disabled": (80, 40), "Not disabled": (900, 60)}
    found = page(counts(people, breakdown=disability), by_ethnicity("staff", Asian=(80, 40), White=(900, 60)))
    assert found.title == (
        "2 reliable differences in refusals: police officers recorded as Disabled; Asian police staff"
    )


def test_many_findings_are_said_in_one_sentence_a_breakdown() -> None:
    groups = {"Asian": (800, 200), "Black": (800, 200), "Mixed": (999, 1), "Other": (1000, 0), "White": (9400, 600)}
    found = page(by_ethnicity(**groups), by_ethnicity("staff", **groups))
    assert found.title == "8 reliable differences in refusals to examine"
    assert said(found)[:2] == [
        "Police officer applicants by ethnicity, refused reliably more often than White applicants (6.0%): Asian (3.33 "
        "times, 200 of 1,000) and Black (3.33 times, 200 of 1,000).",
        "Police officer applicants by ethnicity, refused reliably less often than White applicants (6.0%): Mixed (0.02 "
        "times, 1 of 1,000) and Other (0 of 1,000).",
    ]
    assert len(said(found)) == 5


numbers = st.sampled_from([(0, 0), (9, 0), (0, 1), (400, 0), (0, 400), (225, 31), (380, 20), (12, 8), (9400, 600)])


@settings(max_examples=60, deadline=None)
@given(
    people=st.fixed_dictionaries(dict.fromkeys(ETHNICITY.groups, numbers)),
    hidden=st.sets(st.sampled_from(ETHNICITY.groups)),
)
def test_every_group_of_which_anybody_was_decided_has_one_outcome_and_its_sentence(
    people: dict[str, Outcomes], hidden: set[str]
) -> None:
    figures = derive(withheld(by_ethnicity(**people), sorted(hidden)))
    places = compared(figures, ["officer"], ABOUT)
    by_group = figures.disparity.set_index("group")["decided"]
    expected = [g for g in ETHNICITY.assessed if pd.isna(by_group[g]) or by_group[g] > 0]
    outcomes = places[0].groups(ABOUT)
    assert sorted(g for groups in outcomes.values() for g in groups) == sorted(expected)
    section = headline(figures, ["officer"], ABOUT)
    words = " ".join([section.title, *said(section)])
    for which in outcomes:
        assert which is Outcome.FOUND or named(places, which, ABOUT) in words
    if Outcome.NONE not in outcomes:
        assert "o reliable difference" not in words


@pytest.mark.parametrize("white", [(400, 0), (0, 400)])
def test_none_or_all_refused_is_said_only_where_that_is_so(white: Outcomes) -> None:
    found = page(by_ethnicity(Asian=(200, 200), Black=white, White=white))
    assert Outcome.FOUND in compared(derive(by_ethnicity(Asian=(200, 200), White=white)), ["officer"], ABOUT)[0].groups(
        ABOUT
    )
    assert not found.title.startswith(("No police", "All decided"))
