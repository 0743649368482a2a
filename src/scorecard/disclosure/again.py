"""A period of which everything was released before: what was first said of it stands, unless enough has changed.

In: the exact counts, the policy, all earlier releases and the exact counts behind them. Out: a Protection, which says
whether it is what was said before although counts have changed. What is printed a second time in the very same way
tells nobody anything, so a first printing is always safe; it is made from the counts and the releases of its time, so
that its log is whole and its files are the same, byte for byte. A period that others make up is protected as it was
counted when they were printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache
from itertools import chain

from scorecard.disclosure.cells import published
from scorecard.disclosure.explain import AS_FIRST_PUBLISHED
from scorecard.disclosure.firsts import Behind, counted_then
from scorecard.disclosure.policy import Policy
from scorecard.disclosure.printings import Printings, print_of
from scorecard.disclosure.protect import Protection, protect
from scorecard.disclosure.release import Released, known
from scorecard.disclosure.repeat import changed, few_changed
from scorecard.errors import DisclosureError
from scorecard.model import Counts

Found = tuple[Protection, Counts]  # what may be printed, and the exact counts behind it


def protect_again(counts: Counts, policy: Policy, released: Sequence[Released], behind: Behind) -> Protection:
    """The counts that may be published beside the releases (oldest first); `stands` where they are those of earlier
    releases although the exact counts have changed since.

    DisclosureError where there are none that are safe, and nothing that was released before makes up the period.
    """

    @cache
    def then(place: int) -> Counts | None:
        exact = behind(place)
        return exact and published(exact, policy)

    now, before = published(counts, policy), Printings.of(known(released), then)
    made, counted = next(chain(_printed_before(now, policy, before), _made_up(now, policy, before)), (None, now))
    if made and few_changed(now, counted, made.counts, policy):
        return replace(made, stands=changed(now, counted), behind=counted)
    try:
        return protect(counts, policy, before.oldest_first, anew=made is not None)
    except DisclosureError:
        if made is None:
            raise
        return replace(made, stands=True, behind=counted)


def _printed_before(now: Counts, policy: Policy, before: Printings) -> Iterator[Found]:
    """The latest printing of the period under this policy, if it can be made once more."""
    same = [at for at, r in before.releases.items() if r.counts.periods == now.periods and r.policy == policy]
    for place in same[-1:]:
        counted = before.then(place)
        if counted is None:
            return
        for made in _as_then(counted, policy, before.before(place)):
            if print_of(made.counts, policy) == print_of(before.releases[place].counts, policy):
                yield replace(made, counts=_described(made.counts, now)), counted
                return


def _as_then(counted: Counts, policy: Policy, older: Printings) -> Iterator[Protection]:
    """What was printed at that time: made up of older releases, or by itself."""
    with suppress(DisclosureError):
        yield from (made for made, of in _made_up(counted, policy, older) if not changed(counted, of))
    with suppress(DisclosureError):
        yield protect(counted, policy, older.oldest_first)


def _made_up(now: Counts, policy: Policy, before: Printings) -> Iterator[Found]:
    """The period as it was counted when the releases that make it up were printed, beside a reader who knows of what
    it is made.

    DisclosureError where nothing has changed since, and no choice is safe: to print the same without a word is no
    better.
    """
    for counted, times in counted_then(now, before.periods, before.then):
        try:
            made = protect(counted, policy, before.oldest_first, made_of=before.placed(times))
        except DisclosureError:
            if not changed(now, counted):
                raise
        else:
            yield replace(made, notes=(*made.notes, AS_FIRST_PUBLISHED)), counted


def _described(counts: Counts, now: Counts) -> Counts:
    """The counts with their breakdowns as they are described now, as far as they have the same groups."""
    today = {b.name: b for b in now.breakdowns}
    return replace(
        counts, breakdowns=tuple(t if (t := today.get(b.name, b)).rows == b.rows else b for b in counts.breakdowns)
    )
