"""A period made of others: how it was counted when they were first printed, added up, or one less the others.

A year of four published quarters in which one refusal was overturned since differs from their sum by one, and whoever
adds up would find it. What the quarters first said is a safe way to say what the year was. In: the exact counts of a
period, and those behind earlier releases. Out: the same period as it was counted at their time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from scorecard.disclosure.cells import dates
from scorecard.disclosure.repeat import kinds
from scorecard.disclosure.timeline import Dates, Timeline
from scorecard.model import DETAIL_KEY, KEY, MEASURES, Counts

Behind = Callable[[int], Counts | None]  # from the place of a release to the exact counts of its time, if known
TOLD_IN_PART = ("panel", "appeal", "contact")  # that there was one, and what came of it
Term = tuple[int, int]  # the place of a release, and 1 where it is added, -1 where it is subtracted


def counted_then(
    now: Counts, periods: Mapping[int, Dates], behind: Behind
) -> Iterator[tuple[Counts, Mapping[int, int]]]:
    """The period of `now` as it was counted before, in each way in which earlier releases make it up; sums first, and
    those of few terms; and how many times each of these is in it, 1 or -1. Nothing where `now` is of several periods.

    periods: of each release, by its place, in the order in which they were last printed. behind: the exact counts
    behind a release, None where they are not known.
    """
    for terms in _made_of(dates(now.periods[0]), periods) if len(now.periods) == 1 else ():
        parts = [(sign, counts) for place, sign in terms if (counts := behind(place))]
        made = _added(parts, now) if len(parts) == len(terms) else None
        if made:
            yield made, dict(terms)


def _made_of(period: Dates, periods: Mapping[int, Dates]) -> list[tuple[Term, ...]]:
    """The ways to make up a period; of a period that was printed more than once the latest printing is taken."""
    latest = list({p: place for place, p in periods.items()}.items())
    time = Timeline((*(frozenset({p}) for p, _ in latest), frozenset({period})))
    this, places = len(latest), [place for _, place in latest]
    found: list[tuple[Term, ...]] = []
    for (whole, _), less in time.comparisons():
        others = [at for at, _ in less if at != this]
        if whole == this:
            found.append(tuple((places[at], 1) for at in others))
        elif len(others) < len(less):
            found.append(((places[whole], 1), *((places[at], -1) for at in others)))
    return sorted(dict.fromkeys(found), key=lambda terms: (terms[-1][1] < 0, len(terms)))


def _added(parts: Sequence[tuple[int, Counts]], now: Counts) -> Counts | None:
    """The sum; None where not all of it was counted in each part, or in other groups, or it has rows or numbers that
    nobody can be in. A workforce that a part has no row of is nobody, as every reader takes it."""
    if any(_counted(counts, now) != _counted(now, counts) for _, counts in parts):
        return None
    decisions = _sum([(sign, c.decisions) for sign, c in parts], now.decisions, KEY, MEASURES)
    details = _sum([(sign, c.details) for sign, c in parts], now.details, DETAIL_KEY, ("cases",))
    if len(decisions) > len(now.decisions) or (decisions[list(MEASURES)] < 0).any(axis=None):
        return None
    return None if (details["cases"] < 0).any() else replace(now, decisions=decisions, details=details)


def _counted(counts: Counts, beside: Counts) -> set[tuple[str, ...]]:
    """What is counted of the workforces that the other counts have too: their breakdowns, which group is part of which,
    the topics, and the items of those that an extract may tell in part."""
    shared = set(beside.decisions["workforce"])
    nested = ((b.name, *pair) for b in counts.breakdowns for pair in b.parents)
    details = counts.details[counts.details["workforce"].isin(shared)]
    told = zip(details["topic"], details["item"].where(details["topic"].isin(TOLD_IN_PART), ""), strict=True)
    decisions = counts.decisions[counts.decisions["workforce"].isin(shared)]
    measures = decisions.columns[decisions.notna().any()]  # those short of a decision are counted where they go out
    return {
        *((w, b) for w, b in kinds(counts) if w in shared),
        *nested,
        *(("", *pair) for pair in told),
        *((m,) for m in measures),
    }


def _sum(
    parts: Sequence[tuple[int, pd.DataFrame]], now: pd.DataFrame, key: Sequence[str], measures: Sequence[str]
) -> pd.DataFrame:
    """The rows of today, and then others, with the sums of the parts; 0 where no part has the row, null where it is
    not counted."""
    (period,) = now["period"].unique() if len(now) else ("",)
    signed = (part.assign(period=period, **{m: part[m] * sign for m in measures}) for sign, part in parts)
    total = pd.concat(signed).groupby(list(key), sort=False)[list(measures)].sum(min_count=1)
    rows = pd.MultiIndex.from_frame(now[list(key)]).append(total.index).drop_duplicates()
    counted = total.columns[total.notna().any()]
    made = total.reindex(rows).fillna(dict.fromkeys(counted, 0)).reset_index()
    return made.astype(now.dtypes)
