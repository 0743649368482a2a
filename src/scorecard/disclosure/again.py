"""A period that is released again: the first printing is made once more, unless enough has changed to print another.

In: the exact counts, the policy, all earlier releases and the exact counts behind them. Out: a Protection, and whether
it is a first printing that stands although counts have changed. What is printed a second time in the very same way
tells nobody anything, so a first printing is always safe; it is made from the counts and the releases of its time, so
that its log is whole and its files are the same, byte for byte.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pandas as pd

from scorecard.disclosure.cells import published
from scorecard.disclosure.policy import Policy
from scorecard.disclosure.protect import Protection, protect
from scorecard.disclosure.release import Release, Released, known
from scorecard.disclosure.repeat import changed, few_changed
from scorecard.errors import DisclosureError
from scorecard.model import DETAIL_KEY, KEY, Counts

Behind = Callable[[int], Counts | None]  # from the place of a release to the exact counts of its time, if known


def protect_again(
    counts: Counts, policy: Policy, released: Sequence[Released], behind: Behind
) -> tuple[Protection, bool]:
    """The counts that may be published beside the releases (oldest first), and whether they are those of an earlier
    release although the exact counts have changed since.

    DisclosureError where there are none that are safe, and the period was never released under this policy.
    """
    before = known(released)
    place = _first_printing(counts, policy, before)
    then = None if place is None else behind(place)
    if place is None or then is None:
        return protect(counts, policy, before), False
    now, then = published(counts, policy), published(then, policy)
    first = _made_again(then, policy, before, place)
    if first is None:
        return protect(counts, policy, before), False
    first = replace(first, counts=_described(first.counts, now))
    if few_changed(now, then, before[place].counts, policy):
        return first, changed(now, then)
    try:
        return protect(counts, policy, before), False
    except DisclosureError:
        return first, True


def _first_printing(counts: Counts, policy: Policy, before: Sequence[Release]) -> int | None:
    """Where the figures of the latest release of these periods under this policy were first printed."""
    same = [at for at, r in enumerate(before) if r.counts.periods == counts.periods and r.policy == policy]
    return next((at for at in same if _alike(before[at].counts, before[same[-1]].counts)), None)


def _made_again(then: Counts, policy: Policy, before: Sequence[Release], place: int) -> Protection | None:
    """The release at that place once more; None where this version of the tool would have printed something else."""
    try:
        made = protect(then, policy, before[:place])
    except DisclosureError:
        return None
    return made if _alike(made.counts, before[place].counts) else None


def _alike(one: Counts, other: Counts) -> bool:
    """Whether two releases print the same."""
    return all(
        frames[0].equals(frames[1])
        for frames in ([_plain(f, key) for f in pair] for pair, key in (
            ((one.decisions, other.decisions), KEY), ((one.details, other.details), DETAIL_KEY),
        ))
    )  # fmt: skip


def _plain(frame: pd.DataFrame, key: Sequence[str]) -> pd.DataFrame:
    return frame.astype(dict.fromkeys(key, "str")).reset_index(drop=True)


def _described(counts: Counts, now: Counts) -> Counts:
    """The counts with their breakdowns as they are described now, as far as they have the same groups."""
    today = {b.name: b for b in now.breakdowns}
    return replace(
        counts, breakdowns=tuple(t if (t := today.get(b.name, b)).rows == b.rows else b for b in counts.breakdowns)
    )
