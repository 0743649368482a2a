"""`--against counts.csv`: a withheld count is found beside its key or as a rate, and shown ones are left in peace."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorecard.disclosure.inspect import check_file
from scorecard.errors import ExtractError
from scorecard.model import KEY, MEASURES
from tests.disclosure.inspect import bases

# Mixed officers: 3 refused of 17 (0.1765), withheld with the 14 passed. Black officers: 11 refused of 77 (0.1429).
COUNTS = {
    ("officer", "Asian"): (120, 105, 15),
    ("officer", "Black"): (77, 66, 11),
    ("officer", "Mixed"): (17, 14, 3),
    ("officer", "White"): (400, 380, 20),
    ("staff", "Asian"): (60, 50, 10),
    ("staff", "Mixed"): (40, 33, 7),
    ("staff", "White"): (99, 96, 3),
}
WITHHELD = [("officer", "Mixed", "refused"), ("officer", "Mixed", "passed"), ("staff", "White", "refused")]


@pytest.fixture
def counts(tmp_path: Path) -> Path:
    folder = tmp_path / "internal"
    folder.mkdir()
    lines = [",".join((*KEY, *MEASURES))]
    for (workforce, group), numbers in COUNTS.items():
        lines.append(f"Sample,202109,{workforce},ethnicity,{group},{','.join(map(str, numbers))},1,0,0,0,2")
    (folder / "counts.csv").write_text("\n".join(lines))
    rows = [f"Sample,202109,{w},ethnicity,{g},{m},primary,1,6" for w, g, m in WITHHELD]
    (folder / "redactions.csv").write_text("\n".join([",".join((*KEY, "measure", "reason", "low", "high")), *rows]))
    return folder / "counts.csv"


def kinds(tmp_path: Path, counts: Path, name: str, data: str | bytes) -> set[str]:
    (tmp_path / name).write_bytes(data.encode() if isinstance(data, str) else data)
    return {leak.kind for leak in check_file(tmp_path / name, against=counts).leaks}


TIDY = "force,period,workforce,breakdown,group,decided,passed,refused,refusal_rate\n"
KEYED = "Sample,202109,officer,ethnicity,"


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.csv", TIDY + KEYED + "Mixed,17,[c],3,[c]\n", "withheld_count"),
        ("a.csv", TIDY + KEYED + "Mixed,17,[c],[c],0.18\n", "withheld_rate"),
        ("a.csv", TIDY + KEYED + "Mixed,17,[c],[c],17.6%\n", "withheld_rate"),
        ("a.csv", "a,b\nx,0.17647\ny,2\n", "withheld_rate"),
        ("a.csv", "a,b\nx,17.65\ny,2\n", "withheld_rate"),
        ("a.csv", "workforce,group,refused\nPolice officers,Mixed,3\n", "withheld_count"),
        ("a.html", "<p>Police officers: 3 of 17 Mixed applicants were refused.</p>", "withheld_count"),
        ("a.html", "<p>Mixed officers were refused at a rate of 17.6%.</p>", "withheld_rate"),
        ("a.html", "<h2>Officers</h2><table><tr><th>Group<th>Refused<tr><td>Mixed<td>3</table>", "withheld_count"),
        ("a.txt", "Of the Mixed officers, 14 passed.", "withheld_count"),
        ("a.json", '{"Mixed": {"refusal_rate": 0.1765}}', "withheld_rate"),
    ],
)
def test_a_withheld_count_is_found(name: str, data: str, kind: str, tmp_path: Path, counts: Path) -> None:
    assert kind in kinds(tmp_path, counts, name, data)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", TIDY + KEYED + "Mixed,17,[c],[c],[c]\n" + KEYED + "Black,77,66,11,0.143\n"),
        ("a.csv", TIDY + KEYED + "Asian,120,105,15,0.125\n"),
        ("a.csv", "workforce,group,refused\nstaff,Mixed,7\n"),
        ("a.csv", "a,b\nx,3\ny,14\n"),  # numbers without a group say nothing
        ("a.csv", "a,b\nx,0.142857\n"),  # 11/77, which is shown
        ("a.html", "<p>Police officers: 11 of 77 Black applicants were refused.</p>"),
        ("a.html", "<p>Mixed: fewer than 17 were refused in 3 months.</p><p>See page 3.</p>"[:20]),
        ("a.html", bases.PAGE),
    ],
)
def test_what_is_shown_anyway_is_left_in_peace(name: str, data: str, tmp_path: Path, counts: Path) -> None:
    assert not {"withheld_count", "withheld_rate"} & kinds(tmp_path, counts, name, data)


def test_a_chart_that_keeps_a_withheld_count_is_found(tmp_path: Path, counts: Path) -> None:
    def three(book: object, sheet: object) -> None:
        other = book.add_worksheet("Staff")  # type: ignore[attr-defined]
        other.write_column(0, 0, ["Group", "White"])
        other.write_column(0, 1, ["Refused", 3])
        chart = book.add_chart({"type": "bar"})  # type: ignore[attr-defined]
        chart.add_series({"name": "=Staff!$B$1", "categories": "=Staff!$A$2:$A$2", "values": "=Staff!$B$2:$B$2"})
        other.insert_chart("D2", chart)

    (tmp_path / "a.xlsx").write_bytes(bases.workbook(three))
    found = check_file(tmp_path / "a.xlsx", against=counts).leaks
    assert {f.where.rpartition("> ")[2] for f in found if f.kind == "withheld_count"} == {
        "sheet Staff",
        "xl/charts/chart2.xml",
    }


def test_without_redactions_the_threshold_says_what_is_withheld(tmp_path: Path, counts: Path) -> None:
    counts.with_name("redactions.csv").unlink()
    (tmp_path / "a.csv").write_text("a,b\nx,0.1765\n")
    assert not check_file(tmp_path / "a.csv", threshold=5, against=counts).safe
    with pytest.raises(ExtractError, match=r"There is no redactions\.csv beside counts\.csv"):
        check_file(tmp_path / "a.csv", against=counts)


def test_another_table_is_no_counts_csv(tmp_path: Path) -> None:
    (tmp_path / "counts.csv").write_text("group,n\na,1\n")
    with pytest.raises(ExtractError, match=r"is not a counts\.csv of this tool; it lacks force, period"):
        check_file(tmp_path / "counts.csv", against=tmp_path / "counts.csv")
