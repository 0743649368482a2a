"""Figures: the counts and every statistic made from them, as tidy frames that are also the CSV files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from scorecard.model.breakdown import Breakdown
from scorecard.model.period import Period

if TYPE_CHECKING:  # settings use this package too, and must be quick to import
    import pandas as pd

FIGURE_COLUMNS = (
    "force", "period", "period_start", "period_end", "workforce", "breakdown", "group", "reference_group",
    "decided", "passed", "refused", "pass_rate", "refusal_rate", "refusal_rate_low", "refusal_rate_high",
    "refusal_ratio", "refusal_ratio_low", "refusal_ratio_high", "pass_ratio", "four_fifths",
    "rate_difference", "rate_difference_low", "rate_difference_high", "refusals_above_parity",
    "p_value", "p_adjusted", "finding", "smallest_detectable_ratio",
)  # fmt: skip


class Finding(StrEnum):
    """What can be said of a group's refusal rate beside the reference group's."""

    REFERENCE = "reference"
    HIGHER = "higher"
    LOWER = "lower"
    NO_RELIABLE_DIFFERENCE = "no_reliable_difference"
    TOO_FEW = "too_few"
    NOT_ASSESSED = "not_assessed"
    NOT_TESTED = "not_tested"  # the counts are rounded


_OF_TESTS = {
    "p_value", "p_adjusted", "trend_p", "homogeneity_p", "four_fifths", "signal", "smallest_detectable_ratio",
    "refusals_to_end_finding", "share_is_high", "outcome_differs",
}  # fmt: skip
_OF_LIMITS = ("_low", "_high")


def is_of_test(column: str) -> bool:
    """Whether a column holds what rounded counts cannot say: p-values, limits, on which side of a line it is."""
    return column in _OF_TESTS or column.endswith(_OF_LIMITS)


@dataclass(frozen=True, eq=False)  # frames do not compare to a truth value; two Figures are the same if they are one
class Figures:
    """disparity: one row a key with FIGURE_COLUMNS (the contract of figures.csv). Counts are Int64, statistics float64
        (nan = undefined, inf = infinite), words are text; a row whose counts are withheld has null in them and in all
        that is made of them.
    others: further tidy frames by name (reasons, panel, trend ...); each is written as `<name>.csv`.
    periods, breakdowns, rounded_to: as in Counts. Figures of rounded counts have no tests: see `is_of_test`.
    """

    disparity: pd.DataFrame
    periods: tuple[Period, ...]
    breakdowns: tuple[Breakdown, ...]
    others: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    rounded_to: int = 1

    def __post_init__(self) -> None:
        assert tuple(self.disparity.columns) == FIGURE_COLUMNS, list(self.disparity.columns)

    def breakdown(self, name: str) -> Breakdown:
        """The description of the breakdown of that name; KeyError where there is none."""
        return {b.name: b for b in self.breakdowns}[name]
