"""The account that is given of every row: the ledger and its warnings, and the sentence on cases that stand twice.

In: how many rows of each source had each cause ("" is counted), and what was odd. Out: a Ledger.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from scorecard.codes import fold
from scorecard.errors import ExtractError
from scorecard.extract.plan import Plan
from scorecard.extract.table import Extract
from scorecard.extract.words import counted
from scorecard.model import Ledger, LeftOut, Source

NO_CASE_ID = "no case_id; give each case its reference"


def make_ledger(
    plan: Plan,
    sources: Sequence[Source],
    causes: Sequence[Counter[str]],
    warned: Mapping[str, int],
    first: Sequence[str] = (),
) -> Ledger:
    """The ledger. causes: of each source. warned: counted rows that are odd, by what is. first: warnings of the files
    themselves."""
    left_out = tuple(
        LeftOut(source.name, cause, rows)
        for source, found in zip(sources, causes, strict=True)
        for cause, rows in found.items()
        if cause and rows
    )
    kept = sum(found[""] for found in causes)
    warnings = (*plan.warnings, *first, *_warnings(plan, sum(causes, Counter()), warned))
    return Ledger(tuple(sources), kept, left_out, warnings)


def several_forces(plan: Plan, extracts: Sequence[Extract], names: Iterable[str]) -> tuple[str, ...]:
    """A warning where rows of several forces are counted as those of one. names: as they stand in the column."""
    number = len({fold(name) for name in names if name.strip()})
    if plan.by_force or number < 2:
        return ()
    heading = next(e.layout.heading("force") for e in extracts if "force" in e.layout.positions)
    return (
        f'The column "{heading}" names {number:,} forces, which are counted together as {plan.forces[0]}; build with '
        "--by force for a scorecard of each.",
    )


def refuse_conflicts(names: Sequence[str], conflicts: int) -> None:
    """Nothing where no case stands with different content; otherwise ExtractError."""
    if conflicts:
        cases = counted(conflicts, "case stands", "cases stand")
        raise ExtractError(
            f"{', '.join(names)}: {cases} more than once with different content, so it is not known which row to "
            "count; keep one row for each case."
        )


def _warnings(plan: Plan, causes: Counter[str], warned: Mapping[str, int]) -> Iterator[str]:
    outside, kept = causes["outside_period"], causes[""]
    if outside > kept:
        rows = counted(outside, "row was", "rows were")
        yield (
            f"{rows} decided outside {plan.period.dates}, and only {kept:,} counted: see whether the period "
            "is the right one."
        )
    odd = {**causes, **warned}
    for what, (one, many) in _WARNINGS.items():
        if odd.get(what):
            yield counted(odd[what], one, many)


_WARNINGS = {
    "duplicate": (
        "row repeats an earlier row of the same case and is not counted again.",
        "rows repeat an earlier row of the same case and are not counted again.",
    ),
    "total_line": ("line of totals is left out.", "lines of totals are left out."),
    "no_decision_date": (
        "undecided row has no decision_date and is left out.",
        "undecided rows have no decision_date and are left out.",
    ),
    "panel_not_refused": (
        "case was sent to the panel but is not refused now; it is not among the panel's figures.",
        "cases were sent to the panel but are not refused now; they are not among the panel's figures.",
    ),
    "appeal_not_refused": (
        "case has an appeal but is not refused now; it is not among the figures on appeals.",
        "cases have an appeal but are not refused now; they are not among the figures on appeals.",
    ),
    "received_after": (
        "decided case was received after its decision, or ten years before it; its days are not counted.",
        "decided cases were received after their decision, or ten years before it; their days are not counted.",
    ),
    "old_chinese": (
        "row has the 16+1 code O1 (Chinese), counted as Asian: Chinese, as in 18+1.",
        "rows have the 16+1 code O1 (Chinese), counted as Asian: Chinese, as in 18+1.",
    ),
}
