"""One run of this project, to be measured: python ours.py read|rates|figures FILE.

read: the floor, every row read by the same library and nothing done with it. rates: every row checked, duplicates
looked for, all breakdowns counted, and what peers give: rates and ratios by ethnicity and sex, intervals and tests too.
figures: the same, and every figure of a scorecard: all that a build does before it writes files. The process is set up
as that of a command is (scorecard.process).
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scorecard.model import Counts


def read(path: Path) -> int:
    """How many rows there are, read in batches."""
    import pyarrow.csv

    return sum(batch.num_rows for batch in pyarrow.csv.open_csv(path))


def counted(path: Path) -> Counts:
    """Every row checked and in the counts of its groups, or accounted for."""
    from scorecard.extract import ExtractSettings, count_extracts
    from scorecard.model import Period

    period = Period(date(2021, 6, 1), date(2021, 8, 31), "202109")
    return count_extracts([path], ExtractSettings(), period)[0]


def rates(path: Path) -> int:
    """How many rows of rates and ratios there are."""
    from scorecard.figures import derive
    from scorecard.model import joined

    counts = counted(path)
    outcomes = replace(counts, details=counts.details.iloc[:0])
    return len(derive(joined(outcomes.where(breakdown=name) for name in ("ethnicity", "sex"))).disparity)


def figures(path: Path) -> int:
    """How many rows of figures there are."""
    from scorecard.figures import derive

    return len(derive(counted(path)).disparity)


if __name__ == "__main__":
    from scorecard.process import set_up

    set_up()
    print(globals()[sys.argv[1]](Path(sys.argv[2])))
