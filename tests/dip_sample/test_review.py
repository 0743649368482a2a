"""The review workbook there and back: lists to choose from, the same bytes, and only counts that return."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pandas as pd
import pytest
from openpyxl import load_workbook

from scorecard.codes import fold
from scorecard.dip_sample.findings import COLUMNS, as_csv, as_text, file_name, findings_frame, read_findings
from scorecard.dip_sample.reading import read_review, refuse_repeated
from scorecard.dip_sample.words import finding_codes
from scorecard.errors import ConfigError, ExtractError
from tests.dip_sample.cases import AUTUMN, FINDING, FORCE, REMARKS, ROLE, book, case, filled, many, sample

CASES = [
    case(1, "Black", "Finance"),
    case(2, "Black", "Finance"),
    case(3, "White"),
    case(4, "White", workforce="staff"),
]
DRAWN = sample(CASES, 4)
LABELS = ["Decision supported", "More information needed", "Should be looked at again", "Not enough recorded"]


def test_every_sheet_says_where_it_stays() -> None:
    opened = load_workbook(BytesIO(book(DRAWN)))
    assert opened.sheetnames == ["Guidance", "Sample", "Cases"]
    for sheet in opened:
        warning = "OFFICIAL-SENSITIVE · Case ids: stays in the vetting unit, never attached to e-mail"
        assert sheet["A2"].value == warning
        assert sheet.oddHeader.center.text == warning
        assert sheet.sheet_state == "visible"
        assert sheet.protection.sheet


def test_findings_are_chosen_from_a_list() -> None:
    sheet = load_workbook(BytesIO(book(DRAWN)))["Cases"]
    lists = [v for v in sheet.data_validations.dataValidation if v.type == "list"]
    assert [v.formula1 for v in lists] == [f'"{",".join(LABELS)}"']
    assert str(lists[0].sqref) == "I5:I8"
    to_fill_in = [c.coordinate for row in sheet.iter_rows() for c in row if not c.protection.locked]
    assert to_fill_in == [f"{c}{r}" for r in range(5, 9) for c in (FINDING, ROLE, REMARKS)]


def test_the_same_sample_gives_the_same_bytes() -> None:
    assert book(DRAWN) == book(sample(list(reversed(CASES)), 4))
    assert "author" not in ZipFile(BytesIO(book(DRAWN))).read("docProps/core.xml").decode()


def test_a_case_id_is_never_a_formula(tmp_path) -> None:
    odd = [case(1, "White")]
    object.__setattr__(odd[0], "case_id", "=1+1")
    drawn = sample(odd, 1)
    assert load_workbook(BytesIO(book(drawn)))["Cases"]["B5"].data_type == "s"
    assert sum(read_review(filled(drawn, tmp_path / "r.xlsx")).findings.values()) == 1


def test_findings_come_back_as_counts(tmp_path) -> None:
    by_id = {"SYN-00001": LABELS[2], "SYN-00002": LABELS[2], "SYN-00003": LABELS[0], "SYN-00004": LABELS[3]}
    path = filled(DRAWN, tmp_path / "r.xlsx", [by_id[d.case.case_id] for d in DRAWN.cases], K5="Not for others")
    frame = findings_frame([read_review(path)])
    assert tuple(frame.columns) == COLUMNS == (
        *("force", "period", "workforce", "breakdown", "group", "reviewed"),
        *("supported", "more_information", "look_again", "not_recorded"),
    )  # fmt: skip
    assert frame.iloc[:, 2:].to_numpy().tolist() == [
        ["officer", "ethnicity", "Black", 2, 0, 0, 2, 0],
        ["officer", "ethnicity", "White", 1, 1, 0, 0, 0],
        ["officer", "ethnicity", "All", 3, 1, 0, 2, 0],
        ["staff", "ethnicity", "White", 1, 0, 0, 0, 1],
        ["staff", "ethnicity", "All", 1, 0, 0, 0, 1],
    ]
    assert as_text(frame).splitlines()[:3] == [
        "Officer                    Black White   All",
        "Decision supported             0     1     1",
        "More information needed        0     0     0",
    ]
    for text in (as_csv(frame).decode(), as_text(frame), repr(read_review(path))):
        assert "SYN-" not in text
        assert "Not for others" not in text


def test_the_file_is_read_back_as_it_was(tmp_path) -> None:
    frame = findings_frame([read_review(filled(DRAWN, tmp_path / "r.xlsx"))])
    assert file_name("202112") == "dip-sample-findings-202112.csv"
    (tmp_path / file_name("202112")).write_bytes(as_csv(frame))
    pd.testing.assert_frame_equal(read_findings(tmp_path, AUTUMN, FORCE), frame)
    assert read_findings(tmp_path, AUTUMN, "Another force") is None
    assert read_findings(tmp_path / "none", AUTUMN, FORCE) is None
    assert read_findings(None, AUTUMN, FORCE) is None


@pytest.mark.parametrize("change", [(b"supported", b"suported"), (b",1,1,0", b",1,2,0"), (b",1,1,0", b",one,1,0")])
def test_a_file_that_is_not_ours_is_refused(tmp_path, change) -> None:
    frame = findings_frame([read_review(filled(DRAWN, tmp_path / "r.xlsx"))])
    content = as_csv(frame)
    assert change[0] in content
    (tmp_path / file_name("202112")).write_bytes(content.replace(*change))
    with pytest.raises(ConfigError) as caught:
        read_findings(tmp_path, AUTUMN, FORCE)
    assert str(caught.value) == (
        "dip-sample-findings-202112.csv: is not as `scorecard findings` writes it; run that command again."
    )


def refusal(path) -> str:
    with pytest.raises(ExtractError) as caught:
        read_review(path)
    assert "SYN-" not in str(caught.value)
    return str(caught.value)


def test_unfilled_workbooks_are_refused_with_numbers(tmp_path) -> None:
    path = filled(DRAWN, tmp_path / "r.xlsx", ["Decision supported", None, None, "Fine"])
    assert refusal(path) == (
        "r.xlsx: of 4 cases, 2 cases have no finding and 1 has a finding that is not on the list; "
        "choose a finding from the list for each case."
    )


ALTERED = (
    "only Finding, Reviewer role and Remarks may be filled in. Take the workbook as it was drawn and fill it in again."
)


@pytest.mark.parametrize(
    ("cells", "wrong"),
    [
        ({"D5": "Mixed"}, "1 row was changed or repeated"),
        ({"B5": "SYN-99999", "F7": "Other"}, "2 rows were changed or repeated"),
        ({f"{c}8": None for c in "ABCDEFGHIJKL"}, "1 case is missing"),
    ],
)
def test_altered_workbooks_are_refused_with_numbers(tmp_path, cells, wrong) -> None:
    assert refusal(filled(DRAWN, tmp_path / "r.xlsx", **cells)) == f"r.xlsx: {wrong}; {ALTERED}"


def test_rows_of_another_sample_are_refused(tmp_path) -> None:
    """The check of a row is of its own sample: the same case drawn with another seed does not fit."""
    other = load_workbook(BytesIO(book(sample(CASES, 4, seed=9))))["Cases"]
    cells = {c.coordinate: c.value for row in other["A5:L8"] for c in row if c.value is not None}
    assert refusal(filled(DRAWN, tmp_path / "r.xlsx", **cells)).startswith("r.xlsx: 4 rows were changed or repeated;")


def test_other_files_are_refused(tmp_path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK not a workbook")
    assert refusal(tmp_path / "a.xlsx") == (
        "a.xlsx: the workbook cannot be read: it is damaged, or no xlsx, xls or ods file; save it again."
    )
    opened = load_workbook(BytesIO(book(DRAWN)))
    del opened["Sample"]
    opened.save(tmp_path / "b.xlsx")
    assert refusal(tmp_path / "b.xlsx") == (
        "b.xlsx: is not a review workbook; give the file that `scorecard sample` made, filled in."
    )
    assert refusal(tmp_path / "c.xlsx").endswith("c.xlsx: there is no such file.")


def test_two_workbooks_are_counted_together_unless_they_share_cases(tmp_path) -> None:
    one, other = sample(many(White=9)[:5], 5), sample(many(White=9)[5:], 4)
    reviews = [read_review(filled(s, tmp_path / f"{n}.xlsx")) for n, s in (("a", one), ("b", other))]
    refuse_repeated(reviews)
    assert findings_frame(reviews)["reviewed"].tolist() == [9, 9]
    with pytest.raises(ExtractError) as caught:
        refuse_repeated([reviews[0], reviews[1], read_review(filled(sample(many(White=9), 9), tmp_path / "c.xlsx"))])
    assert str(caught.value) == "c.xlsx: 5 cases are in a.xlsx too; give each case once."


def test_labels_fit_into_the_list_of_a_cell() -> None:
    """Excel keeps at most 255 characters of a list that stands in the cell, and takes a comma for the next entry."""
    labels = [f.label for f in finding_codes()]
    assert len(",".join(labels)) <= 255
    assert not any("," in label for label in labels)
    assert len({fold(label) for label in labels}) == len(labels)
