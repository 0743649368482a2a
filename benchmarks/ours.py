"""One run of this project, to be measured: python ours.py read|figures FILE.

read: the floor, every row read by the same library and nothing done with it. figures: every row checked, duplicates
looked for, all breakdowns counted, and every figure worked out: all that a build does before it writes files.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path


def read(path: Path) -> int:
    """How many rows there are, read in batches."""
    import pyarrow.csv

    return sum(batch.num_rows for batch in pyarrow.csv.open_csv(path))


def figures(path: Path) -> int:
    """How many rows of figures there are."""
    from scorecard.extract import ExtractSettings, count_extracts
    from scorecard.figures import derive
    from scorecard.model import Period

    period = Period(date(2021, 6, 1), date(2021, 8, 31), "202109")
    counts, _ = count_extracts([path], ExtractSettings(), period)
    return len(derive(counts).disparity)


if __name__ == "__main__":
    print(globals()[sys.argv[1]](Path(sys.argv[2])))
