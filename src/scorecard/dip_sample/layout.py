"""How the review workbook is laid out, for the module that writes it and the one that reads it back."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

CASES, SAMPLE, GUIDANCE = "Cases", "Sample", "Guidance"
FIXED = (  # what the tool wrote and nobody may change
    "No",
    "Case id",
    "Workforce",
    "Ethnicity",
    "Sex",
    "Reasons recorded",
    "Leading reason",
    "Decision date",
)
FINDING, ROLE, REMARKS = "Finding", "Reviewer role", "Remarks"
CHECK = "Check"
HEADINGS = (*FIXED, FINDING, ROLE, REMARKS, CHECK)
FACTS = ("Force", "Period", "First day", "Last day", "Seed", "Cases drawn", "Refusals in the period")


def check_of(facts: Sequence[str], cells: Sequence[str]) -> str:
    """A short digest of a case's fixed cells and of the sample it belongs to: notices a change, and proves nothing."""
    return hashlib.sha256("\x1f".join((*facts, *cells)).encode()).hexdigest()[:10]
