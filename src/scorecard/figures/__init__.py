"""Figures: Counts in, every statistic out, as tidy frames.

`AnalysisSettings` is at hand without anything heavy, since a config is read before any figure is made; what needs
pandas and scipy is imported when it is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from scorecard.figures.settings import AnalysisSettings

if TYPE_CHECKING:
    from scorecard.figures.derivation import derive
    from scorecard.figures.method import method_entries
    from scorecard.figures.rounding import rounded

__all__ = ["AnalysisSettings", "derive", "method_entries", "rounded"]

_HOMES = {
    "derive": "scorecard.figures.derivation",
    "method_entries": "scorecard.figures.method",
    "rounded": "scorecard.figures.rounding",
}


def __getattr__(name: str) -> Any:
    """The function of that name from the module in which it lives."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
