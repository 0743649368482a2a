"""Each finding in words that hold: read as sentences, and over a grid for what may never be said."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest

from scorecard.compose.about import About
from scorecard.compose.records import MAIN, now
from scorecard.compose.sentences import group_statement, templates
from scorecard.compose.titles import ratio_title, section_title
from scorecard.compose.wording import phrase, phrase_of
from scorecard.figures import derive
from scorecard.model import ALL, Breakdown, Edition, Figures, Finding, Period
from tests.counts import ETHNICITY, counts

from .rows import INF, FigureRow, row

ABOUT = About("A force", Period(date(2021, 6, 1), date(2021, 8, 31), "202109"), Edition.INTERNAL)
WHITE = row("White", 84, 1404, Finding.REFERENCE, ratio=1.0)
TOTAL = row(ALL, 120, 1800, Finding.NOT_ASSESSED)


def say(subject: FigureRow, reference: FigureRow = WHITE) -> str:
    return group_statement(subject, reference, ETHNICITY, ABOUT).text


def test_a_reliable_difference_gives_ratio_counts_rates_interval_and_p() -> None:
    black = row("Black", 26, 212, Finding.HIGHER, ratio=2.05, limits=(1.35, 3.1), p=0.004)
    assert say(black) == (
        "Black police officer applicants were 2.05 times as likely to be refused as White applicants: "
        "26 of 212 (12.3%) compared with 84 of 1,404 (6.0%). The difference is reliable "
        "(95% interval 1.35 to 3.10; adjusted p = 0.004)."
    )


def test_a_lower_ratio_is_said_the_same_way_round() -> None:
    mixed = row("Mixed", 3, 300, Finding.LOWER, ratio=0.17, limits=(0.06, 0.5), p=0.0001)
    assert say(mixed).startswith(
        "Police officer applicants of Mixed ethnicity were 0.17 times as likely to be refused as White applicants: "
        "3 of 300 (1.0%) compared with 84 of 1,404 (6.0%)."
    )
    assert "adjusted p <0.001" in say(mixed)


def test_no_reliable_difference_says_neither_more_nor_less() -> None:
    asian = row("Asian", 18, 240, Finding.NO_RELIABLE_DIFFERENCE, ratio=1.25, limits=(0.77, 2.0), p=0.7)
    assert say(asian) == (
        "No reliable difference was found between Asian police officer applicants (18 of 240 refused, 7.5%) and "
        "White applicants (84 of 1,404, 6.0%): the ratio is 1.25 (95% interval 0.77 to 2.00; adjusted p = 0.700)."
    )


def test_too_few_says_what_could_have_been_found() -> None:
    other = row("Other", 2, 40, Finding.TOO_FEW, ratio=0.84, detectable=3.64)
    assert say(other) == (
        "A difference cannot be assessed for police officer applicants of Other ethnicity: 2 of 40 were refused, "
        "compared with 84 of 1,404 White applicants. Of refusal ratios above 1, only one of 3.64 or more would "
        "probably have been found with these numbers."
    )
    assert say(row("Other", 1, 8, Finding.TOO_FEW)).endswith("to assess a difference: 8, of whom 1 was refused.")
    assert say(row("Other", 2, 3, Finding.TOO_FEW)).endswith("to assess a difference: 3, of whom 2 were refused.")
    assert say(row("Other", 0, 0, Finding.TOO_FEW)) == "No police officer applicants of Other ethnicity were decided."


def test_what_could_have_been_found_is_above_the_limit_also_where_it_prints_like_it() -> None:
    """2.003 is above 2, so the group is too few: only one of 2.00 or more would be found says that it is not."""
    near = say(row("Other", 2, 40, Finding.TOO_FEW, ratio=0.84, detectable=2.003))
    assert near.endswith("only one of more than 2.00 would probably have been found with these numbers.")
    assert "only one of 2.01 or more" in say(row("Other", 2, 40, Finding.TOO_FEW, ratio=0.84, detectable=2.006))
    other = replace(ABOUT, detectable_ratio=1.5)
    text = group_statement(row("Other", 2, 40, Finding.TOO_FEW, detectable=2.003), WHITE, ETHNICITY, other).text
    assert "only one of 2.00 or more would" in text


def test_where_no_ratio_could_have_been_found_it_is_not_said_that_only_a_large_one_could() -> None:
    """11,000 people without a refusal are not too few, and 400 refusals of 9,400 would have been found."""
    nobody = row("White", 0, 20000, Finding.REFERENCE)
    assert say(row("Black", 0, 11000, Finding.TOO_FEW, detectable=INF), nobody) == (
        "Nobody was refused, of 11,000 Black police officer applicants and of 20,000 White applicants, so there is no "
        "ratio to assess."
    )
    assert say(row("Black", 2, 11000, Finding.TOO_FEW, ratio=INF, detectable=INF, p=0.252), nobody) == (
        "2 of 11,000 Black police officer applicants (0.0%) were refused, compared with 0 of 20,000 White applicants "
        "(0.0%). With these numbers the difference cannot be told from chance (adjusted p = 0.252)."
    )
    everybody = row("White", 30, 30, Finding.REFERENCE)
    assert say(row("Black", 12, 12, Finding.TOO_FEW, ratio=1.0, detectable=INF), everybody) == (
        "Everybody was refused, 12 of 12 Black police officer applicants and 30 of 30 White applicants, so there is no "
        "difference to assess."
    )


def test_without_anybody_in_the_reference_group_nothing_is_said_of_ratios() -> None:
    nobody = row("White", 0, 0, Finding.REFERENCE)
    assert say(row("Black", 44, 154, Finding.TOO_FEW), nobody) == (
        "44 of 154 Black police officer applicants were refused. No White applicants were decided, with whom they "
        "could be compared."
    )


def test_a_ratio_that_rounds_to_nothing_or_to_one_is_said_in_words() -> None:
    few = row("Black", 1, 9400, Finding.LOWER, ratio=0.0005, limits=(0.0001, 0.003), p=0.0001)
    assert "were under 0.01 times as likely" in say(few)
    assert "None of the 9,400" in say(row("Black", 0, 9400, Finding.LOWER, ratio=0.0, p=0.0001))
    most = row("Black", 39800, 40000, Finding.LOWER, ratio=0.9955, limits=(0.994, 0.997), p=0.0001)
    assert "were just under 1.00 times as likely" in say(most)
    more = row("Black", 39800, 40000, Finding.HIGHER, ratio=1.0045, limits=(1.001, 1.008), p=0.0001)
    assert "were just over 1.00 times as likely" in say(more)


def test_nobody_refused_in_the_reference_group_gives_no_ratio() -> None:
    nobody = row("White", 0, 50, Finding.REFERENCE)
    black = row("Black", 12, 40, Finding.HIGHER, ratio=INF, limits=(3.9, INF), p=0.0002)
    assert say(black, nobody) == (
        "12 of 40 Black police officer applicants (30.0%) were refused; none of the 50 White applicants was, so no "
        "ratio can be given. The difference is reliable (adjusted p <0.001)."
    )


def test_unknown_is_shown_apart_and_not_compared() -> None:
    assert say(row("Unknown", 9, 96, Finding.NOT_ASSESSED)) == (
        "96 decided applications were from police officer applicants whose ethnicity is unknown: 9 were refused "
        "(9.4%). They are in the total and are not compared with a group."
    )


def test_withheld_counts_say_only_that_they_are_withheld() -> None:
    hidden = row("Black", None, None, None)
    assert say(hidden) == "Figures for Black police officer applicants are withheld for confidentiality."


# -- the title of a whole breakdown --------------------------------------------------------------------------------


def title(*groups: FigureRow, reference: FigureRow = WHITE) -> str:
    return section_title([*groups, reference, TOTAL], ETHNICITY, ABOUT)


HIGHER = row("Black", 26, 212, Finding.HIGHER, ratio=2.05, p=0.004)
LOWER = row("Asian", 2, 300, Finding.LOWER, ratio=0.11, p=0.001)
SAME = row("Mixed", 8, 100, Finding.NO_RELIABLE_DIFFERENCE, ratio=1.3)
FEW = row("Other", 1, 9, Finding.TOO_FEW)


def test_titles() -> None:
    assert title(HIGHER, SAME) == (
        "Black police officer applicants were 2.05 times as likely to be refused as White applicants"
    )
    second = row("Asian", 40, 212, Finding.HIGHER, ratio=3.1)
    assert title(second, HIGHER) == (
        "Asian and Black police officer applicants were refused reliably more often than White applicants"
    )
    assert title(LOWER, HIGHER) == (
        "Black police officer applicants were refused reliably more often than White applicants; Asian reliably less "
        "often"
    )
    assert title(SAME, FEW) == "No reliable difference in refusals by ethnicity was found for police officer applicants"
    assert title(FEW) == "Too few police officer applicants were decided to assess differences by ethnicity"
    nobody_refused = row("Asian", 0, 4000, Finding.TOO_FEW, detectable=INF)
    assert title(nobody_refused, reference=row("White", 0, 9000, Finding.REFERENCE)) == (
        "Differences by ethnicity cannot be assessed with these numbers of police officer applicants"
    )
    nobody = row("White", 0, 0, Finding.REFERENCE)
    assert title(FEW, reference=nobody) == "No White applicants were decided, so groups cannot be compared by ethnicity"


def test_a_title_names_no_ratio_of_nothing() -> None:
    none = row("Asian", 0, 23000, Finding.LOWER, ratio=0.0, p=0.0001)
    assert title(none) == (
        "None of the Asian police officer applicants was refused, reliably fewer than of White applicants"
    )
    assert ratio_title([none, WHITE, TOTAL], ETHNICITY, ABOUT) == (
        "Compared with White: reliably lower for Asian (none refused)"
    )


def test_a_title_says_that_nobody_or_everybody_was_refused() -> None:
    rows = [row("Asian", 0, 400, Finding.TOO_FEW, detectable=INF), row("White", 0, 854, Finding.REFERENCE)]
    total = row(ALL, 0, 1257, Finding.NOT_ASSESSED)
    assert section_title([*rows, total], ETHNICITY, ABOUT) == "None of the 1,257 police officer applicants was refused"
    everybody = [row("Asian", 4, 4, Finding.TOO_FEW), row("White", 6, 6, Finding.REFERENCE)]
    total = row(ALL, 10, 10, Finding.NOT_ASSESSED)
    assert section_title([*everybody, total], ETHNICITY, ABOUT) == "All 10 police officer applicants were refused"


# -- groups of any characteristic ------------------------------------------------------------------------------------


def named(name: str, *columns: str) -> Breakdown:
    return Breakdown(name, name, columns or (name,), ("One", "Two", "Three", "White"), "White")


def test_groups_of_any_characteristic_are_named_as_they_are_recorded() -> None:
    disability = Breakdown("disability", "disability", ("disability",), ("Disabled", "Not disabled"), "Not disabled")
    no = replace(row("Not disabled", 84, 1404, Finding.REFERENCE), reference_group="Not disabled")
    yes = replace(row("Disabled", 26, 212, Finding.HIGHER, ratio=2.04, p=0.004), reference_group="Not disabled")
    assert group_statement(yes, no, disability, ABOUT).text.startswith(
        "Police officer applicants recorded as Disabled were 2.04 times as likely to be refused as applicants recorded "
        "as Not disabled: 26 of 212 (12.3%)"
    )
    unit = "Northern Area, including attached and seconded teams"
    assert phrase(named("area"), unit, "applicants") == f"applicants recorded as {unit}"


@pytest.mark.parametrize(
    ("breakdown", "groups", "words"),
    [
        (ETHNICITY, ["Asian", "Black"], "Asian and Black applicants"),
        (ETHNICITY, ["Mixed"], "applicants of Mixed ethnicity"),
        (named("sex"), ["Female", "Male"], "female and male applicants"),
        (named("age_band"), ["16 to 24", "25 to 34"], "applicants aged 16 to 24 or 25 to 34"),
        (named("area"), ["One", "Two", "Three"], "applicants recorded as One, Two or Three"),
        (
            named("ethnicity_sex", "ethnicity", "sex"),
            ["Asian, Female", "Asian, Male", "Black, Male"],
            "Asian female, Asian male and Black male applicants",
        ),
    ],
)
def test_several_groups_in_one_phrase(breakdown: Breakdown, groups: list[str], words: str) -> None:
    assert phrase_of(breakdown, groups, "applicants") == words


# -- what may never be said ------------------------------------------------------------------------------------------

FORBIDDEN = re.compile(
    r"times (more|less) likely|discriminat|\bbias|\bracis|\bBAME\b|\bBME\b|non-white|fail(ed|ure)|"
    r"\bnan\b|\binf\b|(?-i:of None|None of None)|significan|\bprove[sdn]?\b",
    re.IGNORECASE,
)
DIRECTION = re.compile(r"more often|less often|times as likely|more likely|less likely|higher|lower|reliably fewer")
NUMBERS = ((0, 0), (9, 0), (0, 1), (400, 0), (0, 400), (225, 31), (380, 20), (12, 8))  # passed, refused


@cache
def grid() -> list[Figures]:
    """Figures of numbers for three groups, of which each two meet in every combination; made when first asked for."""
    of, size = NUMBERS, len(NUMBERS)
    return [
        derive(counts({"Asian": of[one], "Black": of[(one + white) % size], "White": of[white], "Unknown": (40, 3)}))
        for one, white in itertools.product(range(size), repeat=2)
    ] + [
        derive(replace(counts({"Asian": one, "Black": (20, 5), "White": white, "Unknown": (40, 3)}), rounded_to=5))
        for one, white in itertools.product(((0, 0), (0, 5), (225, 30)), repeat=2)
    ]


def statements(figures: Figures) -> Iterator[tuple[Any, str]]:
    rows = now(figures, MAIN, "officer", "ethnicity", ABOUT)
    reference = next(r for r in rows if r.group == "White")
    for subject in rows:
        if subject.group not in (ALL, "White"):
            yield subject, group_statement(subject, reference, ETHNICITY, ABOUT).text


def test_nothing_forbidden_is_ever_said_and_directions_only_of_reliable_differences() -> None:
    found = set()
    for subject, text in itertools.chain.from_iterable(map(statements, grid())):
        found.add(subject.finding)
        assert not FORBIDDEN.search(text), text
        assert "{" not in text, text
        if subject.finding not in (Finding.HIGHER, Finding.LOWER):
            assert not DIRECTION.search(text), text
        if "times as likely" in text:
            # who is divided by whom: the group comes first, the reference group last
            before, after = text.split("times as likely to be refused as ")
            assert subject.group in before, text
            assert after.startswith("White"), text
    assert found == {*Finding} - {Finding.REFERENCE}


def test_the_number_before_times_as_likely_is_above_one_exactly_where_more_of_the_group_were_refused() -> None:
    for figures in grid():
        rates = figures.disparity.set_index("group")["refusal_rate"]
        for subject, text in statements(figures):
            number = re.search(r"were ([\d.,]+) times as likely", text)
            if number:
                more = rates[subject.group] > rates["White"]
                assert (float(number.group(1).replace(",", "")) > 1) == more, text


def test_nobody_is_nought_times_as_likely() -> None:
    for figures in grid():
        rows = now(figures, MAIN, "officer", "ethnicity", ABOUT)
        titles = [section_title(rows, ETHNICITY, ABOUT), ratio_title(rows, ETHNICITY, ABOUT)]
        for text in [*titles, *(text for _, text in statements(figures))]:
            assert "were 0.00 times" not in text, text
            assert "(0.00)" not in text, text


def test_titles_over_the_grid() -> None:
    for figures in grid():
        text = section_title(now(figures, MAIN, "officer", "ethnicity", ABOUT), ETHNICITY, ABOUT)
        assert not FORBIDDEN.search(text), text
        if not figures.disparity["finding"].isin((Finding.HIGHER, Finding.LOWER)).any():
            assert not DIRECTION.search(text), text


@pytest.mark.parametrize("template", ["sentence", "title"])
def test_directions_stand_in_the_templates_of_reliable_differences_alone(template: str) -> None:
    for name, text in templates()[template].items():
        if not name.startswith(("headline", "higher", "lower", "one", "both")):
            assert not DIRECTION.search(text), name
