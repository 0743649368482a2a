"""The questions to the engine: one GROUP BY that says where every row goes, and one statement that counts.

In: Lines, and what the values mean. Out: the rows that are alike, each kind once, with how many there are of it. These
numbers, and the distinct values asked for before, are all that leaves the engine.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import ibis
import numpy as np
import pyarrow as pa

from scorecard.extract.table import Batch, as_text
from scorecard.extract.tally import LONGEST_DAYS
from scorecard.extract.values import Numbers
from scorecard.model import Period
from scorecard.warehouse.connect import answer
from scorecard.warehouse.parts import ALWAYS, Part, is_count
from scorecard.warehouse.rows import CASE, Lines, Meanings

_SOME_DAY, _NO_DAY = "2000-01-01", "?"  # what stands in for dates of which only this much is asked
_UNUSABLE, _UNKNOWN = -1, -2  # of days from receipt to decision
_DAYS = "days from receipt to decision"  # a force may have a column of its own called days
_WAIT = {"received_date", "decision_date"}


@dataclass(frozen=True)
class Gathered:
    """Rows that are alike, each kind once: their columns as text, and how many rows there are of each kind.

    kind, no_id: of the question where the rows go; empty for what is counted, which are all cases.
    """

    batch: Batch
    alike: Numbers
    kind: Numbers
    no_id: Numbers


def gather_all(name: str, lines: Lines, meanings: Meanings) -> Gathered:
    """Where every row goes: its kind, its date as far as that matters, and values that mean nothing as they are."""
    keys = _sift_keys(lines, meanings)
    asked = lines.rows.select(
        kind=lines.kind, no_id=lines.no_id.ifelse(1, 0), **{f"k{at}": key for at, key in enumerate(keys.values())}
    )
    found = answer(name, asked.group_by(asked.columns).agg(n=asked.count()))
    columns = {name: _text(found[f"k{at}"]) for at, name in enumerate(keys)}
    return Gathered(Batch(columns, found.num_rows), *(_whole(found[n]) for n in ("n", "kind", "no_id")))


def gather_parts(name: str, lines: Lines, meanings: Meanings, parts: Sequence[Part]) -> Iterator[Gathered]:
    """The counted rows of each part, in order; one statement, so that all parts see the table in one state."""
    rows = _counted_rows(lines, meanings)
    width = max(len(_keys(part)) for part in parts)
    found = answer(name, _together([_asked(rows, number, part, width) for number, part in enumerate(parts)]))
    which, none = _whole(found["part"]), np.zeros(0, np.int64)
    for number, part in enumerate(parts):
        mine = found.take(pa.array(np.flatnonzero(which == number)))
        columns = {name: _text(mine[f"k{at}"]) for at, name in enumerate(_keys(part))}
        if part.plan.dates >= _WAIT:
            columns |= _waits(_whole(mine["days"]), meanings.plan.period)
        yield Gathered(Batch(columns, mine.num_rows), _whole(mine["n"]), none, none)


def _sift_keys(lines: Lines, meanings: Meanings) -> dict[str, Any]:
    plan, start = meanings.plan, meanings.plan.period.start
    keys = {name: ibis.cases((day.bad, _NO_DAY), else_="") for name, day in lines.days.items()}
    if day := lines.days.get("decision_date"):
        outside = (start - timedelta(days=1)).isoformat()
        keys["decision_date"] = ibis.cases(
            (day.blank, ""), (day.bad, _NO_DAY), (day.inside, start.isoformat()), else_=outside
        )
    for name in meanings.columns.texts:
        cell, known = lines.rows[name], name in plan.lists
        if known and name in ALWAYS:
            keys[name] = cell
        elif (known or is_count(name)) and (odd := meanings.odd(name)):
            keys[name] = ibis.cases((cell.isin(odd), cell), else_="" if known else "1")
    return keys


def _counted_rows(lines: Lines, meanings: Meanings) -> Any:
    """What the parts are made of: the rows that the sieve for files would count, where nothing stops the run."""
    plan, texts = meanings.plan, meanings.columns.texts
    columns = {name: lines.rows[name] for name in texts if name in plan.lists or is_count(name)}
    columns |= {name: day.blank.ifelse("", _SOME_DAY) for name, day in lines.days.items() if name not in _WAIT}
    if set(lines.days) >= _WAIT:
        received, decided = lines.days["received_date"], lines.days["decision_date"]
        days = decided.number - received.number
        known = ibis.cases((days.between(0, LONGEST_DAYS - 1), days), else_=_UNUSABLE)
        columns[_DAYS] = received.blank.ifelse(_UNKNOWN, known).cast("int64")
    return lines.rows.filter(list(_kept(lines, meanings))).select(**columns)


def _kept(lines: Lines, meanings: Meanings) -> Iterator[Any]:
    plan = meanings.plan
    yield lines.kind == CASE
    if day := lines.days.get("decision_date"):
        yield day.inside
    if "workforce" in meanings.columns.texts:
        names = plan.lists["workforce"].names
        reported = {at for at, workforce in enumerate(names) if workforce in plan.settings.workforces}
        yield lines.rows["workforce"].isin(meanings.where("workforce", reported.__contains__))
    for name in plan.settings.leave_out_unmapped:
        if name in plan.lists and name in meanings.columns.texts and (odd := meanings.odd(name)):
            yield ~lines.rows[name].isin(odd)


def _keys(part: Part) -> tuple[str, ...]:
    """The columns of text that a part groups by."""
    return tuple(name for name in part.columns if name not in _WAIT)


def _asked(rows: Any, number: int, part: Part, width: int) -> Any:
    """One part, in columns that all parts have: which part, the values, the days, how many rows."""
    keys = _keys(part)
    days = {"days": rows[_DAYS]} if part.plan.dates >= _WAIT else {}
    asked = rows.select(**{f"k{at}": rows[key] for at, key in enumerate(keys)}, **days)
    gathered = asked.group_by(asked.columns).agg(n=asked.count())
    values = {f"k{at}": gathered[f"k{at}"] if at < len(keys) else ibis.literal("") for at in range(width)}
    wait = gathered["days"] if days else ibis.literal(0, "int64")
    return gathered.select(part=ibis.literal(number, "int64"), **values, days=wait, n=gathered["n"])


def _together(tables: list[Any]) -> Any:
    """All of them in one, as a shallow tree: engines and compilers dislike a deep one."""
    if len(tables) == 1:
        return tables[0]
    middle = len(tables) // 2
    return ibis.union(_together(tables[:middle]), _together(tables[middle:]))


def _text(values: pa.ChunkedArray) -> pa.Array:
    return as_text("", values.combine_chunks())


def _whole(values: pa.ChunkedArray) -> Numbers:
    return values.cast(pa.int64()).to_numpy()  # type: ignore[no-any-return]


def _waits(days: Numbers, period: Period) -> Mapping[str, pa.Array]:
    """Dates that are as many days apart, decided on the first day of the period."""
    known = {n: (period.start - timedelta(days=n)).isoformat() for n in np.unique(days).tolist()} | {_UNKNOWN: ""}
    received = pa.array([known[n] for n in days.tolist()], pa.string())
    decided = pa.array([period.start.isoformat()] * len(days), pa.string())
    return {"received_date": received.dictionary_encode(), "decision_date": decided.dictionary_encode()}
