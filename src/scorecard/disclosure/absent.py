"""Groups that one release lists and another does not: an open breakdown has the groups that were found, no others.

In: the breakdowns as each release describes them, and what it prints. Out: the groups of all of them together, and the
counts that are 0 because a release of ours does not list the group. All is the sum of the groups listed, so nobody was
in another one; nor, under another scheme, was anybody counted by a name that was not in use.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from scorecard.disclosure.cells import Cell, Spot
from scorecard.model import Breakdown


def together(described: Sequence[Sequence[Breakdown]]) -> tuple[Breakdown, ...]:
    """Each breakdown with all groups that it has anywhere; the first description counts for the rest.

    Where a group has moved from one wider group to another, neither of these has parts here: only each release by
    itself says what they are made of.
    """
    found: dict[str, list[Breakdown]] = defaultdict(list)
    for breakdowns in described:
        for b in breakdowns:
            found[b.name].append(b)
    return tuple(_merged(same) for same in found.values())


def _merged(same: Sequence[Breakdown]) -> Breakdown:
    groups = tuple(dict.fromkeys(g for b in same for g in b.groups))
    unknown = tuple(dict.fromkeys(g for b in same for g in b.unknown))
    pairs = tuple(dict.fromkeys(pair for b in same for pair in b.parents))
    parents: dict[str, set[str]] = defaultdict(set)
    for group, parent in pairs:
        parents[group].add(parent)
    unclear = {parent for several in parents.values() if len(several) > 1 for parent in several}
    kept = tuple((group, parent) for group, parent in pairs if parent not in unclear)
    return replace(same[0], groups=groups, unknown=unknown, parents=kept)


def nobody(printed: Collection[Spot], breakdowns: Collection[Breakdown], cells: Collection[Cell]) -> frozenset[Spot]:
    """Those of the cells that a release of ours says are 0, since it counts such things by groups that it lists, and
    does not list theirs."""
    listed = {b.name: b.groups for b in breakdowns}
    found: set[Spot] = set()
    for period in {s.period for s in printed}:
        counted = {s.cell._replace(group="") for s in printed if s.period == period}
        unlisted = (c for c in cells if not c.is_all and c.group not in listed.get(c.breakdown, (c.group,)))
        found |= {Spot(period, c) for c in unlisted if c._replace(group="") in counted}
    return frozenset(found)
