"""Findings as counts: a frame, the CSV file that keeps it, and a table for the terminal.

COLUMNS of the frame and the file `dip-sample-findings-<period>.csv`, like panel.csv: the key of Counts (force, period,
workforce, breakdown, group), `reviewed`, and the number of cases of each finding's code. Each workforce has a row for
every group with a reviewed case, and one for All. The counts are of the sample, not of all refusals. Internal only.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from scorecard.codes import listed
from scorecard.dip_sample.reading import Place, Review
from scorecard.dip_sample.words import finding_codes
from scorecard.errors import ConfigError
from scorecard.model import ALL, KEY, Period

BREAKDOWN = "ethnicity"
CODES = tuple(f.code for f in finding_codes())
COLUMNS = (*KEY, "reviewed", *CODES)


def file_name(period: str) -> str:
    """What the file of a period is called."""
    return f"dip-sample-findings-{period}.csv"


def findings_frame(reviews: Sequence[Review]) -> pd.DataFrame:
    """COLUMNS of all workbooks together; they are of one force and period, and share no case."""
    found: Counter[Place] = sum((r.findings for r in reviews), Counter())
    force, period = reviews[0].force, reviews[0].period.label
    rows = []
    for workforce in sorted({w for w, _, _ in found}):
        groups = listed(tuple(sorted({g for w, g, _ in found if w == workforce})))
        for group in (*groups, ALL):
            cases = [
                sum(n for (w, g, c), n in found.items() if w == workforce and c == code and group in (g, ALL))
                for code in CODES
            ]
            rows.append((force, period, workforce, BREAKDOWN, group, sum(cases), *cases))
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(dict.fromkeys(COLUMNS[len(KEY) :], "Int64"))


def as_csv(frame: pd.DataFrame) -> bytes:
    """The frame as UTF-8 CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(frame.itertuples(index=False))
    return out.getvalue().encode()


def read_findings(folder: Path | None, period: Period, force: str) -> pd.DataFrame | None:
    """The findings that were kept for a period; None where there are none, or of another force only.

    ConfigError where the file is not what `scorecard findings` writes.
    """
    path = folder / file_name(period.label) if folder else None
    if path is None or not path.is_file():
        return None
    frame = _frame_of(path)
    frame = frame[(frame["force"] == force) & (frame["period"] == period.label)].reset_index(drop=True)
    return frame if len(frame) else None


def _frame_of(path: Path) -> pd.DataFrame:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            heading, *lines = list(csv.reader(file, strict=True))
        frame = pd.DataFrame(lines, columns=heading, dtype=object)
        frame = frame.astype(dict.fromkeys(KEY, "str")).astype(dict.fromkeys(COLUMNS[len(KEY) :], "Int64"))
    except (OSError, ValueError, TypeError, KeyError, csv.Error):
        raise _damaged(path) from None
    adds_up = (frame[list(CODES)].sum(axis=1) == frame["reviewed"]) & (frame[list(CODES)] >= 0).all(axis=1)
    if tuple(heading) != COLUMNS or not adds_up.all():
        raise _damaged(path)
    return frame


def _damaged(path: Path) -> ConfigError:
    return ConfigError(f"{path.name}: is not as `scorecard findings` writes it; run that command again.")


def as_text(frame: pd.DataFrame) -> str:
    """One small table a workforce: findings down, groups across, for the terminal."""
    return "\n\n".join(_table(str(w), part) for w, part in frame.groupby("workforce", sort=False))


def _table(workforce: str, frame: pd.DataFrame) -> str:
    names = {f.code: f.label for f in finding_codes()} | {"reviewed": "Reviewed"}
    groups = [str(g) for g in frame["group"]]
    widths = [max(len(g), 5) + 1 for g in groups]
    first = max(map(len, names.values())) + 1
    lines = [workforce.capitalize().ljust(first) + "".join(g.rjust(w) for g, w in zip(groups, widths, strict=True))]
    for code, label in names.items():
        cells = (f"{int(n):,}".rjust(w) for n, w in zip(frame[code], widths, strict=True))
        lines.append(label.ljust(first) + "".join(cells))
    return "\n".join(lines)
