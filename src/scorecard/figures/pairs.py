"""Each row of counts beside its reference group's: what every comparison starts from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TypedDict, cast

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from scorecard import statistics
from scorecard.errors import ConfigError
from scorecard.figures.settings import AnalysisSettings
from scorecard.model import ALL, KEY, MEASURES, Breakdown, Counts
from scorecard.statistics.values import Booleans, Floats

Integers = NDArray[np.int64]

PLACE = KEY[:-1]  # one breakdown of one workforce: the family of comparisons that are adjusted together
_OF_REFERENCE = {measure: f"ref_{measure}" for measure in MEASURES}
REFERENCE, ASSESSED, UNKNOWN, TOTAL, ALONE = "reference", "assessed", "unknown", "total", "alone"


@dataclass(frozen=True)
class Base:
    """What every figure is made from: the counts, the settings, and the counts beside their references (`paired`)."""

    counts: Counts
    settings: AnalysisSettings
    pairs: pd.DataFrame

    @classmethod
    def of(cls, counts: Counts, settings: AnalysisSettings) -> Base:
        """The base of all figures of these counts."""
        return cls(counts, settings, paired(counts, settings))

    @cached_property
    def places(self) -> Integers:
        """A number for each of the pairs that is the same for those of one place."""
        return family(self.pairs).astype(np.int64)

    @cached_property
    def detail_rows(self) -> Integers:
        """For each row of the counts' details, the position of its pair."""
        numbered = self.pairs[list(KEY)].assign(_row=np.arange(len(self.pairs)))
        return self.counts.details[list(KEY)].merge(numbered, on=list(KEY), how="left")["_row"].to_numpy(np.int64)

    def rows(self, *roles: str) -> pd.DataFrame:
        """The pairs of these roles, numbered from 0."""
        return self.pairs[is_role(self.pairs, *roles)].reset_index(drop=True)


def paired(counts: Counts, settings: AnalysisSettings) -> pd.DataFrame:
    """The decisions, each with `reference_group`, `role` and the reference's measures as `ref_decided` ....

    role: reference; assessed (compared with it); unknown; total (the All row); alone (a group of a breakdown without a
    reference). reference_group is "" and every `ref_` measure null for total and alone. The index is 0, 1, 2 ....
    Raises ConfigError where a chosen reference is not a group of its breakdown.
    """
    frame = counts.decisions.reset_index(drop=True)
    roles = _roles(counts.breakdowns, settings)
    frame = frame.merge(roles, on=["breakdown", "group"], how="left")
    frame[["reference_group", "role"]] = frame[["reference_group", "role"]].fillna(
        {"reference_group": "", "role": ALONE}
    )
    theirs = counts.decisions[[*KEY, *MEASURES]].rename(columns={"group": "reference_group"} | _OF_REFERENCE)
    return frame.merge(theirs, on=[*PLACE, "reference_group"], how="left")


def reference_of(breakdown: Breakdown, settings: AnalysisSettings) -> str | None:
    """The group that a breakdown's groups are compared with: the chosen one, else its own."""
    chosen = settings.reference_groups.get(breakdown.name, breakdown.reference)
    if chosen is not None and chosen not in breakdown.groups:
        raise ConfigError(
            f'[analysis.reference_groups] {breakdown.name} is "{chosen}", which is not one of its groups: '
            f"{', '.join(breakdown.groups)}."
        )
    if chosen in breakdown.unknown:
        raise ConfigError(
            f'[analysis.reference_groups] {breakdown.name} is "{chosen}", with whom nobody can be compared; choose one '
            f"of {', '.join(g for g in breakdown.groups if g not in breakdown.unknown)}."
        )
    return chosen


def _roles(breakdowns: tuple[Breakdown, ...], settings: AnalysisSettings) -> pd.DataFrame:
    """Each group's role and reference, a row for each group of each breakdown."""
    rows = []
    for breakdown in breakdowns:
        reference = reference_of(breakdown, settings)
        rows.append((breakdown.name, ALL, "", TOTAL))
        for group in breakdown.groups:
            role = ASSESSED if reference else ALONE
            role = UNKNOWN if group in breakdown.unknown else role
            role = REFERENCE if group == reference else role
            rows.append((breakdown.name, group, reference or "", role))
    return pd.DataFrame(rows, columns=["breakdown", "group", "reference_group", "role"])


def beside_all(frame: pd.DataFrame, counts: Counts) -> pd.DataFrame:
    """The frame with `all_decided` and `all_refused`: everybody in the base of each row's breakdown."""
    totals = counts.decisions[counts.decisions["group"] == ALL]
    totals = totals[[*PLACE, "decided", "refused"]].rename(columns={"decided": "all_decided", "refused": "all_refused"})
    return frame.merge(totals, on=list(PLACE), how="left")


def family(frame: pd.DataFrame) -> Floats:
    """A number for each row that is the same for rows of one place."""
    return cast(Floats, frame.groupby(list(PLACE), sort=False).ngroup().to_numpy())


def numbers(frame: pd.DataFrame, *columns: str) -> tuple[Floats, ...]:
    """Columns of counts as floats, nan where withheld."""
    return tuple(frame[c].to_numpy(dtype=float, na_value=np.nan) for c in columns)


class Table(TypedDict):
    """The four counts of a comparison, as the statistics take them."""

    cases: Floats
    total: Floats
    ref_cases: Floats
    ref_total: Floats


def beside_reference(frame: pd.DataFrame, measure: str, rows: Booleans | None = None) -> Table:
    """How many of the decided had this outcome, in the group and in its reference; nan outside `rows`."""
    columns = numbers(frame, measure, "decided", f"ref_{measure}", "ref_decided")
    x, n, y, m = (c if rows is None else np.where(rows, c, np.nan) for c in columns)
    return {"cases": x, "total": n, "ref_cases": y, "ref_total": m}


def detectable_ratio(table: Table, settings: AnalysisSettings) -> Floats:
    """The smallest ratio that these numbers would probably have shown, at the level and with the power that are set."""
    return statistics.smallest_detectable_ratio(
        total=table["total"],
        ref_cases=table["ref_cases"],
        ref_total=table["ref_total"],
        alpha=settings.alpha,
        power=settings.power,
    )


def is_role(frame: pd.DataFrame, *roles: str) -> Booleans:
    """Which rows have one of these roles."""
    return cast(Booleans, frame["role"].isin(roles).to_numpy())


def reference_rows(frame: pd.DataFrame) -> Integers:
    """The position of each row's reference; its own where it has none."""
    place = frame[[*PLACE, "group"]].rename(columns={"group": "reference_group"}).assign(_row=np.arange(len(frame)))
    found = frame.merge(place, on=[*PLACE, "reference_group"], how="left")["_row"].to_numpy(dtype=float)
    return np.where(np.isnan(found), np.arange(len(frame)), found).astype(np.int64)
