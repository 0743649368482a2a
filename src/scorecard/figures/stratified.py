"""Officers and staff together, and all clearance levels together: compared within each, then combined.

Adding the counts of two workforces can make a disparity where neither has one, or hide or turn one round. So they are
combined by Mantel-Haenszel only, and only where the strata do not disagree.
In: Counts. Out: one row for each assessed group and way of stratifying (`stratified_by`): officers and staff (workforce
is then `officer and staff`), and clearance level (from the breakdown crossed with it). `crude_ratio`: the ratio of the
added counts. `refusal_ratio` with limits: Mantel-Haenszel, nan where `homogeneous` is False. `homogeneity_p`: Breslow
and Day with Tarone's correction; where it is undefined nothing speaks against combining. `different_ways`: the crude
and the stratified ratio lie on different sides of 1.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from scorecard import statistics
from scorecard.figures.pairs import ASSESSED, Base, Table, beside_reference, is_role, paired
from scorecard.figures.sealed import sealed
from scorecard.model import KEY, MEASURES, Breakdown, Counts
from scorecard.statistics.values import Floats

TOGETHER = ("officer", "staff")
LEVEL = "clearance_level"
WAY = ("stratified_by", "breakdown")
BETWEEN = "\n"  # in no name of a workforce or a level
STATISTICS = (
    "strata", "crude_ratio", "refusal_ratio", "refusal_ratio_low", "refusal_ratio_high", "homogeneity_p",
    "homogeneous", "different_ways",
)  # fmt: skip
COLUMNS = (*KEY, "reference_group", "stratified_by", *STATISTICS)


def stratified(base: Base) -> pd.DataFrame:
    """COLUMNS for each assessed group and each way of stratifying that has two strata or more."""
    ways = [_by_workforce(base), *(_by_level(base, breakdown) for breakdown in base.counts.breakdowns)]
    strata = pd.concat([w for w in ways if w is not None], ignore_index=True)
    return _combined(strata, base.settings.alpha) if len(strata) else pd.DataFrame(columns=list(COLUMNS))


def _by_workforce(base: Base) -> pd.DataFrame:
    """The assessed groups of officers and of staff beside their references, each a stratum."""
    frame = base.rows(ASSESSED)
    frame = frame[frame["workforce"].isin(TOGETHER)]
    both = " and ".join(TOGETHER)
    return frame.assign(stratum=frame["workforce"], workforce=both, stratified_by="workforce")


def _by_level(base: Base, crossed: Breakdown) -> pd.DataFrame | None:
    """The groups of a breakdown within each clearance level beside the same level's reference, each a stratum."""
    counts = base.counts
    plain = next((b for b in counts.breakdowns if crossed.columns == (*b.columns, LEVEL)), None)
    if plain is None or plain.parent is not None:
        return None
    rows = counts.decisions[counts.decisions["breakdown"] == crossed.name]
    parts = rows["group"].str.rsplit(", ", n=1, expand=True).reindex(columns=[0, 1])
    rows = rows.assign(group=parts[0], stratum=parts[1], breakdown=plain.name)[parts[1].notna()]
    if rows.empty:
        return None
    # Each level of a workforce is a place of its own, so that it is laid beside its own reference.
    places = rows.assign(workforce=rows["workforce"] + BETWEEN + rows["stratum"])
    found = Counts(places[[*KEY, *MEASURES]], counts.details.iloc[:0], counts.periods, (plain,))
    frame = paired(found, base.settings).assign(
        workforce=rows["workforce"].to_numpy(), stratum=rows["stratum"].to_numpy()
    )
    frame = frame.iloc[np.argsort(pd.factorize(frame["stratum"])[0], kind="stable")]
    return frame[is_role(frame, ASSESSED)].assign(stratified_by=LEVEL)


def _side_by_side(frame: pd.DataFrame, index: list[str]) -> tuple[pd.DataFrame, Table]:
    """The groups, and the counts of each with its strata along the second axis (nobody where a stratum is missing)."""
    rows = frame.groupby(index, sort=False).ngroup().to_numpy()
    strata = frame.groupby([*WAY, "stratum"], sort=False).ngroup()
    columns = (strata - strata.groupby([frame[c] for c in WAY]).transform("min")).to_numpy()
    shape = (rows.max() + 1, columns.max() + 1)

    def wide(long: Floats) -> Floats:
        out = np.zeros(shape)
        out[rows, columns] = long
        return out

    table = beside_reference(frame, "refused")
    return frame.drop_duplicates(index).reset_index(drop=True), {
        "cases": wide(table["cases"]),
        "total": wide(table["total"]),
        "ref_cases": wide(table["ref_cases"]),
        "ref_total": wide(table["ref_total"]),
    }


def _together(wide: Table) -> Table:
    """The counts of all strata added up, as if there were none."""
    return {
        "cases": wide["cases"].sum(axis=-1),
        "total": wide["total"].sum(axis=-1),
        "ref_cases": wide["ref_cases"].sum(axis=-1),
        "ref_total": wide["ref_total"].sum(axis=-1),
    }


def _combined(frame: pd.DataFrame, alpha: float) -> pd.DataFrame:
    """One row for each group: its strata laid side by side and combined."""
    index = [*KEY, "reference_group", "stratified_by"]
    known, wide = _side_by_side(frame, index)
    ratio = statistics.mantel_haenszel(**wide)
    low, high = statistics.greenland_robins(**wide)
    p = statistics.tarone(**wide).p_value
    crude = statistics.risk_ratio(**_together(wide))
    agree = ~(p < alpha)
    with np.errstate(invalid="ignore"):
        turned = (crude - 1) * (ratio - 1) < 0
    out = known.assign(
        strata=((wide["total"] > 0) & (wide["ref_total"] > 0)).sum(axis=-1),
        crude_ratio=crude,
        refusal_ratio=np.where(agree, ratio, np.nan),
        refusal_ratio_low=np.where(agree, low, np.nan),
        refusal_ratio_high=np.where(agree, high, np.nan),
        homogeneity_p=p,
        homogeneous=agree,
        different_ways=turned,
    )
    unknown = np.isnan(wide["cases"] + wide["total"] + wide["ref_cases"] + wide["ref_total"])
    # A stratum may have somebody on either side unless it is known to have nobody.
    nobody = (wide["total"] == 0) | (wide["ref_total"] == 0)
    several = np.asarray((~nobody).sum(axis=-1) > 1, dtype=bool)
    out = sealed(out, np.asarray(unknown.any(axis=-1), dtype=bool), STATISTICS)
    return out[several][list(COLUMNS)]
