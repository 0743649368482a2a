"""A period of which everything was released before: what was first said of it stands, unless enough has changed.

In: the exact counts, the policy, all earlier releases and the exact counts behind them. Out: a Protection, which says
whether it is what was said before although counts have changed. What is printed a second time in the very same way
tells nobody anything, so a first printing is always safe; it is made from the counts and the releases of its time, so
that its log is whole and its files are the same, byte for byte. A period that others make up is protected as it was
counted when they were printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from scorecard.disclosure.cells import dates, published
from scorecard.disclosure.firsts import counted_then
from scorecard.disclosure.policy import Policy
from scorecard.disclosure.protect import Protection, protect
from scorecard.disclosure.release import Release, Released, known
from scorecard.disclosure.repeat import changed, few_changed
from scorecard.errors import DisclosureError
from scorecard.model import Counts, PrintedRate

Behind = Callable[[int], Counts | None]  # from the place of a release to the exact counts of its time, if known
Found = tuple[Protection, Counts]  # what may be printed, and the exact counts behind it
AS_FIRST_PUBLISHED = (
    "The counts are those first published for these days, added up or subtracted where need be; changes to records "
    "since then are not in them."
)


def protect_again(counts: Counts, policy: Policy, released: Sequence[Released], behind: Behind) -> Protection:
    """The counts that may be published beside the releases (oldest first); `stands` where they are those of earlier
    releases although the exact counts have changed since.

    DisclosureError where there are none that are safe, and nothing that was released before makes up the period.
    """
    now, once = published(counts, policy), _once(known(released))

    def then(place: int) -> Counts | None:
        exact = behind(place)
        return exact and published(exact, policy)

    ways = chain(_printed_before(now, policy, once, then), _made_up(now, policy, once, then))
    made, counted = next(ways, (None, now))
    if made and few_changed(now, counted, made.counts, policy):
        return replace(made, stands=changed(now, counted))
    try:
        return protect(counts, policy, _oldest_first(once))
    except DisclosureError:
        if made is None:
            raise
        return replace(made, stands=True)


def _once(releases: Sequence[Release]) -> dict[int, Release]:
    """The releases by their places, those printed last at the end; of each printing the first, since a repeat tells
    nobody anything."""
    prints = [_print(r.counts, r.policy, r.rates) for r in releases]
    last_printed = sorted({p: at for at, p in enumerate(prints)}.values())
    return {(first := prints.index(prints[at])): releases[first] for at in last_printed}


def _oldest_first(once: Mapping[int, Release], before: int | None = None) -> list[Release]:
    return [once[place] for place in sorted(once) if before is None or place < before]


def _printed_before(now: Counts, policy: Policy, once: Mapping[int, Release], then: Behind) -> Iterator[Found]:
    """The latest printing of the period under this policy, if it can be made once more."""
    same = [place for place, r in once.items() if r.counts.periods == now.periods and r.policy == policy]
    for place in same[-1:]:
        counted = then(place)
        made = counted and _made(counted, policy, _oldest_first(once, place))
        if counted and made and _print(made.counts, policy) == _print(once[place].counts, policy):
            yield replace(made, counts=_described(made.counts, now)), counted


def _made_up(now: Counts, policy: Policy, once: Mapping[int, Release], then: Behind) -> Iterator[Found]:
    """The period as it was counted when the releases that make it up were printed."""
    ours = {at: dates(r.counts.periods[0]) for at, r in once.items() if r.policy and len(r.counts.periods) == 1}
    for counted in counted_then(now, ours, then):
        if made := _made(counted, policy, _oldest_first(once)):
            yield replace(made, notes=(*made.notes, AS_FIRST_PUBLISHED)), counted


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
