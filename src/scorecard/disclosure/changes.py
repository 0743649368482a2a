"""Since which printing a row has changed, as far as a reader of all of them can see.

In: comparisons of a printed period with others that make it up. Out: the counts that have changed in a part of it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from scorecard.disclosure.cells import Cell
from scorecard.disclosure.timeline import Part


@dataclass(frozen=True)
class Comparison:
    """parts: the late ones, in which the two sides differ if they do. cells: those that show that they do."""

    parts: frozenset[Part]
    cells: frozenset[Cell]


def changed_since(part: Part, comparisons: Collection[Comparison]) -> frozenset[Cell]:
    """The counts that changed in this part of a release, by what it says beside the latest printings before it.

    Only where there is no such comparison do those with older printings count: what had changed by the half year shows
    in the year beside the quarters, and not in the year beside the half year.
    """
    here = [c for c in comparisons if part in c.parts]
    latest = [c for c in here if all(p.late == part.late for p in c.parts)]
    return changed(latest or here)


def changed(comparisons: Collection[Comparison]) -> frozenset[Cell]:
    """The counts that are not the sum of those that were printed within their period."""
    return frozenset().union(*(c.cells for c in comparisons))
