"""Everybody in the sample extracts, read in the plainest way there is: one person at a time, spellings typed here.

In: the four files of sample_data. Out: a list of dictionaries, one a person who is counted, and how many rows were left
out. Nothing of the product is imported and nothing is shared with it: the spellings are typed from
sample_data/make_sample.toml, the rules from the docs: identical rows count once, and only those decided in the period,
for police officers and staff.
"""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl

FOLDER = Path(__file__).parents[2] / "sample_data"
FILES = {"202103": ("cp1252", "%Y-%m-%d"), "202106": ("utf-8", "%d/%m/%Y"), "202109": ("utf-8-sig", "%Y-%m-%d")}
DATES = {
    "202103": (datetime.date(2020, 11, 1), datetime.date(2021, 2, 28)),
    "202106": (datetime.date(2021, 3, 1), datetime.date(2021, 5, 31)),
    "202109": (datetime.date(2021, 6, 1), datetime.date(2021, 8, 31)),
    "202112": (datetime.date(2021, 9, 1), datetime.date(2021, 11, 30)),
}
LETTERS = {"A": "Asian", "B": "Black", "M": "Mixed", "O": "Other", "W": "White"}  # of the codes A1 ... W9
BEGINNINGS = {
    "asian": "Asian", "black": "Black", "mixed": "Mixed", "white": "White", "chinese or other": "Other",
    "other ethnic group": "Other",
}  # fmt: skip
UNKNOWN = {"", "ns", "not stated (ns)", "other ethnic group - not stated", "prefer not to say"}
WORKFORCE = {"police officer": "officer", "officer": "officer", "police staff": "staff", "staff": "staff"}
NOT_REPORTED = {"police community support officer", "special constable"}
SEX = {"female": "Female", "f": "Female", "male": "Male", "m": "Male", "": "Unknown", "prefer not to say": "Unknown"}
OUTCOME = {
    "cleared": "passed", "cleared with conditions": "passed", "passed": "passed", "granted": "passed",
    "refused": "refused", "declined": "refused", "failed": "refused", "suspended": "suspended",
    "withdrawn by applicant": "withdrawn_by_applicant", "withdrawn by force": "withdrawn_by_force",
    "cancelled": "cancelled", "pending": "pending",
}  # fmt: skip
REASON = {
    "non-declaration": "non_declaration", "candidate family member": "candidate_family_member",
    "own criminality or adverse information": "own_criminality", "criminal association": "criminal_association",
    "integrity": "integrity", "finance": "finance", "residency": "residency", "social media": "social_media",
    "other": "other",
}  # fmt: skip
PANEL = {"decision correct": "decision_correct", "interview": "interview", "overturned": "overturned"}
Person = dict[str, Any]


def people(label: str) -> tuple[list[Person], dict[str, int]]:
    """Everybody who is counted in one period, and how many rows were read and left out."""
    rows = list(_xlsx(label) if label == "202112" else _csv(label))
    first, last = DATES[label]
    seen: set[tuple[Any, ...]] = set()
    counted, ledger = [], {"read": len(rows), "duplicate": 0, "outside_period": 0, "workforce_not_reported": 0}
    for row in rows:
        whole, workforce = tuple(row.values()), row["workforce"].lower()
        if whole in seen:
            ledger["duplicate"] += 1
        elif not first <= row["decision_date"] <= last:
            ledger["outside_period"] += 1
        elif workforce in NOT_REPORTED:
            ledger["workforce_not_reported"] += 1
        else:
            counted.append(_person(row))
        seen.add(whole)
    return counted, ledger


def _csv(label: str) -> Iterator[Person]:
    encoding, days = FILES[label]
    text = (FOLDER / f"vetting-extract-{label}.csv").read_bytes().decode(encoding)
    for row in csv.DictReader(io.StringIO(text)):
        yield row | {"decision_date": datetime.datetime.strptime(row["decision_date"], days).date()}


def _xlsx(label: str) -> Iterator[Person]:
    lines = openpyxl.load_workbook(FOLDER / f"vetting-extract-{label}.xlsx")["Decisions"].values
    names = [str(name).lower().replace(" ", "_") for name in next(lines)]
    for line in lines:
        row = dict(zip(names, ("" if cell is None else cell for cell in line), strict=True))
        yield row | {"decision_date": row["decision_date"].date()}


def _person(row: Person) -> Person:
    return {
        "workforce": WORKFORCE[row["workforce"].lower()],
        "ethnicity": _ethnicity(row["ethnicity"].lower().replace("–", "-")),
        "sex": SEX[row["sex"].lower()],
        "outcome": OUTCOME[row["outcome"].lower()],
        "reasons": {REASON[text.strip().lower()] for text in row["refusal_reason"].split(";") if text.strip()},
        "panel": PANEL[row["panel_outcome"].lower()] if row["panel_outcome"] else "",
    }


def _ethnicity(text: str) -> str:
    if text in UNKNOWN:
        return "Unknown"
    if len(text) == 2:
        return LETTERS[text[0].upper()]
    return next(group for beginning, group in BEGINNINGS.items() if text.startswith(beginning))
