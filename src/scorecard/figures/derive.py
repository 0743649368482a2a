"""Counts in, Figures out."""

from __future__ import annotations

from scorecard.figures.disparity import disparity
from scorecard.figures.settings import AnalysisSettings
from scorecard.model import Counts, Figures


def derive(counts: Counts, settings: AnalysisSettings | None = None, history: Counts | None = None) -> Figures:  # noqa: ARG001
    """Every figure that can be made from the counts; nothing else is used, so protected counts give protected figures.

    history: the counts of earlier periods, for the trend.
    """
    settings = settings or AnalysisSettings()
    return Figures(disparity(counts, settings), counts.periods, counts.breakdowns)
