"""A period that was released before: the first figures stand, unless they have changed by a lot.

Late decisions are few people. Whoever lays two releases of one period side by side finds them by subtraction, so a
period whose counts moved by less than the threshold anywhere is printed again exactly as it was. That holds for rows
too: a reason that nobody was refused for before and one person is now has moved by one.
"""

from __future__ import annotations

from collections.abc import Sequence

from scorecard.disclosure.cells import values
from scorecard.disclosure.policy import Policy
from scorecard.disclosure.release import Release
from scorecard.model import Counts, joined


def without_repeats(
    counts: Counts, policy: Policy, released: Sequence[Release]
) -> tuple[Counts, Counts, tuple[str, ...]]:
    """The periods to protect, those to print as before, and the labels of the latter."""
    again = {p.label: found for p in counts.periods if (found := _as_before(counts, p.label, policy, released))}
    fresh = _periods(counts, [p.label for p in counts.periods if p.label not in again])
    repeated = joined(again.values()) if again else _periods(counts, [])
    return fresh, repeated, tuple(again)


def few_changed(now: Counts, then: Counts, shown: Counts, policy: Policy) -> bool:
    """Whether the printing that stands for `then` stands for `now` too: both are exact, `shown` is what was printed.

    True where a count that was printed has moved by less than the threshold, or none has moved. What has no row is 0.
    False where another workforce or breakdown is counted now, since the first printing says nothing of it.
    """
    if kinds(now) - kinds(then):
        return False
    today, before, printed = values(now, None), values(then, None), values(shown, policy)
    spots = (spot for spot in {**before, **today} if printed.get(spot, 0) is not None)
    moved = {abs((today.get(spot) or 0) - (before.get(spot) or 0)) for spot in spots} - {0}
    return not moved or min(moved) < policy.threshold


def changed(now: Counts, then: Counts) -> bool:
    """Whether any count is another one now."""
    return values(now, None) != values(then, None)


def _as_before(counts: Counts, label: str, policy: Policy, released: Sequence[Release]) -> Counts | None:
    """The latest release of the period, if it had the same policy and no count has moved far from it."""
    for release in reversed(released):
        if label not in {p.label for p in release.counts.periods} or release.policy != policy:
            continue
        now, then = _periods(counts, [label]), _periods(release.counts, [label])
        if len(then.decisions) and now.periods == then.periods and kinds(now) == kinds(then):
            return then if _barely_moved(now, then, policy) else None
    return None


def kinds(counts: Counts) -> set[tuple[str, str]]:
    """The breakdowns of each workforce."""
    return set(zip(counts.decisions["workforce"], counts.decisions["breakdown"], strict=True))


def _barely_moved(now: Counts, then: Counts, policy: Policy) -> bool:
    """True where nothing moved, or a printed count by a number that is small; what has no row is 0.

    What was rounded may have moved by up to a base less than its rounded values did.
    """
    exact, printed = values(now, policy), values(then, policy)
    show = policy.rounded if policy.base is not None else int
    spots = [spot for spot in {**printed, **exact} if printed.get(spot, 0) is not None]
    moved = {abs(show(exact.get(spot) or 0) - (printed.get(spot) or 0)) for spot in spots} - {0}
    return not moved or min(moved) - (policy.base or 0) < policy.threshold


def _periods(counts: Counts, labels: Sequence[str]) -> Counts:
    """The counts of these periods only."""
    decisions = counts.decisions[counts.decisions["period"].isin(labels)].reset_index(drop=True)
    details = counts.details[counts.details["period"].isin(labels)].reset_index(drop=True)
    return Counts(decisions, details, tuple(p for p in counts.periods if p.label in labels), counts.breakdowns)
