"""What an outsider may take for granted about days that are released again, and about records that need not agree.

In: a System of a release and earlier ones, and what is seen to have changed between them. Out: suppositions, in the
order in which an outsider would rather hold on to them: earlier releases first, decisions before what is told of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple, TypeGuard

import numpy as np

from scorecard.disclosure.blocks import Indices
from scorecard.disclosure.cells import OUTCOME, Cell
from scorecard.disclosure.changes import Comparison, changed, changed_since
from scorecard.disclosure.links import Link
from scorecard.disclosure.sound import Level, Supposition
from scorecard.disclosure.system import UNBOUNDED, System, parts
from scorecard.disclosure.timeline import Dates, Part
from scorecard.model import UNDECIDED

Late = tuple[Part, Cell]  # by how much a count of one span differs from what was released of it before
TOPICS = (OUTCOME, "undecided", "reason")  # and then the others
Ladder = Callable[[Indices], Iterator[Level]]


class Spirit(StrEnum):
    """How an outsider reads days that are released again."""

    LITTLE = "little"  # as little as possible has changed
    ADDED = "added"  # people have been added, with all that is told of them, and none taken away


class Slack(NamedTuple):
    """By how much a link fails that is only supposed to hold: between the counts of a part, or as a release prints
    those of a period."""

    release: int
    where: Part | Dates
    link: Link


class Subject(NamedTuple):
    """What is believed together: what one release says of one topic, as far as its counts hang together."""

    connected: int
    release: int
    force: str
    workforce: str
    order: int
    topic: str


def suppositions(system: System, comparisons: Collection[Comparison], spirit: Spirit) -> tuple[Supposition, ...]:
    """Those of an outsider of this spirit."""
    connected = parts(system.matrix)
    late: dict[Subject, list[int]] = defaultdict(list)
    slack: dict[tuple[bool, tuple[Subject, ...]], list[int]] = defaultdict(list)
    for at, name in enumerate(system.names):
        if isinstance(name, Slack):
            cells = (name.link.whole, *name.link.parts)
            subjects = {_subject(connected[at], name.release, cell) for cell in cells}
            slack[name.link.presumed, tuple(sorted(subjects))].append(at)
        elif _is_late(name):
            late[_subject(connected[at], name[0].late, name[1])].append(at)
    ladder = _little_changed(system.names, comparisons) if spirit is Spirit.LITTLE else _only_added
    place = {subject: i for i, subject in enumerate(sorted(late))}
    return (
        *(Supposition(tuple(ladder(np.array(late[subject])))) for subject in place),
        *(
            Supposition(tuple(_failing(np.array(at), presumed)), () if presumed else tuple(place[s] for s in subjects))
            for (presumed, subjects), at in sorted(slack.items())
        ),
    )


def _is_late(name: Hashable) -> TypeGuard[Late]:
    return isinstance(name, tuple) and isinstance(name[0], Part) and name[0].late > 0


def _subject(connected: int, release: int, cell: Cell) -> Subject:
    topic = _topic(cell)
    order = TOPICS.index(topic) if topic in TOPICS else len(TOPICS)
    return Subject(int(connected), release, cell.force, cell.workforce, order, topic)


def _topic(cell: Cell) -> str:
    if cell.topic == OUTCOME:
        return "undecided" if cell.item in UNDECIDED else OUTCOME
    return "reason" if cell.topic == "reasons_given" else cell.topic


def _only_added(late: Indices) -> Iterator[Level]:
    yield Level(late, 0, UNBOUNDED)


def _little_changed(names: Sequence[Hashable], comparisons: Collection[Comparison]) -> Ladder:
    """Nothing has changed; or only rows that show it, in their topic and since the printing that does; or only rows
    that show it anywhere; or people have been added."""
    anywhere = {_row(cell) for cell in changed(comparisons)}
    since = {
        part: {_fine_row(cell) for cell in changed_since(part, comparisons)}
        for part in {name[0] for name in names if _is_late(name)}
    }

    def ladder(late: Indices) -> Iterator[Level]:
        said = [names[at] for at in late]
        suspect = np.array(
            [[not since[part].isdisjoint(_hangs_on(cell)), _row(cell) in anywhere] for part, cell in said]
        )
        yield Level(late, 0, 0)
        for before, suspects in pairwise((np.zeros(len(late), bool), *suspect.T)):
            if (suspects != before).any():
                yield Level(late[~suspects], 0, 0)
        yield from _only_added(late)

    return ladder


def _failing(slack: Indices, presumed: bool) -> Iterator[Level]:
    """What records need not agree on holds exactly, or else one way."""
    if presumed:
        yield Level(slack, 0, 0)
    yield Level(slack, 0, UNBOUNDED)


def _row(cell: Cell) -> Hashable:
    """The people that a count is about."""
    return cell.force, cell.workforce, cell.breakdown, cell.group


def _fine_row(cell: Cell) -> tuple[Hashable, str]:
    """Those people, and the topic: each outcome short of a decision is one of its own."""
    topic = _topic(cell)
    return _row(cell), cell.item if topic == "undecided" else topic


def _hangs_on(cell: Cell) -> set[tuple[Hashable, str]]:
    """The rows of which a change makes this count suspect: its own, and for what is told of decisions theirs."""
    people, topic = _fine_row(cell)
    return {(people, topic), *(() if topic in UNDECIDED else ((people, OUTCOME),))}
