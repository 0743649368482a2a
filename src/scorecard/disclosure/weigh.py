"""How much it would cost the reader to lose a cell, and the cell as a candidate for withholding.

The number of cells counts first; among equals, totals and large counts, and outcomes before details, are kept.
"""

from __future__ import annotations

import math
from collections import Counter

from scorecard.disclosure.bounds import hidden_low, need_when_shown
from scorecard.disclosure.cells import OUTCOME, Cell, Spot, Values
from scorecard.disclosure.policy import Policy
from scorecard.disclosure.problem import Candidate

TOTAL, DECIDED, OUTCOMES, SIZE, STEP = 0.20, 0.10, 0.05, 0.02, 1e-5
REACH = 10


def why_primary(policy: Policy, exact: Values, spot: Spot) -> str | None:
    """Why a count is withheld for its own sake: "primary", "attribute" (everybody refused), or None."""
    if policy.method == "round":
        return None
    value = exact[spot]
    assert value is not None, "exact counts are complete"
    if policy.is_small(value) or (value == 0 and not policy.show_zero):
        return "primary"
    return "attribute" if _all_refused(policy, exact, spot) else None


def _all_refused(policy: Policy, exact: Values, spot: Spot) -> bool:
    if policy.show_all_refused or spot.cell.topic != OUTCOME or spot.cell.item not in ("passed", "refused"):
        return False
    passed, refused = (exact.get(Spot(spot.period, spot.cell.outcome(m))) for m in ("passed", "refused"))
    return passed == 0 and bool(refused)


def weights(spots: tuple[Spot, ...], exact: Values, rows: Counter[Spot]) -> dict[Spot, float]:
    """The weight of each cell; `rows`: in how many rows it is printed (All stands once in each breakdown)."""
    return {
        spot: rows[spot] + _worth(spot.cell, exact[spot] or 0) + STEP * (number % 97)
        for number, spot in enumerate(spots)
    }


def _worth(cell: Cell, value: int) -> float:
    kept = TOTAL if cell.is_all else 0.0
    kept += DECIDED if (cell.topic, cell.item) == (OUTCOME, "decided") else 0.0
    kept += OUTCOMES if cell.topic == OUTCOME else 0.0
    return kept + SIZE * math.log10(1 + value)


def candidate(policy: Policy, exact: Values, spot: Spot, weight: float) -> Candidate:
    """A cell that may be shown or withheld. Its withheld range is kept within reach of the exact count: asking more of
    ourselves than an outsider could know keeps the programs small, and is on the safe side. So is to take it that those
    who passed by contact are not 0 unless they are.

    A 0 that is shown is never withheld but where it would tell that everybody was refused.
    """
    value, must = exact[spot], why_primary(policy, exact, spot) is not None
    assert value is not None, "exact counts are complete"
    refused_shown = exact.get(Spot(spot.period, spot.cell.outcome("refused"))) == 0
    if spot.cell.topic != OUTCOME and value:
        refused_shown = True
    lowest = hidden_low(policy, spot, refused_shown=refused_shown)
    reach = REACH * max(policy.threshold, policy.base or 0)
    shown = policy.could_be(policy.rounded(value)) if policy.method == "round" else (value, value)
    return Candidate(
        shown=shown,
        hidden=(max(lowest, value - reach), value + reach),
        weight=weight,
        need=policy.threshold,
        need_shown=need_when_shown(policy, shown),
        must=must,
        never=value == 0 and lowest > 0 and not must and policy.method == "suppress",
    )
