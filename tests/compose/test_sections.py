"""Which sections and sentences a scorecard has: each section by an id of its own, and no sentence about nobody."""

from dataclasses import replace

import pytest

from scorecard.compose import About, compose
from scorecard.figures import derive
from scorecard.model import Counts, Edition, Scorecard, joined
from tests.counts import ETHNICITY, SUMMER, Outcomes, counts, withheld

PEOPLE = {"Asian": (180, 30), "White": (900, 60), "Unknown": (40, 4)}


def composed(counted: Counts) -> Scorecard:
    return compose(derive(counted), About("A force", SUMMER, Edition.INTERNAL))


def said(counted: Counts) -> list[str]:
    return [s.text for section in composed(counted).sections for s in section.statements]


@pytest.mark.parametrize(("unknown", "told"), [((40, 4), 1), ((0, 1), 1), ((0, 0), 0)])
def test_the_unknown_are_spoken_of_where_there_are_any(unknown: Outcomes, told: int) -> None:
    sentences = said(counts({**PEOPLE, "Unknown": unknown}))
    assert len([s for s in sentences if "whose ethnicity is unknown" in s]) == told


def test_withheld_unknown_are_spoken_of_as_withheld() -> None:
    sentences = said(withheld(counts(PEOPLE), ["Unknown"]))
    assert (
        "Figures for police officer applicants whose ethnicity is unknown are withheld for confidentiality."
        in sentences
    )


def test_two_sections_of_one_id_are_refused() -> None:
    other = replace(ETHNICITY, name="ethnicity_ratios", reference=None)  # the name of the section of ratios
    both = joined([counts(PEOPLE), counts(PEOPLE, breakdown=other)])
    with pytest.raises(AssertionError, match="two sections of one id"):
        composed(both)
