"""Counts: all that is kept of an extract. Small tidy tables of how many, and no row about a person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scorecard.model.breakdown import Breakdown
from scorecard.model.period import Period

if TYPE_CHECKING:  # settings use this package too, and must be quick to import
    import pandas as pd

KEY = ("force", "period", "workforce", "breakdown", "group")
UNDECIDED = ("withdrawn_by_applicant", "withdrawn_by_force", "suspended", "cancelled", "pending")
MEASURES = ("decided", "passed", "refused", *UNDECIDED)
DETAIL_KEY = (*KEY, "topic", "item")
NOT_CONTACTED, ANY_CONTACT = "not_contacted", "any_contact"  # beside each outcome of a contact
WITHHELD = "[c]"  # how a withheld count, and all that is made of it, stands in files and on pages


@dataclass(frozen=True)
class Counts:
    """How many people of each group had each outcome.

    decisions: one row for each (force, period, workforce, breakdown, group), unique: the KEY columns as text, then
        MEASURES as Int64. null = withheld, 0 = nobody. Each breakdown has every listed group, also empty ones, in
        the breakdown's order, and then its `All` row (everybody in the base, Unknown included).
        passed + refused = decided wherever none is withheld.
    details: one row for each (KEY, topic, item), unique: `cases` as Int64 (null = withheld). What is counted beside
        the outcome, for every group and `All`:
        topic "reason"        item: a reason code          refused cases that give the reason (several a case)
        topic "reasons_given" item "any"                   refused cases that give at least one reason
        topic "panel"         item: a panel outcome code, or "sent"       refused cases sent to the vetting panel
        topic "appeal"        item: an appeal outcome code, or "made"     refused cases appealed
        topic "contact"       item: "<contact outcome>|<outcome>"   such as "responded|passed", "not_contacted|refused"
        topic "days"          item: whole days from receipt to decision, as text; decided cases (internal only)
        topic "unknown"       item: "not_stated" | "prefer_not_to_say" | "blank"   how the Unknown came to be unknown
    periods: the dates of every period label used in the frames, in order of time.
    breakdowns: every breakdown used in the frames, in the order in which they are shown.
    rounded_to: each count is the nearest multiple of it, so that 0 need not be nobody; 1 where counts are exact.
    """

    decisions: pd.DataFrame
    details: pd.DataFrame
    periods: tuple[Period, ...]
    breakdowns: tuple[Breakdown, ...]
    rounded_to: int = 1

    def __post_init__(self) -> None:
        assert tuple(self.decisions.columns) == (*KEY, *MEASURES), list(self.decisions.columns)
        assert tuple(self.details.columns) == (*DETAIL_KEY, "cases"), list(self.details.columns)
        assert not self.decisions.duplicated(list(KEY)).any(), "one row a key"
        assert not self.details.duplicated(list(DETAIL_KEY)).any(), "one row a key"
        assert all(self.decisions[m].dtype == "Int64" for m in MEASURES), self.decisions.dtypes
        assert self.details["cases"].dtype == "Int64", self.details.dtypes
        gap = self.decisions["decided"] - self.decisions["passed"] - self.decisions["refused"]
        assert (gap.dropna() == 0).all(), "decided = passed + refused"
        known = {b.name for b in self.breakdowns}
        assert set(self.decisions["breakdown"]) <= known, "every breakdown in use is described"

    def breakdown(self, name: str) -> Breakdown:
        """The description of the breakdown of that name; KeyError where there is none."""
        return {b.name: b for b in self.breakdowns}[name]

    def period(self, label: str) -> Period:
        """The period of that label; KeyError where there is none."""
        return {p.label: p for p in self.periods}[label]

    def where(self, **key: str) -> Counts:
        """The counts with these key values only, e.g. `where(workforce="officer", period="202109")`.

        `periods` are then those asked for; every breakdown stays described.
        """
        decisions, details = self.decisions, self.details
        for column, value in key.items():
            decisions = decisions[decisions[column] == value]
            details = details[details[column] == value]
        periods = tuple(p for p in self.periods if key.get("period", p.label) == p.label)
        return replace(
            self, decisions=decisions.reset_index(drop=True), details=details.reset_index(drop=True), periods=periods
        )

    def topic(self, topic: str) -> pd.DataFrame:
        """The details of one topic."""
        return self.details[self.details["topic"] == topic].reset_index(drop=True)


def joined(parts: Iterable[Counts]) -> Counts:
    """The counts of several periods or forces as one value; a period or a breakdown that parts share stands once."""
    import pandas as pd

    parts = tuple(parts)
    return Counts(
        pd.concat([p.decisions for p in parts], ignore_index=True),
        pd.concat([p.details for p in parts], ignore_index=True),
        tuple(sorted({period for p in parts for period in p.periods})),
        tuple({b.name: b for p in parts for b in p.breakdowns}.values()),
        max((p.rounded_to for p in parts), default=1),
    )
