"""Figures: Counts in, every statistic out, as tidy frames.

`AnalysisSettings` is at hand without anything heavy, since a config is read before any figure is made; what needs
pandas and scipy is imported when it is first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorecard.figures.settings import AnalysisSettings
from scorecard.lazy import load_on_first_use

if TYPE_CHECKING:
    from scorecard.figures.derivation import derive
    from scorecard.figures.method import method_entries
    from scorecard.figures.rounding import rounded

__all__ = ["AnalysisSettings", "derive", "method_entries", "rounded"]

load_on_first_use(__name__, derivation=("derive",), method=("method_entries",), rounding=("rounded",))
