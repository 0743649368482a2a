"""From a value to a pixel: the one place where a chart's values become lengths."""

from __future__ import annotations

from dataclasses import dataclass
from math import log2

from scorecard.model import Axis, Unit, beyond_whole


@dataclass(frozen=True)
class Scale:
    """An axis laid out from pixel `start` (its minimum) to pixel `end` (its maximum)."""

    axis: Axis
    start: float
    end: float

    def at(self, value: float) -> float:
        """The pixel of a value; one beyond an end of the axis stands at that end."""
        lowest, highest = self.axis.minimum, self.axis.maximum
        value = min(max(value, lowest), highest)
        if self.axis.log:
            lowest, highest, value = log2(lowest), log2(highest), log2(value)
        return self.start + (self.end - self.start) * (value - lowest) / (highest - lowest)

    def holds(self, value: float) -> bool:
        """Whether the value lies on the axis."""
        return self.axis.minimum <= value <= self.axis.maximum

    @property
    def origin(self) -> float:
        """The pixel where bars start: 1 on a log axis, else 0."""
        return self.at(1 if self.axis.log else 0)

    @property
    def ticks(self) -> tuple[tuple[float, str], ...]:
        """(pixel, label) of each tick: powers of two on a log axis, else every `major` from the minimum."""
        axis = self.axis
        if axis.log:
            values = [2.0**n for n in range(-40, 41) if self.holds(2.0**n)]
        else:
            steps = int((axis.maximum - axis.minimum) / axis.major + 1e-6)
            values = [round(axis.minimum + axis.major * n, 12) for n in range(steps + 1)]
            values = [value for value in values if value <= 1 or not beyond_whole(axis)]
        return tuple((self.at(value), label(value, axis.unit)) for value in values)


def label(value: float, unit: Unit) -> str:
    """A place on an axis in words: 0.15 is 15% of people, or 0.15 as a ratio; 15 is +15 percentage points."""
    match unit:
        case Unit.PERCENT:
            return f"{value * 100:g}%"
        case Unit.POINTS | Unit.PEOPLE:
            return f"{value:+g}" if value else "0"
        case Unit.COUNT | Unit.DAYS:
            return f"{value:,.0f}"
        case _:
            return f"{value:g}"
