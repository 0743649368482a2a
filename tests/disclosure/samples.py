"""Synthetic scorecards for these tests: Counts made cell by cell, with every total in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import product

import numpy as np
import pandas as pd

from scorecard.model import ALL, DETAIL_KEY, KEY, MEASURES, UNDECIDED, Breakdown, Counts, Period

Q1 = Period(date(2021, 1, 1), date(2021, 3, 31), "2021Q1")
Q2 = Period(date(2021, 4, 1), date(2021, 6, 30), "2021Q2")
HALF = Period(date(2021, 1, 1), date(2021, 6, 30), "2021H1")

ETHNICITY = Breakdown(
    "ethnicity", "Ethnicity", ("ethnicity",), ("Asian", "Black", "Mixed", "White", "Other", "Unknown"), "White"
)
SEX = Breakdown("sex", "Sex", ("sex",), ("Female", "Male", "Unknown"), "Male")
DETAIL = Breakdown(
    "ethnicity_detail", "Ethnicity (detailed)", ("ethnicity",), ("A1", "A2", "B1", "M1", "W1", "W2", "O9", "NS"), "W1",
    ("NS",), "ethnicity",
    (("A1", "Asian"), ("A2", "Asian"), ("B1", "Black"), ("M1", "Mixed"), ("W1", "White"), ("W2", "White"),
     ("O9", "Other"), ("NS", "Unknown")),
)  # fmt: skip
CROSSED = Breakdown(
    "ethnicity_sex", "Ethnicity and sex", ("ethnicity", "sex"),
    tuple(f"{e}, {s}" for e, s in product(ETHNICITY.groups, SEX.groups)),
)  # fmt: skip
REASONS = (
    "non_declaration",
    "family",
    "criminality",
    "association",
    "integrity",
    "finance",
    "residency",
    "social",
    "other",
)
CONTACTS = ("responded", "no_response", "contacted", "not_contacted")
PANEL = ("decision_correct", "interview", "overturned")


def people(
    rng: np.random.Generator, decided: int, rate: float, *, undecided: int = 0, reasons: bool = False
) -> pd.DataFrame:
    """One row a person, only ever in a test's memory: who they are and how each was decided."""
    n = decided + undecided
    detail = rng.choice(DETAIL.groups, n, p=[0.07, 0.03, 0.06, 0.04, 0.62, 0.08, 0.03, 0.07])
    parents = dict(DETAIL.parents)
    outcome = np.where(rng.random(n) < rate, "refused", "passed").astype(object)
    outcome[decided:] = rng.choice(UNDECIDED, undecided)
    frame = pd.DataFrame({
        "ethnicity_detail": detail,
        "ethnicity": [parents[d] for d in detail],
        "sex": rng.choice(SEX.groups, n, p=[0.4, 0.57, 0.03]),
        "outcome": outcome,
    })  # fmt: skip
    frame["ethnicity_sex"] = frame["ethnicity"] + ", " + frame["sex"]
    refused = frame["outcome"].to_numpy() == "refused"
    for reason in REASONS if reasons else ():
        frame[f"reason {reason}"] = refused & (rng.random(n) < rng.choice([0.02, 0.1, 0.3]))
    if reasons:
        sent = refused & (rng.random(n) < 0.5)
        frame["panel"] = np.where(sent, rng.choice(PANEL, n, p=[0.6, 0.2, 0.2]), "")
    return frame


def counted(
    frames: Mapping[str, pd.DataFrame], breakdowns: Sequence[Breakdown], period: Period = Q1, force: str = "Testshire"
) -> Counts:
    """The counts of these people; `frames`: by workforce."""
    decisions, details = [], []
    for workforce, frame in frames.items():
        for b in breakdowns:
            for group in b.rows:
                mine = frame if group == ALL else frame[frame[b.name] == group]
                key = (force, period.label, workforce, b.name, group)
                n = {m: int((mine["outcome"] == m).sum()) for m in MEASURES if m != "decided"}
                decisions.append((*key, n["passed"] + n["refused"], *(n[m] for m in MEASURES[1:])))
                details += [(*key, *row) for row in _details(mine)]
    return Counts(
        pd.DataFrame(decisions, columns=[*KEY, *MEASURES]).astype(dict.fromkeys(MEASURES, "Int64")),
        pd.DataFrame(details, columns=[*DETAIL_KEY, "cases"]).astype({"cases": "Int64"}),
        (period,),
        tuple(breakdowns),
    )


def _details(mine: pd.DataFrame) -> list[tuple[str, str, int]]:
    return [*_of_reasons(mine), *(_of_contact(mine) if "contact" in mine else ())]


def _of_contact(mine: pd.DataFrame) -> list[tuple[str, str, int]]:
    both = [(c, o) for c in CONTACTS for o in MEASURES if o != "decided"]
    return [("contact", f"{c}|{o}", int(((mine["contact"] == c) & (mine["outcome"] == o)).sum())) for c, o in both]


def _of_reasons(mine: pd.DataFrame) -> list[tuple[str, str, int]]:
    reasons = [c for c in mine.columns if c.startswith("reason ")]
    if not reasons:
        return []
    rows = [("reason", c.removeprefix("reason "), int(mine[c].sum())) for c in reasons]
    rows.append(("reasons_given", "any", int(mine[reasons].any(axis=1).sum())))
    rows.append(("panel", "sent", int((mine["panel"] != "").sum())))
    return rows + [("panel", p, int((mine["panel"] == p).sum())) for p in PANEL]
