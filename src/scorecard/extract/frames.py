"""Sums to Counts: the tidy frames that are all that is kept of an extract."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from scorecard.extract.plan import Plan
from scorecard.extract.tally import OUTCOMES, Tally
from scorecard.model import ALL, DETAIL_KEY, KEY, MEASURES, UNKNOWN, Breakdown, Counts

Sums = NDArray[np.int64]
Column = NDArray[Any]
_ONLY_WHERE_SOME = ("days", "unknown")  # 0 says nothing there: days that nobody took, reasons of no Unknown


def counts(plan: Plan, tally: Tally) -> Counts:
    """The Counts of one run. A workforce in which nobody was counted, and a detail that nobody has, are left out."""
    shown = tuple(b for b in plan.breakdowns if not _without_detail(plan, tally, b))
    workforces = _workforces(plan, tally)
    decisions = [row for b in shown for row in _decisions(plan, b, tally.sums["outcome", b.name], workforces)]
    details = [
        part
        for (topic, name), sums in tally.sums.items()
        for b in shown
        if b.name == name and topic != "outcome"
        for part in [_details(plan, b, (topic, tally.topics[topic]), sums, workforces)]
    ]
    return Counts(
        pd.DataFrame(decisions, columns=[*KEY, *MEASURES]).astype(dict.fromkeys(MEASURES, "Int64")),
        _frame(details),
        (replace(plan.period, scheme=plan.settings.ethnicity_scheme),),
        shown,
    )


def _workforces(plan: Plan, tally: Tally) -> list[tuple[int, str]]:
    sums = next(s for (topic, _), s in tally.sums.items() if topic == "outcome")
    return [(at, name) for at, name in enumerate(plan.settings.workforces) if sums[:, :, at].any()]


def _without_detail(plan: Plan, tally: Tally, breakdown: Breakdown) -> bool:
    """True for a nested breakdown where the extract says no more than the wider groups."""
    if breakdown.parent is None:
        return False
    broad = {c.label for c in plan.lists[breakdown.columns[0]].codes if c.broad} | {UNKNOWN}
    said = [at for at, group in enumerate(breakdown.groups) if group not in broad]
    return not tally.sums["outcome", breakdown.name][..., said].any()


def _with_all(sums: Sums) -> Sums:
    """The sums with the `All` group after the others."""
    return np.concatenate([sums, sums.sum(axis=-1, keepdims=True)], axis=-1)


def _keys(
    plan: Plan, breakdown: Breakdown, workforces: list[tuple[int, str]]
) -> Iterator[tuple[tuple[str, ...], int, int, int]]:
    for f, force in enumerate(plan.forces):
        for w, workforce in workforces:
            for g, group in enumerate((*breakdown.groups, ALL)):
                yield (force, plan.period.label, workforce, breakdown.name, group), f, w, g


def _decisions(
    plan: Plan, breakdown: Breakdown, sums: Sums, workforces: list[tuple[int, str]]
) -> Iterator[tuple[str | int, ...]]:
    sums = _with_all(sums)
    for key, f, w, g in _keys(plan, breakdown, workforces):
        number = dict(zip(OUTCOMES, sums[:, f, w, g].tolist(), strict=True))
        number["decided"] = number["passed"] + number["refused"]
        yield (*key, *(number[m] for m in MEASURES))


def _details(
    plan: Plan, breakdown: Breakdown, topic: tuple[str, tuple[str, ...]], sums: Sums, workforces: list[tuple[int, str]]
) -> tuple[Column, ...]:
    """The columns of one topic and breakdown, of which there may be a million rows: arrays, so no row is an object."""
    name, items = topic[0].split(" ")[0], topic[1]  # "unknown ethnicity" is the topic "unknown"
    cells = np.moveaxis(_with_all(sums)[:, :, [at for at, _ in workforces]], 0, -1)
    kept = np.nonzero(cells if name in _ONLY_WHERE_SOME else np.ones(cells.shape, bool))
    labels = (plan.forces, [w for _, w in workforces], (*breakdown.groups, ALL), items)
    force, workforce, group, item = (np.array(names, object)[at] for names, at in zip(labels, kept, strict=True))
    period, shown, about = (np.full(len(item), text, object) for text in (plan.period.label, breakdown.name, name))
    return force, period, workforce, shown, group, about, item, cells[kept]


def _frame(parts: list[tuple[Column, ...]]) -> pd.DataFrame:
    names = (*DETAIL_KEY, "cases")
    columns = zip(*parts, strict=True) if parts else [(np.zeros(0, object),)] * len(names)
    frame = pd.DataFrame({n: np.concatenate(column) for n, column in zip(names, columns, strict=True)})
    return frame.astype({**dict.fromkeys(DETAIL_KEY, "str"), "cases": "Int64"})
