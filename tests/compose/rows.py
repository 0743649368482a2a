"""Rows of figures.csv made by hand, for the tests of sentences."""

from dataclasses import dataclass
from typing import Any

from scorecard.model import Finding

NAN, INF = float("nan"), float("inf")


@dataclass(frozen=True)
class FigureRow:
    """The columns of figures.csv that sentences use."""

    workforce: str
    group: str
    reference_group: str
    decided: Any
    passed: Any
    refused: Any
    refusal_rate: float
    refusal_ratio: float
    refusal_ratio_low: float
    refusal_ratio_high: float
    p_adjusted: float
    finding: Any
    smallest_detectable_ratio: float


def row(group: str, refused: Any, decided: Any, finding: Finding | None, *, ratio: Any = NAN, **more: Any) -> FigureRow:
    """A row whose ratio is given where the sentence prints it; the rate is refused over decided."""
    low, high = more.get("limits", (NAN, NAN))
    rate = refused / decided if isinstance(decided, int) and decided else NAN
    passed = decided - refused if isinstance(decided, int) else decided
    return FigureRow(
        "officer", group, "White", decided, passed, refused, rate, ratio, low, high,
        more.get("p", NAN), finding, more.get("detectable", NAN),
    )  # fmt: skip
