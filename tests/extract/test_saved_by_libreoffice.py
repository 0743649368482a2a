"""A workbook that an office program saved in another format gives the same counts: real .ods and .xls files."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from scorecard.extract import ExtractSettings, count_extracts
from scorecard.model import Counts, Period
from tests.office import converted

SAMPLE = Path(__file__).parents[2] / "sample_data" / "vetting-extract-202112.xlsx"
AUTUMN = Period(date(2021, 9, 1), date(2021, 11, 30), "202112")


def count(path: Path) -> Counts:
    return count_extracts([path], ExtractSettings(), AUTUMN)[0]


@pytest.mark.parametrize("kind", ["ods", "xls"])
def test_the_same_counts(kind: str, tmp_path: Path) -> None:
    saved = count(converted(SAMPLE, kind, tmp_path))
    original = count(SAMPLE)
    pd.testing.assert_frame_equal(saved.decisions, original.decisions)
    pd.testing.assert_frame_equal(saved.details, original.details)
