"""Counts from elsewhere: what is in the file, checked; or one sentence with the line."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scorecard.counts_csv import read_counts_csv, read_reply_csv
from scorecard.errors import ExtractError
from scorecard.model import ALL, MEASURES, Breakdown, PrintedRate
from tests.register.made_up import Q1, SEX

ETHNICITY = Breakdown(
    "ethnicity", "Ethnicity", ("ethnicity",), ("Asian", "Black", "Mixed", "White", "Other", "Unknown"), "White"
)
HEADING = "period,period_start,period_end,workforce,breakdown,group,passed,refused"
KEY = "202103,2020-11-01,2021-02-28,officer"


NO_PERIOD = "a period needs a label, and must end on or after the day on which it starts."


@pytest.fixture
def path(tmp_path):
    return tmp_path / "old.csv"


def _read(path, *lines: str, heading: str = HEADING):
    path.write_text("\n".join((heading, *lines)) + "\n", encoding="utf-8")
    return read_counts_csv(path, force="Sample force", breakdowns=(ETHNICITY, SEX))


def _refusal(path, *lines: str, heading: str = HEADING) -> str:
    with pytest.raises(ExtractError) as caught:
        _read(path, *lines, heading=heading)
    return str(caught.value)


def _table(counts, measure: str) -> dict[str, int | None]:
    frame = counts.decisions
    return {g: None if pd.isna(v) else int(v) for g, v in zip(frame["group"], frame[measure], strict=True)}


# Avon and Somerset, uplift recruitment 2020 to 2023: accepted and not accepted by ethnicity (the force's reply to a
# freedom of information request; Black 7 of 38, Asian 10 of 91, Mixed 25 of 56, White 947 of 2,565 accepted).
AVON = ["Black,7,31", "Asian,10,81", "Mixed,25,31", "White,947,1618"]


def test_published_counts(path):
    counts = _read(path, *(f"{KEY},ethnicity,{line}" for line in AVON))
    assert _table(counts, "decided") == {
        "Asian": 91, "Black": 38, "Mixed": 56, "White": 2565, "Other": 0, "Unknown": 0, ALL: 2750,
    }  # fmt: skip
    assert _table(counts, "refused")[ALL] == 31 + 81 + 31 + 1618
    assert counts.periods == (Q1,)
    assert counts.breakdowns == (ETHNICITY,)
    assert set(counts.decisions["force"]) == {"Sample force"}
    assert counts.details.empty


def test_an_outcome_without_a_column_is_withheld_and_one_with_a_column_is_read(path):
    counts = _read(path, f"{KEY},sex,Female,9,1,4", heading=f"{HEADING},withdrawn_by_applicant")
    assert _table(counts, "withdrawn_by_applicant") == {"Female": 4, "Male": 0, "Unknown": 0, ALL: 4}
    assert set(_table(counts, "pending").values()) == {None}


def test_withheld_counts_stay_withheld(path):
    lines = [f"{KEY},sex,Female,[c],[c],40", f"{KEY},sex,Male,50,10,60", f"{KEY},sex,All,85,15,100"]
    counts = _read(path, *lines, heading=f"{HEADING},decided")
    assert _table(counts, "refused") == {"Female": None, "Male": 10, "Unknown": None, ALL: 15}
    assert _table(counts, "decided") == {"Female": 40, "Male": 60, "Unknown": 0, ALL: 100}


def test_all_is_withheld_where_a_part_is_and_nobody_gives_it(path):
    counts = _read(path, f"{KEY},sex,Female,[c],[c]", f"{KEY},sex,Male,50,10")
    assert _table(counts, "decided") == {"Female": None, "Male": 60, "Unknown": None, ALL: None}


def test_only_a_total(path):
    counts = _read(path, f"{KEY},sex,All,50,10")
    assert _table(counts, "decided") == {"Female": None, "Male": None, "Unknown": None, ALL: 60}


def test_words_in_any_case_and_a_column_for_the_force(path):
    lines = [" 202103 ,2020-11-01,2021-02-28,Police Officer,sex, female ,9,1,Elsewhere", "", ",,,,,,,,"]
    counts = _read(
        path, *lines, heading=" Period,Period start,period_end,WORKFORCE,breakdown,group,passed,refused,force"
    )
    first = counts.decisions.iloc[0]
    assert (first["force"], first["workforce"], first["group"]) == ("Elsewhere", "officer", "Female")


def test_several_periods_and_workforces(path):
    other = "202106,2021-03-01,2021-05-31,staff"
    counts = _read(path, f"{other},sex,Male,5,1", f"{KEY},sex,Male,50,10", f"{KEY},ethnicity,White,50,10")
    assert [p.label for p in counts.periods] == ["202103", "202106"]
    assert len(counts.decisions) == 4 + 4 + 7
    assert counts.breakdowns == (ETHNICITY, SEX)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.sampled_from(ETHNICITY.groups), st.tuples(st.integers(0, 9**9), st.integers(0, 9**9)), min_size=1
    )
)
def test_any_counts_add_up_to_all(path, groups):
    counts = _read(path, *(f"{KEY},ethnicity,{g},{p},{r}" for g, (p, r) in groups.items()))
    assert _table(counts, "passed") == {g: groups.get(g, (0, 0))[0] for g in ETHNICITY.groups} | {
        ALL: sum(p for p, _ in groups.values())
    }
    assert list(counts.decisions["group"]) == list(ETHNICITY.rows)
    assert list(counts.decisions.columns[5:]) == list(MEASURES)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("sex,Femail,9,1", "'Femail' is not a group of sex; the groups are: Female, Male, Unknown, All."),
        ("gender,Female,9,1", "the breakdown 'gender' is not known; the breakdowns are: ethnicity, sex."),
        ("sex,Female,9.5,1", "passed must be a whole number from 0, or [c] where it was withheld."),
        ("sex,Female,9,-1", "refused must be a whole number from 0, or [c] where it was withheld."),
        ("sex,Female,9,", "refused must be a whole number from 0, or [c] where it was withheld."),
        ("sex,Female,9", "has 7 cells and the heading 8; give every line as many."),
        ("sex,Male,8,1", "a second line for the same group; keep one."),
        ("sex,All,8,2", "passed is 8 for All, and 9 for the groups together; add what is missing."),
    ],
)
def test_a_line_that_is_wrong(path, line, why):
    assert _refusal(path, f"{KEY},sex,Male,9,1", f"{KEY},{line}") == f"old.csv, line 3: {why}"


@pytest.mark.parametrize(
    ("key", "why"),
    [
        ("202103,01/11/2020,2021-02-28,officer", "period_start and period_end must be dates such as 2021-06-01."),
        ("202103,2020-11-01,2021-01-31,officer", "the period '202103' has two pairs of dates; give it one."),
        ("202104,2020-11-01,2020-10-31,officer", NO_PERIOD),
        (",2020-11-01,2021-01-31,officer", NO_PERIOD),
        ("202103,2020-11-01,2021-02-28,cook", "the workforce 'cook' is not known; write officer or staff."),
    ],
)  # fmt: skip
def test_a_key_that_is_wrong(path, key, why):
    assert _refusal(path, f"{KEY},sex,Male,9,1", f"{key},sex,Female,9,1") == f"old.csv, line 3: {why}"


def test_a_value_is_quoted_short_and_on_one_line(path):
    assert _refusal(path, f'{KEY},sex,"Fem\nail{"x" * 99}",9,1') == (
        f"old.csv, line 3: 'Fem ail{'x' * 33}' is not a group of sex; the groups are: Female, Male, Unknown, All."
    )


def test_decided_that_is_not_the_sum(path):
    assert _refusal(path, f"{KEY},sex,Male,9,1,11", heading=f"{HEADING},decided") == (
        "old.csv, line 2: passed and refused add up to 10, and decided is 11; correct one."
    )


def test_parts_larger_than_decided(path):
    assert _refusal(path, f"{KEY},sex,Male,[c],12,11", heading=f"{HEADING},decided") == (
        "old.csv, line 2: more were passed or refused than were decided; correct one."
    )


def test_known_parts_larger_than_all(path):
    assert _refusal(path, f"{KEY},sex,Male,[c],12", f"{KEY},sex,Female,9,1", f"{KEY},sex,All,20,12") == (
        "old.csv, line 4: refused is 12 for All, and 13 for the groups together; add what is missing."
    )


def test_breakdowns_that_count_different_people(path):
    assert _refusal(path, f"{KEY},sex,Male,9,1", f"{KEY},ethnicity,White,9,2") == (
        "old.csv: 202103, officer: decided is 10 for All by sex and 11 by ethnicity; "
        "add those who are missing as Unknown."
    )


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "old.csv: has no column period, period_start, period_end, workforce, breakdown, group, passed, refused; "
         "the first line must name the columns."),
        (HEADING[:-2].encode(), "old.csv: has no column refused; the first line must name the columns."),
        (HEADING.encode() + b",refused\n", "old.csv: has the column refused more than once; keep one."),
        (HEADING.encode() + b"\n", "old.csv: has a heading but no counts; add a line for each group."),
        (b"\xff\xfe\x00", "old.csv: is not UTF-8 text; save it as CSV UTF-8."),
        (HEADING.encode() + b'\n"a"b,1\n', "old.csv, line 2: is not CSV; look for a stray quote."),
    ],
)  # fmt: skip
def test_a_file_that_is_wrong(path, content, sentence):
    path.write_bytes(content)
    with pytest.raises(ExtractError) as caught:
        read_counts_csv(path, force="F", breakdowns=(SEX,))
    assert str(caught.value) == sentence


def test_a_file_that_is_not_there(path):
    with pytest.raises(ExtractError, match=r"old\.csv: cannot be read \(no such file or directory\)"):
        read_counts_csv(path, force="F", breakdowns=(SEX,))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=80) | st.text('0123456789,[c]\n" sexFmal-', max_size=80).map(str.encode))
def test_any_file_is_read_or_refused(path, content):
    path.write_bytes(HEADING.encode() + b"\n" + content)
    sentences = []
    try:
        read_counts_csv(path, force="F", breakdowns=(SEX,))
    except ExtractError as error:
        sentences.append(str(error))
    assert not any("\n" in sentence for sentence in sentences)


def _printed(path, *lines: str):
    """A reply that printed some of its figures."""
    path.write_text("\n".join((HEADING, *lines)) + "\n", encoding="utf-8")
    return read_reply_csv(path, force="Sample force", breakdowns=(ETHNICITY, SEX))[0]


def test_what_a_reply_did_not_print_is_not_known(path):
    counts = _printed(path, f"{KEY},sex,Female,90,10", f"{KEY},sex,All,[c],40")
    assert _table(counts, "refused") == {"Female": 10, "Male": None, "Unknown": None, ALL: 40}
    assert _table(counts, "decided") == {"Female": 100, "Male": None, "Unknown": None, ALL: None}
    assert _table(_printed(path, f"{KEY},sex,Female,90,10"), "refused")[ALL] is None


def test_what_a_reply_printed_whole_adds_up(path):
    rows = [f"{KEY},sex,{group},{passed},{refused}" for group, passed, refused in (("Female", 90, 10), ("Male", 80, 9))]
    assert _table(_printed(path, *rows, f"{KEY},sex,Unknown,0,0"), "refused")[ALL] == 19


def test_a_reply_whose_groups_pass_its_total_is_refused(path):
    with pytest.raises(ExtractError) as caught:
        _printed(path, f"{KEY},sex,Female,90,10", f"{KEY},sex,All,[c],9")
    assert str(caught.value) == (
        "old.csv, line 3: refused is 9 for All, and 10 for the groups together; add what is missing."
    )


RATED = f"{HEADING},pass_rate,refusal_rate"


def _rated(path, *lines: str, heading: str = RATED):
    path.write_text("\n".join((heading, *lines)) + "\n", encoding="utf-8")
    return read_reply_csv(path, force="Sample force", breakdowns=(ETHNICITY, SEX))


WOMEN = ("Sample force", "202103", "officer", "sex", "Female")


@pytest.mark.parametrize(
    ("printed", "value", "step"),
    [
        ("13.6%", 0.136, 0.001), ("14%", 0.14, 0.01), ("13.64 %", 0.1364, 0.0001), ("0.136", 0.136, 0.001),
        ("0.14", 0.14, 0.01), ("0%", 0.0, 0.01), ("100.0%", 1.0, 0.001), ("1.00", 1.0, 0.01),
        ("0.136363636363", 0.136363636363, 0.000001),
    ],
)  # fmt: skip
def test_a_printed_rate(path, printed, value, step):
    counts, rates = _rated(path, f"{KEY},sex,Female,[c],[c],[c],{printed}")
    assert rates == (PrintedRate(WOMEN, "refused", "decided", value, step),)
    assert _table(counts, "decided") == dict.fromkeys([*SEX.groups, ALL])


def test_rates_of_a_line_with_empty_counts_and_of_everybody(path):
    _, rates = _rated(
        path, f"{KEY},sex,Female,,,86.4%,13.6%", f"{KEY},sex,All,[c],[c],[c],20%", f"{KEY},sex,Male,9,1,,"
    )
    assert [(r.key[-1], r.numerator, r.value) for r in rates] == [
        ("Female", "passed", 0.864), ("Female", "refused", 0.136), (ALL, "refused", 0.2),
    ]  # fmt: skip


NO_RATE = "must be from 0% to 100%, as printed (13.6% or 0.136), or empty where it was not printed."


@pytest.mark.parametrize(
    "printed", ["100.1%", "104%", "1.001", "-3%", "14", "1", "0", "1e-1", "13,6", ".5", "about 14%", "\u0661%", "%"]
)
def test_what_is_no_rate(path, printed):
    with pytest.raises(ExtractError) as caught:
        _rated(path, f"{KEY},sex,Male,[c],[c],[c],", f'{KEY},sex,Female,[c],[c],[c],"{printed}"')
    assert str(caught.value) == f"old.csv, line 3: refusal_rate {NO_RATE}"


@pytest.mark.parametrize(
    ("counts", "fits", "not_"),
    [  # decided, passed, refused; 3 of 22 is 13.636%, 1 of 8 is 12.5%
        ("22,19,3", "13.6%", "13.7%"),
        ("22,19,3", "14%", "13%"),
        ("8,7,1", "13%", "14%"),
        ("8,7,1", "12%", "11%"),
        ("22,[c],[c]", "13.6%", "13.7%"),
        ("22,19,[c]", "13.6%", "9.1%"),
        ("[c],[c],3", "13.6%", "99%"),
        ("[c],3,[c]", "40%", "13.6%"),  # 3 of 5 passed; 86.4% are neither 3 of 3 nor 3 of 4
        ("[c],[c],0", "0.0%", "13.6%"),
        ("[c],0,[c]", "100%", "13.6%"),
        ("0,0,0", "", "0%"),
    ],
)
def test_a_rate_and_the_counts_of_its_line(path, counts, fits, not_):
    heading = RATED.replace("passed", "decided,passed")
    _rated(path, f"{KEY},sex,Female,{counts},,{fits}", heading=heading)
    with pytest.raises(ExtractError) as caught:
        _rated(path, f"{KEY},sex,Female,{counts},,{not_}", heading=heading)
    assert str(caught.value) == (
        "old.csv, line 2: refusal_rate is not what the counts of this line give; correct one, as it was printed."
    )


def test_a_pass_rate_is_that_of_those_who_passed(path):
    assert _rated(path, f"{KEY},sex,Female,19,3,86.4%,13.6%")[1][0].numerator == "passed"
    with pytest.raises(ExtractError, match="line 2: pass_rate is not what the counts of this line give"):
        _rated(path, f"{KEY},sex,Female,19,3,13.6%,")


def test_two_rates_add_up_as_far_as_they_were_printed(path):
    assert len(_rated(path, f"{KEY},sex,Female,[c],[c],88%,13%")[1]) == 2  # 7 and 1 of 8, both rounded up
    with pytest.raises(ExtractError) as caught:
        _rated(path, f"{KEY},sex,Female,[c],[c],86.4%,13.8%")
    assert str(caught.value) == (
        "old.csv, line 2: pass_rate and refusal_rate do not add up to 100%; correct one, as it was printed."
    )


def test_an_empty_count_without_a_rate_is_refused(path):
    with pytest.raises(ExtractError, match=r"line 2: passed must be a whole number from 0, or \[c\]"):
        _rated(path, f"{KEY},sex,Female,,,,[c]")


def test_a_column_of_rates_stands_once(path):
    with pytest.raises(ExtractError, match=r"has the column refusal_rate more than once; keep one\."):
        _rated(path, f"{KEY},sex,Female,[c],[c],[c],14%,14%", heading=f"{RATED},refusal_rate")


def test_a_trend_is_made_of_counts(path):
    assert _refusal(path, f"{KEY},sex,Female,19,3,,13.6%", heading=RATED) == (
        "old.csv: has the column pass_rate, refusal_rate, which only register-release reads, since a trend is made of "
        "counts; take it out."
    )
