"""A reason is said to lead, or to add most, only where no other reason is printed as much; all that tie are named."""

import re
from collections.abc import Mapping
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorecard.compose import About, compose
from scorecard.figures import derive
from scorecard.model import ALL, DETAIL_KEY, Counts, Edition, Scorecard
from tests.counts import SUMMER, Outcomes, counts

REASONS = ("non_declaration", "candidate_family_member", "criminal_association", "finance", "social_media")
Given = Mapping[str, tuple[int, ...]]


def with_reasons(people: Mapping[str, Outcomes], given_reasons: Given) -> Counts:
    """Counts whose refused give one reason each: of each group, how many give each of REASONS."""
    plain = counts(people)
    whole = {**given_reasons, ALL: tuple(map(sum, zip(*given_reasons.values(), strict=True)))}
    rows = [
        ("A force", SUMMER.label, "officer", "ethnicity", group, topic, item, cases)
        for group in plain.breakdowns[0].rows
        for cases_of in [whole.get(group, (0,) * len(REASONS))]
        for topic, item, cases in (
            *(("reason", reason, cases) for reason, cases in zip(REASONS, cases_of, strict=True)),
            ("reasons_given", "any", sum(cases_of)),
        )
    ]
    details = pd.DataFrame(rows, columns=[*DETAIL_KEY, "cases"]).astype({"cases": "Int64"})
    return replace(plain, details=details)


def card(people: Mapping[str, Outcomes], given_reasons: Given) -> Scorecard:
    return compose(derive(with_reasons(people, given_reasons)), About("A force", SUMMER, Edition.INTERNAL))


def text_of(found: Scorecard, name: str) -> str:
    section = next(s for s in found.sections if s.id == name)
    return " | ".join([section.title, *(s.text for s in section.statements)])


# Two reasons are given by 19 of 635 Asian and by 19 of 2,000 White people: each adds 2.04 points.
TIED = {"Asian": (0, 0, 19, 5, 19), "White": (10, 10, 19, 10, 19)}
APART = {"Asian": (0, 0, 19, 5, 24), "White": (10, 10, 19, 10, 19)}
PEOPLE = {"Asian": (592, 43), "White": (1932, 68)}


def test_reasons_that_add_alike_are_all_named() -> None:
    assert text_of(card(PEOPLE, TIED), "gap-officer-ethnicity").startswith(
        "Criminal association and social media add most to the gap for Asian (+2.0 each of +3.4 points)"
    )


def test_the_one_that_adds_most_is_named_alone() -> None:
    assert text_of(card({**PEOPLE, "Asian": (587, 48)}, APART), "gap-officer-ethnicity").startswith(
        "Social media adds most to the gap for Asian (+2.8 of +4.2 points)"
    )


def test_a_difference_that_is_not_printed_makes_no_leader() -> None:
    """19 of 635 beside 19 and beside 18 of 20,000 add 2.897 and 2.902 points, both printed +2.9."""
    white = (100, 100, 19, 100, 18)
    found = card({"Asian": (592, 43), "White": (19663, 337)}, {"Asian": (0, 0, 19, 5, 19), "White": white})
    assert "Criminal association and social media add most" in text_of(found, "gap-officer-ethnicity")


def test_leaders_that_tie_are_named_in_each_group() -> None:
    text = text_of(card(PEOPLE, TIED), "reasons-officer-ethnicity")
    assert (
        "Leading reason for refusal of police officer applicants: criminal association and social media (38 each"
        in text
    )
    assert "Asian: criminal association and social media equally; White: criminal association and social media" in text


def test_groups_whose_reasons_are_withheld_are_told_of_once() -> None:
    counted = with_reasons(PEOPLE | {"Black": (30, 3)}, TIED | {"Black": (3, 0, 0, 0, 0), "Other": (0, 0, 0, 0, 0)})
    details = counted.details.copy()
    details.loc[details["group"].isin(["Black", "Other"]), "cases"] = pd.NA
    found = compose(derive(replace(counted, details=details)), About("A force", SUMMER, Edition.PUBLIC))
    text = text_of(found, "reasons-officer-ethnicity")
    assert text.endswith("equally. For some other groups it is withheld.")
    assert "[c]" not in text


def test_many_that_tie_are_counted() -> None:
    alike = {"Asian": (8, 8, 8, 8, 8), "White": (10, 10, 10, 10, 10)}
    found = card({"Asian": (595, 40), "White": (1950, 50)}, alike)
    assert "5 reasons add most to the gap for Asian" in text_of(found, "gap-officer-ethnicity")
    assert "5 reasons (18 each, 20.0%)" in text_of(found, "headline")


@pytest.mark.parametrize(("refused", "told"), [(9, False), (10, True)])
def test_what_leads_among_a_few_refusals_is_not_a_headline(refused: int, told: bool) -> None:
    found = card({"White": (200, refused)}, {"White": (refused, 0, 0, 0, 0)})
    assert ("Leading reason" in text_of(found, "headline")) == told


def test_a_tie_that_rounding_may_have_made_is_not_said() -> None:
    figures = replace(derive(with_reasons(PEOPLE, TIED)), rounded_to=5)
    found = compose(figures, About("A force", SUMMER, Edition.PUBLIC))
    assert "equally" not in text_of(found, "reasons-officer-ethnicity")


cases = st.tuples(*[st.integers(0, 12)] * len(REASONS))


@settings(max_examples=40, deadline=None)
@given(asian=cases, white=cases)
def test_what_adds_most_has_no_equal_in_the_table(asian: tuple[int, ...], white: tuple[int, ...]) -> None:
    found = card({"Asian": (60, sum(asian)), "White": (2000, sum(white) + 1)}, {"Asian": asian, "White": white})
    section = next((s for s in found.sections if s.id == "gap-officer-ethnicity"), None)
    said = section and re.match(r"(.+?) adds most .* Asian \((.+?) of", section.title)
    if section and said:
        (table,) = section.details
        row = next(r for r in table.rows if r.group == "Asian")
        printed = {c.header: cell.text for c, cell in zip(table.columns[1:-1], row.cells[1:-1], strict=True)}
        assert [header for header, text in printed.items() if text == said[2]] == [f"{said[1]} (points)"]
        assert max(float(t.replace("−", "-")) for t in printed.values()) == float(said[2])
