"""Small Counts for the tests of figures; every number is invented but those that name their source."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd

from scorecard.model import ALL, DETAIL_KEY, KEY, MEASURES, Breakdown, Counts, Period

# Police uplift applicants of Avon and Somerset, 2020-23: refused and decided, as published.
AVON_AND_SOMERSET = {
    "Asian": (81, 91),
    "Black": (31, 38),
    "Mixed": (31, 56),
    "White": (1618, 2565),
}

ETHNICITY = Breakdown(
    "ethnicity", "Ethnicity", ("ethnicity",), ("Asian", "Black", "Mixed", "White", "Unknown"), "White"
)
FIRST = Period(date(2021, 1, 1), date(2021, 3, 31), "202104")

Cell = tuple[int | None, int | None]


def period(number: int) -> Period:
    """One of a row of periods of 90 days, each following the one before."""
    start = FIRST.start + timedelta(days=90 * number)
    return Period(start, start + timedelta(days=89), f"P{number}")


def counts(tables, *, when=FIRST, workforce="officer", breakdown=None, withdrawn=None, details=(), force="Test"):
    """Counts of one breakdown from {group: (refused, decided)}; groups that are not named have nobody.

    withdrawn: {group: withdrawn by the applicant}. details: (group, topic, item, cases); All is given, not added up.
    """
    breakdown = breakdown or ETHNICITY
    withdrawn = withdrawn or {}
    rows = [_row(breakdown.name, g, tables.get(g, (0, 0)), withdrawn.get(g, 0)) for g in breakdown.groups]
    whole = [None if any(r[i] is None for r in rows) else sum(r[i] for r in rows) for i in range(2, 10)]
    rows.append((breakdown.name, ALL, *whole))
    decisions = pd.DataFrame([(force, when.label, workforce, *r) for r in rows], columns=[*KEY, *MEASURES])
    listed = [(force, when.label, workforce, breakdown.name, *d) for d in details]
    long = pd.DataFrame(listed, columns=[*DETAIL_KEY, "cases"]).astype(dict.fromkeys(DETAIL_KEY, "str"))
    return Counts(
        decisions.astype(dict.fromkeys(MEASURES, "Int64")), long.astype({"cases": "Int64"}), (when,), (breakdown,)
    )


def _row(name: str, group: str, cell: Cell, withdrawn: int) -> tuple[object, ...]:
    refused, decided = cell
    passed = None if refused is None or decided is None else decided - refused
    return (name, group, decided, passed, refused, withdrawn, 0, 0, 0, 0)


def of(frame, group, **more):
    """The one row of that group."""
    for column, value in {"group": group, **more}.items():
        frame = frame[frame[column] == value]
    assert len(frame) == 1, frame
    return frame.iloc[0]
