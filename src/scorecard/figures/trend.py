"""What changed over the periods, and whether it is more than chance.

In: Counts of several periods. Out: one row for each group (All too) and period, in order of time within a group.
Level: `refusal_rate` and `refusal_ratio` with limits, as in figures.csv.
Change: against the period before in the data (`previous_period`, "" for the first): `rate_change` with Newcombe limits,
    Fisher's p, Holm's over the known groups of a breakdown (nan for All and Unknown, which are tested alone), and
    `change`: rise, fall, no_reliable_change, too_few, "".
    `break_before`: the period before does not end on the day before, or used other ethnicity codes; `unequal_length`:
    their lengths differ by a tenth.
Course: `trend_p` (Cochran and Armitage over all periods, the same in each row of a group), `centre` (the rate of all
    periods together) with control limits for each period's numbers, and `signal`: above or below the 99.8% limits.
Rolling: the last so many periods together; nan until there are as many that follow on one another without a break.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from scorecard import statistics
from scorecard.figures.adjusting import adjusted, unseen
from scorecard.figures.disparity import dates
from scorecard.figures.limits import LIMITS, control_columns
from scorecard.figures.pairs import ALONE, ASSESSED, REFERENCE, Base, Table, detectable_ratio, is_role, numbers
from scorecard.figures.sealed import hidden, hidden_comparison, sealed
from scorecard.figures.settings import AnalysisSettings
from scorecard.model import KEY, Counts, joined
from scorecard.statistics.values import Booleans, Floats

SERIES = ("force", "workforce", "breakdown", "group")
RATE = ("refusal_rate", "refusal_rate_low", "refusal_rate_high")
RATIO = ("refusal_ratio", "refusal_ratio_low", "refusal_ratio_high")
CHANGE = ("rate_change", "rate_change_low", "rate_change_high", "p_value", "p_adjusted", "change")
COURSE = ("trend_p", *LIMITS)
ROLLING_RATE = ("rolling_refusal_rate", "rolling_refusal_rate_low", "rolling_refusal_rate_high")
ROLLING_RATIO = ("rolling_refusal_ratio", "rolling_refusal_ratio_low", "rolling_refusal_ratio_high")
COLUMNS = (
    *KEY, "period_start", "period_end", "reference_group", "decided", "refused", *RATE, *RATIO,
    "previous_period", "break_before", "unequal_length", *CHANGE, *COURSE,
    "rolling_from", "rolling_decided", "rolling_refused", *ROLLING_RATE, *ROLLING_RATIO,
)  # fmt: skip


def trend(base: Base, history: Counts | None = None) -> pd.DataFrame:
    """COLUMNS for each group and period; a period in both the counts and the history is taken from the counts."""
    base = base if history is None else Base.of(_with_history(base.counts, history), base.settings)
    frame = base.pairs.assign(**dates(base.pairs["period"], base.counts.periods))
    frame = frame.sort_values("period_start", kind="stable")
    order = frame.groupby(list(SERIES), sort=False).ngroup().to_numpy()
    frame = frame.iloc[np.argsort(order, kind="stable")].reset_index(drop=True)
    return _rolling(_course(_change(_level(frame), base)), base.settings.rolling_periods)[list(COLUMNS)]


def _with_history(counts: Counts, history: Counts) -> Counts:
    """Both, without what the history has of a force and period that the counts have."""
    now = set(zip(counts.decisions["force"], counts.decisions["period"], strict=True))
    earlier = [pair not in now for pair in zip(history.decisions["force"], history.decisions["period"], strict=True)]
    known = {b.name: b for b in (*history.breakdowns, *counts.breakdowns)}
    old = Counts(history.decisions.loc[earlier], history.details.iloc[:0], history.periods, history.breakdowns)
    both = joined([counts, old])
    return Counts(both.decisions, both.details, both.periods, tuple(known.values()))


def _level(frame: pd.DataFrame) -> pd.DataFrame:
    own, against = hidden(frame), hidden_comparison(frame)
    rates = _rates(frame, "refused", "decided", RATE)
    return sealed(
        sealed(frame.assign(**rates, **_ratios(frame, "refused", "decided", RATIO)), own, RATE), against, RATIO
    )


def _rates(frame: pd.DataFrame, cases: str, total: str, names: tuple[str, str, str]) -> dict[str, Floats]:
    x, n = numbers(frame, cases, total)
    return dict(
        zip(names, (statistics.proportion(cases=x, total=n), *statistics.wilson(cases=x, total=n)), strict=True)
    )


def _ratios(frame: pd.DataFrame, cases: str, total: str, names: tuple[str, str, str]) -> dict[str, Floats]:
    """The ratio to the reference with its limits; the reference's own has no limits."""
    x, n, y, m = numbers(frame, cases, total, f"ref_{cases}", f"ref_{total}")
    ratio = statistics.risk_ratio(cases=x, total=n, ref_cases=y, ref_total=m)
    m = np.where(is_role(frame, REFERENCE), np.nan, m)
    return dict(zip(names, (ratio, *statistics.koopman(cases=x, total=n, ref_cases=y, ref_total=m)), strict=True))


def _change(frame: pd.DataFrame, base: Base) -> pd.DataFrame:
    """Each row beside the one before it in its series."""
    columns = ["period", "decided", "refused"]
    before = frame.groupby(list(SERIES), sort=False)[columns].shift(1).add_prefix("previous_")
    frame = pd.concat([frame, before], axis=1)
    first = frame["previous_period"].isna().to_numpy(dtype=bool)
    x, n, y, m = numbers(frame, "refused", "decided", "previous_refused", "previous_decided")
    table: Table = {"cases": x, "total": n, "ref_cases": y, "ref_total": m}
    low, high = statistics.newcombe(**table)
    p = statistics.fisher(**table)
    together = is_role(frame, ASSESSED, REFERENCE, ALONE)
    allowed_for = adjusted(frame, p, together & ~first, unseen(table))
    frame = frame.assign(
        previous_period=frame["previous_period"].fillna(""),
        **_comparable(frame, base.counts),
        rate_change=statistics.rate_difference(**table),
        rate_change_low=low,
        rate_change_high=high,
        p_value=p,
        p_adjusted=allowed_for,
    )
    reliable = np.where(together, allowed_for, p) < base.settings.alpha
    frame["change"] = np.where(first, "", _words(frame, table, reliable, base.settings))
    withheld = ~first & hidden(frame, ("decided", "refused", "previous_decided", "previous_refused"))
    return sealed(frame, withheld, CHANGE)


def _comparable(frame: pd.DataFrame, counts: Counts) -> dict[str, list[bool]]:
    """What makes each row hard to compare with the one before; ethnicity codes only where they have a part."""
    known = {p.label: p for p in counts.periods}
    by_ethnicity = {b.name for b in counts.breakdowns if "ethnicity" in b.columns}
    labels = zip(frame["period"], frame["previous_period"], strict=True)
    pairs = [(known[now], known.get(before)) for now, before in labels]
    coded = [name in by_ethnicity for name in frame["breakdown"]]
    return {
        "break_before": [
            before is not None and (not now.follows(before) or (ethnicity and now.recoded(before)))
            for (now, before), ethnicity in zip(pairs, coded, strict=True)
        ],
        "unequal_length": [before is not None and not now.as_long_as(before) for now, before in pairs],
    }


def _words(
    frame: pd.DataFrame, table: Table, reliable: Booleans, settings: AnalysisSettings
) -> np.ndarray[tuple[int], np.dtype[np.str_]]:
    """What can be said of each change, by the rules of findings."""
    detectable = detectable_ratio(table, settings)
    change = frame["rate_change"].to_numpy(dtype=float)
    few = np.minimum(table["total"], table["ref_total"]) < settings.smallest_number
    rules = [few, reliable & (change > 0), reliable & (change < 0), ~(detectable <= settings.detectable_ratio)]
    return np.select(rules, ["too_few", "rise", "fall", "too_few"], "no_reliable_change")


def _course(frame: pd.DataFrame) -> pd.DataFrame:
    """Each series as a whole: is there a trend, and which periods stand out from it?"""
    series = frame.groupby(list(SERIES), sort=False)
    row, column = series.ngroup().to_numpy(), series.cumcount().to_numpy()
    x, n = np.zeros((2, row.max(initial=-1) + 1, column.max(initial=-1) + 1))
    x[row, column], n[row, column] = numbers(frame, "refused", "decided")
    centre = statistics.proportion(cases=x.sum(axis=1), total=n.sum(axis=1))[row]
    rate, decided = statistics.proportion(cases=x, total=n)[row, column], n[row, column]
    trend_p = statistics.cochran_armitage(cases=x, total=n).p_value[row]
    frame = frame.assign(trend_p=trend_p, **control_columns(rate, centre, decided))
    return sealed(frame, np.isnan(x + n).any(axis=1)[row], COURSE)


def _rolling(frame: pd.DataFrame, periods: int) -> pd.DataFrame:
    """The last so many periods of each series added up, where none is missing or counted otherwise among them."""
    names = {f"{side}{name}": f"{side}rolling_{name}" for side in ("", "ref_") for name in ("decided", "refused")}
    grouped = frame.groupby(list(SERIES), sort=False)
    breaks = grouped["break_before"].cumsum()
    back_then = breaks.groupby([frame[c] for c in SERIES], sort=False).shift(periods - 1)
    enough = (breaks == back_then).to_numpy(dtype=bool)
    for name, rolled in names.items():
        shifted = [grouped[name].shift(back) for back in range(periods)]
        frame[rolled] = sum(shifted[1:], start=shifted[0]).where(enough)
    first = grouped["period"].shift(periods - 1).where(enough, "")
    frame = frame.assign(
        rolling_from=first,
        **_rates(frame, "rolling_refused", "rolling_decided", ROLLING_RATE),
        **_ratios(frame, "rolling_refused", "rolling_decided", ROLLING_RATIO),
    )
    measures = ("rolling_decided", "rolling_refused")
    counted = {name: frame[name].astype(object).where(enough, np.nan) for name in measures}
    frame = sealed(frame, enough & hidden(frame, measures), ROLLING_RATE)
    # Too few periods is undefined, not withheld, which an Int64 column could not tell apart.
    return sealed(frame, enough & hidden_comparison(frame, measures), ROLLING_RATIO).assign(**counted)
