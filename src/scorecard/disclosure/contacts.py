"""Numbers by contact that are printed and are no cells, since they are only added up: how many were decided by each
contact, and passed, refused and decided after any.

In: the cells of a release. Out: which of them each such number is the sum of. A sum can be known where its parts are
not, and may be small.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from scorecard.disclosure.cells import Spot
from scorecard.model import ANY_CONTACT, NOT_CONTACTED


def added_up(spots: Iterable[Spot]) -> Mapping[Spot, list[Spot]]:
    """The parts of each of these numbers."""
    found: dict[Spot, list[Spot]] = defaultdict(list)
    for spot in spots:
        contact, _, outcome = spot.cell.item.partition("|")
        if spot.cell.topic == "contact" and outcome in ("passed", "refused"):
            reached = [f"{ANY_CONTACT}|{m}" for m in ("decided", outcome) if contact != NOT_CONTACTED]
            for item in (f"{contact}|decided", *reached):
                found[Spot(spot.period, spot.cell._replace(item=item))].append(spot)
    return found
