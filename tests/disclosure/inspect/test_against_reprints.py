"""`--against` beside a release that stands as it was first printed, though the counts have been corrected since.

Printed were 6 of 22 Black officers refused, 27.3%, and 21 of 157 White (13.4%), a ratio of 2.04; today they are 7 of 23
and 30 of 150. Withheld are Black staff, 6 of 28 refused, 22 passed: 6 ÷ 22 is 0.273 (synthetic). And of Asian officers,
5 of 12 refused, whose pass rate over that of White officers is 0.729.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from scorecard.disclosure.inspect import check_file
from scorecard.model import KEY, MEASURES

COUNTS = ("officer,ethnicity,Black,23,16,7", "officer,ethnicity,White,150,120,30", "staff,ethnicity,Black,28,22,6",
          "officer,ethnicity,Asian,12,7,5")  # fmt: skip
WITHHELD = [f"{who},{m}" for who in ("staff,ethnicity,Black", "officer,ethnicity,Asian") for m in ("passed", "refused")]
OFFICERS = "<h2>Police officers by ethnicity</h2>"
TABLE = f"{OFFICERS}<table><tr><td>Group<td>Decided<td>Refused<td>Refusal ratio, group ÷ White"
PRINTED = f"{TABLE}<tr><td>Black<td>22<td>6 (27.3%)<td>2.04<tr><td>White<td>157<td>21 (13.4%)<td>1.00</table>"
LABEL = "<h2>Refused</h2><p>Black 27.3%</p>"


@pytest.fixture
def counts(tmp_path: Path) -> Path:
    folder, key = tmp_path / "internal", ",".join(KEY)
    folder.mkdir()
    rows = [f"Sample,202109,{row},0,0,0,0,0" for row in COUNTS]
    (folder / "counts.csv").write_text("\n".join([f"{key},{','.join(MEASURES)}", *rows]))
    named = [f"Sample,202109,{name},primary,1,9" for name in [*WITHHELD, "officer,ethnicity,Black,suspended"]]
    (folder / "redactions.csv").write_text("\n".join([f"{key},measure,reason,low,high", *named]))
    (folder / "reasons.csv").write_text(f"{key},reason,cases\nSample,202109,officer,ethnicity,Black,residency,3\n")
    with (folder / "redactions.csv").open("a") as file:
        file.write("\nSample,202109,officer,ethnicity,Black,reason:residency,primary,1,9\n")
    return folder / "counts.csv"


def found(counts: Path, name: str, data: str) -> set[str]:
    path = counts.parent.parent / name
    path.write_text(data)
    return {leak.kind for leak in check_file(path, against=counts).leaks}


def test_what_follows_from_printed_counts_is_no_finding(counts: Path) -> None:
    assert found(counts, "a.html", LABEL) == {"withheld_rate"}, "nothing printed explains it"
    assert found(counts, "a.html", PRINTED + LABEL) == set()


def test_nor_is_a_ratio_of_two_printed_rates(counts: Path) -> None:
    """1.25 is White's pass rate upside down, and so what a group without a refusal is printed with; 2.04 is printed."""
    csv = f"{','.join(KEY)},reference_group,decided,passed,refused,refusal_ratio,pass_ratio\nSample,202109,officer,"
    black, white = "ethnicity,Black,White,22,16,6,2.04,0.84", "ethnicity,White,White,157,136,21,1.0,1.0"
    assert found(counts, "a.csv", f"{csv}{black}\nSample,202109,officer,{white}\n") == set()


def test_a_printed_count_that_is_withheld_explains_nothing(counts: Path) -> None:
    staff = PRINTED.replace("officers", "staff").replace(">22<", ">28<").replace("(27.3%)", "(21.4%)")
    assert found(counts, "a.html", staff) == {"withheld_count", "withheld_rate"}


def test_a_ratio_is_beside_the_group_that_its_row_names(counts: Path) -> None:
    header = f"{','.join(KEY)},reference_group,pass_ratio\nSample,202109,officer,ethnicity,Asian,"
    assert found(counts, "a.csv", f"{header}White,0.729\n") == {"withheld_rate"}  # 7/12 over 120/150
    assert found(counts, "a.csv", f"{header}Black,0.729\n") == set()  # 7/12 over 16/23 is 0.839
    assert found(counts, "a.csv", f"{header}Black,0.839\n") == {"withheld_rate"}


LEADING = "<p>Leading reason (% of refused): police officers, residency (42.9%)</p>"  # 3 of 7 Black officers
OF_THESE = "<p>Of these, residency was the reason of 42.9% of the refused.</p>"


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        (f"<p>Refused more often: Black police staff.</p>{LEADING}", set()),
        (f"<h2>Black</h2>{LEADING}", {"withheld_rate"}),
        (f"<p>Refused more often: Black police officers.</p>{OF_THESE}", {"withheld_rate"}),
        ("<p>There were 28 Black staff applicants.</p><p>Six were refused.</p>", {"withheld_count"}),
    ],
)
def test_a_sentence_that_has_ended_is_no_heading(words: str, kinds: set[str], counts: Path) -> None:
    """A paragraph that names its own workforce is not about the group of the sentence before it."""
    assert found(counts, "a.html", words) == kinds


def test_a_paragraph_is_about_what_its_opening_names(counts: Path) -> None:
    asian = "Asian 8.0%; Black 27.3%; White 13.4%"
    assert found(counts, "a.html", f"<p>Police staff refused. {asian}</p>") == {"withheld_rate"}
    assert found(counts, "a.html", f"<p>Police officers refused. {asian}</p>") == set()
