"""What a scorecard says of itself beside its figures: whose it is, when, for whom, and how it was made."""

from __future__ import annotations

from dataclasses import dataclass

from scorecard.compose.numbers import Numbers
from scorecard.model import Edition, Ledger, Period


@dataclass(frozen=True)
class Entry:
    """One entry of the method page: a figure, what it is, its formula, and when it is undefined."""

    name: str
    text: str


@dataclass(frozen=True)
class Action:
    """One action of the commentary. `state` is open, done or overdue (open, and due before the period's end)."""

    action: str
    owner: str
    due: str
    state: str
    since: str


@dataclass(frozen=True)
class Commentary:
    """What people wrote about a period; never in the public edition."""

    insights: tuple[str, ...] = ()
    recommendations: tuple[str, ...] = ()
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True)
class About:
    """The facts that compose needs beside Figures.

    ledger: None in the public edition, where it could be matched with counts. alpha: the level of the tests, for the
    method page. smallest_decided: how many must be decided for a group to be assessed; detectable_ratio: the ratio
    that it must have been able to show. protection: how the public edition was protected, in sentences that an FOI
    reply can quote ("" internally). rounded_to: as in Figures, whence compose takes it.
    """

    force: str
    period: Period
    edition: Edition
    marking: str = ""
    synthetic: bool = False
    ledger: Ledger | None = None
    commentary: Commentary = Commentary()
    method: tuple[Entry, ...] = ()
    warnings: tuple[str, ...] = ()
    protection: tuple[str, ...] = ()
    unknown_share_limit: float = 0.05
    smallest_decided: int = 10
    detectable_ratio: float = 2.0
    alpha: float = 0.05
    produced_by: str = ""
    rounded_to: int = 1

    @property
    def is_rounded(self) -> bool:
        """Whether counts are rounded, of which no test can be made."""
        return self.rounded_to > 1

    @property
    def numbers(self) -> Numbers:
        """How numbers are printed in this edition."""
        return Numbers(self.edition, self.is_rounded)
