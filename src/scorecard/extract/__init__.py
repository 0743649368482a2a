"""Extracts: read, map, tally. From files to Counts and a Ledger; no row about a person goes further than this package.

What reads files is loaded when it is first used, so that the settings stay light to import.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from scorecard.extract.settings import ExtractSettings

if TYPE_CHECKING:
    from scorecard.extract.count import count_extracts
    from scorecard.extract.inspection import Inspection, inspect_extracts

_HOME = {"count_extracts": "count", "Inspection": "inspection", "inspect_extracts": "inspection"}

__all__ = ["ExtractSettings", "Inspection", "count_extracts", "inspect_extracts"]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
