"""A period that was released before: the first figures stand, unless they have changed by a lot.

Late decisions are few people. Whoever lays two releases of one period side by side finds them by subtraction, so a
period whose counts moved by less than the threshold anywhere is printed again exactly as it was.
"""

from __future__ import annotations

from collections.abc import Sequence

from scorecard.disclosure.cells import values
from scorecard.disclosure.policy import Policy
from scorecard.disclosure.release import Release
from scorecard.model import KEY, Counts, joined


def without_repeats(
    counts: Counts, policy: Policy, released: Sequence[Release]
) -> tuple[Counts, Counts, tuple[str, ...]]:
    """The periods to protect, those to print as before, and the labels of the latter."""
    again = {p.label: found for p in counts.periods if (found := _as_before(counts, p.label, policy, released))}
    fresh = _periods(counts, [p.label for p in counts.periods if p.label not in again])
    repeated = joined(again.values()) if again else _periods(counts, [])
    return fresh, repeated, tuple(again)


def _as_before(counts: Counts, label: str, policy: Policy, released: Sequence[Release]) -> Counts | None:
    """The latest release of the period, if it had the same rows and policy and no count has moved far from it."""
    for release in reversed(released):
        if label not in {p.label for p in release.counts.periods} or release.policy != policy:
            continue
        now, then = _periods(counts, [label]), _periods(release.counts, [label])
        if len(then.decisions) and _same_rows(now, then):
            return then if _barely_moved(now, then, policy) else None
    return None


def _same_rows(now: Counts, then: Counts) -> bool:
    rows = [set(zip(*(c.decisions[k] for k in KEY), strict=True)) for c in (now, then)]
    return now.periods == then.periods and rows[0] == rows[1] and set(values(now, None)) == set(values(then, None))


def _barely_moved(now: Counts, then: Counts, policy: Policy) -> bool:
    """True where nothing moved, or something moved by a number that is small."""
    exact, printed = values(now, None), values(then, policy)
    step = policy.threshold if policy.base is None else max(policy.threshold, policy.base)
    moved = [
        abs(value - before)
        for spot, before in printed.items()
        if before is not None and (value := exact[spot]) is not None
    ]
    if policy.method == "round":
        return all(m < step for m in moved)
    return not any(moved) or any(0 < m < step for m in moved)


def _periods(counts: Counts, labels: Sequence[str]) -> Counts:
    """The counts of these periods only."""
    decisions = counts.decisions[counts.decisions["period"].isin(labels)].reset_index(drop=True)
    details = counts.details[counts.details["period"].isin(labels)].reset_index(drop=True)
    return Counts(decisions, details, tuple(p for p in counts.periods if p.label in labels), counts.breakdowns)
