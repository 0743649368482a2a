"""The refused cases of a period, for the dip-sample: the one way in which case ids leave this package.

In: files, settings, a period, breakdown rules. Out: RefusedCases. Only `scorecard sample` asks for them, and it writes
them into a private review workbook and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from scorecard.codes import BreakdownRule, Code, CodeList, group_of, with_built_in
from scorecard.errors import ExtractError
from scorecard.extract.count import count_extracts, open_all
from scorecard.extract.duplicates import same_written
from scorecard.extract.plan import Plan, make_plan
from scorecard.extract.problems import Problems
from scorecard.extract.rows import RowReader, Rows
from scorecard.extract.settings import ExtractSettings
from scorecard.extract.sift import Sieve
from scorecard.extract.table import Extract
from scorecard.extract.values import Numbers, meaning
from scorecard.model import ALL, Counts, Period

STRATA = "ethnicity"
_NO_DUPLICATES = np.zeros(0, np.int64)


@dataclass(frozen=True, repr=False)
class RefusedCase:
    """One refused case. It has no repr, so that no message, log or failed test can hold its id.

    workforce: its code. group: its group in the breakdown `ethnicity`. sex: Female, Male or Unknown ("" where the
    extract has no such column). reasons: their labels, in the order of the code list.
    """

    case_id: str
    workforce: str
    group: str
    sex: str
    reasons: tuple[str, ...]
    decided: date


def refused_cases(
    paths: Sequence[Path],
    settings: ExtractSettings,
    period: Period,
    breakdowns: Sequence[BreakdownRule] = (),
    force: str = "This force",
) -> tuple[RefusedCase, ...]:
    """The refusals that `count_extracts` counts, each once, in the order of the files.

    ExtractError where the extract is refused, or has no cases since its rows are counts.
    """
    rules = with_built_in(breakdowns)
    extracts = open_all(paths, settings, rules)
    # Groups of an open column are whatever is found in it, so no row is left out for their sake: they are not needed.
    found_later = {r.own_column for r in rules if r.open}
    closed = [r for r in rules if not found_later & set(r.columns)]
    plan = make_plan(extracts, settings, period, closed, {}, force)
    if plan.counted:
        raise ExtractError(
            f"{extracts[0].name}: each row is a count of decisions, so there are no cases to sample; "
            "give the extract with one row a decision."
        )
    counts, _ = count_extracts(paths, settings, period, breakdowns, force)
    # A case that stands twice stands with the same content, or the counting above would have refused it.
    cases: dict[str, RefusedCase] = {}
    for extract in extracts:
        for case in _refused(extract, plan):
            cases.setdefault(same_written(pa.array([case.case_id]))[0].as_py(), case)
    assert len(cases) == _refusals(counts), "the cases are those that are counted"
    return tuple(cases.values())


def _refusals(counts: Counts) -> int:
    frame = counts.decisions
    return int(frame.loc[(frame["breakdown"] == STRATA) & (frame["group"] == ALL), "refused"].sum())


def _refused(extract: Extract, plan: Plan) -> Iterator[RefusedCase]:
    """Every counted row of the file that was refused."""
    reader, sieve = RowReader(plan), Sieve(plan, Problems())
    is_refused = np.array([c.group == "refused" for c in plan.lists["outcome"].codes] + [False])
    for batch in extract.batches():
        if batch.size:
            rows = reader.read(batch)
            counted = sieve.sort(extract.name, rows, _NO_DUPLICATES) == 0
            yield from _cases(rows, np.flatnonzero(counted & is_refused[rows.codes["outcome"]]), plan)


def _cases(rows: Rows, refused: Numbers, plan: Plan) -> Iterator[RefusedCase]:
    ids = pc.utf8_trim_whitespace(rows.batch.rows["case_id"].take(pa.array(refused))).to_pylist()
    numbers = {name: column[refused].tolist() for name, column in rows.codes.items()}
    days = rows.days["decision_date"][refused].tolist()
    for at, (case_id, day) in enumerate(zip(ids, days, strict=True)):
        codes = {name: _codes(plan.lists[name], numbers[name][at]) for name in numbers}
        yield RefusedCase(
            case_id=case_id,
            workforce=codes["workforce"][0].code,
            group=_group(codes, plan),
            sex=codes["sex"][0].group if "sex" in codes else "",
            reasons=tuple(c.label for c in codes.get("refusal_reason", ())),
            decided=date.fromordinal(day),
        )


def _codes(codes: CodeList, number: int) -> tuple[Code, ...]:
    return tuple(codes.get(code) for code in meaning(codes, number) if code in codes.names)


def _group(codes: dict[str, tuple[Code, ...]], plan: Plan) -> str:
    rule = next(r for r in plan.rules if r.name == STRATA)
    return ", ".join(group_of(rule, plan.lists[c], codes[c][0].code) for c in rule.columns)
