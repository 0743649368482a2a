"""Counts from elsewhere: a tidy CSV of published or old quarters in, Counts out, so that a trend can start on day one.

Columns: period, period_start, period_end (YYYY-MM-DD), workforce, breakdown, group, passed, refused; optional: decided,
the undecided outcomes, force. A count is a whole number, or [c] where it was withheld. Other columns are not read.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from scorecard.codes import CodeList, fold, load
from scorecard.errors import ExtractError, cause_of
from scorecard.model import ALL, DETAIL_KEY, KEY, MEASURES, UNDECIDED, Breakdown, Counts, Period

NEEDED = ("period", "period_start", "period_end", "workforce", "breakdown", "group", "passed", "refused")
WITHHELD = "[c]"
Count = int | None  # None: withheld, or not in the file
Block = tuple[str, Period, str, str]  # force, period, workforce, breakdown
Row = tuple[str | Count, ...]  # KEY, then MEASURES


@dataclass(frozen=True)
class Entry:
    """One line of the file: whose counts, of which block and group, and where it stands."""

    line: int
    block: Block
    group: str
    counts: tuple[Count, ...]  # in the order of MEASURES


@dataclass(frozen=True)
class Reader:
    """What the lines of one file are checked against."""

    file: str
    force: str
    breakdowns: dict[str, Breakdown]
    workforces: CodeList
    complete: bool

    def refuse(self, line: int, why: str) -> ExtractError:
        """The error of one line."""
        return ExtractError(f"{self.file}, line {line}: {why}")


def read_counts_csv(path: Path, *, force: str, breakdowns: Sequence[Breakdown], complete: bool = True) -> Counts:
    """The counts in the file; `force` is whose they are where the file has no such column.

    complete: the file says everything about its breakdowns. Then a breakdown's All row is computed where it is absent,
    and a listed group that is absent has nobody, or is withheld where a withheld count leaves that open. Otherwise (a
    reply that printed some of its figures) what is absent is withheld: nobody has read it there.
    An undecided outcome without a column is withheld, since nobody knows.
    ExtractError, with the line, for anything that is not as it should be or does not add up.
    """
    reader = Reader(path.name, force, {b.name: b for b in breakdowns}, load("workforce"), complete)
    entries = [_entry(reader, line, row) for line, row in _lines(path)]
    if not entries:
        raise ExtractError(f"{path.name}: has a heading but no counts; add a line for each group.")
    _check_dates(reader, entries)
    blocks: dict[Block, dict[str, Entry]] = {}
    for entry in entries:
        if entry.group in blocks.setdefault(entry.block, {}):
            raise reader.refuse(entry.line, "a second line for the same group; keep one.")
        blocks[entry.block][entry.group] = entry
    rows = [row for block, groups in blocks.items() for row in _block(reader, block, groups)]
    _check_totals(path.name, rows)
    used = {block[3] for block in blocks}
    details = pd.DataFrame([], columns=[*DETAIL_KEY, "cases"], dtype="str").astype({"cases": "Int64"})
    decisions = pd.DataFrame(rows, columns=[*KEY, *MEASURES], dtype=object).astype(
        dict.fromkeys(KEY, "str") | dict.fromkeys(MEASURES, "Int64")
    )
    periods = tuple(sorted({block[1] for block in blocks}))
    return Counts(decisions, details, periods, tuple(b for b in breakdowns if b.name in used))


def _lines(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """(line number, cells by heading) of every line that is not blank."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ExtractError(f"{path}: cannot be read ({cause_of(error)}).") from None
    except UnicodeDecodeError:
        raise ExtractError(f"{path.name}: is not UTF-8 text; save it as CSV UTF-8.") from None
    lines = csv.reader(io.StringIO(text), strict=True)
    try:
        heading = _heading(path.name, next(lines, []))
        for cells in lines:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(heading):
                raise ExtractError(
                    f"{path.name}, line {lines.line_num}: has {len(cells)} cells and the heading {len(heading)}; "
                    "give every line as many."
                )
            yield lines.line_num, dict(zip(heading, (cell.strip() for cell in cells), strict=True))
    except csv.Error:
        raise ExtractError(f"{path.name}, line {lines.line_num}: is not CSV; look for a stray quote.") from None


def _heading(file: str, cells: list[str]) -> list[str]:
    names = [cell.strip().lower().replace(" ", "_") for cell in cells]
    if missing := [name for name in NEEDED if name not in names]:
        raise ExtractError(f"{file}: has no column {', '.join(missing)}; the first line must name the columns.")
    read = [name for name in names if name in {*NEEDED, *MEASURES, "force"}]
    if twice := [name for name, times in Counter(read).items() if times > 1]:
        raise ExtractError(f"{file}: has the column {', '.join(twice)} more than once; keep one.")
    return names


def _entry(reader: Reader, line: int, row: dict[str, str]) -> Entry:
    breakdown = reader.breakdowns.get(row["breakdown"])
    if breakdown is None:
        known = ", ".join(reader.breakdowns)
        raise reader.refuse(
            line, f"the breakdown {_quoted(row['breakdown'])} is not known; the breakdowns are: {known}."
        )
    groups = {fold(group): group for group in breakdown.rows}
    group = groups.get(fold(row["group"]))
    if group is None:
        listed = ", ".join(breakdown.rows)
        raise reader.refuse(
            line, f"{_quoted(row['group'])} is not a group of {breakdown.name}; the groups are: {listed}."
        )
    workforce = reader.workforces.match(row["workforce"])
    if workforce is None:
        raise reader.refuse(line, f"the workforce {_quoted(row['workforce'])} is not known; write officer or staff.")
    block = (row.get("force") or reader.force, _period(reader, line, row), workforce.code, breakdown.name)
    return Entry(line, block, group, _counts(reader, line, row))


def _quoted(text: str) -> str:
    """A value of the file for a message: on one line, and short."""
    return f"'{' '.join(text.split())[:40]}'"


def _period(reader: Reader, line: int, row: dict[str, str]) -> Period:
    try:
        start, end = (date.fromisoformat(row[name]) for name in ("period_start", "period_end"))
    except ValueError:
        raise reader.refuse(line, "period_start and period_end must be dates such as 2021-06-01.") from None
    if start > end or not row["period"]:
        raise reader.refuse(line, "a period needs a label, and must end on or after the day on which it starts.")
    return Period(start, end, row["period"])


def _counts(reader: Reader, line: int, row: dict[str, str]) -> tuple[Count, ...]:
    """The line's counts in the order of MEASURES, `decided` from its parts where it is not given."""
    passed, refused = (_count(reader, line, name, row[name]) for name in ("passed", "refused"))
    sum_of_both = None if passed is None or refused is None else passed + refused
    decided = _count(reader, line, "decided", row["decided"]) if "decided" in row else sum_of_both
    if sum_of_both is not None and decided not in (None, sum_of_both):
        raise reader.refuse(line, f"passed and refused add up to {sum_of_both}, and decided is {decided}; correct one.")
    if decided is not None and decided < max(passed or 0, refused or 0):
        raise reader.refuse(line, "more were passed or refused than were decided; correct one.")
    undecided = (_count(reader, line, name, row[name]) if name in row else None for name in UNDECIDED)
    return (decided, passed, refused, *undecided)


def _count(reader: Reader, line: int, name: str, text: str) -> Count:
    if text == WITHHELD:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        raise reader.refuse(line, f"{name} must be a whole number from 0, or {WITHHELD} where it was withheld.")
    return int(text)


def _check_dates(reader: Reader, entries: Sequence[Entry]) -> None:
    dates: dict[str, Period] = {}
    for entry in entries:
        period = entry.block[1]
        if dates.setdefault(period.label, period) != period:
            raise reader.refuse(entry.line, f"the period {_quoted(period.label)} has two pairs of dates; give it one.")


def _block(reader: Reader, block: Block, groups: dict[str, Entry]) -> list[Row]:
    """Every row of one breakdown of one workforce and period: checked against All, the absent ones filled in."""
    force, period, workforce, name = block
    given = {group: entry.counts for group, entry in groups.items() if group != ALL}
    listed, unsaid = reader.breakdowns[name].groups, (None,) * len(MEASURES)
    if not reader.complete:
        given = {group: given.get(group, unsaid) for group in listed}
    columns = list(zip(*given.values(), strict=True)) or [(None,)] * len(MEASURES)
    if ALL in groups:
        _check_sums(reader, groups[ALL], columns)
    sums = tuple(_sum(column) for column in columns)
    absent = tuple(None if summed is None else 0 for summed in sums)
    filled = {group: given.get(group, absent) for group in listed}
    filled[ALL] = groups[ALL].counts if ALL in groups else sums
    return [(force, period.label, workforce, name, group, *counts) for group, counts in filled.items()]


def _check_sums(reader: Reader, everybody: Entry, columns: Sequence[tuple[Count, ...]]) -> None:
    """Refuse groups that do not add up to All, or that pass it where some are withheld."""
    for name, whole, column in zip(MEASURES, everybody.counts, columns, strict=True):
        summed, known = _sum(column), sum(count or 0 for count in column)
        if whole is not None and (known > whole or summed not in (None, whole)):
            raise reader.refuse(
                everybody.line, f"{name} is {whole} for All, and {known} for the groups together; add what is missing."
            )


def _sum(column: Sequence[Count]) -> Count:
    """The sum, withheld where a part of it is."""
    known = [count for count in column if count is not None]
    return sum(known) if len(known) == len(column) else None


def _check_totals(file: str, rows: Sequence[Row]) -> None:
    """Refuse breakdowns of the same people whose All rows differ: each must count everybody, Unknown included."""
    first: dict[Row, Row] = {}
    for row in (row for row in rows if row[4] == ALL):
        other = first.setdefault(row[:3], row)
        for name, here, there in zip(MEASURES[:3], row[5:8], other[5:8], strict=True):
            if None not in (here, there) and here != there:
                raise ExtractError(
                    f"{file}: {row[1]}, {row[2]}: {name} is {there} for All by {other[3]} and {here} by {row[3]}; "
                    "add those who are missing as Unknown."
                )
