"""Vetting disproportionality scorecards: extracts in, counts, figures, a scorecard out.

`import scorecard` gives the names below and loads nothing: each comes from its module when it is first used, so that
the command's help stays quick. `compose` and `render` are also packages; as attributes of this one they are the
library's functions, and the packages are imported by their whole names (`from scorecard.render.html import ...`).
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

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

_HOMES = {
    **dict.fromkeys(("chart", "compose", "derive", "period", "protect", "read", "render", "settings"), "api"),
    "Config": "config",
    **dict.fromkeys(("ConfigError", "DisclosureError", "ExtractError", "ScorecardError", "UsageError"), "errors"),
    **dict.fromkeys(("Counts", "Edition", "Figures", "Finding", "Ledger", "Period", "Scorecard"), "model"),
}

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
    "period",
    "protect",
    "read",
    "render",
    "settings",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """The value of that name from the module in which it lives."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


class _Package(ModuleType):
    """Importing a module puts it into its package: here `compose` and `render` stay the functions of that name."""

    def __setattr__(self, name: str, value: object) -> None:
        if name not in _HOMES:
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
