"""`--against` takes no period's label, and no force's name, for a count; a count that is planted beside one is found.

A label may hold a number that stands alone ("2031 Q 1"), or be one. 1 Black officer's clearance was suspended
(synthetic), which is withheld; the earlier period is known from the trend beside the counts.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from scorecard.disclosure.inspect import check_file
from scorecard.model import KEY, MEASURES

LABELS = ("Q-31-1", "2031 Q 1", "3-1", "2031.1", "1 of 4", "202101")
FORCE = "Area 1 Police"
COLUMNS = f"{','.join(KEY)},previous_period,outcome,cases,base\n"


@pytest.fixture(params=LABELS)
def label(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def counts(tmp_path: Path, label: str) -> Path:
    folder, key = tmp_path / "internal", ",".join(KEY)
    folder.mkdir()
    row = f"{FORCE},{label},officer,ethnicity,Black"
    (folder / "counts.csv").write_text(f"{key},{','.join(MEASURES)}\n{row},20,16,4,0,0,1,0,0\n")
    (folder / "redactions.csv").write_text(f"{key},measure,reason,low,high\n{row},suspended,primary,1,9\n")
    (folder / "trend.csv").write_text(f"{key}\n{row}\n{FORCE},1 before,officer,ethnicity,Black\n")
    return folder / "counts.csv"


def found(counts: Path, name: str, data: str) -> set[str]:
    path = counts.parent.parent / name
    path.write_text(data)
    return {leak.kind for leak in check_file(path, against=counts).leaks}


def page(label: str, cases: str) -> str:
    return (
        f"<h1>{FORCE}: Black police officers suspended, {label}</h1><p>Black officers suspended ({label})</p>"
        f"<table><tr><th>Period<th>Black, suspended<tr><td>{label}<td>{cases}<tr><td>1 before<td>9</table>"
    )


@pytest.mark.parametrize("label", [*LABELS, "1"], indirect=True)
def test_what_names_force_and_period_in_a_table_is_no_count(counts: Path, label: str) -> None:
    row = f"{FORCE},{label},officer,ethnicity,Black,1 before,suspended"
    assert not found(counts, "a.csv", f"{COLUMNS}{row},[c],21\n")
    assert not found(counts, "a.html", page(label, "[c]").partition("</p>")[2])


def test_nor_is_it_in_a_sentence(counts: Path, label: str) -> None:
    assert not found(counts, "a.html", page(label, "[c]"))


@pytest.mark.parametrize(
    "row",
    [
        "{force},{label},officer,ethnicity,Black,1 before,suspended,1,21",
        "{force},{label},officer,ethnicity,Black,1,suspended,[c],21",
        "{force},{label},officer,ethnicity,Black,1 of 5,suspended,[c],21",
        "{force},{label},officer,ethnicity,Black,1 before,suspended (1),[c],21",
        "{force},{label},officer,ethnicity,Black,,suspended,{label}: 1,21",
    ],
)
def test_a_count_beside_a_label_is_found(row: str, counts: Path, label: str) -> None:
    assert found(counts, "a.csv", f"{COLUMNS}{row.format(force=FORCE, label=label)}\n") == {"withheld_count"}
    assert found(counts, "a.html", page(label, "1")) == {"withheld_count"}


@pytest.mark.parametrize("label", ["1"], indirect=True)
def test_a_number_that_is_a_label_is_a_count_elsewhere(counts: Path) -> None:
    """Under another header, and in words, it may be any number."""
    row = f"{FORCE},1,officer,ethnicity,Black,1 before,suspended"
    assert found(counts, "a.csv", f"{COLUMNS}{row},1,21\n") == {"withheld_count"}
    assert found(counts, "a.html", "<p>Black officers suspended: 1</p>") == {"withheld_count"}
