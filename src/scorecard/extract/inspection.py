"""What the tool sees in extracts, for a person to look through before a run; no row of a person is in it.

In: files and settings. Out: an Inspection. Unlike a run it does not stop at an unmapped value or a missing column.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa

from scorecard.codes import BreakdownRule, CodeList, column, load, with_built_in
from scorecard.errors import UsageError
from scorecard.extract.ahead import ahead
from scorecard.extract.dates import BAD, BLANK, day_number
from scorecard.extract.duplicates import CaseIds, hash_ids
from scorecard.extract.judge import judge
from scorecard.extract.open import open_extracts
from scorecard.extract.plan import is_counted, missing, own_columns, own_list
from scorecard.extract.problems import Told, Unmapped
from scorecard.extract.rows import blank_lines, is_blank
from scorecard.extract.separator import likely_separator
from scorecard.extract.settings import ExtractSettings
from scorecard.extract.table import Extract
from scorecard.extract.totals import Totals
from scorecard.extract.values import indices, meaning, resolver, unmapped_parts
from scorecard.model import UNKNOWN

_KEPT = 5_000


@dataclass(frozen=True)
class SeenValue:
    """One distinct value of a coded column: its rows, and the codes that it means ("" where it is not mapped)."""

    value: str
    rows: int
    code: str


@dataclass(frozen=True)
class SeenColumn:
    """A coded column: its values, those of most rows first. hidden: how many of the unmapped may be notes, and so are
    not among them; hidden_lines: the first lines in which they stand. scattered: it does not look like one of codes.

    separator: what is set between several values of a cell; likely_separator: what looks to be between them instead.
    unmapped_rows: rows whose value means nothing; unmapped_values: how many such values. unknown_rows: rows of Unknown.
    """

    name: str
    heading: str
    values: tuple[SeenValue, ...]
    unmapped_values: int
    unmapped_rows: int
    unknown_rows: int
    hidden: int = 0
    hidden_lines: tuple[int, ...] = ()
    scattered: bool = False
    separator: str = ";"
    likely_separator: str = ""


@dataclass(frozen=True)
class SeenDates:
    """A column of dates: the first and the last (None: there is none), the rows of each month, and what is no date."""

    name: str
    first: date | None
    last: date | None
    months: tuple[tuple[str, int], ...]
    blank_rows: int
    bad_rows: int


@dataclass(frozen=True)
class SeenFile:
    """One file. form: how it is laid out. lines: rows that are totals or blank, and no case. matched:
    (our column, their heading). repeats: rows that repeat one exactly;
    conflicts: cases that stand with different content."""

    name: str
    sha256: str
    form: tuple[tuple[str, str], ...]
    rows: int
    lines: int
    counted: bool
    matched: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]
    ignored: tuple[str, ...]
    columns: tuple[SeenColumn, ...]
    dates: tuple[SeenDates, ...]
    no_case_id: int
    repeats: int
    conflicts: int


@dataclass(frozen=True)
class Inspection:
    """All files, in the order given."""

    files: tuple[SeenFile, ...]

    def unmapped(self) -> tuple[tuple[str, str, str, int], ...]:
        """(file, column, value, rows) of every value that is to be mapped and may be shown: never a row."""
        return tuple(
            (file.name, seen.name, v.value, v.rows)
            for file in self.files
            for seen in file.columns
            for v in seen.values
            if not v.code
        )

    def separators(self, *columns: str) -> tuple[str, ...]:
        """The mark that looks to be between several values and is not set, if there is one. columns: of these only."""
        found = (s.likely_separator for file in self.files for s in file.columns if not columns or s.name in columns)
        return tuple(mark for mark in found if mark)[:1]


def inspect_extracts(
    paths: Sequence[Path], settings: ExtractSettings, breakdowns: Sequence[BreakdownRule] = ()
) -> Inspection:
    """What is in the files; ExtractError where one cannot be read at all."""
    if not paths:
        raise UsageError("Name at least one extract.")
    rules = with_built_in(breakdowns)
    extracts = [e for p in paths for e in open_extracts(Path(p), settings, own_columns(rules))]
    return Inspection(tuple(_file(e, settings, rules) for e in extracts))


class _Look:
    """The distinct values of one file's columns, with their rows; lines that are no case hold none."""

    def __init__(self) -> None:
        self.values: dict[str, Counter[str]] = {}
        self.rows = self.lines = self.no_case_id = 0
        self.ids, self.apart = CaseIds(), [np.zeros(0, np.int64)]

    def add(self, extract: Extract, counted: bool) -> None:
        """Reads the file through."""
        start, totals = 0, Totals(counted=counted)
        for batch in ahead(extract.batches()):
            lines = totals.lines(batch, totals.named(batch)) | blank_lines(batch)
            self.lines += int(lines.sum()) + batch.total_lines
            for name, column_values in batch.rows.items():
                if name == "case_id":
                    if not counted:
                        blank = is_blank(column_values)
                        self.no_case_id += int((blank & ~lines).sum())
                        self.apart.append(np.flatnonzero(blank | lines) + start)
                        self.ids.add(hash_ids(column_values.filter(pa.array(~(blank | lines)))))
                    continue
                number = np.bincount(indices(column_values)[~lines], minlength=len(column_values.dictionary))
                seen = self.values.setdefault(name, Counter())
                for raw, rows in zip(column_values.dictionary.to_pylist(), number.tolist(), strict=True):
                    if rows:
                        seen[raw if raw.strip() else ""] += rows
            self.rows += batch.size + batch.total_lines
            start += batch.size


def _file(extract: Extract, settings: ExtractSettings, rules: Sequence[BreakdownRule]) -> SeenFile:
    counted = is_counted(extract, settings)
    look = _Look()
    look.add(extract, counted)
    verdict = judge([extract], look.ids.suspects(), np.concatenate(look.apart))
    lists = _lists(look.values, settings, rules)
    return SeenFile(
        name=extract.name,
        sha256=extract.probe.sha256,
        form=extract.form,
        rows=look.rows,
        lines=look.lines,
        counted=counted,
        matched=tuple((name, extract.layout.heading(name)) for name in extract.layout.positions),
        missing=missing(extract, settings),
        ignored=extract.layout.ignored,
        columns=tuple(_column(extract, codes, look.values[name], settings) for name, codes in lists.items()),
        dates=tuple(_dates(n, seen, settings) for n, seen in look.values.items() if _kind(n) == "date"),
        no_case_id=look.no_case_id,
        repeats=len(verdict.rows),
        conflicts=verdict.conflicts,
    )


def _kind(name: str) -> str:
    known = column(name)
    return known.kind if known else ""


def _lists(
    values: dict[str, Counter[str]], settings: ExtractSettings, rules: Sequence[BreakdownRule]
) -> dict[str, CodeList]:
    built_in = {n: load(n).under(settings.ethnicity_scheme) for n in values if _kind(n) == "coded"}
    return built_in | {r.own_column: own_list(r, {}) for r in rules if r.groups and r.own_column in values}


def _column(extract: Extract, codes: CodeList, seen: Counter[str], settings: ExtractSettings) -> SeenColumn:
    resolve = resolver(codes, settings)
    values, unmapped, bad_rows, unknown = Counter[tuple[str, str]](), Counter[str](), 0, 0
    for raw, rows in seen.items():
        means = meaning(codes, resolve(raw))
        unknown += rows if any(codes.get(m).group == UNKNOWN for m in means if m in codes.names) else 0
        bad_rows += rows if not means else 0
        for part in [] if means else unmapped_parts(raw, codes, settings):
            unmapped[part] += rows
        if means:
            values[raw, ", ".join(means)] = rows
    values.update({(raw, ""): rows for raw, rows in unmapped.items()})
    ordered = sorted(values.items(), key=lambda item: (-item[1], item[0]))
    odd = Told(Unmapped(unmapped, bad_rows), codes, settings)
    may_be = set(odd.shown)
    shown = tuple(SeenValue(raw, rows, code) for (raw, code), rows in ordered[:_KEPT] if code or raw in may_be)
    return SeenColumn(
        codes.name,
        extract.layout.heading(codes.name),
        shown,
        len(unmapped),
        bad_rows,
        unknown,
        len(odd.hidden),
        () if odd.scattered else odd.lines(extract),
        odd.scattered,
        settings.reason_separator,
        likely_separator(unmapped, codes),
    )


def _dates(name: str, seen: Counter[str], settings: ExtractSettings) -> SeenDates:
    days: Counter[int] = Counter()
    for raw, rows in seen.items():
        days[day_number(raw, settings.date_order)] += rows
    blank, bad = days.pop(BLANK, 0), days.pop(BAD, 0)
    months: Counter[str] = Counter()
    for day in sorted(days):
        months[f"{date.fromordinal(day):%Y-%m}"] += days[day]
    first, last = (date.fromordinal(pick(days)) for pick in (min, max)) if days else (None, None)
    return SeenDates(name, first, last, tuple(months.items()), blank, bad)
