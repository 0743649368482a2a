"""Since which printing a row has changed, as far as a reader of all of them can see.

In: comparisons of a printed period with others that make it up. Out: the rows that are suspect in a part of it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from scorecard.disclosure.timeline import Part

Row = tuple[str, str, str, str]  # workforce, breakdown, group, and "" or an outcome short of a decision


@dataclass(frozen=True)
class Comparison:
    """parts: the late ones, in which the two sides differ if they do. rows: those that show that they do."""

    parts: frozenset[Part]
    rows: frozenset[Row]


def changed_since(part: Part, comparisons: Collection[Comparison]) -> frozenset[Row]:
    """The rows that changed in this part of a release, by what it says beside the latest printings before it.

    Only where there is no such comparison do those with older printings count: what had changed by the half year shows
    in the year beside the quarters, and not in the year beside the half year.
    """
    here = [c for c in comparisons if part in c.parts]
    latest = [c for c in here if all(p.late == part.late for p in c.parts)]
    return frozenset().union(*(c.rows for c in latest or here))
