"""What is said of changes: which p it was, whether the series breaks, and everybody of a workforce once."""

from datetime import date

from scorecard.compose import About, compose
from scorecard.figures import derive
from scorecard.model import Counts, Edition, Period, Scorecard, Section, joined
from tests.counts import ETHNICITY, SEX, SUMMER, Outcomes, counts

SPRING = Period(date(2021, 3, 1), date(2021, 5, 31), "202106")
WINTER = Period(date(2020, 12, 1), date(2021, 2, 28), "202103")
BY_ETHNICITY = {"Asian": (95, 5), "White": (860, 40), "Unknown": (88, 2)}
BY_ETHNICITY_NOW = {"Asian": (70, 30), "White": (820, 80), "Unknown": (78, 12)}
BY_SEX = {"Female": (500, 27), "Male": (543, 20)}
BY_SEX_NOW = {"Female": (470, 57), "Male": (498, 65)}


def ethnicity(groups: dict[str, Outcomes], period: Period) -> Counts:
    return counts(groups, breakdown=ETHNICITY, period=period)


def sex(groups: dict[str, Outcomes], period: Period) -> Counts:
    return counts(groups, breakdown=SEX, period=period)


def card(*earlier: Counts) -> Scorecard:
    now = joined([ethnicity(BY_ETHNICITY_NOW, SUMMER), sex(BY_SEX_NOW, SUMMER)])
    return compose(derive(now, history=joined(earlier)), About("A force", SUMMER, Edition.INTERNAL))


def section(found: Scorecard, name: str) -> Section:
    return next(s for s in found.sections if s.id == name)


def changes(found: Scorecard) -> list[str]:
    return [s.text for s in section(found, "headline").statements if "since" in s.text]


def test_the_first_page_has_one_change_of_everybody_and_one_sentence_of_groups() -> None:
    found = card(ethnicity(BY_ETHNICITY, SPRING), sex(BY_SEX, SPRING))
    assert changes(found) == [
        "All police officer applicants: the refusal rate rose by 6.9 percentage points since 202106, to 11.2% (122 "
        "of 1,090). The change is reliable (p <0.001).",
        "Police officers: the refusal rate rose reliably for Asian and White applicants since 202106 (by "
        "ethnicity); rose reliably for female and male applicants since 202106 (by sex).",
    ]


def test_everybody_is_laid_beside_the_last_period_that_is_known() -> None:
    """Ethnicity was not counted in the spring, so that its series is longer ago, and breaks."""
    found = card(ethnicity(BY_ETHNICITY, WINTER), sex(BY_SEX, WINTER), sex(BY_SEX, SPRING))
    everybody, groups = changes(found)
    assert "since 202106" in everybody
    assert "[b]" not in everybody
    assert groups.endswith(
        "rose reliably for Asian and White applicants since 202103 [b] (by ethnicity); rose reliably for female and "
        "male applicants since 202106 (by sex)."
    )


def test_a_break_is_told_beside_the_change() -> None:
    found = card(ethnicity(BY_ETHNICITY, WINTER))
    assert "The series breaks between the two [b]." in changes(found)[0]


def test_what_was_tested_alone_has_a_p_that_is_not_called_adjusted() -> None:
    found = card(ethnicity(BY_ETHNICITY, SPRING))
    said = {
        s.text.split(":")[0]: s.text for s in section(found, "trend-officer-ethnicity").statements if "since" in s.text
    }
    assert "(adjusted p" in said["Asian police officer applicants"]
    unknown = said["Police officer applicants whose ethnicity is unknown"]
    assert "(p = 0.010)" in unknown
    assert "(p <0.001)" in said["All police officer applicants"]
    assert "unknown" not in " ".join(changes(found))


def test_all_are_named_all_beside_their_groups() -> None:
    found = card(ethnicity(BY_ETHNICITY, SPRING))
    assert section(found, "trend-officer-ethnicity").title == (
        "Refusal rates rose for Asian police officer applicants, White police officer applicants, police officer "
        "applicants whose ethnicity is unknown and all police officer applicants since 202106"
    )
