"""An extract of another quarter is counted, and said to be one."""

from datetime import date
from pathlib import Path

from scorecard.extract import ExtractSettings, count_extracts
from scorecard.model import Period

SUMMER = Period(date(2021, 6, 1), date(2021, 8, 31), "202109")
HEADER = "case_id,decision_date,workforce,ethnicity,sex,outcome\n"


def warnings(path: Path, *days: str) -> tuple[str, ...]:
    rows = [f"X{n},{day},officer,W1,F,cleared\n" for n, day in enumerate(days)]
    path.write_text(HEADER + "".join(rows), encoding="utf-8")
    return count_extracts([path], ExtractSettings(), SUMMER)[1].warnings


def test_more_outside_than_counted_is_said(tmp_path: Path) -> None:
    assert warnings(tmp_path / "a.csv", "2021-07-01", "2021-03-01", "2021-03-02") == (
        "2 rows were decided outside 1 June to 31 August 2021, and only 1 counted: see whether the period is the right "
        "one.",
    )


def test_a_few_outside_are_nothing_to_say(tmp_path: Path) -> None:
    assert warnings(tmp_path / "a.csv", "2021-07-01", "2021-07-02", "2021-03-02") == ()
