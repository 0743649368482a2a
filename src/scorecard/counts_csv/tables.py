"""The lines of a file of counts put together: whole tables that add up.

In: the entries of the lines. Out: Counts, in which every block has its All row and all its groups, and the rates of a
reply; or an ExtractError where groups do not add up to All, or two breakdowns of the same people do not have as many.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import pandas as pd

from scorecard.counts_csv.lines import Block, Entry, quoted, read_lines, refusal
from scorecard.counts_csv.rates import Count
from scorecard.errors import ExtractError
from scorecard.model import ALL, DETAIL_KEY, KEY, MEASURES, Breakdown, Counts, Period, PrintedRate

_UNSAID: tuple[Count, ...] = (None,) * len(MEASURES)
Table = dict[str, tuple[Count, ...]]  # a block's counts by group, All last


def read_counts_csv(path: Path, *, force: str, breakdowns: Sequence[Breakdown]) -> Counts:
    """The counts in the file; `force` is whose they are where the file has no such column.

    The file says everything about its breakdowns: a breakdown's All row is computed where it is absent, and a listed
    group that is absent has nobody, or is withheld where a withheld count leaves that open.
    An undecided outcome without a column is withheld, since nobody knows.
    ExtractError, with the line, for anything that is not as it should be or does not add up.
    """
    return _read(path, force, breakdowns, reply=False)[0]


def read_reply_csv(
    path: Path, *, force: str, breakdowns: Sequence[Breakdown]
) -> tuple[Counts, tuple[PrintedRate, ...]]:
    """The counts and the rates of a reply that printed some of its figures; otherwise as `read_counts_csv`.

    What is absent is withheld: nobody has read it there.
    """
    return _read(path, force, breakdowns, reply=True)


def _read(
    path: Path, force: str, breakdowns: Sequence[Breakdown], *, reply: bool
) -> tuple[Counts, tuple[PrintedRate, ...]]:
    entries = read_lines(path, force, {b.name: b for b in breakdowns}, reply=reply)
    if not entries:
        raise ExtractError(f"{path.name}: has a heading but no counts; add a line for each group.")
    _check_dates(path.name, entries)
    blocks = _blocks(path.name, entries)
    tables = {block: _table(path.name, block, groups, complete=not reply) for block, groups in blocks.items()}
    _check_totals(path.name, tables)
    return _counts(tables, breakdowns), tuple(rate for entry in entries for rate in entry.rates)


def _check_dates(file: str, entries: Iterable[Entry]) -> None:
    """Refuse a label that stands for two periods."""
    dates: dict[str, Period] = {}
    for entry in entries:
        period = entry.block.period
        if dates.setdefault(period.label, period) != period:
            raise refusal(file, entry.line, f"the period {quoted(period.label)} has two pairs of dates; give it one.")


def _blocks(file: str, entries: Iterable[Entry]) -> dict[Block, dict[str, Entry]]:
    """The entries of each block by group."""
    blocks: dict[Block, dict[str, Entry]] = {}
    for entry in entries:
        if entry.group in blocks.setdefault(entry.block, {}):
            raise refusal(file, entry.line, "a second line for the same group; keep one.")
        blocks[entry.block][entry.group] = entry
    return blocks


def _table(file: str, block: Block, groups: dict[str, Entry], *, complete: bool) -> Table:
    """Every row of one block: checked against All, the absent ones filled in."""
    given = {group: entry.counts for group, entry in groups.items() if group != ALL}
    listed = block.breakdown.groups
    if not complete:
        given = {group: given.get(group, _UNSAID) for group in listed}
    columns = list(zip(*given.values(), strict=True)) or [(None,)] * len(MEASURES)
    if ALL in groups:
        _check_sums(file, groups[ALL], columns)
    sums = tuple(_sum(column) for column in columns)
    absent = tuple(None if summed is None else 0 for summed in sums)
    filled = {group: given.get(group, absent) for group in listed}
    return {**filled, ALL: groups[ALL].counts if ALL in groups else sums}


def _check_sums(file: str, everybody: Entry, columns: Sequence[tuple[Count, ...]]) -> None:
    """Refuse groups that do not add up to All, or that pass it where some are withheld."""
    for name, whole, column in zip(MEASURES, everybody.counts, columns, strict=True):
        summed, known = _sum(column), sum(count or 0 for count in column)
        if whole is not None and (known > whole or summed not in (None, whole)):
            why = f"{name} is {whole} for All, and {known} for the groups together; add what is missing."
            raise refusal(file, everybody.line, why)


def _sum(column: Sequence[Count]) -> Count:
    """The sum, withheld where a part of it is."""
    known = [count for count in column if count is not None]
    return sum(known) if len(known) == len(column) else None


def _check_totals(file: str, tables: dict[Block, Table]) -> None:
    """Refuse breakdowns of the same people whose All rows differ: each must count everybody, Unknown included."""
    first: dict[tuple[str, str, str], Block] = {}
    for block, table in tables.items():
        label, workforce = block.period.label, block.workforce
        other = first.setdefault((block.force, label, workforce), block)
        for name, here, there in zip(MEASURES[:3], table[ALL], tables[other][ALL], strict=False):
            if None not in (here, there) and here != there:
                raise ExtractError(
                    f"{file}: {label}, {workforce}: {name} is {there} for All by {other.breakdown.name} and {here} by "
                    f"{block.breakdown.name}; add those who are missing as Unknown."
                )


def _counts(tables: dict[Block, Table], breakdowns: Sequence[Breakdown]) -> Counts:
    """The tables as one value, with the breakdowns that are used, in the order in which they are known."""
    rows = [
        (block.force, block.period.label, block.workforce, block.breakdown.name, group, *counts)
        for block, table in tables.items()
        for group, counts in table.items()
    ]
    decisions = pd.DataFrame(rows, columns=[*KEY, *MEASURES], dtype=object).astype(
        dict.fromkeys(KEY, "str") | dict.fromkeys(MEASURES, "Int64")
    )
    details = pd.DataFrame([], columns=[*DETAIL_KEY, "cases"], dtype="str").astype({"cases": "Int64"})
    used = {block.breakdown.name for block in tables}
    periods = tuple(sorted({block.period for block in tables}))
    return Counts(decisions, details, periods, tuple(b for b in breakdowns if b.name in used))
