"""The Equality Team's contact with applicants: who passed after it, beside those who were not contacted.

In: Counts with the topic "contact" (decided cases by contact and outcome). Out: one row for each group (All too) and
contact: `not_contacted`, each outcome of a contact, and `any_contact`, which is all of them together. Contact was not
given at random, so a difference in pass rates is not its effect.
"""

from __future__ import annotations

import pandas as pd

from scorecard import statistics
from scorecard.figures.details import topic
from scorecard.figures.pairs import Base, numbers
from scorecard.figures.sealed import hidden, sealed
from scorecard.model import KEY

NOT, ANY = "not_contacted", "any_contact"
PASSED, REFUSED = "passed", "refused"
OWN = ("pass_rate", "pass_rate_low", "pass_rate_high")
AGAINST = ("pass_rate_difference", "pass_rate_difference_low", "pass_rate_difference_high", "p_value")
COLUMNS = (*KEY, "contact", "decided", PASSED, *OWN, *AGAINST)


def contact(base: Base) -> pd.DataFrame:
    """COLUMNS; differences and Fisher's p are against `not_contacted` of the same group, whose own are nan."""
    frame = _tables(base)
    theirs = frame[frame["contact"] == NOT].drop(columns="contact")
    theirs = theirs.rename(columns={"decided": "ref_decided", PASSED: "ref_passed"})
    frame = frame.merge(theirs, on=list(KEY), how="left")
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
    frame = sealed(frame, hidden(frame, ("decided", PASSED)), OWN)
    return sealed(frame, ~itself.to_numpy() & hidden(frame, ("decided", PASSED, "ref_decided", "ref_passed")), AGAINST)[
        list(COLUMNS)
    ]


def _tables(base: Base) -> pd.DataFrame:
    """KEY, contact, decided, passed: null where one of the counts that make it up is withheld."""
    long = topic(base, "contact")
    parts = long["item"].str.split("|", n=1, expand=True).reindex(columns=[0, 1])
    long = long[[*KEY, "cases"]].assign(contact=parts[0], outcome=parts[1])
    together = long[long["contact"] != NOT].assign(contact=ANY)
    long = pd.concat([long, together], ignore_index=True)
    every = long[[*KEY, "contact"]].drop_duplicates()
    passed = _summed(long[long["outcome"] == PASSED], PASSED)
    decided = _summed(long, "decided")
    frame = every.merge(decided, on=[*KEY, "contact"]).merge(passed, on=[*KEY, "contact"], how="left", indicator=True)
    frame[PASSED] = frame[PASSED].mask((frame.pop("_merge") == "left_only").to_numpy(), 0)
    order = frame.groupby(list(KEY), sort=False).ngroup()
    return frame.iloc[order.argsort(kind="stable")].reset_index(drop=True)


def _summed(long: pd.DataFrame, name: str) -> pd.DataFrame:
    """Cases added up over KEY and contact, null where one of them is withheld."""
    groups = long.groupby([*KEY, "contact"], sort=False)["cases"]
    return groups.sum().mask(groups.count() < groups.size()).rename(name).reset_index()
