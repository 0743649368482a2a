"""Refused cases for tests, in memory and as an extract; all of them are invented."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook

from scorecard.dip_sample.book import review_book
from scorecard.dip_sample.draw import Sample, draw
from scorecard.extract.refusals import RefusedCase
from scorecard.look import load_look
from scorecard.model import Period
from tests.extract.making import Row, row

AUTUMN = Period(date(2021, 9, 1), date(2021, 11, 30), "202112")
FORCE = "Sample force (synthetic)"
FIRST = 5  # the first row of cases in the sheet, from 1
FINDING, ROLE, REMARKS = "I", "J", "K"


def case(number: int, group: str = "White", *reasons: str, workforce: str = "officer") -> RefusedCase:
    return RefusedCase(f"SYN-{number:05}", workforce, group, "Male", reasons, date(2021, 10, 5))


def many(**sizes: int) -> list[RefusedCase]:
    """That many cases of each group, two in three for finance and the others for residency."""
    groups = [group for group, size in sizes.items() for _ in range(size)]
    return [case(n, group, "Residency" if n % 3 == 0 else "Finance") for n, group in enumerate(groups)]


def sample(cases: list[RefusedCase], size: int = 6, seed: int = 1) -> Sample:
    return draw(cases, size, seed, force=FORCE, period=AUTUMN)


def book(drawn: Sample) -> bytes:
    return review_book(drawn, load_look(), "OFFICIAL-SENSITIVE")


def filled(drawn: Sample, path: Path, findings: list[str | None] | None = None, **cells: object) -> Path:
    """The review workbook saved by another program, with findings and further cells, such as `D6="Black"`."""
    opened = load_workbook(BytesIO(book(drawn)))
    sheet = opened["Cases"]
    for at, finding in enumerate(findings or ["Decision supported"] * len(drawn.cases)):
        sheet[f"{FINDING}{FIRST + at}"] = finding
    for place, value in cells.items():
        sheet[place] = value
    opened.save(path)
    return path


def extract_rows() -> list[Row]:
    """Eight refusals of officers and staff of three groups among people who were cleared."""
    refusals = [
        row(1, outcome="refused", ethnicity="B1", refusal_reason="Finance"),
        row(2, outcome="refused", ethnicity="B2", refusal_reason="Finance; Residency", sex="Female"),
        row(3, outcome="refused", ethnicity="A1", refusal_reason="Residency"),
        row(4, outcome="refused", ethnicity="W1", refusal_reason=""),
        row(5, outcome="refused", ethnicity="W1", refusal_reason="Finance"),
        row(6, outcome="refused", ethnicity="", refusal_reason="Finance", workforce="staff", sex=""),
        row(7, outcome="refused", ethnicity="W1", refusal_reason="Integrity", workforce="staff"),
        row(8, outcome="refused", ethnicity="W9", refusal_reason="Finance", decision_date="2021-09-01"),
    ]
    others = [
        row(9, outcome="refused", decision_date="2021-12-01"),
        row(10, outcome="refused", workforce="special"),
        row(11, outcome="pending"),
    ]
    return [*refusals, refusals[0], *others, *(row(n) for n in range(12, 40))]
