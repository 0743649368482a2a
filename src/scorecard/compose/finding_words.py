"""The Finding column in words: a reader of `Too few to assess` is told where the number decided is not the reason.

In: a row of a frame, and whoever it is set beside. Out: a cell, with the finding's code behind its words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from scorecard.compose.about import About
from scorecard.compose.assessment import Outcome, told
from scorecard.compose.numbers import finding_cell
from scorecard.model import Cell, Finding

WHY_NOT_ASSESSED: dict[Outcome, str] = {
    Outcome.NOBODY: "Nobody decided",
    Outcome.NO_REFERENCE: "Nobody to compare with",
    Outcome.NOBODY_REFUSED: "Nobody refused",
    Outcome.ALL_REFUSED: "Everybody refused",
}


def finding_told(row: Any, reference: Any, total: Any, about: About) -> Cell:
    """The finding of a row of figures.csv; `reference`, `total`: the rows of its reference group and of All."""
    return finding_cell(row.finding, why_too_few(row, reference, total, about))


def why_too_few(row: Any, reference: Any, total: Any, about: About) -> str | None:
    """What stands in place of `Too few to assess`; None where that is what is to be said, or the finding is another."""
    return WHY_NOT_ASSESSED.get(told(row, reference, total, about)) if row.finding == Finding.TOO_FEW else None


@dataclass(frozen=True)
class Counted:
    """How many were decided and refused of a group, in words' need of them; null where withheld."""

    decided: Any
    refused: Any
    finding: Any = Finding.TOO_FEW


def why_too_few_of_two(group: Counted, others: Counted, about: About) -> str | None:
    """As `why_too_few`, of two groups that are all there are."""
    pairs = ((group.decided, others.decided), (group.refused, others.refused))
    both = Counted(*(None if None in pair else sum(pair) for pair in pairs))
    return why_too_few(group, others, both, about)
