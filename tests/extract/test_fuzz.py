"""Whatever is done to a file, it is counted or refused in a sentence: no other error, and no person's cell."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.extract.making import csv_file
from tests.extract.mutation import csv_bytes, mutated, mutated_workbook, people, survives
from tests.extract.test_reading import grid, workbook


def broken(folder: Path, times: int, seed: int) -> int:
    """How many of so many broken files were still counted."""
    text, book = csv_bytes(), workbook(folder / "sound.xlsx", {"Decisions": grid(people())}).read_bytes()
    path, counted = folder / "broken", 0
    for number in range(times):
        chance = random.Random(seed + number)
        path.write_bytes(mutated_workbook(book, chance) if number % 4 == 0 else mutated(text, chance))
        try:
            counted += survives(path)
        except BaseException as error:
            raise AssertionError(f"case {seed + number} ({'xlsx' if number % 4 == 0 else 'csv'})") from error
    return counted


def test_some_hundred_broken_files(tmp_path: Path) -> None:
    assert survives(csv_file(tmp_path, csv_bytes().decode()))
    assert 20 < broken(tmp_path, 300, seed=0) < 280


@pytest.mark.slow
def test_twenty_thousand_broken_files(tmp_path: Path) -> None:
    assert 1_000 < broken(tmp_path, 20_000, seed=1_000_000) < 19_000
