"""A rate that somebody printed beside counts, or in their place: it is published as they are."""

from __future__ import annotations

from dataclasses import dataclass

CellKey = tuple[str, str, str, str, str]


@dataclass(frozen=True)
class PrintedRate:
    """A rate printed beside the counts of a reply, such as 13.6% of those decided: `value` 0.136, `step` 0.001.

    key: force, period, workforce, breakdown, group. numerator and denominator: measures of Counts.decisions.
    Printed to the nearest `step`, it says that the true fraction is within half a step of `value`.
    """

    key: CellKey
    numerator: str
    denominator: str
    value: float
    step: float
