"""An earlier release, as far as it is about days that matter for the release at hand."""

from __future__ import annotations

from dataclasses import dataclass

from scorecard.disclosure.bounds import bounds, need_when_shown
from scorecard.disclosure.cells import Spot, Values
from scorecard.disclosure.policy import Policy
from scorecard.disclosure.problem import Target
from scorecard.disclosure.release import Terms
from scorecard.disclosure.timeline import Dates
from scorecard.model import Breakdown, PrintedRate


@dataclass(frozen=True)
class Past:
    """One earlier release: its policy, its breakdowns, the cells that it printed about days that matter, its rates.

    nobody: the cells that it does not print since they are 0. made_of: as of a Release, of these.
    """

    policy: Policy | None
    printed: Values
    rates: tuple[tuple[Dates, PrintedRate], ...]
    breakdowns: tuple[Breakdown, ...] = ()
    nobody: frozenset[Spot] = frozenset()
    made_of: Terms = ()

    def target(self, spot: Spot) -> Target:
        """How much of a cell must stay unknown: as much as was promised when it was withheld, or rounded."""
        assert self.policy is not None, "another publisher has promised nothing"
        if self.printed[spot] is None:
            return Target(0, self.policy.threshold)
        return Target(
            0, need_when_shown(self.policy, bounds(self.policy, self.printed, spot)), small=self.policy.threshold
        )
