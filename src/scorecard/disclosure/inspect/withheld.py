"""The internal counts.csv and its redactions.csv in; the withheld counts, and what else is known of their rows, out."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from scorecard.errors import ExtractError
from scorecard.model import KEY, MEASURES

LARGEST = 64 << 20  # bytes
MEASURE_COLUMNS = ("measure", "outcome", "column", "cell", "count")
RATES = (("refused", "decided"), ("passed", "decided"), ("refused", "passed"), ("passed", "refused"))


@dataclass(frozen=True)
class Known:
    """One row of counts.csv: its key, its true counts, and which of them the public may not learn."""

    key: tuple[str, ...]
    counts: dict[str, int]
    withheld: frozenset[str] = frozenset()

    @property
    def group(self) -> str:
        """The group's name."""
        return self.key[4]

    def part(self, name: str) -> str:
        """One part of the key, by its name in KEY."""
        return self.key[KEY.index(name)]

    def rates(self) -> Iterator[tuple[tuple[str, str], float]]:
        """Each rate that can be formed: ("refused", "decided") -> refused / decided."""
        for over, under in RATES:
            if self.counts.get(under) and over in self.counts:
                yield (over, under), self.counts[over] / self.counts[under]


@dataclass(frozen=True)
class Secrets:
    """All rows of an internal counts.csv. rows: by group, for the look-up of a label."""

    rows: tuple[Known, ...]
    by_group: dict[str, tuple[Known, ...]] = field(default_factory=dict)

    @property
    def withheld(self) -> int:
        """How many counts are withheld."""
        return sum(len(r.withheld) for r in self.rows)


def secrets(path: Path, threshold: int | None) -> Secrets:
    """Read counts.csv and the redactions.csv beside it.

    Without redactions.csv the counts from 1 to `threshold` - 1 are the withheld ones; without both, ExtractError.
    """
    lines = _records(path)
    missing = [c for c in KEY if lines and c not in lines[0]]
    if missing or not lines:
        raise ExtractError(f"{path.name} is not a counts.csv of this tool; it lacks {', '.join(missing) or 'rows'}.")
    named = _redacted(path.with_name("redactions.csv"))
    if named is None and threshold is None:
        raise ExtractError(
            f"There is no redactions.csv beside {path.name}, so it is not known which counts are withheld.",
            "Give the counts.csv of an internal folder with a public edition beside it, or --threshold N.",
        )
    rows = tuple(_known(line, named, threshold) for line in lines)
    by_group: dict[str, tuple[Known, ...]] = {}
    for row in rows:
        by_group[row.group.casefold()] = (*by_group.get(row.group.casefold(), ()), row)
    return Secrets(rows, by_group)


def _records(path: Path) -> list[dict[str, str]]:
    try:
        if path.stat().st_size > LARGEST:
            raise ExtractError(f"{path.name} is larger than {LARGEST >> 20} MB, which no table of counts is.")
        with path.open(encoding="utf-8-sig", newline="") as stream:
            return [
                {k: v or "" for k, v in row.items() if k and not isinstance(v, list)} for row in csv.DictReader(stream)
            ]
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        raise ExtractError(f"{path.name} cannot be read as a CSV file in UTF-8.") from problem


def _redacted(path: Path) -> set[tuple[str, ...]] | None:
    """(key and measure) of each withheld count; None without the file. Rows about other tables are left aside."""
    if not path.is_file():
        return None
    found = set()
    for line in _records(path):
        measure = next((line[c] for c in MEASURE_COLUMNS if line.get(c) in MEASURES), None)
        if measure and not line.get("topic"):
            found.add((*(line.get(c, "") for c in KEY), measure))
    return found


def _known(line: dict[str, str], named: set[tuple[str, ...]] | None, threshold: int | None) -> Known:
    key = tuple(line[c] for c in KEY)
    counts = {m: int(line[m]) for m in MEASURES if line.get(m, "").isdigit() and len(line[m]) < 12}
    small = {m for m, n in counts.items() if threshold is not None and 0 < n < threshold} if named is None else set()
    listed = {m for m in MEASURES if named is not None and (*key, m) in named}
    return Known(key, counts, frozenset(small | listed))
