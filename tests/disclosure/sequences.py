"""Random sequences of public builds: periods that overlap, decisions that come late or change, policies that change.

In: a seed and a folder. Out: what each public edition printed. All people are invented.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from pathlib import Path

import numpy as np

from scorecard.config import Config
from scorecard.disclosure import Policy
from scorecard.errors import DisclosureError
from scorecard.model import Edition, Period
from scorecard.pipeline import build
from scorecard.request import Request
from tests.disclosure.publication import Publication, Rules, read

Row = tuple[str, str, str, str, str, str]  # workforce, ethnicity, sex, outcome, reason, what the panel said
People = Counter[Row]
HEADINGS = ("workforce", "ethnicity", "sex", "outcome", "refusal_reason", "panel_outcome", "count")
QUARTERS = {
    "q1": ("2021-01-01", "2021-03-31"), "q2": ("2021-04-01", "2021-06-30"),
    "q3": ("2021-07-01", "2021-09-30"), "q4": ("2021-10-01", "2021-12-31"),
}  # fmt: skip
PERIODS = {q: (q,) for q in QUARTERS} | {
    "h1": ("q1", "q2"), "h2": ("q3", "q4"), "overlap": ("q2", "q3"), "year": tuple(QUARTERS)
}  # fmt: skip
ORDERS = (
    ("q1", "q1"), ("q1", "q1", "q1"), ("q1", "h1"), ("h1", "q1"), ("q1", "q2", "h1"), ("h1", "q1", "q2"),
    ("q1", "h1", "q2"), ("q1", "h1", "h1"), ("h1", "overlap", "q2"), ("q1", "q2", "h1", "q1"), ("h1", "h2", "year"),
    ("year", "h1", "q3"), ("q1", "q2", "q3", "q4", "year"), ("q1", "q2", "h1", "q3", "q4", "year"),
    ("h1", "q1", "q3", "year"), ("q1", "h1", "q1", "h2", "year"), ("h1", "overlap", "q1", "q3"),
    ("q1", "q2", "q1", "h1", "q3", "q4", "year"),
)  # fmt: skip
PUBLISHED = (
    ("sex",), ("sex",), ("ethnicity",), ("sex", "ethnicity"), ("sex", "undecided"), ("sex", "reasons"),
    ("sex", "panel"), ("sex", "reasons", "panel", "undecided"), ("sex", "ethnicity", "ethnicity_sex"),
)  # fmt: skip
SIZES = {"few": (0, 0, 1, 2, 3, 4, 6), "some": (0, 2, 3, 5, 8, 12, 20), "many": (0, 3, 6, 20, 40, 90)}


@dataclass(frozen=True)
class Step:
    """One public build: which period, of whom, under which policy."""

    period: str
    people: People
    policy: Policy


def steps(seed: int, method: str = "suppress") -> Iterator[Step]:
    """One sequence. Between builds some people of a quarter of it are decided late, decided otherwise, or gone."""
    rng = np.random.default_rng(seed)
    policy = _policy(rng, method)
    workforces = ("officer", "staff")[: int(rng.integers(1, 3))]
    quarters = {q: _people(rng, workforces, policy) for q in QUARTERS}
    changes, policies = int(rng.integers(0, 4)), rng.random() < 0.35
    for number, period in enumerate(ORDERS[int(rng.integers(len(ORDERS)))]):
        if number and policies:
            policy = _another(rng, policy)
        if number and changes:
            quarter = PERIODS[period][int(rng.integers(len(PERIODS[period])))]
            quarters[quarter] = _later(rng, quarters[quarter], changes)
        people: People = sum((quarters[q] for q in PERIODS[period]), Counter())
        if any(n and row[3] in ("cleared", "refused") for row, n in people.items()):
            yield Step(period, people, policy)


def _policy(rng: np.random.Generator, method: str) -> Policy:
    threshold = int(rng.choice([3, 5, 5, 10]))
    published = PUBLISHED[int(rng.integers(len(PUBLISHED)))]
    if method == "round":
        return Policy(threshold, "round", published, base=int(rng.choice([b for b in (3, 5, 7, 10) if b >= threshold])))
    zero, refused = rng.random(2)
    return Policy(threshold, "suppress", published, show_zero=bool(zero < 0.85), show_all_refused=bool(refused < 0.15))


def _another(rng: np.random.Generator, policy: Policy) -> Policy:
    """The threshold up or down, to suppress or to round, other breakdowns, zeros shown or not."""
    how = rng.choice(["threshold", "method", "publish", "zero"])
    if how == "publish":
        return replace(policy, publish=PUBLISHED[int(rng.integers(len(PUBLISHED)))])
    if how == "zero" and policy.method == "suppress":
        return replace(policy, show_zero=not policy.show_zero)
    if how == "method":
        return _policy(rng, "suppress" if policy.method == "round" else "round")
    return replace(policy, threshold=3 if policy.base else int(rng.choice([3, 5, 10])))


def _people(rng: np.random.Generator, workforces: tuple[str, ...], policy: Policy) -> People:
    """Those of one quarter: now and then there are no staff, or none in a group, or everybody is refused."""
    found: People = Counter()
    for workforce in workforces:
        sizes = SIZES[str(rng.choice(list(SIZES)))]
        origins = rng.choice(["A1", "B1", "W1", "NS"], int(rng.integers(1, 4)), replace=False)
        outcomes = ["refused"] if rng.random() < 0.1 else ["cleared", "refused", "pending"]
        if workforce == "staff" and rng.random() < 0.25:
            continue
        for origin, sex, outcome in product(origins, ("Female", "Male"), outcomes):
            for _ in range(int(rng.choice(sizes))):
                reason = str(rng.choice(["finance", "residency"])) if outcome == "refused" else ""
                said = str(rng.choice(["", "interview", "overturned"])) if outcome == "refused" else ""
                found[workforce, str(origin), sex, outcome, reason, said] += 1
    return found


def _later(rng: np.random.Generator, people: People, changes: int) -> People:
    """The same people later on: one row grows, shrinks, or is decided otherwise, and so on."""
    made = Counter(people)
    for _ in range(changes if made else 0):
        row = sorted(made)[int(rng.integers(len(made)))]
        number, how = int(rng.choice([1, 2, 8, 20])), rng.choice(["more", "fewer", "otherwise"])
        if how == "more":
            made[row] += number
            continue
        number = min(number, made[row])
        made[row] -= number
        if how == "otherwise":
            made[*row[:3], "refused" if row[3] != "refused" else "cleared", "", ""] += number
    return made


def published(folder: Path, sequence: Iterator[Step]) -> list[Publication]:
    """What is public after these builds, oldest first. What cannot be made safe is not published."""
    found: list[Publication] = []
    for step in sequence:
        first, last = PERIODS[step.period][0], PERIODS[step.period][-1]
        period = Period(*(date.fromisoformat(day) for day in (QUARTERS[first][0], QUARTERS[last][1])), step.period)
        request = Request((_extract(folder, step.people),), period, folder / "out", (Edition.PUBLIC,))
        try:
            build(request, Config("Sample force", register=folder / "register.sqlite", disclosure=step.policy), _silent)
        except DisclosureError:
            continue
        policy = step.policy
        rules = Rules(policy.threshold, policy.base, policy.show_zero, policy.show_all_refused)
        found.append(read(request.folder(Edition.PUBLIC), rules))
    return found


def _extract(folder: Path, people: People) -> Path:
    file = folder / "extract.csv"
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(HEADINGS)
        writer.writerows((*row, number) for row, number in sorted(people.items()) if number)
    return file


def _silent(_: str) -> None:
    """Builds say things; nobody listens here."""
