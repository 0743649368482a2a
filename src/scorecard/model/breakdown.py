"""A breakdown: one way of dividing the people in an extract into groups."""

from __future__ import annotations

from dataclasses import dataclass

ALL = "All"
UNKNOWN = "Unknown"


@dataclass(frozen=True)
class Breakdown:
    """How the groups of one breakdown are named, ordered and compared.

    `groups` are in the order in which they are listed (alphabetical, then Other, then Unknown) and do not hold `All`.
    `columns` are the extract's columns that it is made of: two for a crossed breakdown such as `ethnicity_sex`, whose
    groups are written "Asian, Female". `parent` names the breakdown in which this one nests (18+1 in 5+1), and
    `parents` gives each group's group there. `reference` is None where no group is compared with another.
    """

    name: str
    label: str
    columns: tuple[str, ...]
    groups: tuple[str, ...]
    reference: str | None = None
    unknown: tuple[str, ...] = (UNKNOWN,)
    parent: str | None = None
    parents: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        assert ALL not in self.groups, "All is everybody in the base, not a group"
        assert len(set(self.groups)) == len(self.groups), "a group is listed once"
        assert self.reference is None or self.reference in self.groups, "the reference is one of the groups"

    @property
    def rows(self) -> tuple[str, ...]:
        """The rows of this breakdown in Counts and Figures: every group in order, then `All`."""
        return (*self.groups, ALL)

    @property
    def assessed(self) -> tuple[str, ...]:
        """The groups that are compared with the reference: neither it, nor Unknown."""
        return tuple(g for g in self.groups if g != self.reference and g not in self.unknown)
