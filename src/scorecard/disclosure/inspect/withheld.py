"""The internal counts.csv, its redactions.csv and tables in; what is withheld, and what else is known of it, out."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from scorecard.disclosure.inspect.details import details
from scorecard.disclosure.inspect.labels import Labels
from scorecard.disclosure.inspect.records import records, whole_number
from scorecard.disclosure.inspect.totals import ANY, EVERYBODY, totals, with_totals
from scorecard.disclosure.inspect.wording import PEOPLE
from scorecard.errors import ExtractError
from scorecard.model import ALL, KEY, MEASURES, UNDECIDED

MEASURE_COLUMNS = ("measure", "outcome", "column", "cell", "count")
K = TypeVar("K", str, tuple[str, ...])
ODDS = (("refused", "passed"), ("passed", "refused"))
BASES = {"reason": "refused", "panel": "panel:sent", "appeal": "appeal:made", "undecided": EVERYBODY}
SENT = {"panel:sent": "refused", "appeal:made": "refused"}


def base(name: str) -> str:
    """What a count of a topic is a share of: "reason:integrity" of the refused."""
    topic, _, item = name.partition(":")
    if topic == "contact":
        kind, _, outcome = item.partition("|")
        return f"{ANY}|decided" if outcome == "decided" else f"contact:{kind}|decided"
    return SENT.get(name) or BASES.get(topic, "decided")


@dataclass(frozen=True)
class Rate:
    """A quotient of counts of one row: the count that it is a rate of, all that it is made of, and its value."""

    name: str
    made_of: frozenset[str]
    value: float


@dataclass(frozen=True)
class Known:
    """One row of counts.csv: its key, its true counts, and which of them the public may not learn.

    counts: by measure, and by "topic:item" for reasons, panel, appeals and contact, with their totals. listed: the row
    is of a breakdown that is published, so its other counts are shown.
    """

    key: tuple[str, ...]
    counts: dict[str, int]
    withheld: frozenset[str] = frozenset()
    listed: bool = True

    @property
    def group(self) -> str:
        """The group's name."""
        return self.key[4]

    @property
    def names(self) -> frozenset[str]:
        """Every count of the row that is known or withheld."""
        return self.withheld | self.counts.keys()

    def part(self, name: str) -> str:
        """One part of the key, by its name in KEY."""
        return self.key[KEY.index(name)]

    def shows(self, *names: str) -> bool:
        """True where all these counts are published."""
        return self.listed and not self.withheld & {*names}

    def rates(self, name: str) -> Iterator[Rate]:
        """The rates of a count: of the decided and of the whole base, or of the refused, sent or appealed."""
        if name in MEASURES:
            yield from self._rate(name, "decided")
            if name in UNDECIDED:
                yield from self._rate(name, EVERYBODY)
        else:
            yield from self._rate(name, base(name))

    def quotients(self) -> Iterator[Rate]:
        """Every rate of passed and refused that is telling by itself, odds too."""
        for over, under in (("refused", "decided"), ("passed", "decided"), *ODDS):
            yield from self._rate(over, under)

    def ratio_to(self, other: Known, name: str) -> Iterator[Rate]:
        """How many times the other row's rate of passed or refused this row's is."""
        for own in self._rate(name, "decided"):
            yield from (Rate(name, own.made_of, own.value / o.value) for o in other._rate(name, "decided") if o.value)

    def _rate(self, over: str, under: str) -> Iterator[Rate]:
        if self.counts.get(under) and over in self.counts and over != under:
            yield Rate(over, frozenset({over, under}), self.counts[over] / self.counts[under])


@dataclass(frozen=True)
class Secrets:
    """All rows of an internal counts.csv. by_group: to look up a label; uncounted: withheld, of no known number.

    labels: what the force and the periods are called, those before it too.
    """

    rows: tuple[Known, ...]
    by_group: dict[str, tuple[Known, ...]] = field(default_factory=dict)
    uncounted: int = 0
    labels: Labels = field(default_factory=Labels)

    @property
    def withheld(self) -> int:
        """How many counts are withheld and known, and so searched for; totals of such are not counted again."""
        return sum(len((r.withheld & r.counts.keys()) - totals(r.names).keys()) for r in self.rows)

    @cached_property
    def siblings(self) -> dict[tuple[str, ...], tuple[Known, ...]]:
        """The rows of one breakdown: by the key without its group."""
        return _grouped(self.rows, lambda row: row.key[:4])

    @cached_property
    def spoken(self) -> re.Pattern[str]:
        """Finds the groups in folded words, the longest name first; "all" is too common a word to name one."""
        names = sorted({*self.by_group, *(p for p, g in PEOPLE.items() if g in self.by_group)} - {ALL.casefold()})
        longest = sorted(names, key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest)) or '(?!)'})(?!\w)")

    @cached_property
    def forces(self) -> set[str]:
        """The names of the forces."""
        return {row.part("force") for row in self.rows}

    @cached_property
    def groups(self) -> dict[str, set[str]]:
        """The groups by breakdown, folded, those left out that any breakdown may have."""
        found: dict[str, set[str]] = {}
        for row in self.rows:
            found.setdefault(row.part("breakdown"), set()).add(row.group.casefold())
        return {b: names - {ALL.casefold(), "unknown"} for b, names in found.items()}


def secrets(path: Path, threshold: int | None) -> Secrets:
    """Read counts.csv and, beside it, redactions.csv and the tables of reasons, panel, appeals and contact.

    Without redactions.csv the counts from 1 to `threshold` - 1 are the withheld ones; without both, ExtractError.
    """
    lines = records(path)
    missing = [c for c in KEY if lines and c not in lines[0]]
    if missing or not lines:
        raise ExtractError(f"{path.name} is not a counts.csv of this tool; it lacks {', '.join(missing) or 'rows'}.")
    named = _redacted(path.with_name("redactions.csv"))
    if named is None and threshold is None:
        raise ExtractError(
            f"There is no redactions.csv beside {path.name}, so it is not known which counts are withheld.",
            "Give the counts.csv of an internal folder with a public edition beside it, or --threshold N.",
        )
    beside = details(path.parent)
    published = _published(path.parent.with_name("public") / "manifest.json")
    rows = tuple(_known(line, beside, named, published, threshold) for line in lines)
    counts = {r.key: r.counts for r in rows}
    uncounted = sum(len(names - counts.get(key, {}).keys()) for key, names in (named or {}).items())
    labels = _labels((*lines, *_if_there(path.with_name("trend.csv"))))
    return Secrets(rows, _grouped(rows, lambda row: row.group.casefold()), uncounted, labels)


def _labels(lines: Iterable[Mapping[str, str]]) -> Labels:
    return Labels(frozenset(line[c] for line in lines for c in ("force", "period") if line.get(c)))


def _if_there(path: Path) -> list[dict[str, str]]:
    return records(path) if path.is_file() else []


def _grouped(rows: tuple[Known, ...], key: Callable[[Known], K]) -> dict[K, tuple[Known, ...]]:
    found: dict[K, list[Known]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return {k: tuple(v) for k, v in found.items()}


def _redacted(path: Path) -> dict[tuple[str, ...], set[str]] | None:
    """The withheld counts by key: measures, and "topic:item" for what is counted beside them; None without the file."""
    if not path.is_file():
        return None
    found: dict[tuple[str, ...], set[str]] = {}
    for line in records(path):
        name = next((line[c] for c in MEASURE_COLUMNS if line.get(c)), "")
        key = tuple(line.get(c, "") for c in KEY)
        found.setdefault(key, set()).add(f"{line['topic']}:{name}" if line.get("topic") else name)
    return found


def _published(manifest: Path) -> frozenset[str]:
    """The breakdowns (and topics) that the public edition beside it publishes; empty where that is not known."""
    try:
        return frozenset(json.loads(manifest.read_text(encoding="utf-8"))["policy"]["publish"])
    except (OSError, ValueError, LookupError, TypeError):
        return frozenset()


def _known(
    line: dict[str, str],
    beside: dict[tuple[str, ...], dict[str, int]],
    named: dict[tuple[str, ...], set[str]] | None,
    published: frozenset[str],
    threshold: int | None,
) -> Known:
    key = tuple(line[c] for c in KEY)
    counts = {m: n for m in MEASURES if (n := whole_number(line.get(m, ""))) is not None} | beside.get(key, {})
    if named is None:
        return Known(key, *with_totals(counts, frozenset(m for m, n in counts.items() if 0 < n < (threshold or 0))))
    listed = key[3] in (published or {k[3] for k in named})
    is_secret = bool(published) and not listed and key[4] != ALL  # All is the same in the breakdowns that are published
    return Known(key, *with_totals(counts, frozenset(counts if is_secret else named.get(key, ()))), listed)
