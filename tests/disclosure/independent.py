"""A second attacker, who shares no code with the product: straight from the printed rows, one integer program a bound.

`possible` gives the smallest and largest whole number of each withheld count; `solutions` enumerates everything in a
small table. Both know the rules that a reader is told: 0 is shown, so [c] is at least 1, but for the passed counts
(in all, and by contact) of a group whose refused count is withheld too.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp

from scorecard.model import ALL, KEY, MEASURES, Counts

Name = tuple[str, ...]
CAP = 5_000


def printed(counts: Counts) -> dict[Name, int | None]:
    """Each printed count by (period, workforce, breakdown, group, topic, item)."""
    made: dict[Name, int | None] = {}
    for row in counts.decisions.to_dict("records"):
        for m in MEASURES:
            made[*(row[k] for k in KEY[1:]), "", m] = None if pd.isna(row[m]) else int(row[m])
    for row in counts.details.to_dict("records"):
        cases = row["cases"]
        made[*(row[k] for k in KEY[1:]), row["topic"], row["item"]] = None if pd.isna(cases) else int(cases)
    return made


def equations(counts: Counts, names: list[Name]) -> tuple[list[dict[Name, int]], list[dict[Name, int]]]:
    """Sums that are 0, and sums that are at most 0."""
    have, zero, most = set(names), [], []
    first = counts.breakdowns[0].name
    for name in names:
        period, workforce, breakdown, group, topic, item = name
        row = (period, workforce, breakdown, group)
        if (topic, item) == ("", "decided"):
            zero.append({name: 1, (*row, "", "passed"): -1, (*row, "", "refused"): -1})
        if group == ALL:
            groups = [(period, workforce, breakdown, g, topic, item) for g in counts.breakdown(breakdown).groups]
            zero.append({name: 1, **dict.fromkeys(groups, -1)})
            if breakdown != first:
                zero.append({name: 1, (period, workforce, first, ALL, topic, item): -1})
        for b in counts.breakdowns:
            inside = [g for g, parent in b.parents if b.parent == breakdown and parent == group]
            inside += [g for g in b.groups if len(b.columns) == 2 and breakdown in b.columns and group in g.split(", ")
                       and g.split(", ")[b.columns.index(breakdown)] == group]  # fmt: skip
            if inside:
                zero.append({name: 1, **{(period, workforce, b.name, g, topic, item): -1 for g in inside}})
        if topic == "reason":
            most.append({name: 1, (*row, "reasons_given", "any"): -1})
            most.append({name: 1, (*row, "", "refused"): -1})
        if topic == "reasons_given":
            most.append({name: 1, (*row, "", "refused"): -1})
            items = [n for n in names if n[:4] == row and n[4] == "reason"]
            most.append({name: 1, **dict.fromkeys(items, -1)})
        by_contact = [n for n in names if n[:5] == (*row, "contact") and n[5].endswith(f"|{item}")] if not topic else []
        zero.append({name: 1, **dict.fromkeys(by_contact, -1)})
        if (topic, item) == ("panel", "sent"):
            most.append({name: 1, (*row, "", "refused"): -1})
            zero.append({name: 1, **{n: -1 for n in names if n[:5] == (*row, "panel") and n[5] != "sent"}})
    zero = [e for e in zero if len(e) > 1]
    return [e for e in zero if have.issuperset(e)], [e for e in most if have.issuperset(e)]


def possible(counts: Counts) -> dict[Name, tuple[int, int]]:
    """The smallest and the largest whole number that each withheld count can be."""
    outcomes = ("decided", "passed", "refused")
    values = {n: v for n, v in printed(counts).items() if n[4] or n[5] in outcomes}
    names = list(values)
    at = {n: i for i, n in enumerate(names)}
    zero, most = equations(counts, names)
    matrix = np.zeros((len(zero) + len(most), len(names)))
    for r, terms in enumerate([*zero, *most]):
        for n, coef in terms.items():
            matrix[r, at[n]] += coef
    least = np.where(np.arange(len(matrix)) < len(zero), 0, -np.inf)
    low = np.array([v if v is not None else least_of(values, n) for n, v in values.items()], dtype=float)
    high = np.array([v if v is not None else CAP for v in values.values()], dtype=float)
    rows, box, whole = LinearConstraint(matrix, least, 0), Bounds(low, high), np.ones(len(names), dtype=int)
    found = {}
    for n, v in values.items():
        if v is None:
            ends = []
            for sign in (1, -1):
                cost = np.zeros(len(names))
                cost[at[n]] = sign
                # Without presolve: with it, HiGHS 1.12 calls 6 the optimum of a program (seed 1092) that 8 solves too.
                result = milp(cost, integrality=whole, bounds=box, constraints=[rows], options={"presolve": False})
                ends.append(round(sign * result.fun))
            found[n] = (ends[0], ends[1])
    return found


def least_of(values: dict[Name, int | None], name: Name) -> int:
    """The least that a withheld count can be."""
    return 0 if name[5].rpartition("|")[2] == "passed" and values[(*name[:4], "", "refused")] is None else 1


def solutions(rows: dict[str, tuple[int | None, int | None, int | None]], cap: int) -> np.ndarray:
    """All whole numbers that agree with a table of (decided, passed, refused) by group, All last (n x rows x 3)."""
    groups = [_pairs(row, cap) for name, row in rows.items() if name != ALL]
    index = np.indices([len(g) for g in groups]).reshape(len(groups), -1)
    found = np.stack([g[i] for g, i in zip(groups, index, strict=True)], axis=1)
    total = found.sum(axis=1)
    keep = np.ones(len(total), dtype=bool)
    for measure, value in enumerate(rows[ALL]):
        keep &= (total[:, measure] == value) if value is not None else (total[:, measure] >= (0 if measure == 1 else 1))
    if rows[ALL][1] is None and rows[ALL][2] is not None:
        keep &= total[:, 1] >= 1
    return np.concatenate([found[keep], total[keep, None]], axis=1)


def _pairs(row: tuple[int | None, int | None, int | None], cap: int) -> np.ndarray:
    decided, passed, refused = row
    return np.array([
        (p + r, p, r)
        for p in ([passed] if passed is not None else range(0 if refused is None else 1, cap + 1))
        for r in ([refused] if refused is not None else range(1, cap + 1))
        if (p + r == decided if decided is not None else p + r >= 1)
    ])  # fmt: skip
