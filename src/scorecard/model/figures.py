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


@dataclass(frozen=True, eq=False)  # frames do not compare to a truth value; two Figures are the same if they are one
class Figures:
    """disparity: one row a key with FIGURE_COLUMNS (the contract of figures.csv). Counts are Int64, statistics float64
        (nan = undefined, inf = infinite), words are text; a row whose counts are withheld has null in them and in all
        that is made of them.
    others: further tidy frames by name (reasons, panel, trend ...); each is written as `<name>.csv`.
    periods, breakdowns: as in Counts.
    """

    disparity: pd.DataFrame
    periods: tuple[Period, ...]
    breakdowns: tuple[Breakdown, ...]
    others: Mapping[str, pd.DataFrame] = field(default_factory=dict)

    def __post_init__(self) -> None:
        assert tuple(self.disparity.columns) == FIGURE_COLUMNS, list(self.disparity.columns)

    def breakdown(self, name: str) -> Breakdown:
        """The description of the breakdown of that name."""
        return next(b for b in self.breakdowns if b.name == name)
