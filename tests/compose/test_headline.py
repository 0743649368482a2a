"""The first page says what was found, and keeps apart that nothing was found and that nothing could have been."""

from datetime import date

from scorecard.compose.about import About
from scorecard.compose.headline import headline
from scorecard.figures import derive
from scorecard.model import Edition, Period, Section
from tests.counts import counts

ABOUT = About("A force", Period(date(2021, 6, 1), date(2021, 8, 31), "202109"), Edition.INTERNAL)


def page(**groups: tuple[int, int]) -> Section:
    return headline(derive(counts(groups)), ["officer"], ABOUT)


def test_a_reliable_difference_is_the_title() -> None:
    found = page(Black=(80, 40), White=(900, 60))
    assert found.title == "One reliable difference in refusals: Black police officers"
    assert found.statements[0].text == (
        "Black police officer applicants were 5.33 times as likely to be refused as White applicants: 40 of 120 "
        "(33.3%) compared with 6.3%; 32.5 refusals above parity."
    )


def test_large_groups_without_a_difference() -> None:
    found = page(Black=(940, 60), White=(9400, 600))
    assert found.title == "No reliable difference in refusals was found for police officers by ethnicity"


def test_too_few_is_not_no_difference() -> None:
    found = page(Black=(8, 1), White=(40, 3))
    assert found.title == "Differences in refusals cannot be assessed with these numbers of police officers"
    assert "no reliable difference" not in " ".join(s.text for s in found.statements).lower()
