"""Protect: exact counts in, the counts that may be published out; nothing exact goes on from here.

In: Counts, the policy, what was released before. Out: a `Protection`: the protected counts, a log of what was withheld
and why (internal only), and notes in words. DisclosureError where no choice is safe, or the final attack succeeds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from scorecard.disclosure.attack import Interval, findings
from scorecard.disclosure.cells import OUTCOME, Spot, Values, printed_keys, published, replaced, values
from scorecard.disclosure.choose import Choice, Impossible, choose
from scorecard.disclosure.explain import explain
from scorecard.disclosure.outsider import Outsider
from scorecard.disclosure.policy import Policy
from scorecard.disclosure.problem import Flags, Problem
from scorecard.disclosure.release import Release, Released, Terms, known
from scorecard.disclosure.repeat import without_repeats
from scorecard.disclosure.split import split
from scorecard.disclosure.weigh import candidate, weights, why_primary
from scorecard.errors import DisclosureError
from scorecard.model import KEY, Counts, joined

REDACTIONS = (*KEY, "topic", "measure", "reason", "low", "high")


@dataclass(frozen=True)
class Protection:
    """counts: what may be published (null = withheld), of the published breakdowns and topics only.

    redactions: one row for each withheld count as printed, REDACTIONS: KEY, topic (empty for outcomes), measure, reason
        (primary, attribute, secondary, linked) and the whole numbers low to high that an outsider is left with
        (Int64; high null: no limit). It tells which cells are small: internal only.
    notes: sentences for the internal edition and the FOI officer, without a count in them.
    behind: the exact counts that these are made of, where they are not those that were given.
    stands: these are the figures of an earlier release of the period, although its exact counts have changed since.
    """

    counts: Counts
    redactions: pd.DataFrame
    notes: tuple[str, ...] = ()
    stands: bool = False
    behind: Counts | None = None


def protect(
    counts: Counts, policy: Policy, released: Sequence[Released] = (), *, made_of: Terms = (), anew: bool = False
) -> Protection:
    """The counts that may be published, given all that was published before (oldest first).

    A period that was released before and has barely moved, as far as its printed counts tell, is printed as it was.
    made_of: of which releases everybody will know that it is the sum. anew: it is known how far it has moved, and that
    this is enough.
    """
    before = known(released)
    fresh, repeated, labels = without_repeats(published(counts, policy), policy, () if anew else before)
    exact = values(fresh, None)  # every cell, also `decided` where a rounding policy does not print it for itself
    withheld, optimal = _withheld(fresh, exact, policy, before, made_of)
    safe = joined((_shown(fresh, policy, withheld), repeated)) if labels else _shown(fresh, policy, withheld)
    found = findings(safe, before, policy, made_of)
    if found.leaks:
        raise DisclosureError(
            f"The public edition is not written: {len(found.leaks)} withheld counts or differences between releases "
            "could be worked out.",
            "Publish fewer breakdowns or topics ([disclosure] publish), or the same periods as before.",
        )
    log = _redactions(safe, exact, policy, before, found.intervals)
    safe = replace(safe, rounded_to=policy.base or 1)
    return Protection(safe, log, explain(policy, labels, optimal=optimal))


def _withheld(
    counts: Counts, exact: Values, policy: Policy, released: Sequence[Release], made_of: Terms
) -> tuple[frozenset[Spot], bool]:
    spots = tuple(values(counts, policy))
    if not spots:
        return frozenset(), True
    weight = weights(spots, exact, Counter(spot for spot, *_ in printed_keys(counts)))
    outsider = Outsider.of(policy, spots, counts.breakdowns, released, made_of)
    problem = outsider.problem(lambda spot: candidate(policy, exact, spot, weight[spot]))
    gone, optimal = np.zeros(len(spots), dtype=bool), True
    likely = _as_in_its_parts(spots, [released[place] for place, _ in made_of])
    for members, part in split(problem):
        must = np.array([c.must for c in part.candidates], dtype=bool)
        choice = _choose(part, None if likely is None else likely[members] | must, is_first=not outsider.past)
        gone[members] = choice.withheld
        optimal = optimal and choice.optimal
    return frozenset(s for s, g in zip(spots, gone, strict=True) if g), optimal


def _as_in_its_parts(spots: Sequence[Spot], parts: Sequence[Release]) -> Flags | None:
    """What one of the releases withholds that the one at hand is known to be the sum of: the others are only added up.

    None where it is not known to be a sum.
    """
    if not parts:
        return None
    printed = [{s.cell: v for s, v in values(r.counts, r.policy).items()} for r in parts]
    return np.array([any(shown.get(spot.cell, 0) is None for shown in printed) for spot in spots], dtype=bool)


def _choose(problem: Problem, likely: Flags | None, *, is_first: bool) -> Choice:
    try:
        return choose(problem, likely)
    except Impossible:
        beside = "" if is_first else " beside what was released before"
        same = "" if is_first else ", or the same periods under the same policy"
        raise DisclosureError(
            f"No choice of counts to withhold is safe{beside}: "
            "withholding every count that may be withheld would still leave one too nearly known.",
            f"Publish fewer breakdowns or topics ([disclosure] publish){same}.",
        ) from None


def _shown(counts: Counts, policy: Policy, withheld: frozenset[Spot]) -> Counts:
    """The counts as printed. Rounded rows add up: decided is the sum of what is printed of passed and refused."""
    rounds = policy.method == "round"
    return replaced(
        counts, lambda spot, v: None if spot in withheld else policy.rounded(v) if rounds else v, add_up=rounds
    )


def _redactions(
    safe: Counts, exact: Values, policy: Policy, before: Sequence[Release], left: Mapping[Spot, Interval]
) -> pd.DataFrame:
    hidden = {s for r in before for s, v in values(r.counts, r.policy).items() if v is None}
    rows = [
        (
            *key,
            "" if topic == OUTCOME else topic,
            item,
            _why(policy, exact, spot, hidden),
            left[spot].low,
            left[spot].high,
        )
        for spot, key, topic, item in printed_keys(safe)
        if spot in left
    ]
    frame = pd.DataFrame(rows, columns=list(REDACTIONS))
    return frame.astype({"low": "Int64", "high": "Int64"})


def _why(policy: Policy, exact: Values, spot: Spot, hidden: set[Spot]) -> str:
    """Why a count is withheld; a repeated period has no exact counts here, and was logged when first released."""
    if spot not in exact:
        return "linked"
    return why_primary(policy, exact, spot) or ("linked" if spot in hidden else "secondary")
