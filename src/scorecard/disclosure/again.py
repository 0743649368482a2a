"""A period that is released again: the first printing is made once more, unless enough has changed to print another.

In: the exact counts, the policy, all earlier releases and the exact counts behind them. Out: a Protection, which says
whether it is a first printing that stands although counts have changed. What is printed a second time in the very
same way tells nobody anything, so a first printing is always safe; it is made from the counts and the releases of its
time, so that its log is whole and its files are the same, byte for byte.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from scorecard.disclosure.cells import published
from scorecard.disclosure.policy import Policy
from scorecard.disclosure.protect import Protection, protect
from scorecard.disclosure.release import Release, Released, known
from scorecard.disclosure.repeat import changed, few_changed
from scorecard.errors import DisclosureError
from scorecard.model import Counts, PrintedRate

Behind = Callable[[int], Counts | None]  # from the place of a release to the exact counts of its time, if known


def protect_again(counts: Counts, policy: Policy, released: Sequence[Released], behind: Behind) -> Protection:
    """The counts that may be published beside the releases (oldest first); `stands` where they are those of an earlier
    release although the exact counts have changed since.

    DisclosureError where there are none that are safe, and the period was never released under this policy.
    """
    releases = known(released)
    prints = [_print(r.counts, r.policy, r.rates) for r in releases]
    first = [prints.index(p) for p in prints]  # where each was first printed; a repeat tells nobody anything
    same = [at for at, r in enumerate(releases) if r.counts.periods == counts.periods and r.policy == policy]
    before = [releases[at] for at in sorted(set(first))]
    then = behind(first[same[-1]]) if same else None
    if then is None:
        return protect(counts, policy, before)
    place = first[same[-1]]
    now, then = published(counts, policy), published(then, policy)
    made = _made(then, policy, [releases[at] for at in sorted(set(first[:place]))])
    if made is None or _print(made.counts, policy) != prints[place]:  # by a version of this tool that chose otherwise
        return protect(counts, policy, before)
    made = replace(made, counts=_described(made.counts, now))
    if few_changed(now, then, releases[place].counts, policy):
        return replace(made, stands=changed(now, then))
    try:
        return protect(counts, policy, before)
    except DisclosureError:
        return replace(made, stands=True)


def _made(then: Counts, policy: Policy, before: Sequence[Release]) -> Protection | None:
    """The release of that time once more; None where it is not safe beside what is known to be older by now."""
    try:
        return protect(then, policy, before)
    except DisclosureError:
        return None


def _print(counts: Counts, policy: Policy | None, rates: tuple[PrintedRate, ...] = ()) -> tuple[object, ...]:
    """What a release prints, and how it is read: equal for two that tell the same."""
    return policy, rates, counts.periods, *(frame.to_csv(index=False) for frame in (counts.decisions, counts.details))


def _described(counts: Counts, now: Counts) -> Counts:
    """The counts with their breakdowns as they are described now, as far as they have the same groups."""
    today = {b.name: b for b in now.breakdowns}
    return replace(
        counts, breakdowns=tuple(t if (t := today.get(b.name, b)).rows == b.rows else b for b in counts.breakdowns)
    )
