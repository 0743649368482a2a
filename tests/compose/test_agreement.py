"""One of a thing is singular in every generated sentence; nothing else changes."""

from __future__ import annotations

import pytest

from scorecard.compose.agreement import agreed

SENTENCES = {
    "Base: 1 decided police staff applications, 1 June to 31 August 2021.": (
        "Base: 1 decided police staff application, 1 June to 31 August 2021."
    ),
    "1 of 12 refused police officer applications went to the panel; 1 were overturned": (
        "1 of 12 refused police officer applications went to the panel; 1 was overturned"
    ),
    "0 of 1 police officer applicants were refused": "0 of 1 police officer applicant was refused",
    "1 of 20 police officer applicants were refused": "1 of 20 police officer applicants was refused",
    "1 of 20 Black applicants (5.0%) were refused": "1 of 20 Black applicants (5.0%) was refused",
    "1 decided applications were from Asian applicants: 1 were refused": (
        "1 decided application was from Asian applicants: 1 was refused"
    ),
    "1 refusals of police officer applicants were appealed": "1 refusal of police officer applicants was appealed",
    "3 applications; 1 with unknown ethnicity are in the total and shown apart.": (
        "3 applications; 1 with unknown ethnicity is in the total and shown apart."
    ),
}
SAME = (
    "11 applications were refused and 2.1 refusals were above parity",
    "1,001 applications were decided; 21 were refused",
    "Base: decided applications, 1 June to 31 August 2021; applications of 1 May 2021 applicants",
    "A ratio of 1 or more applications were",
)


@pytest.mark.parametrize(("text", "singular"), SENTENCES.items())
def test_one_is_singular(text: str, singular: str) -> None:
    assert agreed(text) == singular


@pytest.mark.parametrize("text", SAME)
def test_any_other_number_is_left(text: str) -> None:
    assert agreed(text) == text
