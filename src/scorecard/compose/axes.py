"""Where a chart's axis ends: chosen here, from the numbers that the chart shows, so that renderers only draw."""

from __future__ import annotations

import math
from collections.abc import Iterable

from scorecard.model import Axis, Unit

_STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0)
_MOST_TICKS = 4  # steps; more labels than five run into each other beside a table
_WIDEST_RATIO = 16.0
_HALF, _BEYOND_WHOLE = 0.5, 0.05  # steps of an axis of shares that add up to more than a whole, and of its end
_ROUNDING = 0.005  # what rounded shares can add up to above a whole


def _finite(values: Iterable[float | int | str | None]) -> list[float]:
    return [float(v) for v in values if isinstance(v, int | float) and math.isfinite(v)]


def share_axis(
    values: Iterable[float | int | str | None], title: str, *, unit: Unit = Unit.PERCENT, from_below: bool = False
) -> Axis:
    """An axis of shares or points from 0 (or, `from_below`, from the lowest value) to just above the highest.

    Shares of which a case can have several add up to more than 100%: that axis ends with the longest bar.
    """
    numbers = _finite(values) or [0.05]
    top, bottom = max(*numbers, 0.01), min(*numbers, 0.0) if from_below else 0.0
    steps = _STEPS if unit is Unit.PERCENT else _STEPS[_STEPS.index(1.0) :]
    step = next((s for s in steps if (top - bottom) / s <= _MOST_TICKS), steps[-1])
    if unit is Unit.PERCENT and top > 1:
        step, end = _HALF, _BEYOND_WHOLE
        maximum = max(1.0, math.ceil(round((top - _ROUNDING) / end, 9)) * end)
    else:
        maximum = math.ceil(round(top / step, 9)) * step
    minimum = math.floor(round(bottom / step, 9)) * step
    return Axis(title, unit, round(minimum, 9), round(maximum, 9), step)


def ratio_axis(values: Iterable[float | int | str | None], title: str) -> Axis:
    """A log axis in powers of two that holds 1/2 to 2 and all the values, and at most 1/16 to 16."""
    numbers = [n for n in _finite(values) if n > 0]
    low = min([*numbers, 0.5])
    high = max([*numbers, 2.0])
    minimum = max(1 / _WIDEST_RATIO, 2.0 ** math.floor(math.log2(low)))
    maximum = min(_WIDEST_RATIO, 2.0 ** math.ceil(math.log2(high)))
    return Axis(title, Unit.RATIO, minimum, maximum, 2.0, log=True)


def count_axis(values: Iterable[float | int | str | None], title: str) -> Axis:
    """An axis of whole numbers from 0 with at most four steps."""
    top = max([*_finite(values), 1.0])
    power = 10.0 ** math.floor(math.log10(top))
    step = next(s for s in (0.2 * power, 0.5 * power, power, 2 * power, 5 * power) if top / s <= _MOST_TICKS)
    step = max(1.0, step)
    return Axis(title, Unit.COUNT, 0.0, math.ceil(top / step) * step, step)
