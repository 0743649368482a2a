"""Days by force are far more cells than rows; beside a plain count, in batches of any size."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from scorecard.extract import text
from tests.extract.making import count, csv_file, row

FORCES = ("Northmoor", "Southvale", "Eastmarch")


@pytest.mark.parametrize("weights", [False, True], ids=["a row a case", "rows that are counts"])
@pytest.mark.parametrize("block", [400, 1 << 20])
def test_days_and_decisions_by_force(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, block: int, weights: bool
) -> None:
    monkeypatch.setattr(text, "_BLOCKS", (block, block))
    chance = random.Random(block)
    rows, days, decided = [], Counter[tuple[str, str, str]](), Counter[tuple[str, str]]()
    for number in range(400):
        force, sex, taken = chance.choice(FORCES), chance.choice(["Female", "Male"]), chance.choice([0, 1, 7, 3_659])
        weight = chance.randrange(4) if weights else 1
        received = (date(2021, 10, 5) - timedelta(taken)).isoformat()
        cells = {"count": str(weight)} if weights else {}
        rows.append(row(number, force=force, sex=sex, received_date=received, **cells))
        for group in (sex, "All"):
            days[force, group, str(taken)] += weight
            decided[force, group] += weight
    counts, _ = count(csv_file(tmp_path, rows), by_force=True)
    found = counts.details[(counts.details["topic"] == "days") & (counts.details["breakdown"] == "sex")]
    assert (
        dict(zip(zip(found["force"], found["group"], found["item"], strict=True), found["cases"], strict=True)) == +days
    )
    shown = counts.decisions[(counts.decisions["breakdown"] == "sex") & (counts.decisions["decided"] > 0)]
    assert dict(zip(zip(shown["force"], shown["group"], strict=True), shown["decided"], strict=True)) == +decided
