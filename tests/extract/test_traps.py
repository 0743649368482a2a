"""The traps of real extracts: each is read rightly or refused in one sentence with what to do."""

# ruff: noqa: E501  (whole sentences are compared)

from __future__ import annotations

from pathlib import Path

import pytest

from scorecard.codes import BreakdownRule
from scorecard.errors import ConfigError, ExtractError
from scorecard.extract import ExtractSettings, inspect_extracts
from scorecard.extract.report import as_text
from tests.extract.making import cell, count, csv_file, detail, left_out, row


def refusal(path: Path, **more: object) -> str:
    with pytest.raises(ExtractError) as caught:
        count(path, **more)
    return str(caught.value)


def test_an_unknown_code_is_never_unknown(tmp_path: Path) -> None:
    rows = [row(n, ethnicity=e) for n, e in enumerate(["W10", "W10", "Asian - oth", "W1"])]
    assert refusal(csv_file(tmp_path, rows)) == (
        'extract.csv: 3 rows have an ethnicity that is not in the code list: "W10", "Asian - oth". '
        "Map them under [codes.ethnicity] in scorecard.toml.\n[codes.ethnicity]\n"
        "# one of: A3, A4, O1, A1, A2, A9, Asian, B2, B1, B9, Black, M3, M2, M1, M9,\n"
        "# Mixed, W1, W3, W2, W9, White, O2, O9, Other, NS, PNTS\n"
        '"W10" = ""\n"Asian - oth" = ""'
    )
    mapped = ExtractSettings(codes={"ethnicity": {"W10": "W9", "asian – OTH": "A9"}})
    counts, _ = count(csv_file(tmp_path, rows), settings=mapped)
    assert cell(counts, "decided", breakdown="ethnicity", group="White") == 3
    counts, ledger = count(csv_file(tmp_path, rows), settings=ExtractSettings(leave_out_unmapped=("ethnicity",)))
    assert (cell(counts, "decided"), left_out(ledger)) == (1, {"unmapped_ethnicity": 3})


def test_reasons_with_another_mark_between_them(tmp_path: Path) -> None:
    pairs = ["Debt / Family ties", "Family ties / Debt", *(f"Debt / Reason {c}" for c in "ABCDEFGHIJ")]
    rows = [row(n, outcome="refused", refusal_reason=r) for n, r in enumerate(pairs)]
    path = csv_file(tmp_path, rows)
    shown = " ".join(as_text(inspect_extracts([path], ExtractSettings())).split())
    assert (
        "12 values of 12 rows are NOT MAPPED; they are not shown since they may be notes or references; several "
        in shown
    )
    assert refusal(path) == (
        "extract.csv: 12 rows have a refusal reason that is not in the code list, with 12 different values, which are "
        "not shown since they may be notes or references. Check that [columns] names the right column for "
        'refusal_reason; several reasons of one case need a ; between them, or reason_separator = "/" in [extract].\n'
        '[extract]\nreason_separator = "/"'
    )


def test_observed_codes_are_refused(tmp_path: Path) -> None:
    rows = [row(n, ethnicity=str(n)) for n in range(7)]
    assert refusal(csv_file(tmp_path, rows)).startswith(
        "extract.csv: 7 rows have an ethnicity that is codes of what an officer observed, not of what the applicant said: "
        '"0", "1", "2", "3", "4" and 2 more. Map them under [codes.ethnicity] in scorecard.toml.'
    )


def test_a_bare_withdrawn_is_refused_until_mapped(tmp_path: Path) -> None:
    path = csv_file(tmp_path, [row(1), row(2, outcome="Withdrawn")])
    assert refusal(path).startswith(
        "extract.csv: 1 row has an outcome that is either an application withdrawn by the applicant or a clearance withdrawn "
        'by the force: "Withdrawn". Map them under [codes.outcome] in scorecard.toml.'
    )
    counts, _ = count(path, settings=ExtractSettings(codes={"outcome": {"withdrawn": "withdrawn_by_applicant"}}))
    assert (cell(counts, "decided"), cell(counts, "withdrawn_by_applicant")) == (1, 1)


def test_chinese_is_asian_in_18_1_and_other_in_16_1(tmp_path: Path) -> None:
    path = csv_file(
        tmp_path, [row(1, ethnicity="O1"), row(2, ethnicity="A4"), row(3, ethnicity="01"), row(4, ethnicity="09")]
    )
    counts, ledger = count(path)
    assert cell(counts, "decided", breakdown="ethnicity", group="Asian") == 3
    assert cell(counts, "decided", breakdown="ethnicity_detail", group="Asian: Chinese") == 3
    assert cell(counts, "decided", breakdown="ethnicity", group="Other") == 1
    assert ledger.warnings == ("2 rows have the 16+1 code O1 (Chinese), counted as Asian: Chinese, as in 18+1.",)
    counts, ledger = count(path, settings=ExtractSettings(ethnicity_scheme="16+1"))
    assert cell(counts, "decided", breakdown="ethnicity", group="Other") == 4
    assert cell(counts, "decided", breakdown="ethnicity_detail", group="Other: Chinese") == 3
    assert ledger.warnings == ()


def test_not_stated_is_unknown_and_kept_apart_from_prefer_not_to_say(tmp_path: Path) -> None:
    values = ["Other ethnic group - Not stated", "Prefer not to say", "", "  "]
    counts, _ = count(csv_file(tmp_path, [row(n, ethnicity=e) for n, e in enumerate(values)]))
    assert cell(counts, "decided", breakdown="ethnicity", group="Unknown") == 4
    kinds = [detail(counts, "unknown", k, breakdown="ethnicity") for k in ("not_stated", "prefer_not_to_say", "blank")]
    assert kinds == [1, 1, 2]


@pytest.mark.parametrize("bad", ["10/13/2021", "2021-02-30", "31/11/2021", "5/10/21", "1 Octember 2021", "20211005"])
def test_a_bad_date_is_an_error(tmp_path: Path, bad: str) -> None:
    assert refusal(csv_file(tmp_path, [row(1), row(2, decision_date=bad)])) == (
        "extract.csv: 1 row has a decision_date that is no date; write it as ISO (2021-09-30) or day/month/year (30/09/2021), "
        'and set date_order = "mdy" in [extract] only if the month comes first.'
    )


def test_the_us_order_only_where_configured(tmp_path: Path) -> None:
    path = csv_file(tmp_path, [row(1, decision_date="10/13/2021"), row(2, decision_date="09/11/2021")])
    counts, _ = count(path, settings=ExtractSettings(date_order="mdy"))
    assert cell(counts, "decided") == 2


def test_undecided_rows_without_a_date_are_left_out_and_decided_ones_refused(tmp_path: Path) -> None:
    _, ledger = count(csv_file(tmp_path, [row(1), row(2, outcome="pending", decision_date="")]))
    assert left_out(ledger) == {"no_decision_date": 1}
    message = refusal(csv_file(tmp_path, [row(1), row(2, decision_date="")]))
    assert message == "extract.csv: 1 row has no decision_date; give the day of each decision."


def test_blank_outcome_workforce_and_case_id_are_refused(tmp_path: Path) -> None:
    assert refusal(csv_file(tmp_path, [row(1), row(2, outcome="")])).startswith(
        "extract.csv: 1 row has no outcome. Say what an empty cell means under [codes.outcome] in scorecard.toml."
    )
    assert refusal(csv_file(tmp_path, [row(1), row(2, workforce=" ")])).startswith(
        "extract.csv: 1 row has no workforce."
    )
    assert refusal(csv_file(tmp_path, [row(1), row(2, case_id="")])) == (
        "extract.csv: 1 row has no case_id; give each case its reference."
    )
    mapped = ExtractSettings(codes={"outcome": {"": "pending"}})
    counts, _ = count(csv_file(tmp_path, [row(1), row(2, outcome="")]), settings=mapped)
    assert cell(counts, "pending") == 1


def test_other_workforces_are_left_out_unless_asked_for(tmp_path: Path) -> None:
    path = csv_file(tmp_path, [row(1), row(2, workforce="Special constable"), row(3, workforce="PCSO")])
    counts, ledger = count(path)
    assert (set(counts.decisions["workforce"]), left_out(ledger)) == ({"officer"}, {"workforce_not_reported": 2})
    counts, _ = count(path, settings=ExtractSettings(workforces=("officer", "special")))
    assert cell(counts, "decided", workforce="special") == 1


def test_values_that_look_like_people_are_not_quoted(tmp_path: Path) -> None:
    names = [
        "Ann Example",
        "Bob Sample",
        "Cy Test",
        "Di Mock",
        "Ed Made-Up",
        "Flo Fake",
        "Gus False",
        "Hal Sham",
        "Ida Idle",
        "Jo Joke",
        "Kit Kat",
    ]
    for values in (names, ["Case 20211005"], ["x@example.org"], ["a long note " * 8]):
        rows = [row(n, ethnicity=v) for n, v in enumerate(values)]
        message = refusal(csv_file(tmp_path, rows))
        assert "not shown, since it may be a note" in message or "11 different values, which are not shown" in message
        assert not any(v.strip() in message for v in values)


def test_control_characters_and_long_values_are_cleaned(tmp_path: Path) -> None:
    message = refusal(csv_file(tmp_path, [row(n, ethnicity="\x1b[31mred\u202e" + "x" * 40) for n in range(5)]))
    assert '"[31mred ' in message
    assert "\x1b" not in message
    assert "\u202e" not in message


def test_a_force_s_own_breakdown_needs_no_python(tmp_path: Path) -> None:
    closed = BreakdownRule("region", "Region", ("region",), groups=("North", "South"), reference="North")
    rows = [row(1, region="north", site="Alpha"), row(2, region="SOUTH", site="Beta"), row(3, region="", site="alpha")]
    counts, _ = count(csv_file(tmp_path, rows), breakdowns=(closed,))
    assert counts.breakdown("region").groups == ("North", "South", "Unknown")
    assert [cell(counts, "decided", breakdown="region", group=g) for g in ("North", "South", "Unknown")] == [1, 1, 1]
    open_list = BreakdownRule("site", "Site", ("site",), open=True)
    crossed = BreakdownRule("site_sex", "Site and sex", ("site", "sex"))
    counts, _ = count(csv_file(tmp_path, rows), breakdowns=(open_list, crossed))
    assert counts.breakdown("site").groups == ("Alpha", "Beta", "Unknown")
    assert cell(counts, "decided", breakdown="site_sex", group="Alpha, Male") == 2
    with pytest.raises(ExtractError, match="cannot be the names of groups"):
        count(csv_file(tmp_path, [row(1, site="=HYPERLINK(1)")]), breakdowns=(open_list,))
    message = refusal(csv_file(tmp_path, [row(1, region="West"), row(2, region="West")]), breakdowns=(closed,))
    assert message.startswith('extract.csv: 2 rows have a region that is not in the code list: "West".')


def test_another_reference_for_a_built_in_breakdown(tmp_path: Path) -> None:
    rule = BreakdownRule("sex", "Sex", ("sex",), reference="Female")
    counts, _ = count(csv_file(tmp_path, [row(1)]), breakdowns=(rule,))
    assert counts.breakdown("sex").reference == "Female"
    wrong = BreakdownRule("sex", "Sex", ("sex",), reference="Woman")
    with pytest.raises(ConfigError) as caught:
        count(csv_file(tmp_path, [row(1)]), breakdowns=(wrong,))
    assert str(caught.value) == (
        "The breakdown 'sex' has the reference 'Woman', which is not one of its groups.\nIts groups are: Female, Male, Unknown"
    )


def test_gender_is_called_gender(tmp_path: Path) -> None:
    rows = [{("Gender" if k == "sex" else k): v for k, v in row(1).items()}]
    counts, _ = count(csv_file(tmp_path, rows))
    assert counts.breakdown("sex").label == "gender"


def test_several_forces_in_one_extract(tmp_path: Path) -> None:
    path = csv_file(tmp_path, [row(1, force="Kent"), row(2, force="Essex "), row(3, force="kent")])
    counts, _ = count(path, by_force=True)
    assert [cell(counts.where(force=f), "decided") for f in ("Essex", "Kent")] == [1, 2]
    counts, _ = count(path)
    assert set(counts.decisions["force"]) == {"Test"}
    assert refusal(csv_file(tmp_path, [row(1, force="Kent"), row(2, force="")]), by_force=True).startswith(
        "extract.csv: 1 row has no force."
    )


@pytest.mark.parametrize(
    "bad", ["", "-1", "2.5", "many", "1000000000", "1234567890123", "1,23", "12,34,567", "1.234", "1 234", "1,234.5"]
)
def test_counts_are_whole_numbers_from_0(tmp_path: Path, bad: str) -> None:
    text = f'ethnicity,outcome,workforce,count\nBlack,cleared,officer,7\nWhite,cleared,officer,"{bad}"\n'
    assert refusal(csv_file(tmp_path, text)) == (
        "extract.csv: 1 row has a count that is no whole number from 0 to 999,999,999; correct the counts."
    )


def test_a_group_called_all_in_an_open_column(tmp_path: Path) -> None:
    site = BreakdownRule("site", "Site", ("site",), open=True)
    path = csv_file(tmp_path, [row(1, site="North"), row(2, site="ALL")])
    with pytest.raises(ExtractError) as caught:
        count(path, breakdowns=(site,))
    assert str(caught.value) == (
        "site has the value 'All', which is what everybody together is called; give that group another name."
    )


@pytest.mark.parametrize(
    ("text", "number"), [("999999999", 999_999_999), ("1,234", 1_234), ("12,345,678.0", 12_345_678)]
)
def test_counts_as_spreadsheets_write_them(tmp_path: Path, text: str, number: int) -> None:
    counts, _ = count(csv_file(tmp_path, f'ethnicity,outcome,workforce,count\nWhite,cleared,officer,"{text}"\n'))
    assert cell(counts, "decided", breakdown="ethnicity") == number


@pytest.mark.parametrize("name", ["place", "days", "part", "kind", "k0", "no_id", "place_min", "count_all"])
def test_an_own_column_may_have_any_name(tmp_path: Path, name: str) -> None:
    rule = BreakdownRule("home", "Home", (name,), groups=("North", "South"))
    rows = [row(1, **{name: "north"}), row(2, **{name: "South"}), row(1, **{name: "north"})]
    counts, ledger = count(csv_file(tmp_path, rows), breakdowns=(rule,))
    assert [cell(counts, "decided", breakdown="home", group=g) for g in ("North", "South")] == [1, 1]
    assert left_out(ledger) == {"duplicate": 1}


NOTE = 'The column "force" names {} forces, which are counted together as Test; build with --by force for a scorecard of each.'


def test_several_forces_that_are_counted_as_one_are_told(tmp_path: Path) -> None:
    rows = [row(1, force="Kent"), row(2, force="Essex "), row(3, force="kent"), row(4, force="")]
    path = csv_file(tmp_path, rows)
    assert count(path)[1].warnings == (NOTE.format(2),)
    further = csv_file(tmp_path, [row(5, force="Surrey"), row(5, force="Surrey")], "b.csv")
    assert count(path, further)[1].warnings[0] == NOTE.format(3)
    assert count(csv_file(tmp_path, rows[:3], "c.csv"), by_force=True)[1].warnings == ()
    assert count(csv_file(tmp_path, rows[::2], "d.csv"))[1].warnings == ()
