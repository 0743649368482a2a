"""Counts made by hand from (group: passed, refused), for tests of every room."""

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from scorecard.model import ALL, DETAIL_KEY, KEY, MEASURES, UNDECIDED, Breakdown, Counts, Period

ETHNICITY = Breakdown(
    "ethnicity", "ethnicity", ("ethnicity",), ("Asian", "Black", "Mixed", "White", "Other", "Unknown"), "White"
)
SEX = Breakdown("sex", "sex", ("sex",), ("Female", "Male", "Unknown"), "Male")
SUMMER = Period(date(2021, 6, 1), date(2021, 8, 31), "202109")
Outcomes = tuple[int, int]  # passed, refused


def counts(
    by_group: Mapping[str, Outcomes],
    *,
    workforce: str = "officer",
    breakdown: Breakdown = ETHNICITY,
    period: Period = SUMMER,
    force: str = "A force",
) -> Counts:
    """Counts of one workforce and breakdown; a group that is not named has nobody."""
    outcomes = {group: by_group.get(group, (0, 0)) for group in breakdown.groups}
    outcomes[ALL] = (sum(p for p, _ in outcomes.values()), sum(r for _, r in outcomes.values()))
    rows = [
        (
            force,
            period.label,
            workforce,
            breakdown.name,
            group,
            passed + refused,
            passed,
            refused,
            *(0,) * len(UNDECIDED),
        )
        for group, (passed, refused) in outcomes.items()
    ]
    decisions = pd.DataFrame(rows, columns=[*KEY, *MEASURES]).astype(dict.fromkeys(MEASURES, "Int64"))
    return Counts(decisions, no_details(), (period,), (breakdown,))


def no_details() -> pd.DataFrame:
    """Details with no row."""
    return pd.DataFrame({**{k: pd.Series(dtype="str") for k in DETAIL_KEY}, "cases": pd.Series(dtype="Int64")})


def withheld(known: Counts, groups: Sequence[str], measures: Sequence[str] = MEASURES) -> Counts:
    """The counts with these measures of these groups withheld."""
    decisions = known.decisions.copy()
    decisions.loc[decisions["group"].isin(groups), list(measures)] = pd.NA
    return Counts(decisions, known.details, known.periods, known.breakdowns)
