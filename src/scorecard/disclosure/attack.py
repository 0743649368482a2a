"""The attack: what somebody who holds this release and all earlier ones can work out about what was withheld.

In: a release as printed, the earlier ones, the policy. Out: a `Leak` for each withheld count (or difference between
releases) that keeps fewer possible values than the policy asks. Nothing of the exact counts is known here.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from scorecard.disclosure.bounds import bounds, need_when_shown
from scorecard.disclosure.cells import Cell, Spot, Values, values
from scorecard.disclosure.outsider import Outsider
from scorecard.disclosure.policy import Policy
from scorecard.disclosure.problem import Attack, Candidate, attacks, too_few_whole
from scorecard.disclosure.release import Released, Terms, known
from scorecard.errors import DisclosureError
from scorecard.model import Counts


@dataclass(frozen=True, order=True)
class Leak:
    """A count that must not be known and is too nearly known: it lies from `low` to `high`.

    start, end: the days that it is about. earlier: True for a count that an earlier release withheld, or for a
    difference between releases, found out with the help of this one; and for a sum by contact, which is no count.
    """

    start: str
    end: str
    cell: Cell
    earlier: bool
    low: int
    high: int


@dataclass(frozen=True)
class Interval:
    """What an outsider is left with about a withheld count: whole numbers from `low` to `high` (None: no limit)."""

    low: int
    high: int | None


@dataclass(frozen=True)
class Findings:
    """leaks: empty where a release is safe. intervals: of each withheld count, by the boldest assumption that holds."""

    leaks: tuple[Leak, ...]
    intervals: Mapping[Spot, Interval]


def attack(published: Counts, released: Sequence[Released], policy: Policy) -> tuple[Leak, ...]:
    """All that can be recovered from the release as printed; empty where it is safe.

    DisclosureError where the numbers contradict each other, since then nothing can be proved about them.
    """
    return findings(published, released, policy).leaks


def findings(published: Counts, released: Sequence[Released], policy: Policy, made_of: Terms = ()) -> Findings:
    """What an outsider finds out, and what is left to guess about each withheld count. made_of: as of a Release."""
    printed = values(published, policy)
    outsider = Outsider.of(policy, tuple(printed), published.breakdowns, known(released), made_of)
    problem = outsider.problem(lambda spot: as_printed(policy, printed, spot))
    withheld = np.array([v is None for v in printed.values()], dtype=bool)
    leaks: set[Leak] = set()
    left: dict[Spot, Interval] = {}
    heard = np.zeros(len(printed), dtype=bool)
    for result in attacks(problem, withheld, exactly=True):
        leaking = result.leaks.copy()
        leaking[too_few_whole(result)] = True
        own = {int(unknown): spot for unknown, spot in zip(result.view.at, printed, strict=True)}
        leaks |= {_leak(result, int(i), own) for i in np.flatnonzero(leaking)}
        boldest = {s: Interval(*_ends(result, i)) for i, t in enumerate(result.targets)
                   if (s := own.get(t.unknown)) and printed[s] is None}  # fmt: skip
        left = {**boldest, **left}
        heard |= result.believed.about[result.view.at]
    if not heard.all():
        raise DisclosureError("The counts to be published contradict each other: nothing can be proved about them.")
    return Findings(tuple(sorted(leaks)), left)


def as_printed(policy: Policy, printed: Values, spot: Spot) -> Candidate:
    """A cell of a finished release, for the attack."""
    ends = bounds(policy, printed, spot)
    return Candidate(shown=ends, hidden=ends, need=policy.threshold, need_shown=need_when_shown(policy, ends))


def _ends(result: Attack, i: int) -> tuple[int, int | None]:
    first, last = result.found.whole
    return int(first[i]), None if last[i] >= 5e5 else int(last[i])


def _leak(result: Attack, i: int, own: dict[int, Spot]) -> Leak:
    first, last = result.found.whole
    target = result.targets[i]
    spot = own.get(target.unknown) or _spot(result.believed.system.names[target.unknown])
    return Leak(*spot.period, spot.cell, target.unknown not in own, int(first[i]), int(last[i]))


def _spot(name: Hashable) -> Spot:
    """The days and the cell that an unknown is about."""
    assert isinstance(name, tuple), name
    part, about = name
    return about if isinstance(about, Spot) else Spot(part.span, about)
