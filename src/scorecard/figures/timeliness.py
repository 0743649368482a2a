"""How long decisions took: median and quartiles of days from receipt to decision. For the internal edition only.

In: Counts with the topic "days". Out: one row for each group (All too): `decided` with known dates, quartiles in days,
and beside the reference `probability_longer` (that somebody of the group waited longer than somebody of the reference,
ties counting half) with Mann and Whitney's p, and Holm's over the groups of a breakdown.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from scorecard import statistics
from scorecard.figures.details import topic
from scorecard.figures.pairs import ASSESSED, PLACE, UNKNOWN, Base, family
from scorecard.figures.sealed import sealed
from scorecard.model import KEY

QUARTILES = ("lower_quartile", "median", "upper_quartile")
AGAINST = ("probability_longer", "p_value", "p_adjusted")
COLUMNS = (*KEY, "reference_group", "dated", *QUARTILES, *AGAINST)


def timeliness(base: Base) -> pd.DataFrame:
    """COLUMNS for each group with dates; null for all of a breakdown's place where one of its counts is withheld."""
    long = topic(base, "days")
    rows = [row for _, place in long.groupby(list(PLACE), sort=False) for row in _place(place)]
    frame = pd.DataFrame(rows, columns=[*KEY, "reference_group", "dated", *QUARTILES, *AGAINST[:2], "role", "unseen"])
    assessed = (frame["role"] == ASSESSED).to_numpy(dtype=bool)
    p = frame["p_value"].to_numpy(dtype=float)
    frame["p_adjusted"] = statistics.holm(np.where(assessed, p, np.nan), family=family(frame))
    return sealed(frame, frame["unseen"].to_numpy(dtype=bool), ["dated", *QUARTILES, *AGAINST])[list(COLUMNS)]


def _place(place: pd.DataFrame) -> list[tuple[object, ...]]:
    """The rows of one breakdown of one workforce."""
    unseen = bool(place["cases"].isna().any())
    days = place["item"].astype("int64")
    values = np.unique(days)
    times = {
        group: np.bincount(np.searchsorted(values, days[part.index]), part["cases"].fillna(0), values.size)
        for group, part in place.groupby("group", sort=False)
    }
    rows: list[tuple[object, ...]] = []
    for first in place.drop_duplicates("group").to_dict("records"):
        own = times[first["group"]]
        reference = times.get(first["reference_group"], np.zeros_like(own))
        compared = first["role"] in (ASSESSED, UNKNOWN)
        test = statistics.mann_whitney(times=own, ref_times=reference if compared else reference * 0)
        quartiles = statistics.quantiles(values=values, times=own, at=[0.25, 0.5, 0.75])
        key = (first[k] for k in KEY)
        rows.append((*key, first["reference_group"], int(own.sum()), *quartiles, *test, first["role"], unseen))
    return rows
