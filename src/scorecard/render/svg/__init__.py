"""Charts as drawings: geometry only. A chart and its table go in; marks in pixels come out (`svg.drawing`)."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from scorecard.model import Chart, ChartKind, Look, Table
from scorecard.render.svg.bars import bars
from scorecard.render.svg.drawing import Drawing
from scorecard.render.svg.funnel import funnel
from scorecard.render.svg.shown import Shown
from scorecard.render.svg.stacked import stacked
from scorecard.render.svg.trend import trend

_DRAW: MappingProxyType[ChartKind, Callable[[Shown, float], Drawing]] = MappingProxyType(
    {
        ChartKind.RATE: bars,
        ChartKind.RATIO: bars,
        ChartKind.TREND: trend,
        ChartKind.STACKED: stacked,
        ChartKind.FUNNEL: funnel,
    }
)


def drawn(chart: Chart, table: Table, look: Look, width: float) -> Drawing:
    """The chart as a drawing of that many pixels across; narrow ones (under 500) put names above their bars."""
    return _DRAW[chart.kind](Shown(chart, table, look), width)


__all__ = ["Drawing", "drawn"]
