"""`--against` reads a number in its context: the leak is found, the same number about another group is not one.

The counts are those of a police force's officers by ethnicity and sex (synthetic). Worked out by hand: 30 of 31 passed
is 0.968, 1 of 31 refused is 3.2%, 38 of 820 refused is 0.0463, which is 0.55 of 128 of 1,521; unknown ethnicity passed
169 of 185, 0.97 of White's 1,391 of 1,480; of male staff 434 of 457 passed, 0.95.
"""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from scorecard.disclosure.inspect import check_file
from scorecard.disclosure.inspect.explained import explained
from scorecard.disclosure.inspect.quantity import Number
from scorecard.disclosure.inspect.withheld import secrets
from scorecard.model import KEY, MEASURES

COUNTS = {
    "officer,ethnicity": {"Asian": (310, 290, 20), "White": (1480, 1391, 89), "Unknown": (185, 169, 16)},
    "officer,sex": {"Female": (820, 782, 38), "Male": (1521, 1393, 128), "Unknown": (31, 30, 1)},
    "staff,sex": {"Female": (672, 637, 35), "Male": (457, 434, 23), "Unknown": (9, 8, 1)},
}
WITHHELD = ["officer,sex,Female", "officer,sex,Unknown", "staff,sex,Male", "staff,sex,Unknown"]
DETAILS = ["reason,integrity", "panel,overturned", "appeal,overturned", "contact,responded|passed", "reasons_given,any"]
BESIDE = {
    "reasons": ("reason,cases,share_of_refused", "integrity,4,0.1053"),
    "panel": ("refused,sent,decision_correct,interview,overturned", "38,12,7,2,3"),
    "appeals": ("outcome,cases,base", "overturned,2,6"),
    "contact": ("contact,decided,passed", "responded,9,7"),
}
WHO = "Sample,202109,"


@pytest.fixture
def counts(tmp_path: Path) -> Path:
    folder = tmp_path / "internal"
    folder.mkdir()
    key = ",".join(KEY)
    rows = [f"{WHO}{k},{g},{','.join(map(str, n))},5,0,0,0,2" for k, by in COUNTS.items() for g, n in by.items()]
    (folder / "counts.csv").write_text("\n".join([f"{key},{','.join(MEASURES)}", *rows]))
    named = [f"{WHO}{w},,{m},primary,1,9" for w in WITHHELD for m in ("passed", "refused")]
    named += [f"{WHO}officer,ethnicity,Asian,,suspended,primary,1,9"]
    named += [f"{WHO}officer,sex,Female,{detail},primary,1,9" for detail in DETAILS]
    (folder / "redactions.csv").write_text("\n".join([f"{key},topic,measure,reason,low,high", *named]))
    for name, (header, row) in BESIDE.items():
        (folder / f"{name}.csv").write_text(f"{key},{header}\n{WHO}officer,sex,Female,{row}\n")
    return folder / "counts.csv"


def found(counts: Path, name: str, data: str) -> set[str]:
    path = counts.parent.parent / name
    path.write_text(data)
    return {leak.kind for leak in check_file(path, against=counts).leaks}


def table(caption: str, header: str, *rows: str) -> str:
    lines = "".join(f"<tr><td>{'<td>'.join(row.split('|'))}" for row in (header, *rows))
    return f"<h2>{caption}</h2><table>{lines}</table>"


OFFICERS, SEX = "Police officers", "Police officers by sex"
FORMAL = "force,period,workforce,breakdown,group,"
LEAKS = {
    "a pass rate": (table(OFFICERS, "Group|Pass rate", "Male|0.916", "Unknown|0.968"), "withheld_rate"),
    "as a percentage": (table(SEX, "Group|Pass rate (%)", "Unknown|96.8"), "withheld_rate"),
    "under a wrong header": (table(SEX, "Group|Pass ratio", "Unknown|0.968"), "withheld_rate"),
    "with few digits": (table(SEX, "Group|Passed (% of decided)", "Unknown|97%"), "withheld_rate"),
    "a count with its share": (table(SEX, "Group|Passed (% of decided)", "Unknown|30 (96.8%)"), "withheld_count"),
    "a share with another count": (table(SEX, "Group|Refused (% of decided)", "Unknown|5 (3.2%)"), "withheld_rate"),
    "in a label": (table(SEX, "Group|Refused", "Male\u20038.4%|", "Unknown\u20033.2%|"), "withheld_rate"),
    "beside a note": (table(SEX, "Group|Passed", "Unknown\u2003[c]|30"), "withheld_count"),
    "a ratio to a group shown": (table(SEX, "Group|Refusal ratio, group ÷ Male", "Female|0.55"), "withheld_rate"),
    "in the header": (table(SEX, "Workforce|Refused, unknown", "Police officers: sex|1"), "withheld_count"),
    "in a sentence": ("<p>30 of 31 officers whose sex is unknown passed.</p>", "withheld_count"),
    "a rate in a sentence": ("<p>Of the officers of unknown sex 96.8% passed.</p>", "withheld_rate"),
    "a reason": (table(SEX, "Reason|Female: cases (% of refused)", "Integrity|4"), "withheld_count"),
    "a reason's share": (table(SEX, "Group|Integrity (% of refused)|Reasons", "Female|10.5%|"), "withheld_rate"),
    "the panel": (table(f"{SEX}: the panel", "Group|Overturned", "Female|3"), "withheld_count"),
    "appeals": (table(f"{SEX}: appeals", "Group|Overturned|Made", "Female|2|6"), "withheld_count"),
    "contact": (table(f"{SEX}: contact", "Group|Contact|Passed", "Female|Responded|7"), "withheld_count"),
    "a reason in a sentence": (
        "<p>Reasons: 4 refused female officers lacked integrity. Sex: officers.</p>",
        "withheld_count",
    ),
}
PEACE = {
    "another breakdown": table(
        "Officers by ethnicity", "Group|Pass ratio, group ÷ White", "White|1.00", "Unknown|0.97"
    ),
    "told by its groups": table(OFFICERS, "Group|Pass ratio", "Asian|1.00", "White|1.00", "Unknown|0.968"),
    "a level of confidence": "<p>Staff: not-passed ratio, group ÷ Male (95% interval)</p>",
    "a level with a decimal": "<p>Male staff were refused more often (95.0% interval 1.1 to 2.3).</p>",
    "a rate that shown counts have too": "<p>Unknown: 11.1% were refused or withdrew.</p>",  # 21 of 190; also 1 of 9
    "two digits about somebody": "<p>Male staff: passed 0.95 of those expected.</p>",
    "a shown ratio": table("Officers by ethnicity", "Group|Refusal ratio, group ÷ White", "Asian|1.07", "Unknown|1.44"),
    "the other workforce": table("Police staff by sex", "Group|Passed|Refused", "Female|637|35"),
    "a difference": table(SEX, "Group|Difference in refusals|Refused", "Unknown|+1|[c]"),
    "the panel, not appeals": table(f"{SEX}: the panel", "Group|Overturned", "Female|2"),
    "another reason": table(SEX, "Reason|Female: cases", "Finance|4"),
}


@pytest.mark.parametrize(("data", "kind"), LEAKS.values(), ids=LEAKS)
def test_a_leak_in_context_is_found(data: str, kind: str, counts: Path) -> None:
    assert kind in found(counts, "a.html", data)


@pytest.mark.parametrize("data", PEACE.values(), ids=PEACE)
def test_the_same_number_about_others_is_no_leak(data: str, counts: Path) -> None:
    assert not {"withheld_count", "withheld_rate"} & found(counts, "a.html", data)


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        (f"{WHO}officer,sex,Unknown,0.968", {"withheld_rate"}),
        (f"{WHO}officer,ethnicity,Unknown,0.968", set()),
        ("Sample,202106,officer,sex,Unknown,0.968", set()),  # another period's counts are not known here
        (f"{WHO}staff,sex,Unknown,0.968", set()),
    ],
)
def test_a_key_says_which_row_it_is(line: str, kinds: set[str], counts: Path) -> None:
    assert found(counts, "a.csv", f"{FORMAL}pass_rate\n{WHO}officer,ethnicity,Asian,0.935\n{line}\n") == kinds


def test_a_force_is_told_from_another(counts: Path) -> None:
    """The other force shows 30 passed of unknown sex: that explains its own cell, not the one of this force."""
    lines = counts.read_text(encoding="utf-8") + f"\n{WHO}officer,sex,Unknown,31,30,1,5,0,0,0,2".replace(
        "Sample", "Other force"
    )
    counts.write_text(lines, encoding="utf-8")
    row = "202109,officer,sex,Unknown,30\n"
    assert not found(counts, "a.csv", f"{FORMAL}passed\nOther force,{row}")
    assert found(counts, "a.csv", f"{FORMAL}passed\nSample,{row}") == {"withheld_count"}


def test_one_line_an_outcome_is_read_too(counts: Path) -> None:
    lines = f"{FORMAL}outcome,cases\n{WHO}officer,sex,Unknown,"
    assert found(counts, "a.csv", f"{lines}passed,30\n") == {"withheld_count"}
    assert not found(counts, "a.csv", f"{lines}withdrawn_by_applicant,5\n")


def test_numbers_above_which_no_header_stands_are_read(counts: Path) -> None:
    """An empty cell below a group's name splits a sheet's table, so that its next row looks like a header."""
    book = openpyxl.Workbook()
    book.active.title = "Officers by sex, pass rate"
    for row in (("Group", "Pass rate"), ("Male", 0.916), ("Female",), ("Unknown", 0.968)):
        book.active.append(row)
    path = counts.parent.parent / "a.xlsx"
    book.save(path)
    assert "withheld_rate" in {leak.kind for leak in check_file(path, against=counts).leaks}


def test_the_report_says_what_could_not_be_looked_for(counts: Path) -> None:
    (counts.parent.parent / "a.csv").write_text("a,b\nx,1\n")
    (checked,) = check_file(counts.parent.parent / "a.csv", against=counts).checked
    assert checked == "13 withheld counts (1 more are in no table beside it, so they were not looked for)"


def test_shown_counts_explain_ratios_differences_and_shares(counts: Path) -> None:
    known = secrets(counts, None)
    asian, white, *_ = known.rows
    female = next(r for r in known.rows if r.group == "Female")
    assert explained(known, [asian], Number(1.07, 2))  # 20/310 over 89/1,480
    assert explained(known, [asian], Number(0.4, 1))  # percentage points between them
    assert explained(known, [asian], Number(0.079, 3))  # not passed: 20 refused and 5 withdrawn of 315
    assert not explained(known, [asian, white], Number(1.2, 1))
    assert not explained(known, [female], Number(0.55, 2))  # which is withheld


SEXES = "Police officers by sex,Female,,Male,\n,Passed,Refused,Passed,Refused\nAll,[c],{},1393,128\n"


@pytest.mark.parametrize(("cell", "expected"), [("38", {"withheld_count"}), ("[c]", set()), ("128", set())])
def test_a_header_of_two_rows_is_one(cell: str, expected: set[str], tmp_path: Path, counts: Path) -> None:
    """A sex over passed and refused, as spreadsheets are laid out; 128 is of the men, who are shown."""
    assert kinds(tmp_path, SEXES.format(cell), counts) == expected


def test_the_corner_of_a_crosstab_says_what_is_counted(tmp_path: Path, counts: Path) -> None:
    crosstab = "Refused,Female,Male\nOfficer,{},128\nStaff,35,[c]\n"
    assert kinds(tmp_path, crosstab.format("[c]"), counts) == set()
    assert kinds(tmp_path, crosstab.format("38"), counts) == {"withheld_count"}
    assert kinds(tmp_path, crosstab.format("38").replace("Refused", "Suspended"), counts) == set()


def kinds(folder: Path, text: str, counts: Path) -> set[str]:
    (folder / "a.csv").write_text(text, encoding="utf-8")
    return {leak.kind for leak in check_file(folder / "a.csv", against=counts).leaks if "withheld" in leak.kind}
