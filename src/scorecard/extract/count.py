"""Extracts to Counts and a Ledger: the one place where rows about people are read.

In: files, settings, a period, breakdown rules. Out: Counts, and a Ledger that says where every row went.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from scorecard.codes import BreakdownRule, fold, with_built_in
from scorecard.errors import ExtractError, UsageError
from scorecard.extract.frames import counts
from scorecard.extract.open import open_extracts
from scorecard.extract.plan import make_plan, own_columns
from scorecard.extract.quoting import private
from scorecard.extract.run import Run
from scorecard.extract.settings import ExtractSettings
from scorecard.extract.table import Extract
from scorecard.extract.words import clean, counted
from scorecard.model import ALL, Counts, Ledger, Period

_MOST_GROUPS = 60
_FORMULA = ("=", "+", "-", "@")


def count_extracts(  # noqa: PLR0913 PLR0917  (what a run is asked for, all of it)
    paths: Sequence[Path],
    settings: ExtractSettings,
    period: Period,
    breakdowns: Sequence[BreakdownRule] = (),
    force: str = "This force",
    by_force: bool = False,
) -> tuple[Counts, Ledger]:
    """The counts of a period, and where every row of the files went.

    breakdowns: the force's own, beside the built-in ones; one of the same name takes its place. by_force: rows are
    counted under the names in their column `force`; otherwise all under `force`. ExtractError where a file cannot be
    read without guessing, a case stands with different content, or nobody was decided in the period.
    """
    breakdowns = with_built_in(breakdowns)
    extracts = open_all(paths, settings, breakdowns)
    plan = make_plan(extracts, settings, period, breakdowns, found_groups(extracts, breakdowns, by_force), force)
    tally, ledger = Run(extracts, plan).result()
    result = counts(plan, tally)
    refuse_nobody(result, ledger, period)
    return result, ledger


def open_all(paths: Sequence[Path], settings: ExtractSettings, breakdowns: Sequence[BreakdownRule]) -> list[Extract]:
    """The files (and named sheets) as Extracts; UsageError where there is none or one stands twice."""
    if not paths:
        raise UsageError("Name at least one extract.")
    files = [open_extracts(Path(p), settings, own_columns(breakdowns)) for p in paths]
    digests = Counter(sheets[0].probe.sha256 for sheets in files)
    for first, *_ in files:
        if digests[first.probe.sha256] > 1:
            raise UsageError(f"{first.probe.path.name}: the same file is given {digests[first.probe.sha256]} times.")
    return [extract for sheets in files for extract in sheets]


def found_groups(
    extracts: Sequence[Extract], breakdowns: Sequence[BreakdownRule], by_force: bool
) -> dict[str, tuple[str, ...]]:
    """The groups that only the values tell: of open columns that every file has and, by force, of column `force`."""
    columns = own_columns(tuple(b for b in breakdowns if b.open))
    everywhere = tuple(c for c in columns if all(c in e.layout.positions for e in extracts))
    return {c: _distinct(extracts, c) for c in (*everywhere, *(("force",) if by_force else ()))}


def _distinct(extracts: Sequence[Extract], column: str) -> tuple[str, ...]:
    """The different values of an open column, which become the names of groups; ExtractError where they cannot."""
    found: dict[str, str] = {}
    for extract in extracts:
        if column not in extract.layout.positions:
            raise ExtractError(f"{extract.name}: has no column for {column}.", f'[columns]\n{column} = "..."')
        for batch in extract.batches():
            if batch.size:
                raws = batch.rows[column].dictionary.to_pylist()
                found.update({fold(r): clean(r) for r in reversed(raws) if r.strip() and fold(r) not in found})
            if len(found) > _MOST_GROUPS:
                raise ExtractError(
                    f"{extract.name}: {column} has more than {_MOST_GROUPS} different values, too many to be groups."
                )
    if fold(ALL) in found:
        raise ExtractError(
            f"{column} has the value {ALL!r}, which is what everybody together is called; give that group another name."
        )
    values = tuple(sorted(found.values()))
    # One by one: how many there are says nothing, since 43 forces are as many as there should be.
    if any(private(v) or v.startswith(_FORMULA) for v in values):
        raise ExtractError(
            f"{column} has values that look like references, notes or formulas, so they cannot be the names of groups."
        )
    return values


def refuse_nobody(result: Counts, ledger: Ledger, period: Period) -> None:
    """Nothing where somebody was decided in the period; otherwise ExtractError."""
    everybody = result.decisions[result.decisions["group"] == ALL]
    if everybody["decided"].sum():
        return
    names = ", ".join(s.name for s in ledger.sources)
    outside = sum(entry.rows for entry in ledger.left_out if entry.cause == "outside_period")
    seen = f"; {counted(outside, 'row is', 'rows are')} of other dates" if outside else ""
    raise ExtractError(
        f"{names}: nobody was decided from {period.dates} among the {counted(ledger.rows_read, 'row', 'rows')}{seen}; "
        "check the file and the period."
    )
