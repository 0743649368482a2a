"""What an analyst may choose about the figures, with its defaults and its checks. Imports nothing heavy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from scorecard.errors import ConfigError


@dataclass(frozen=True)
class AnalysisSettings:
    """The choices of [analysis] in scorecard.toml.

    reference_groups: by breakdown, the group that the others are compared with, where it is not the breakdown's own.
    alpha: a finding is made where the adjusted p-value is below it; intervals have coverage 0.95 whatever it is.
    smallest_number: a group with fewer decided is too few to assess, whatever its p-value.
    detectable_ratio: a group that could not have shown a ratio of this size is too few to assess, unless it did.
    power: the probability with which that ratio would have been shown.
    unknown_share: a share of unknowns in the base above which readers are warned.
    against_everybody_else: whether each group is also compared with everybody else in the base.
    rolling_periods: how many periods a rolling rate takes together.
    """

    reference_groups: Mapping[str, str] = field(default_factory=dict)
    alpha: float = 0.05
    smallest_number: int = 10
    detectable_ratio: float = 2.0
    power: float = 0.8
    unknown_share: float = 0.05
    against_everybody_else: bool = False
    rolling_periods: int = 4

    def __post_init__(self) -> None:
        _check("alpha", self.alpha, 0 < self.alpha < 0.5, "between 0 and 0.5, such as 0.05")
        _check("smallest_number", self.smallest_number, self.smallest_number >= 1, "a whole number from 1, such as 10")
        _check("detectable_ratio", self.detectable_ratio, 1 < self.detectable_ratio <= 100, "above 1, up to 100")
        _check("power", self.power, 0.5 <= self.power < 1, "from 0.5 to below 1, such as 0.8")
        _check(
            "unknown_share", self.unknown_share, 0 <= self.unknown_share <= 1, "a fraction from 0 to 1, such as 0.05"
        )
        _check(
            "rolling_periods", self.rolling_periods, 2 <= self.rolling_periods <= 100, "a whole number from 2 to 100"
        )


def _check(key: str, value: float, holds: bool, wanted: str) -> None:
    if not holds:
        raise ConfigError(f"[analysis] {key} is {value}: it must be {wanted}.")
