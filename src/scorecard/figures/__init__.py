"""Figures: Counts in, every statistic out, as tidy frames."""

from scorecard.figures.settings import AnalysisSettings

__all__ = ["AnalysisSettings"]
