"""What an outsider may take for granted about days that are released again, and about records that need not agree.

In: a System of a release and earlier ones, and the rows that are seen to have changed between them. Out: suppositions,
in the order in which an outsider would rather hold on to them: earlier releases first, decisions before what is told of
them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterator
from enum import StrEnum
from operator import itemgetter
from typing import NamedTuple, TypeGuard

import numpy as np

from scorecard.disclosure.blocks import Indices
from scorecard.disclosure.cells import OUTCOME, Cell
from scorecard.disclosure.links import Link
from scorecard.disclosure.sound import Level, Supposition
from scorecard.disclosure.system import UNBOUNDED, System, parts
from scorecard.disclosure.timeline import Dates, Part
from scorecard.model import UNDECIDED

Late = tuple[Part, Cell]  # by how much a count of one span differs from what was released of it before
TOPICS = (OUTCOME, "undecided", "reason")  # and then the others
Row = tuple[str, str, str, str]  # force, workforce, breakdown, group


class Spirit(StrEnum):
    """How an outsider reads days that are released again."""

    LITTLE = "little"  # as few rows as possible have changed
    DOUBTING = "doubting"  # where one row of a topic has changed, any may have: who guesses which may guess wrong
    ADDED = "added"  # people have been added, with all that is told of them, and none taken away


_MOST = {Spirit.LITTLE: (0, UNBOUNDED), Spirit.DOUBTING: (0, UNBOUNDED), Spirit.ADDED: (UNBOUNDED,)}
"""By how much counts may have grown, boldest first."""


class Slack(NamedTuple):
    """By how much a link fails that is only supposed to hold: between the counts of a part, or as a release prints
    those of a period."""

    release: int
    where: Part | Dates
    link: Link


class Subject(NamedTuple):
    """What is believed together: what one release says of one row in one topic, as far as its counts hang together.

    level: 0: nothing has changed in it; 1, once that is settled of every row of the topic: people were added.
    suspect: whether the row is known to have changed in some topic, since some release. It comes after the others of
    its topic: where it could explain what is seen to have changed, they need not.
    """

    connected: int
    release: int
    force: str
    workforce: str
    order: int
    topic: str
    level: int
    suspect: bool
    breakdown: str
    group: str
    item: str

    @property
    def of_all_rows(self) -> Subject:
        """All that the release says of the topic."""
        return self._replace(suspect=False, breakdown="", group="", item="")


def suppositions(system: System, suspects: Collection[Row], spirit: Spirit) -> tuple[Supposition, ...]:
    """Those of an outsider of this spirit. suspects: the rows that are seen to have changed at some time."""
    connected = parts(system.matrix)
    said = np.diff(system.matrix.tocsc().indptr) > 0  # of the others nothing is known
    late: dict[Subject, list[int]] = defaultdict(list)
    slack: dict[tuple[bool, tuple[Subject, ...]], list[int]] = defaultdict(list)
    for at, name in enumerate(system.names):
        if not said[at]:
            continue
        if isinstance(name, Slack):
            cells = (name.link.whole, *name.link.parts)
            subjects = {_subject(connected[at], name.release, cell, suspects) for cell in cells}
            slack[name.link.presumed, tuple(sorted(subjects))].append(at)
        elif _is_late(name):
            subject = _subject(connected[at], name[0].late, name[1], suspects)
            late[subject.of_all_rows if spirit is Spirit.DOUBTING else subject].append(at)
    most = _MOST[spirit]
    levels = [
        (subject._replace(level=n), Level(np.array(late[subject]), 0, most[n]))
        for subject in late
        for n in range(len(most))
    ]
    levels.sort(key=itemgetter(0))
    place = {subject: i for i, (subject, _) in enumerate(levels)}
    return (
        *(Supposition((level,)) for _, level in levels),
        *(
            Supposition(tuple(_failing(np.array(at), presumed)), () if presumed else tuple(place[s] for s in subjects))
            for (presumed, subjects), at in sorted(slack.items())
        ),
    )


def row(cell: Cell) -> Row:
    """The people that a count is about."""
    return cell.force, cell.workforce, cell.breakdown, cell.group


def _is_late(name: Hashable) -> TypeGuard[Late]:
    return isinstance(name, tuple) and isinstance(name[0], Part) and name[0].late > 0


def _subject(connected: int, release: int, cell: Cell, suspects: Collection[Row]) -> Subject:
    """Each outcome short of a decision is a topic of its own."""
    topic = _topic(cell)
    order = TOPICS.index(topic) if topic in TOPICS else len(TOPICS)
    force, workforce, breakdown, group = people = row(cell)
    item = cell.item if topic == "undecided" else ""
    return Subject(
        int(connected), release, force, workforce, order, topic, 0, people in suspects, breakdown, group, item
    )


def _topic(cell: Cell) -> str:
    if cell.topic == OUTCOME:
        return "undecided" if cell.item in UNDECIDED else OUTCOME
    return "reason" if cell.topic == "reasons_given" else cell.topic


def _failing(slack: Indices, presumed: bool) -> Iterator[Level]:
    """What records need not agree on holds exactly, or else one way."""
    if presumed:
        yield Level(slack, 0, 0)
    yield Level(slack, 0, UNBOUNDED)
