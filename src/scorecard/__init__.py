"""Vetting disproportionality scorecards: extracts in, counts, figures, a scorecard out.

`import scorecard` gives the names below and loads nothing: each comes from its module when it is first used, so that
the command's help stays quick. `compose` and `render` are also packages; as attributes of this one they are the
library's functions, and the packages are imported by their whole names (`from scorecard.render.html import ...`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorecard.lazy import load_on_first_use

__version__ = "0.1.0"

if TYPE_CHECKING:
    from scorecard.api import chart, compose, derive, period, protect, read, render, settings
    from scorecard.config import Config
    from scorecard.errors import (
        ConfigError,
        DisclosureError,
        ExtractError,
        ScorecardError,
        UsageError,
    )
    from scorecard.model import Counts, Edition, Figures, Finding, Ledger, Period, Scorecard
    from scorecard.series import joined

__all__ = [
    "Config",
    "ConfigError",
    "Counts",
    "DisclosureError",
    "Edition",
    "ExtractError",
    "Figures",
    "Finding",
    "Ledger",
    "Period",
    "Scorecard",
    "ScorecardError",
    "UsageError",
    "__version__",
    "chart",
    "compose",
    "derive",
    "joined",
    "period",
    "protect",
    "read",
    "render",
    "settings",
]  # fmt: skip

load_on_first_use(
    __name__,
    api=("chart", "compose", "derive", "period", "protect", "read", "render", "settings"),
    config=("Config",),
    errors=("ConfigError", "DisclosureError", "ExtractError", "ScorecardError", "UsageError"),
    model=("Counts", "Edition", "Figures", "Finding", "Ledger", "Period", "Scorecard"),
    series=("joined",),
)
