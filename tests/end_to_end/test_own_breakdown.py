"""A force's own breakdown, from its TOML alone: counted, tested, and shown in every format."""

# ruff: noqa: E501  (whole sentences are compared)

import csv
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from scorecard.cli import scorecard
from tests.cli.running import run

CONFIG = """
force = "A force"

[[breakdown]]
name = "department"
label = "department"
columns = ["department"]
groups = ["Operations", "Support"]
reference = "Operations"
"""
# department -> (passed, refused), by hand: 30 of 230 and 20 of 420 refused
PEOPLE = {"Operations": (400, 20), "Support": (200, 30)}


def write_extract(path: Path) -> None:
    rows = [
        (department, outcome)
        for department, (passed, refused) in PEOPLE.items()
        for outcome in ["cleared"] * passed + ["refused"] * refused
    ]
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["case_id", "decision_date", "workforce", "ethnicity", "sex", "outcome", "department"])
        for number, (department, outcome) in enumerate(rows):
            sex = "F" if number % 2 else "M"
            writer.writerow([f"X{number}", "2021-07-01", "officer", "W1", sex, outcome, department])


def test_a_new_breakdown_needs_no_python(tmp_path: Path) -> None:
    write_extract(tmp_path / "extract.csv")
    (tmp_path / "scorecard.toml").write_text(CONFIG, encoding="utf-8")
    words = ["build", str(tmp_path / "extract.csv"), "--period", "202109", "--out", str(tmp_path / "out")]
    done = CliRunner().invoke(scorecard, [*words, "--config", str(tmp_path / "scorecard.toml")])
    assert done.exception is None, done.output
    folder = tmp_path / "out" / "202109" / "internal"
    with (folder / "figures.csv").open(encoding="utf-8") as file:
        rows = {r["group"]: r for r in csv.DictReader(file) if r["breakdown"] == "department"}
    assert (rows["Support"]["decided"], rows["Support"]["refused"]) == ("230", "30")
    assert abs(float(rows["Support"]["refusal_ratio"]) - (30 / 230) / (20 / 420)) < 1e-12
    assert (rows["Support"]["finding"], rows["Operations"]["finding"]) == ("higher", "reference")
    page = (folder / "vetting-scorecard-202109.html").read_text(encoding="utf-8")
    assert "Police officers by department" in page
    book = openpyxl.load_workbook(folder / "vetting-scorecard-202109.xlsx")
    assert any("department" in name for name in book.sheetnames)


NAMES = {
    "ethnicity_ratios": "has a name that ends in _ratios, as those of our own tables and charts do; give it another, such "
    "as ethnicity_groups.",
    "sex_summary": "has a name that ends in _summary, as those of our own tables and charts do; give it another, such as "
    "sex_groups.",
    "con": "has a name that Windows keeps for a device; give it another.",
    **dict.fromkeys(
        ["home town", "a.b", "a/b", "..", "Région", "1st", "", "_x", "x" * 41, "All", "a\\nb"],
        "needs a name of at most 40 lower-case letters from a to z, digits and underscores, which begins with a letter.",
    ),
}


@pytest.mark.parametrize(("name", "sentence"), NAMES.items(), ids=NAMES)
def test_a_name_that_cannot_be_used(tmp_path: Path, name: str, sentence: str) -> None:
    write_extract(tmp_path / "extract.csv")
    config = CONFIG.replace('name = "department"', f'name = "{name}"')
    (tmp_path / "scorecard.toml").write_text(config, encoding="utf-8")
    ended = run("build", "extract.csv", "--period", "202109", folder=tmp_path)
    assert (ended.code, ended.out) == (4, "")
    assert ended.err.removeprefix("scorecard.toml: ").startswith("[[breakdown]] '")
    assert ended.err.endswith(sentence + "\n")
    assert not (tmp_path / "out").exists()
