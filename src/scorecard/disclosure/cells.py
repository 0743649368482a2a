"""Counts as named cells, and cells back into Counts.

`All` is one and the same count in every breakdown, so it is one cell here: whoever withholds it, withholds it
everywhere (but for how many are unknown, which is another question in each breakdown). A period is known by its dates,
since two releases may give one label to different dates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

import pandas as pd

from scorecard.disclosure.policy import Policy
from scorecard.errors import DisclosureError
from scorecard.model import ALL, DETAIL_KEY, KEY, UNDECIDED, Counts, Period

OUTCOME = "outcome"
DECIDED = ("decided", "passed", "refused")
AWAITED = "awaited"  # of those sent to the panel; no file prints it


class Cell(NamedTuple):
    """What is counted: `topic` OUTCOME with a measure as `item`, or a topic and an item of Counts.details."""

    force: str
    workforce: str
    breakdown: str
    group: str
    topic: str
    item: str

    def outcome(self, measure: str) -> Cell:
        """Another measure of the same group."""
        return self._replace(topic=OUTCOME, item=measure)

    @property
    def counts_passed(self) -> bool:
        """True for how many passed in a group, and for how many of them by contact, who are all 0 together."""
        return (self.topic, self.item) == (OUTCOME, "passed") or (
            self.topic == "contact" and self.item.endswith("|passed")
        )

    @property
    def is_all(self) -> bool:
        """True for the row of everybody."""
        return self.group == ALL


class Spot(NamedTuple):
    """A cell in a period: one published number."""

    period: tuple[str, str]
    cell: Cell


Values = Mapping[Spot, int | None]


def published(counts: Counts, policy: Policy) -> Counts:
    """The breakdowns and topics that the policy lets out; where outcomes short of a decision stay in, they are null. By
    contact these are never printed. Nor is how many await the panel: a reader of rounded counts takes what it found for
    all, and of exact ones finds by subtraction who waits, so there it is protected like any count."""
    names = [b.name for b in counts.breakdowns if policy.publishes(b.name)]
    decisions = counts.decisions[counts.decisions["breakdown"].isin(names)].reset_index(drop=True)
    details = counts.details
    short = details["item"].isin([item for item in details["item"].unique() if item.partition("|")[2] in UNDECIDED])
    if policy.method == "round":
        short |= (details["topic"] == "panel") & (details["item"] == AWAITED)
    goes_out = details["breakdown"].isin(names) & details["topic"].isin(policy.topics) & ~short
    details = details[goes_out].reset_index(drop=True)
    if not policy.publishes("undecided"):
        decisions = decisions.assign(**{m: pd.array([pd.NA] * len(decisions), dtype="Int64") for m in UNDECIDED})
    breakdowns = tuple(b for b in counts.breakdowns if b.name in names)
    return Counts(decisions, details, counts.periods, breakdowns)


def values(counts: Counts, policy: Policy | None) -> dict[Spot, int | None]:
    """Every published cell and what is printed for it (None = withheld).

    A rounding policy prints `decided` as the sum of rounded passed and refused, which tells nothing: it is no cell.
    DisclosureError where the `All` rows of two breakdowns differ, since no protection could then be proved.
    """
    undecided = policy.publishes("undecided") if policy else None
    measures = ("passed", "refused") if policy and policy.method == "round" else DECIDED
    made: dict[Spot, int | None] = {}
    for measure in (*measures, *UNDECIDED):
        column = counts.decisions[measure]
        if measure in UNDECIDED and (undecided is False or (undecided is None and column.isna().all())):
            continue
        for key, value in zip(_keys(counts.decisions, KEY), column, strict=True):
            _enter(made, _spot(counts, key, OUTCOME, measure), value)
    for key, value in zip(_keys(counts.details, DETAIL_KEY), counts.details["cases"], strict=True):
        _enter(made, _spot(counts, key[:5], key[5], key[6]), value)
    return made


def printed_keys(counts: Counts) -> Iterator[tuple[Spot, tuple[str, ...], str, str]]:
    """Each count as printed, row by row: its cell, and the row's KEY, topic and measure (All in each breakdown)."""
    for key in _keys(counts.decisions, KEY):
        for measure in (*DECIDED, *UNDECIDED):
            yield _spot(counts, key, OUTCOME, measure), key, OUTCOME, measure
    for key in _keys(counts.details, DETAIL_KEY):
        yield _spot(counts, key[:5], key[5], key[6]), key[:5], key[5], key[6]


def _keys(frame: pd.DataFrame, columns: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return zip(*(frame[c].astype(str) for c in columns), strict=True)


def _spot(counts: Counts, key: tuple[str, ...], topic: str, item: str) -> Spot:
    force, label, workforce, breakdown, group = key
    shared = "" if group == ALL and topic != "unknown" else breakdown
    return Spot(dates(counts.period(label)), Cell(force, workforce, shared, group, topic, item))


def dates(period: Period) -> tuple[str, str]:
    """The first and the last day of a period, ISO, which sort in order of time."""
    return period.start.isoformat(), period.end.isoformat()


def _enter(made: dict[Spot, int | None], spot: Spot, value: object) -> None:
    number = None if pd.isna(value) else int(str(value))  # type: ignore[call-overload]
    before = made.get(spot)
    if number is not None and before is not None and number != before:
        cell = spot.cell
        raise DisclosureError(
            f"{spot.period[0]} to {spot.period[1]}, {cell.workforce}: two breakdowns differ in how many were "
            f"{cell.item} in all; nothing can be protected until everybody is counted once in each breakdown."
        )
    made[spot] = before if number is None else number


def replaced(counts: Counts, show: Callable[[Spot, int], int | None], *, add_up: bool) -> Counts:
    """The same rows with each count replaced by what is shown of it (None = withheld).

    add_up: decided becomes the sum of what is shown of passed and refused, so that rounded rows add up.
    """
    decisions, details = counts.decisions.copy(), counts.details.copy()
    for measure in (*DECIDED, *UNDECIDED):
        spots = [_spot(counts, key, OUTCOME, measure) for key in _keys(decisions, KEY)]
        decisions[measure] = _column(decisions[measure], spots, show)
    if add_up:
        decisions["decided"] = decisions["passed"] + decisions["refused"]
    spots = [_spot(counts, key[:5], key[5], key[6]) for key in _keys(details, DETAIL_KEY)]
    details["cases"] = _column(details["cases"], spots, show)
    return Counts(decisions, details, counts.periods, counts.breakdowns)


def _column(column: pd.Series, spots: list[Spot], show: Callable[[Spot, int], int | None]) -> pd.Series:
    shown = [None if pd.isna(v) else show(spot, int(v)) for spot, v in zip(spots, column, strict=True)]
    return pd.Series(shown, dtype="Int64", index=column.index)
