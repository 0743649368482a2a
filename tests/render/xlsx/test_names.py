"""Names that Excel accepts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.render.xlsx.names import SheetNames, defined_name, quoted


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("officer-ethnicity", "officer-ethnicity"),
        ("rates: officers/staff [all]?", "rates officers staff all"),
        ("'quoted'", "quoted"),
        ("History", "History (2)"),
        ("", "Sheet"),
        ("a-very-long-name-of-some-table-or-chart", "a-very-long-name-of-some-table-"),
        ("trend-officer-ethnicity-periods-chart", "trend-officer-ethnicity-chart"),
        ("stratified-officer-and-staff-ethnicity-workforce", "strat-off+staff-eth-workforce"),
    ],
)
def test_a_sheet_name_is_legal(wanted: str, name: str) -> None:
    assert SheetNames().name(wanted) == name


def test_names_that_differ_only_in_case_or_beyond_31_letters_are_told_apart() -> None:
    names = SheetNames()
    made = [names.name(n) for n in ("Sex", "sex", "a" * 40, "a" * 41)]
    assert made == ["Sex", "sex (2)", "a" * 31, "a" * 27 + " (2)"]


@given(st.lists(st.text(max_size=50), max_size=12))
def test_any_names_become_legal_and_unique(wanted: list[str]) -> None:
    names = SheetNames()
    made = [names.name(w) for w in wanted]
    assert len({m.lower() for m in made}) == len(made)
    assert all(0 < len(m) <= 31 and not set(m) & set("[]:*?/\\") and m == m.strip("'") for m in made)


def test_quotes_in_a_sheet_name_are_doubled_in_formulas() -> None:
    assert quoted("women's") == "'women''s'"


def test_a_defined_name_has_letters_digits_and_underscores() -> None:
    assert defined_name("table", "officer-ethnicity (2)") == "table_officer_ethnicity_2_"
