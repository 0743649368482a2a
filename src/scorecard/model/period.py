"""A reporting period: a label and the dates that it covers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

LENGTHS_ALIKE = 0.1  # periods are as long as each other up to a tenth of the earlier one


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


@dataclass(frozen=True, order=True)
class Period:
    """`start` and `end` are both within the period. Ordered by dates, since labels may be a force's own.

    scheme: the ethnicity codes under which the period was counted ("18+1", "16+1"), "" where that is not known: a
    series breaks where it changes, since Chinese applicants are in another group.
    """

    start: date
    end: date
    label: str
    scheme: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        # What is made by hand is told so here: text sorts and compares like dates, and fails far away.
        if not (type(self.start) is type(self.end) is date and isinstance(self.label, str)):
            raise TypeError(
                "A Period is a start and an end as datetime.date and a label as text; scorecard.period makes one."
            )
        if self.start > self.end:
            raise ValueError(f"The period {self.label} starts on {self.start}, after its end on {self.end}.")

    @property
    def days(self) -> int:
        """How many days the period covers, both ends included."""
        return (self.end - self.start).days + 1

    @property
    def dates(self) -> str:
        """In words: `1 June to 31 August 2021`, with the first year only where the years differ."""
        if self.start == self.end:
            return _day(self.end)
        first = _day(self.start) if self.start.year != self.end.year else f"{self.start.day} {self.start:%B}"
        return f"{first} to {_day(self.end)}"

    def follows(self, earlier: Period) -> bool:
        """True where this period starts on the day after `earlier` ends."""
        return self.start == earlier.end + timedelta(days=1)

    def overlaps(self, earlier: Period) -> bool:
        """True where this period starts before `earlier` has ended."""
        return self.start <= earlier.end

    def as_long_as(self, earlier: Period) -> bool:
        """True where the numbers of both, and not only their rates, can be laid side by side."""
        return abs(self.days - earlier.days) <= LENGTHS_ALIKE * earlier.days

    def recoded(self, earlier: Period) -> bool:
        """True where it is known that the two were counted under different ethnicity codes."""
        return bool(self.scheme and earlier.scheme) and self.scheme != earlier.scheme
