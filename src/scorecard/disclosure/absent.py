"""Rows that one release has and another has not: a group of an open breakdown, a workforce in which nobody was counted.

In: the breakdowns as each release describes them, and what it prints. Out: the groups of all of them together, and the
counts that are 0 because a release of ours has no row for them. All is the sum of the groups listed, so nobody was in
another one; nor, under another scheme, was anybody counted by a name that was not in use.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from scorecard.disclosure.cells import Cell, Spot
from scorecard.model import ALL, Breakdown


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
    """Those of the cells that a release of ours says are 0: it counts such things, and has no row for these people.

    A workforce may also be left out since it was not asked for; then what another release says of it has grown from 0.
    """
    listed = {b.name: b.groups for b in breakdowns}
    found: set[Spot] = set()
    for period in {s.period for s in printed}:
        here = [s.cell for s in printed if s.period == period and s.cell.workforce != ALL]
        workforces, counted = {c.workforce for c in here}, {_column(c) for c in here}
        found |= {
            Spot(period, c)
            for c in cells
            if c.workforce != ALL
            and _column(c) in counted
            and (c.workforce not in workforces or not (c.is_all or c.group in listed.get(c.breakdown, (c.group,))))
        }
    return frozenset(found)


def _column(cell: Cell) -> Cell:
    """What is counted, whoever it is counted of."""
    return cell._replace(workforce="", group=ALL if cell.is_all else "")
