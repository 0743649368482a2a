"""sample and findings: a private workbook, case ids in it alone, and counts that come back."""

from __future__ import annotations

import stat
import sys

import pytest
from openpyxl import load_workbook

from tests.cli.running import files, run
from tests.dip_sample.cases import FINDING, FIRST, extract_rows
from tests.extract.making import csv_file, row

SAMPLE = ("sample", "202112", "extract.csv", "--n", "5")
BOOK = "out/dip-samples/dip-sample-202112.xlsx"
SAYING = "It holds case ids: it stays in the vetting unit and is never attached to e-mail.\n"


@pytest.fixture
def folder(tmp_path):
    csv_file(tmp_path, extract_rows())
    (tmp_path / "scorecard.toml").write_text('force = "Sample force"\n', encoding="utf-8")
    return tmp_path


def test_a_sample_is_drawn_into_a_private_workbook(folder) -> None:
    ended = run(*SAMPLE, folder=folder)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == (
        "Period 202112: 1 September to 30 November 2021\n"
        "5 of 8 refusals drawn, with seed 1, from 6 combinations of ethnicity and leading reason.\n"
        f"  {BOOK}\n{SAYING}"
    )
    assert set(files(folder)) == {"extract.csv", "scorecard.toml", BOOK}
    if sys.platform != "win32":
        assert stat.S_IMODE((folder / BOOK).stat().st_mode) == 0o600
        assert stat.S_IMODE((folder / BOOK).parent.stat().st_mode) == 0o700
    ids = {cell.value for cell in load_workbook(folder / BOOK)["Cases"]["B"] if str(cell.value).startswith("SYN-")}
    assert len(ids) == 5


def test_check_would_stop_it_at_the_door(folder) -> None:
    run(*SAMPLE, folder=folder)
    ended = run("check", BOOK, folder=folder)
    assert ended.code == 5
    assert "Case id" in ended.out
    assert "SYN-" not in ended.out + ended.err


def test_the_same_seed_gives_the_same_bytes(folder) -> None:
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        assert run(*SAMPLE, "--seed", seed, "--out", f"{name}.xlsx", folder=folder).code == 0
    made = files(folder)
    assert made["a.xlsx"] == made["b.xlsx"] != made["c.xlsx"]


def test_a_workbook_in_use_is_never_written_over(folder) -> None:
    run(*SAMPLE, folder=folder)
    before = files(folder)
    ended = run(*SAMPLE, "--seed", 2, folder=folder)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == (
        f"{BOOK}: is there already, and nothing was changed; it may hold reviewers' findings; "
        "move it away, or choose another --out.\n"
    )
    assert files(folder) == before


REFUSED = {
    "nobody refused": (
        [row(n) for n in range(3)],
        "extract.csv: nobody was refused from 1 September to 30 November 2021, so there is nothing to sample.\n",
    ),
    "counts": (
        [dict(row(1, outcome="refused"), count="3")],
        "extract.csv: each row is a count of decisions, so there are no cases to sample; "
        "give the extract with one row a decision.\n",
    ),
    "conflict": (
        [*extract_rows(), row(2, outcome="refused")],
        "extract.csv: 1 case stands more than once with different content, so it is not known which row to count; "
        "keep one row for each case.\n",
    ),
}


@pytest.mark.parametrize(("rows", "sentence"), REFUSED.values(), ids=REFUSED)
def test_extracts_without_cases_end_with_3(folder, rows, sentence) -> None:
    csv_file(folder, rows)
    before = files(folder)
    ended = run(*SAMPLE, folder=folder)
    assert (ended.code, ended.out, ended.err) == (3, "", sentence)
    assert files(folder) == before


def test_a_folder_that_cannot_be_written_leaves_nothing(folder) -> None:
    (folder / "file").write_text("in the way", encoding="utf-8")
    before = files(folder)
    ended = run(*SAMPLE, "--out", "file/sample.xlsx", folder=folder)
    assert ended.code == 2
    assert ended.err.startswith("file/sample.xlsx: cannot be written (")
    assert files(folder) == before


def test_none_is_no_number(folder) -> None:
    assert run("sample", "202112", "extract.csv", "--n", 0, folder=folder).code == 2


def review(folder, finding: str | None = "Decision supported", remark: str = "") -> None:
    """Fill the workbook in as a reviewer would."""
    book = load_workbook(folder / BOOK)
    for at in range(5):
        book["Cases"][f"{FINDING}{FIRST + at}"] = finding
    book["Cases"]["K5"] = remark
    book.save(folder / BOOK)


def test_findings_come_back_as_counts(folder) -> None:
    run(*SAMPLE, folder=folder)
    review(folder, remark="the applicant's brother")
    ended = run("findings", BOOK, folder=folder)
    assert (ended.code, ended.err) == (0, "")
    lines = ended.out.splitlines()
    assert lines[0] == "Dip-sample of 202112: 1 September to 30 November 2021, Sample force"
    assert lines[2].startswith("Officer ")
    assert lines[3].startswith("Decision supported ")
    assert lines[-2] == "These are numbers of reviewed cases, not of all refusals."
    assert max(map(len, lines[:-1])) <= 80
    kept = (folder / "commentary" / "dip-sample-findings-202112.csv").read_text(encoding="utf-8")
    assert kept.startswith("force,period,workforce,breakdown,group,reviewed,supported,")
    assert sum(int(line.split(",")[5]) for line in kept.splitlines() if ",All," in line) == 5
    for text in (kept, ended.out):
        assert "SYN-" not in text
        assert "brother" not in text


def test_unfilled_or_altered_workbooks_end_with_3_and_store_nothing(folder) -> None:
    run(*SAMPLE, folder=folder)
    review(folder, None)
    ended = run("findings", BOOK, folder=folder)
    assert (ended.code, ended.out) == (3, "")
    assert ended.err == (
        "dip-sample-202112.xlsx: of 5 cases, 5 cases have no finding; choose a finding from the list for each case.\n"
    )
    assert not (folder / "commentary").exists()


def test_findings_need_a_place_or_a_name(folder) -> None:
    (folder / "scorecard.toml").unlink()
    run(*SAMPLE, folder=folder)
    review(folder)
    ended = run("findings", BOOK, folder=folder)
    assert (ended.code, ended.out) == (4, "")
    assert ended.err == (
        "There is no scorecard.toml, and a build looks for commentary only where one says or beside it; "
        "run `scorecard init` first, or name one with --config.\n"
    )
    assert run("findings", BOOK, "--out", "f.csv", folder=folder).code == 0
    assert (folder / "f.csv").is_file()
