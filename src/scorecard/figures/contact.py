"""The Equality Team's contact with applicants: who passed after it, beside those who were not contacted.

In: Counts with the topic "contact" (decided cases by contact and outcome). Out: one row for each group (All too) and
contact: `not_contacted`, each outcome of a contact, and `any_contact`, which is all of them together. Contact was not
given at random, so a difference in pass rates is not its effect.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from scorecard import statistics
from scorecard.figures.details import cases, items_of, repeated, whole
from scorecard.figures.pairs import Base, numbers
from scorecard.figures.sealed import hidden, sealed
from scorecard.model import ANY_CONTACT as ANY
from scorecard.model import KEY
from scorecard.model import NOT_CONTACTED as NOT
from scorecard.statistics.values import Floats

PASSED, REFUSED = "passed", "refused"
OWN = ("pass_rate", "pass_rate_low", "pass_rate_high")
AGAINST = ("pass_rate_difference", "pass_rate_difference_low", "pass_rate_difference_high", "p_value")
SHARE = "share_of_contacted"
COLUMNS = (*KEY, "contact", "decided", PASSED, *OWN, *AGAINST, SHARE)


def contact(base: Base) -> pd.DataFrame:
    """COLUMNS; differences and Fisher's p are against `not_contacted` of the same group, whose own are nan."""
    frame = _tables(base)
    theirs = frame[frame["contact"] == NOT].drop(columns="contact")
    theirs = theirs.rename(columns={"decided": "ref_decided", PASSED: "ref_passed"})
    frame = frame.merge(theirs, on=list(KEY), how="left")
    if theirs.empty:  # everybody was contacted
        frame[["ref_decided", "ref_passed"]] = 0
    itself = frame["contact"] == NOT
    x, n, y, m = numbers(frame, PASSED, "decided", "ref_passed", "ref_decided")
    m[itself.to_numpy()] = 0  # nobody to compare with
    low, high = statistics.wilson(cases=x, total=n)
    difference_low, difference_high = statistics.newcombe(cases=x, total=n, ref_cases=y, ref_total=m)
    frame = frame.assign(
        pass_rate=statistics.proportion(cases=x, total=n),
        pass_rate_low=low,
        pass_rate_high=high,
        pass_rate_difference=statistics.rate_difference(cases=x, total=n, ref_cases=y * (m > 0), ref_total=m),
        pass_rate_difference_low=difference_low,
        pass_rate_difference_high=difference_high,
        p_value=statistics.fisher(cases=x, total=n, ref_cases=y, ref_total=m),
    )
    frame = _of_contacted(frame)
    frame = sealed(frame, hidden(frame, ("decided", PASSED)), OWN)
    withheld = ~itself.to_numpy() & hidden(frame, ("decided", PASSED, "ref_decided", "ref_passed"))
    return sealed(frame, withheld, AGAINST)[list(COLUMNS)]


def _of_contacted(frame: pd.DataFrame) -> pd.DataFrame:
    """With each outcome of a contact as a share of all contacted; nan for those not contacted."""
    every = frame[frame["contact"] == ANY][[*KEY, "decided"]].rename(columns={"decided": "contacted"})
    frame = frame.merge(every, on=list(KEY), how="left")
    decided, contacted = numbers(frame, "decided", "contacted")
    without = (frame["contact"] == NOT).to_numpy()
    frame[SHARE] = np.where(without, np.nan, statistics.proportion(cases=decided, total=contacted))
    return sealed(frame, ~without & hidden(frame, ("decided", "contacted")), [SHARE])


def _tables(base: Base) -> pd.DataFrame:
    """KEY, contact, decided, passed; null where one of the counts that make it up is withheld.

    Those withdrawn, suspended, cancelled or pending are outside the base.
    """
    items = items_of(base, "contact")
    frame, found = cases(base, "contact", items)
    of = np.array([item.partition("|")[0] for item in items], dtype=object)
    outcome = np.array([item.partition("|")[2] for item in items], dtype=object)
    passing, deciding = outcome == PASSED, np.isin(outcome, (PASSED, REFUSED))
    parts = {name: of == name for name in dict.fromkeys(of)}
    if set(parts) - {NOT}:
        parts[ANY] = of != NOT
    decided = np.stack([found[:, part & deciding].sum(axis=1) for part in parts.values()], axis=1)
    passed = np.stack([found[:, part & passing].sum(axis=1) for part in parts.values()], axis=1)
    if base.counts.rounded_to == 1:
        every = numbers(frame, "decided", PASSED)
        named = tuple(parts)
        decided, passed = (_completed(n, named, total) for n, total in zip((decided, passed), every, strict=True))
    long = repeated(frame[list(KEY)], "contact", tuple(parts))
    return long.assign(decided=whole(decided.ravel()), passed=whole(passed.ravel()))


def _completed(counted: Floats, contacts: tuple[str, ...], total: Floats) -> Floats:
    """A column for each contact, with what anybody can work out: the only one that is withheld of a total that is not,
    and those contacted as all but those who were not."""
    single = np.array([c != ANY for c in contacts])
    counted, alone = counted.copy(), counted[:, single]
    missing = np.isnan(alone)
    rest = total - np.nansum(alone, axis=1)
    alone = np.where(missing & (missing.sum(axis=1) == 1)[:, None], rest[:, None], alone)
    counted[:, single] = alone
    if ANY in contacts:
        without = alone[:, [c == NOT for c in contacts if c != ANY]].sum(axis=1)
        at = contacts.index(ANY)
        counted[:, at] = np.where(np.isnan(counted[:, at]), total - without, counted[:, at])
    return counted
