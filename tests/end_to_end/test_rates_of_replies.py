"""A reply that printed a rate has printed what follows from it: later public editions allow for that."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.end_to_end.running import Outcome, extract, scorecard

SETTINGS = """force = "Sample force"
register = "register.sqlite"

[disclosure]
threshold = 5
method = "suppress"
publish = ["sex"]
"""
HEADING = "period,period_start,period_end,workforce,breakdown,group,decided,passed,refused,refusal_rate"
WOMEN = "202112,2021-09-01,2021-11-30,officer,sex,Female"
# sex, decided, refused: invented. 3 of 22 is 13.6%, and no other whole number of 22 is.
AUTUMN = (("Female", 22, 3), ("Male", 60, 10), ("", 30, 10))
SUMMER = (("Female", 40, 2), ("Male", 60, 10), ("", 30, 10))
QUARTER = ("--period", "202112")
HALF_YEAR = ("--period", "half", "--from", "2021-06-01", "--to", "2021-11-30")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "scorecard.toml").write_text(SETTINGS, encoding="utf-8")
    people = [(day, *group) for day, groups in (("2021-10-05", AUTUMN), ("2021-07-05", SUMMER)) for group in groups]
    lines = [
        f"{day}-{sex}-{n},{day},officer,White,{sex},{'refused' if n < refused else 'cleared'}"
        for day, sex, decided, refused in people
        for n in range(decided)
    ]
    extract(tmp_path, *lines)
    return tmp_path


def built(folder: Path, line: str, *period: str) -> Outcome:
    """A public build after a reply of that one line."""
    (folder / "reply.csv").write_text(f"{HEADING}\n{WOMEN},{line}\n", encoding="utf-8")
    entered = scorecard("register-release", "reply.csv", cwd=folder)
    assert entered.code == 0, entered.err
    return scorecard("build", "extract.csv", *period, "--edition", "both", cwd=folder)


def women(folder: Path, label: str) -> tuple[str, ...]:
    """What the public edition prints of women: decided, passed, refused."""
    text = (folder / "out" / label / "public" / "figures.csv").read_text(encoding="utf-8-sig")
    (row,) = (row for row in csv.DictReader(io.StringIO(text)) if row["group"] == "Female")
    return row["decided"], row["passed"], row["refused"]


def test_a_rate_of_a_known_number_is_a_count(folder: Path) -> None:
    """The reply left the 3 out, and printed 22 and 13.6%: it is public, so nothing about it can be kept."""
    ended = built(folder, "22,[c],[c],13.6%", *QUARTER)
    assert ended.code == 5
    assert "No choice of counts to withhold is safe beside what was released before" in ended.err
    assert (folder / "out/202112/internal/figures.csv").is_file()
    assert not (folder / "out/202112/public").exists()


def test_the_same_reply_without_its_rate(folder: Path) -> None:
    assert built(folder, "22,[c],[c],", *QUARTER).code == 0
    assert women(folder, "202112") == ("22", "[c]", "[c]")


def test_a_rate_alone_withholds_the_number_that_it_would_give_away(folder: Path) -> None:
    """Beside 14%, a printed 22 would leave 3 alone: 2 of 22 is 9%, and 4 is 18%."""
    assert built(folder, ",,,14%", *QUARTER).code == 0
    assert women(folder, "202112") == ("[c]", "[c]", "[c]")


def test_a_rate_tells_of_an_overlapping_period(folder: Path) -> None:
    """Of the half year's 5 refused women the rate tells that 3 are of autumn, so a printed 5 would give 2 away."""
    assert built(folder, "22,[c],[c],13.6%", *HALF_YEAR).code == 0
    assert women(folder, "half") == ("62", "[c]", "[c]")


def test_an_overlapping_period_beside_the_reply_without_its_rate(folder: Path) -> None:
    assert built(folder, "22,[c],[c],", *HALF_YEAR).code == 0
    assert women(folder, "half") == ("62", "57", "5")
