"""Code lists: every published spelling is matched, whatever the case, spacing, dash or accents."""

# ruff: noqa: E501  (whole sentences are compared)

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.codes import COLUMNS, Code, CodeList, built_in_breakdowns, describe, fold, headings, load

# Self-defined ethnicity as published by forces on data.police.uk (stop and search): spelling, code, 5+1 group in 18+1.
PUBLISHED = [
    ("Asian or Asian British - Bangladeshi (A3)", "A3", "Asian"),
    ("White - Any other White ethnic background (W9)", "W9", "White"),
    ("White - White British (W1)", "W1", "White"),
    ("Asian or Asian British - Any other Asian ethnic background (A9)", "A9", "Asian"),
    ("Not Stated (NS)", "NS", "Unknown"),
    ("Mixed - Any other Mixed ethnic background (M9)", "M9", "Mixed"),
    ("Black or Black British - African (B2)", "B2", "Black"),
    ("Chinese or other ethnic group - Chinese (O1)", "O1", "Asian"),
    ("Mixed - White and Black Caribbean (M1)", "M1", "Mixed"),
    ("Black or Black British - Any other Black ethnic background (B9)", "B9", "Black"),
    ("Black or Black British - Caribbean (B1)", "B1", "Black"),
    ("Asian or Asian British - Indian (A1)", "A1", "Asian"),
    ("Asian or Asian British - Pakistani (A2)", "A2", "Asian"),
    ("Mixed - White and Asian (M3)", "M3", "Mixed"),
    ("Mixed - White and Black African (M2)", "M2", "Mixed"),
    ("White - White Irish (W2)", "W2", "White"),
    ("Chinese or other ethnic group - Any other ethnic group (O9)", "O9", "Other"),
    ("Asian/Asian British - Any other Asian background", "A9", "Asian"),
    ("Asian/Asian British - Bangladeshi", "A3", "Asian"),
    ("Asian/Asian British - Chinese", "A4", "Asian"),
    ("Asian/Asian British - Indian", "A1", "Asian"),
    ("Asian/Asian British - Pakistani", "A2", "Asian"),
    ("Black/African/Caribbean/Black British - African", "B2", "Black"),
    ("Black/African/Caribbean/Black British - Any other Black/African/Caribbean background", "B9", "Black"),
    ("Black/African/Caribbean/Black British - Caribbean", "B1", "Black"),
    ("Mixed/Multiple ethnic groups - Any other Mixed/Multiple ethnic background", "M9", "Mixed"),
    ("Mixed/Multiple ethnic groups - White and Asian", "M3", "Mixed"),
    ("Mixed/Multiple ethnic groups - White and Black African", "M2", "Mixed"),
    ("Mixed/Multiple ethnic groups - White and Black Caribbean", "M1", "Mixed"),
    ("Other ethnic group - Any other ethnic group", "O9", "Other"),
    ("Other ethnic group - Arab", "O2", "Other"),
    ("Other ethnic group - Not stated", "NS", "Unknown"),
    ("White - Any other White background", "W9", "White"),
    ("White - English/Welsh/Scottish/Northern Irish/British", "W1", "White"),
    ("White - Gypsy or Irish Traveller", "W3", "White"),
    ("White - Irish", "W2", "White"),
]
SDE = {
    "W1": "White", "W2": "White", "W3": "White", "W9": "White", "M1": "Mixed", "M2": "Mixed", "M3": "Mixed", "M9": "Mixed",
    "A1": "Asian", "A2": "Asian", "A3": "Asian", "A4": "Asian", "A9": "Asian", "B1": "Black", "B2": "Black", "B9": "Black",
    "O1": "Asian", "O2": "Other", "O9": "Other", "NS": "Unknown",
}  # fmt: skip


@pytest.mark.parametrize(("spelling", "code", "group"), PUBLISHED)
def test_published_spellings_however_they_are_typed(spelling: str, code: str, group: str) -> None:
    ethnicity = load("ethnicity")
    for typed in (
        spelling,
        spelling.upper(),
        f"  {spelling.replace(' - ', '–')} ",
        spelling.replace(" - ", " — "),
        spelling.replace(" ", "\u00a0"),
    ):
        found = ethnicity.match(typed)
        assert found is not None, typed
        assert (found.code, found.group) == (code, group)


def test_police_codes_and_their_groups() -> None:
    ethnicity = load("ethnicity")
    assert {c.code: c.group for c in ethnicity.codes if c.code in SDE} == SDE
    sixteen = ethnicity.under("16+1")
    assert (sixteen.get("O1").group, sixteen.get("A4").group, sixteen.get("A1").group) == ("Other", "Other", "Asian")
    assert [found.code for typed in ("01", "09", "w1 ", "ns") if (found := ethnicity.match(typed))] == [
        "O1",
        "O9",
        "W1",
        "NS",
    ]


def test_what_must_not_be_guessed() -> None:
    for name, values in {
        "ethnicity": ("0", "1", "6", "IC3", "W10", "1.0"),
        "outcome": ("withdrawn", "", "maybe"),
        "appeal_outcome": ("upheld",),
    }.items():
        for value in values:
            assert load(name).match(value) is None, value


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("sex", "Female", "female F Woman"),
        ("sex", "Male", "male M Man"),
        ("outcome", "cleared", "cleared passed granted"),
        ("outcome", "refused", "refused failed declined"),
        ("workforce", "officer", "officer police-officer"),
        ("workforce", "staff", "staff Police_Staff"),
    ],
)
def test_words_of_the_contract(name: str, code: str, words: str) -> None:
    assert {found.code if (found := load(name).match(w)) else None for w in words.split()} == {code}


@pytest.mark.parametrize("column", [c.name for c in COLUMNS if c.kind == "coded"])
def test_no_spelling_means_two_codes(column: str) -> None:
    codes = load(column)
    assert len(set(codes.names)) == len(codes.names)
    assert all(codes.match(c.code) == c for c in codes.codes)


def test_two_codes_of_one_spelling_are_a_fault_of_ours() -> None:
    broken = CodeList("x", "x", (Code("a", "A", "A", ("same",)), Code("b", "B", "B", ("SAME",))))
    with pytest.raises(AssertionError, match="means both a and b"):
        broken.match("same")


@given(st.text(max_size=30))
def test_folding_is_stable(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(text.upper().lower()) == fold(text.lower())


def test_folding_keeps_what_tells_values_apart() -> None:
    assert fold("Café – Crème") == "cafecreme"
    assert fold("1.0") != fold("10")
    assert fold("-") == "-"


def test_built_in_breakdowns_describe_groups_in_order() -> None:
    made = {r.name: describe(r, [load(c) for c in r.columns]) for r in built_in_breakdowns()}
    assert made["ethnicity"].groups == ("Asian", "Black", "Mixed", "White", "Other", "Unknown")
    assert made["sex"].groups == ("Female", "Male", "Unknown")
    assert (made["ethnicity"].reference, made["sex"].reference) == ("White", "Male")
    detail = made["ethnicity_detail"]
    assert set(dict(detail.parents).values()) == set(made["ethnicity"].groups)
    assert len(made["ethnicity_sex"].groups) == 18
    assert "Asian, Unknown" in made["ethnicity_sex"].unknown


def test_headings_and_codes_import_nothing_heavy() -> None:
    assert headings()[fold("Case ID")] == "case_id"
    script = "import sys, scorecard.codes, scorecard.extract.settings as s; sys.exit(any(m in sys.modules for m in ('python_calamine', 'scorecard.extract.run')))"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
