"""Numbers in words are read as figures; words that merely look like numbers are not."""

from __future__ import annotations

import pytest

from scorecard.disclosure.inspect.spoken import in_figures


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("three of the staff", "3 of the staff"),
        ("Twenty-one, thirty two and ninety", "21, 32 and 90"),
        ("no one, the one, one of them", "no one, the one, 1 of them"),
        ("someone often weighs stone", "someone often weighs stone"),
        ("13.6 per cent, 7 percent", "13.6%, 7%"),
        ("54 per 1,000, 5.4 in every hundred", "5.4%, 5.4%"),
        ("beside four fifths, two-thirds", "beside four fifths, two-thirds"),
        ("mixed_refused 3", "mixed refused 3"),
    ],
)
def test_numbers_in_words(typed: str, meant: str) -> None:
    assert in_figures(typed) == meant
