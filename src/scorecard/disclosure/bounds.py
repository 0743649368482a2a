"""What an outsider knows of one printed cell by itself: the least and the most that it could be.

In: the policy that it was printed under (None: another publisher's), and what was printed. Out: two ends.
"""

from __future__ import annotations

from collections.abc import Collection

from scorecard.disclosure.cells import Spot, Values
from scorecard.disclosure.policy import Policy
from scorecard.disclosure.system import UNBOUNDED


def hidden_low(policy: Policy | None, spot: Spot, *, refused_shown: bool) -> int:
    """The least that a withheld count could be: 1 where zeros are shown, 0 where they need not be.

    Where everybody in a group was refused, its passed count is 0 and withheld with the refused count, and the zeros of
    those passed by contact may be; so a withheld passed count may be 0 unless the refused count beside it is shown.
    """
    if policy is None or policy.method == "round" or not policy.show_zero:
        return 0
    return 0 if spot.cell.counts_passed and not policy.show_all_refused and not refused_shown else 1


def bounds(policy: Policy | None, printed: Values, spot: Spot) -> tuple[float, float]:
    """What an outsider knows of one printed cell by itself."""
    value = printed[spot]
    if value is None:
        refused = printed.get(Spot(spot.period, spot.cell.outcome("refused")))
        return hidden_low(policy, spot, refused_shown=refused is not None), UNBOUNDED
    return policy.could_be(value) if policy and policy.method == "round" else (value, value)


def need_when_shown(policy: Policy, shown: tuple[float, float]) -> int:
    """A rounded count that might be small keeps all the values that are rounded to it, up to the threshold."""
    small = shown[0] < policy.threshold and shown[1] >= 1 and shown[0] < shown[1]
    return min(policy.threshold, int(shown[1] - shown[0]) + 1) if small else 1


def enough_with_zero(among: Collection[Policy | None], *, only_changes: bool) -> int:
    """How many values are enough, if 0 is one of them, of what subtraction leaves of counts of these policies; 0: as
    many as of any other withheld count.

    Where all are rounded it may be as near to 0 as a count that is rounded to 0 is. What is left of the same days may
    be nothing at all, so nothing is told as long as there need be no change.
    """
    rounding = [policy for policy in among if policy and policy.method == "round"]
    if len(rounding) < len(among):
        return 0
    return 1 if only_changes else min(policy.could_be(0)[1] + 1 for policy in rounding)
