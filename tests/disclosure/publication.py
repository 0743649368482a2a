"""What one public edition printed, read from its CSV files as anybody could, and how its counts hang together.

In: a public folder, and the rules that its read-me states. Out: a `Publication`. Imports nothing of the product.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

DECISIONS = ("decided", "passed", "refused")
UNDECIDED = ("withdrawn_by_applicant", "withdrawn_by_force", "suspended", "cancelled", "pending")
KEY = ("force", "period", "workforce", "breakdown", "group")
MANY = 2_000  # more than anybody is of in these tests


class Name(NamedTuple):
    """What a number counts. The row of everybody is the same in each breakdown: its breakdown is empty."""

    workforce: str
    breakdown: str
    group: str
    topic: str
    item: str


@dataclass(frozen=True)
class Rules:
    """What the reader is told: counts under the threshold are withheld, or all are rounded to a base."""

    threshold: int
    base: int | None = None
    shows_zero: bool = True
    shows_all_refused: bool = False


@dataclass(frozen=True)
class Publication:
    """cells: each number as printed, None for [c]. groups: of each breakdown. start, end: days (end: the next one)."""

    start: str
    end: str
    cells: Mapping[Name, int | None]
    groups: Mapping[str, tuple[str, ...]]
    rules: Rules

    @property
    def counted(self) -> tuple[Name, ...]:
        """What is counted for itself: where counts are rounded, decided is but the sum of two rounded ones."""
        return tuple(n for n in self.cells if not (self.rules.base and n[3:] == ("", "decided")))

    def could_be(self, name: Name) -> tuple[int, int]:
        """The least and the most that a number by itself may stand for."""
        value, base = self.cells[name], self.rules.base
        if value is not None:
            low = value - (base or 0) // 2
            return (value, value) if base is None else (max(0, low), low + base - 1)
        if base or not self.rules.shows_zero:
            return 0, MANY
        unsaid = self.cells.get(name._replace(topic="", item="refused")) is None
        may_be_nobody = name[3:] == ("", "passed") and unsaid and not self.rules.shows_all_refused
        return (0 if may_be_nobody else 1), MANY


def read(folder: Path, rules: Rules) -> Publication:
    """A public folder."""
    cells: dict[Name, int | None] = {}
    groups: dict[str, dict[str, None]] = {}
    figures = _rows(folder / "figures.csv")
    for row in figures:
        groups.setdefault(row["breakdown"], {})[row["group"]] = None
        _enter(cells, row, "", {m: row[m] for m in DECISIONS})
    for row in _rows(folder / "undecided.csv"):
        _enter(cells, row, "", {row["outcome"]: row["cases"]})
    for row in _rows(folder / "reasons.csv"):
        _enter(cells, row, "reason", {row["reason"]: row["cases"]})
    for row in _rows(folder / "panel.csv"):
        _enter(cells, row, "panel", {m: v for m, v in row.items() if m not in (*KEY, "refused")})
    (period,) = {(row["period_start"], row["period_end"]) for row in figures}
    end = (date.fromisoformat(period[1]) + timedelta(days=1)).isoformat()
    listed = {b: tuple(g for g in names if g != "All") for b, names in groups.items()}
    return Publication(period[0], end, cells, listed, rules)


def _rows(file: Path) -> list[dict[str, str]]:
    if not file.exists():
        return []
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def _enter(cells: dict[Name, int | None], row: Mapping[str, str], topic: str, numbers: Mapping[str, str]) -> None:
    """A number that is withheld in one place and shown in another is shown."""
    breakdown = "" if row["group"] == "All" else row["breakdown"]
    for item, text in numbers.items():
        name = Name(row["workforce"], breakdown, row["group"], topic, item)
        value = None if text == "[c]" else int(text)
        seen = cells.get(name)
        assert value is None or seen in (None, value), (name, seen, value)
        cells[name] = seen if value is None else value


Sum = Mapping[Name, int]  # how many times each number is taken


def sums(names: Collection[Name], groups: Mapping[str, tuple[str, ...]]) -> tuple[list[Sum], list[Sum]]:
    """What anybody knows of such numbers: sums that are 0, and sums that are at most 0."""
    have = frozenset(names)
    zero = [s for n in have for s in _zero(n, have, groups) if have.issuperset(s)]
    most = [s for n in have for s in _most(n, have) if have.issuperset(s)]
    return zero, most


def _zero(name: Name, have: frozenset[Name], groups: Mapping[str, tuple[str, ...]]) -> Iterator[Sum]:
    if name[3:] == ("", "decided"):
        yield {name: 1, name._replace(item="passed"): -1, name._replace(item="refused"): -1}
    if name.group == "All":
        for breakdown, listed in groups.items():
            yield {name: 1, **{name._replace(breakdown=breakdown, group=g): -1 for g in listed}}
    if name.breakdown == "ethnicity" and "ethnicity_detail" in groups:
        wider = {g: g.split(":")[0] if ":" in g else "Unknown" for g in groups["ethnicity_detail"]}
        inside = [g for g, group in wider.items() if group == name.group]
        yield {name: 1, **{name._replace(breakdown="ethnicity_detail", group=g): -1 for g in inside}}
    place = ("ethnicity", "sex").index(name.breakdown) if name.breakdown in ("ethnicity", "sex") else None
    if place is not None and "ethnicity_sex" in groups:
        inside = [g for g in groups["ethnicity_sex"] if g.split(", ")[place] == name.group]
        yield {name: 1, **{name._replace(breakdown="ethnicity_sex", group=g): -1 for g in inside}}


def _most(name: Name, have: frozenset[Name]) -> Iterator[Sum]:
    if name.topic in ("reason", "panel"):
        yield {name: 1, name._replace(topic="", item="refused"): -1}
    if name[3:] == ("panel", "sent"):
        found = [n for n in have if n[:4] == name[:4] and n.item != "sent"]
        yield {**dict.fromkeys(found, 1), name: -1}
