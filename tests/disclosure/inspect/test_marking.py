"""What says of itself that it is not for the public is found, whatever its numbers; what is public is not."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from scorecard.disclosure.inspect import check_file
from scorecard.model import KEY, MEASURES

KEYED = ",".join(KEY)
MARKED = {
    "words.txt": "Official Sensitive\nPass rates of the quarter.\n",
    "page.html": "<p>OFFICIAL-SENSITIVE: HR</p><p>Of 340 decided 310 passed.</p>",
    "dash.html": "<footer>official \u2013 sensitive</footer><p>Of 340 decided 310 passed.</p>",
    "old.html": "<p>RESTRICTED</p>",
    "manifest.json": '{\n  "edition": "internal",\n  "outputs": []\n}\n',
    "counts.csv": f"{KEYED},{','.join(MEASURES)}\nF,202109,staff,sex,Male,{','.join('9' * len(MEASURES))}\n",
    "redactions.csv": f"{KEYED},topic,measure,reason,low,high\nF,202109,staff,sex,Male,,refused,primary,1,9\n",
    "dip_sample.csv": f"{KEYED},reviewed,supported,look_again,not_recorded\nF,202109,staff,sex,Male,9,7,1,1\n",
    "timeliness.csv": f"{KEYED},dated,lower_quartile,median,upper_quartile\nF,202109,staff,sex,Male,99,10,20,30\n",
}
PUBLIC = {
    "words.txt": "The restricted group of applicants; nothing here is secret, and no sensitive official was asked.\n",
    "manifest.json": '{\n  "edition": "public"\n}\n',
    "figures.csv": f"{KEYED},decided,passed,refused\nF,202109,staff,sex,Male,340,310,30\n",
    "page.html": "<p>OFFICIAL</p><p>Public edition</p>",
}


def kinds(path: Path) -> set[str]:
    return {leak.kind for leak in check_file(path).leaks}


@pytest.mark.parametrize("name", MARKED)
def test_a_file_that_says_it_is_internal_is_found(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(MARKED[name], encoding="utf-8")
    assert "not_public" in kinds(tmp_path / name)


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_one_is_not(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(PUBLIC[name], encoding="utf-8")
    assert "not_public" not in kinds(tmp_path / name)


@pytest.mark.parametrize("place", ["cell", "footer"])
def test_a_marking_is_found_in_a_cell_and_in_a_printed_margin(place: str, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(("Group", "Decided"))
    sheet.append(("Male", 340))
    if place == "cell":
        sheet["A9"] = "OFFICIAL-SENSITIVE"
    else:
        sheet.oddFooter.center.text = "OFFICIAL-SENSITIVE"
    book.save(tmp_path / "book.xlsx")
    assert "not_public" in kinds(tmp_path / "book.xlsx")
