"""Extracts, read, mapped and tallied: from files to Counts and a Ledger. No row about a person goes further than this.

What reads files is loaded when it is first used, so that the settings stay light to import.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorecard.extract.settings import ExtractSettings
from scorecard.lazy import load_on_first_use

if TYPE_CHECKING:
    from scorecard.extract.count import count_extracts
    from scorecard.extract.inspection import Inspection, inspect_extracts

__all__ = ["ExtractSettings", "Inspection", "count_extracts", "inspect_extracts"]

load_on_first_use(__name__, count=("count_extracts",), inspection=("Inspection", "inspect_extracts"))
