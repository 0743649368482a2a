"""What shows nothing is left out: sections of withheld figures alone, charts of axes alone, slides of one line."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from scorecard.compose import About, compose
from scorecard.figures import derive
from scorecard.model import DETAIL_KEY, MEASURES, Counts, Edition, Scorecard, joined
from tests.counts import SEX, SUMMER, counts, withheld

PEOPLE = {"Asian": (180, 30), "Black": (90, 12), "White": (900, 60), "Unknown": (40, 4)}
SEXES = {"Female": (500, 40), "Male": (710, 66)}
EVERYBODY = (*PEOPLE, "Mixed", "Other", "All", *SEXES)


def public(counted: Counts) -> Scorecard:
    return compose(
        derive(counted), About("A force", SUMMER, Edition.PUBLIC, protection=("Small counts are withheld.",))
    )


def two(measures: tuple[str, ...]) -> Counts:
    """Officers and staff, whose staff have these measures withheld."""
    staff = [counts(PEOPLE, workforce="staff"), counts(SEXES, workforce="staff", breakdown=SEX)]
    return joined([counts(PEOPLE), counts(SEXES, breakdown=SEX), *(withheld(c, EVERYBODY, measures) for c in staff)])


def test_a_section_of_withheld_figures_alone_is_left_out_and_named_once() -> None:
    made = public(two(MEASURES))
    ids = [section.id for section in made.sections]
    assert "officer-ethnicity" in ids
    assert not [i for i in ids if i.startswith("staff")]
    symbols = next(s for s in made.sections if s.id == "symbols")
    named = [s.text for s in symbols.statements if s.text.startswith("Left out")]
    assert len(named) == 1
    assert "Police staff by ethnicity" in named[0]
    assert "Officers and staff together by ethnicity, compared within each workforce" in named[0]


def test_what_is_withheld_in_part_stays() -> None:
    made = public(two(("passed", "refused")))
    assert "staff-ethnicity" in [section.id for section in made.sections]
    assert "staff-ethnicity-ratios" not in [section.id for section in made.sections]  # no comparison is shown


def test_no_chart_has_axes_alone() -> None:
    section = next(s for s in public(two(("passed", "refused"))).sections if s.id == "staff-ethnicity")
    assert section.charts == ()
    whole = next(s for s in public(two(())).sections if s.id == "staff-ethnicity")
    assert len(whole.charts) == 1


def test_nothing_is_left_out_of_what_is_shown() -> None:
    made = public(two(()))
    assert not [t.text for s in made.sections for t in s.statements if t.text.startswith("Left out")]


def with_reasons(people: dict[str, tuple[int, int]], finance: dict[str, int]) -> Counts:
    """Counts whose refusals are given one reason, as many times as said."""
    made = counts(people)
    keys = [
        ("A force", SUMMER.label, "officer", "ethnicity", group, topic, item, number)
        for group, number in finance.items()
        for topic, item in (("reason", "finance"), ("reasons_given", "any"))
    ]
    details = pd.DataFrame(keys, columns=[*DETAIL_KEY, "cases"]).astype({"cases": "Int64"})
    return replace(made, details=details)


def test_a_gap_without_a_chart_is_no_slide() -> None:
    same = {"Asian": (90, 10), "White": (90, 10)}
    given = with_reasons(same, {"Asian": 10, "White": 10, "All": 20})
    gap = next(s for s in public(given).sections if s.id == "gap-officer-ethnicity")
    assert (gap.charts, gap.on_slides) == ((), False)
    other = with_reasons({**same, "Asian": (80, 20)}, {"Asian": 20, "White": 10, "All": 30})
    gap = next(s for s in public(other).sections if s.id == "gap-officer-ethnicity")
    assert (len(gap.charts), gap.on_slides) == (1, True)


def test_the_public_page_on_symbols_says_once_what_0_is() -> None:
    symbols = next(s for s in public(two(())).sections if s.id == "symbols")
    assert "0 means nobody." not in [s.text for s in symbols.statements]


def test_how_many_are_unknown_is_not_said_to_be_few_where_it_is_withheld() -> None:
    counted = withheld(counts(PEOPLE), ["Unknown"], MEASURES)
    section = next(s for s in public(counted).sections if s.id == "data-quality")
    assert section.title == "How many police officers are of unknown ethnicity is withheld"
