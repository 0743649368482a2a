"""Extracts for tests: synthetic rows as files of each kind, and the plainest way of counting them."""

from __future__ import annotations

import csv
import io
from collections import Counter
from datetime import date
from pathlib import Path

from scorecard.extract import ExtractSettings, count_extracts
from scorecard.model import Counts, Ledger, Period

AUTUMN = Period(date(2021, 9, 1), date(2021, 11, 30), "202112")
Row = dict[str, str]


def row(number: int, **cells: str) -> Row:
    """A synthetic case: a White man who is to be an officer and was cleared, but for the cells given."""
    usual = {
        "case_id": f"SYN-{number:05}",
        "decision_date": "2021-10-05",
        "workforce": "officer",
        "ethnicity": "W1",
        "sex": "Male",
        "outcome": "cleared",
    }
    return {**usual, **cells}


def text_of(rows: list[Row], delimiter: str = ",", end: str = "\n") -> str:
    """The rows as the text of a CSV file."""
    headings = list(dict.fromkeys(h for r in rows for h in r))
    out = io.StringIO()
    writer = csv.DictWriter(out, headings, "", delimiter=delimiter, lineterminator=end)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def csv_file(folder: Path, rows: list[Row] | str, name: str = "extract.csv", encoding: str = "utf-8") -> Path:
    """A CSV file of the rows, or of the text given."""
    path = folder / name
    path.write_bytes((rows if isinstance(rows, str) else text_of(rows)).encode(encoding))
    return path


def count(
    *paths: Path, settings: ExtractSettings | None = None, period: Period = AUTUMN, **more: object
) -> tuple[Counts, Ledger]:
    """The counts of files under a force called Test."""
    return count_extracts(paths, settings or ExtractSettings(), period, force="Test", **more)  # type: ignore[arg-type]


def cell(counts: Counts, measure: str, workforce: str = "officer", breakdown: str = "sex", group: str = "All") -> int:
    """One number of the counts."""
    frame = counts.where(workforce=workforce, breakdown=breakdown, group=group).decisions
    return int(frame[measure].iloc[0]) if len(frame) else 0


def detail(counts: Counts, topic: str, item: str, breakdown: str = "sex", group: str = "All") -> int:
    """One number of the details of officers."""
    frame = counts.where(workforce="officer", breakdown=breakdown, group=group).topic(topic)
    return int(frame.loc[frame["item"] == item, "cases"].sum())


def left_out(ledger: Ledger) -> dict[str, int]:
    """Rows left out, by cause."""
    causes: Counter[str] = Counter()
    for entry in ledger.left_out:
        causes[entry.cause] += entry.rows
    return dict(causes)
