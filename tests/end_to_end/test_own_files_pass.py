"""`scorecard check --against` on what the tool itself publishes: no finding where nothing leaks, and one where it does.

Each seed is a force of its own (synthetic): how many people, how often refused, the threshold, what is published, and a
second release after corrections. Then every withheld number of its tables is put back, one column at a time.
"""

from __future__ import annotations

import csv
import random
from pathlib import Path

import pytest

from scorecard.disclosure.inspect import check_file
from scorecard.model import KEY
from tests.end_to_end.running import extract, scorecard

HEADINGS = (
    "case_id,decision_date,workforce,ethnicity,sex,outcome,refusal_reason,panel_outcome,appeal_outcome,contact_outcome"
)
CODES = ("W1",) * 12 + ("W9", "A1", "A2", "B1", "B9", "M1", "M9", "O9", "NS")
UNDECIDED = ("withdrawn_by_applicant", "withdrawn_by_force", "suspended", "cancelled", "pending")
REASONS = ("non_declaration", "finance", "integrity", "residency", "other", "")
PANEL, APPEAL = ("", "decision_correct", "interview", "overturned"), ("", "", "refusal_stands", "overturned")
CONTACT = ("", "responded", "no_response", "not_contacted")
BREAKDOWNS = ("ethnicity", "sex", "ethnicity_sex", "ethnicity_detail")
TOPICS = ("reasons", "panel", "appeals", "contact", "undecided", "unknown")
SLOW = [pytest.param(seed, marks=pytest.mark.slow) for seed in range(2, 14)]
LEAST = {  # columns that hold a count or a rate, and the least share of withheld ones that is found when put back
    "figures.csv": {"decided": 1.0, "passed": 1.0, "refused": 1.0, "pass_rate": 0.8, "refusal_rate": 0.8},
    "contact.csv": {"decided": 1.0, "passed": 1.0, "pass_rate": 0.5},
    "undecided.csv": {"cases": 1.0, "base": 1.0, "share": 0.8},
    "reasons.csv": {"cases": 0.9},
    "panel.csv": {"sent": 1.0, "overturned": 1.0},
    "appeals.csv": {"cases": 1.0},
}


def _row(draw: random.Random, at: int, rate: float) -> list[str]:
    code, sex = draw.choice(CODES), draw.choice("FFFMMMMM")
    refused = draw.random() < rate * (2 if code[0] == "B" else 1)
    outcome = draw.choice(UNDECIDED) if draw.random() < 0.15 else "refused" if refused else "cleared"
    details = [draw.choice(column) if outcome == "refused" else "" for column in (REASONS, PANEL, APPEAL)]
    workforce = draw.choice(("officer", "staff"))
    return [f"S-{at}", "2021-08-10", workforce, code, sex, outcome, *details, draw.choice(CONTACT)]


def _settings(draw: random.Random, seed: int) -> str:
    chosen = (*BREAKDOWNS[:2], *TOPICS) if seed == 1 else [n for n in (*BREAKDOWNS, *TOPICS) if draw.random() < 0.6]
    publish = ", ".join(f'"{name}"' for name in ("sex", *(n for n in chosen if n != "sex")))
    threshold = 5 if seed == 1 else draw.choice((3, 5, 10))
    return f'force = "A force"\n[disclosure]\nthreshold = {threshold}\nmethod = "suppress"\npublish = [{publish}]\n'


def _released(folder: Path, rows: list[list[str]], name: str) -> Path:
    file = extract(folder, *map(",".join, rows), headings=HEADINGS, name=name)
    done = scorecard("build", file.name, "--period", "202109", "--edition", "both", cwd=folder)
    assert done.code == 0, done.err
    return folder / "out" / "202109"


def _unsafe(made: Path) -> list[str]:
    reports = [check_file(f, against=made / "internal" / "counts.csv") for f in sorted((made / "public").iterdir())]
    assert len(reports) >= 12
    return [report.text() for report in reports if not report.safe]


def _key(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(row[name] for name in (*KEY, "contact", "reason", "outcome") if name in row)


def _put_back(made: Path, name: str, column: str, folder: Path) -> tuple[int, int]:
    """How many withheld numbers of a column were put back into the public table, and how many of them were found.

    Nobody and everybody (0 and 1.0) are left out: other groups' rates, which may be shown, give the same.
    """
    with (made / "public" / name).open(encoding="utf-8", newline="") as file:
        public = list(csv.DictReader(file))
    with (made / "internal" / name).open(encoding="utf-8", newline="") as file:
        internal = {_key(row): row[column] for row in csv.DictReader(file)}
    planted = 0
    for row in public:
        exact = internal.get(_key(row), "")
        if row[column] == "[c]" and (exact.isdecimal() or 0 < float(exact or 0) < 1) and exact != "0":
            row[column], planted = exact if exact.isdecimal() else f"{float(exact):.3f}", planted + 1
    with (folder / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(public[0]))
        writer.writeheader()
        writer.writerows(public)
    leaks = check_file(folder / name, against=made / "internal" / "counts.csv").leaks
    return planted, sum(leak.times for leak in leaks if leak.kind.startswith("withheld"))


@pytest.mark.parametrize("seed", [1, *SLOW])
def test_what_the_tool_publishes_has_no_finding_and_what_it_withholds_has(seed: int, tmp_path: Path) -> None:
    draw = random.Random(seed)
    size, rate = (300, 0.12) if seed == 1 else (draw.choice((150, 300, 600)), draw.choice((0.0, 0.05, 0.12, 0.3)))
    rows = [_row(draw, at, rate) for at in range(size)]
    (tmp_path / "scorecard.toml").write_text(_settings(draw, seed), encoding="utf-8")
    made = _released(tmp_path, rows, "first.csv")
    assert _unsafe(made) == []
    tables = {name: columns for name, columns in LEAST.items() if (made / "public" / name).exists()}
    for name, columns in tables.items():
        for column, least in columns.items():
            planted, found = _put_back(made, name, column, tmp_path)
            assert found >= least * planted, (name, column, planted, found)
    corrected = [_row(draw, at, rate) if draw.random() < 0.02 else row for at, row in enumerate(rows)]
    assert _unsafe(_released(tmp_path, corrected, "again.csv")) == []
