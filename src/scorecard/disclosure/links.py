"""How counts hang together: every equation and inequality that holds between the cells of one span of time.

In: the cells that anybody has published, and the breakdowns. Out: links, as sums of cells. Only cells that are there
take part: a sum over groups is known only where each group is listed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Literal

from scorecard.disclosure.cells import OUTCOME, Cell
from scorecard.disclosure.system import UNBOUNDED, Knowledge
from scorecard.model import ALL, UNDECIDED, Breakdown

Kind = Literal["equal", "at_most", "at_least"]
Naming = Callable[[Cell], Hashable]  # the unknown of each cell that a link is about
PARTS_OF_TOTAL = {"panel": "sent", "appeal": "made"}
"""Topics whose items are parts of one of them: outcomes of the cases sent to the panel, of the appeals made."""


@dataclass(frozen=True, order=True)
class Link:
    """`equal`: the parts sum to the whole; `at_most`: to no more than it; `at_least`: to no less.

    `presumed`: an outsider would take the parts to make up the whole, but records need not agree (a panel that has
    not decided yet): it counts as an equation unless that contradicts the rest, then as an inequality, then not at all.
    """

    whole: Cell
    parts: tuple[Cell, ...]
    kind: Kind = "equal"
    presumed: bool = False


def links(cells: Collection[Cell], breakdowns: Collection[Breakdown]) -> tuple[Link, ...]:
    """All links between these cells, in a fixed order."""
    return _links(frozenset(cells), tuple(breakdowns))


@lru_cache(maxsize=32)  # the same cells in each stretch of days, and in each spirit
def _links(have: frozenset[Cell], breakdowns: tuple[Breakdown, ...]) -> tuple[Link, ...]:
    found = [
        *_outcomes(have), *_groups(have, breakdowns), *_nested(have, breakdowns), *_crossed(have, breakdowns),
        *_workforces(have), *_reasons(have), *_any_reason(have), *_parts(have), *_contact(have),
        *_unknown(have, breakdowns),
    ]  # fmt: skip
    return tuple(sorted(set(found)))


def _outcomes(have: frozenset[Cell]) -> Iterator[Link]:
    """Passed and refused make up decided."""
    for cell in have:
        if cell.topic == OUTCOME and cell.item == "decided":
            yield from _if_there(have, cell, (cell.outcome("passed"), cell.outcome("refused")))


def _groups(have: frozenset[Cell], breakdowns: Collection[Breakdown]) -> Iterator[Link]:
    """The groups of a breakdown make up All."""
    for cell in have:
        for b in breakdowns if cell.is_all else ():
            if cell.breakdown in ("", b.name):
                parts = tuple(cell._replace(breakdown=b.name, group=g) for g in b.groups)
                yield from _if_there(have, cell, parts)


def _nested(have: frozenset[Cell], breakdowns: Collection[Breakdown]) -> Iterator[Link]:
    """The detailed groups (18+1) make up their group (5+1)."""
    for b in breakdowns:
        inside: dict[str, list[str]] = defaultdict(list)
        for group, parent in b.parents:
            inside[parent].append(group)
        for cell in have:
            if b.parent and cell.breakdown == b.parent and cell.group in inside:
                detail = tuple(cell._replace(breakdown=b.name, group=g) for g in inside[cell.group])
                yield from _if_there(have, cell, detail)


def _crossed(have: frozenset[Cell], breakdowns: Collection[Breakdown]) -> Iterator[Link]:
    """The groups of ethnicity x sex make up each ethnicity, and each sex."""
    for crossed in breakdowns:
        if len(crossed.columns) < 2:
            continue
        for b in breakdowns:
            for group, members, complete in _margins(crossed, b, breakdowns):
                for cell in have:
                    if (cell.breakdown, cell.group) == (b.name, group):
                        parts = tuple(cell._replace(breakdown=crossed.name, group=m) for m in members)
                        yield from _if_there(have, cell, parts, kind="equal" if complete else "at_most")


def _margins(
    crossed: Breakdown, margin: Breakdown, breakdowns: Collection[Breakdown]
) -> Iterator[tuple[str, list[str], bool]]:
    """For each group of `margin`: the crossed groups in it, and whether they are all that could be."""
    if len(margin.columns) != 1 or margin.columns[0] not in crossed.columns:
        return
    place = crossed.columns.index(margin.columns[0])
    choices = [[b for b in breakdowns if b.columns == (column,)] for column in crossed.columns]
    choices[place] = [margin]
    for group in margin.groups:
        for sides in product(*choices):
            names = [", ".join(p) for p in product(*(b.groups for b in sides)) if p[place] == group]
            listed = [n for n in names if n in crossed.groups]
            if listed:
                yield group, listed, len(listed) == len(names)


def _workforces(have: frozenset[Cell]) -> Iterator[Link]:
    """Where a combined row is published, the workforces make it up."""
    others = sorted({c.workforce for c in have} - {ALL})
    for cell in have:
        if cell.workforce == ALL and len(others) > 1:
            parts = tuple(cell._replace(workforce=w) for w in others)
            yield from _if_there(have, cell, parts, presumed=True)


def _reasons(have: frozenset[Cell]) -> Iterator[Link]:
    """A reason is given in at most as many cases as give any, and any in at most as many as were refused."""
    for cell in have:
        given = cell._replace(topic="reasons_given", item="any")
        if cell.topic == "reason":
            yield from _if_there(have, given, (cell,), kind="at_most")
        if cell.topic in ("reason", "reasons_given"):
            yield from _if_there(have, cell.outcome("refused"), (cell,), kind="at_most")


def _any_reason(have: frozenset[Cell]) -> Iterator[Link]:
    """Whoever gave any reason gave one of those listed, so the reasons sum to no less."""
    items: dict[Cell, list[Cell]] = defaultdict(list)
    for cell in sorted(have):
        if cell.topic == "reason":
            items[cell._replace(topic="reasons_given", item="any")].append(cell)
    for given, parts in items.items():
        yield from _if_there(have, given, tuple(parts), kind="at_least")


def _parts(have: frozenset[Cell]) -> Iterator[Link]:
    """The outcomes of the panel make up the cases sent to it, of which there are no more than were refused."""
    items: dict[Cell, list[Cell]] = defaultdict(list)
    for cell in sorted(have):
        total = PARTS_OF_TOTAL.get(cell.topic)
        if total and cell.item == total:
            yield from _if_there(have, cell.outcome("refused"), (cell,), kind="at_most")
        elif total:
            items[cell._replace(item=total)].append(cell)
            yield from _if_there(have, cell.outcome("refused"), (cell,), kind="at_most")
    for whole, parts in items.items():
        yield from _if_there(have, whole, tuple(parts), presumed=True)


def _contact(have: frozenset[Cell]) -> Iterator[Link]:
    """Those contacted or not, by outcome, make up that outcome."""
    items: dict[Cell, list[Cell]] = defaultdict(list)
    for cell in sorted(have):
        outcome = cell.item.rpartition("|")[2]
        if cell.topic == "contact" and outcome in ("decided", "passed", "refused", *UNDECIDED):
            items[cell.outcome(outcome)].append(cell)
    for whole, parts in items.items():
        yield from _if_there(have, whole, tuple(parts))


def _unknown(have: frozenset[Cell], breakdowns: Collection[Breakdown]) -> Iterator[Link]:
    """The ways in which a group came to be unknown make it up."""
    for b in breakdowns:
        for group in b.unknown:
            here = [c for c in sorted(have) if (c.topic, c.breakdown, c.group) == ("unknown", b.name, group)]
            for whole in {c.outcome("decided") for c in here}:
                parts = tuple(c for c in here if c.outcome("decided") == whole)
                yield from _if_there(have, whole, parts)


def _if_there(
    have: frozenset[Cell], whole: Cell, parts: tuple[Cell, ...], *, kind: Kind = "equal", presumed: bool = False
) -> Iterator[Link]:
    if parts and whole in have and have.issuperset(parts):
        yield Link(whole, parts, kind, presumed)


def tie(known: Knowledge, link: Link, name: Naming, slack: Hashable = None) -> None:
    """Enter a link. slack: the unknown by which the parts fall short of the whole (at_least: exceed it), if any is to
    be supposed of it; it is as yet without bounds."""
    sign = -1.0 if link.kind == "at_least" else 1.0
    terms = [(-sign, name(link.whole)), *((sign, name(part)) for part in link.parts)]
    if slack is not None:
        known.unknown(slack, -UNBOUNDED)
        known.equals([*terms, (1, slack)])
    elif link.kind == "equal":
        known.equals(terms)
    else:
        known.no_more(terms)
