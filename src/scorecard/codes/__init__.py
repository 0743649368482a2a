"""Code lists and built-in breakdowns, held as data; imports nothing heavy."""

from scorecard.codes.breakdowns import (
    BreakdownRule,
    built_in_breakdowns,
    describe,
    group_of,
    listed,
    sides,
    with_built_in,
)
from scorecard.codes.codelist import Code, CodeList, fold, load
from scorecard.codes.columns import COLUMNS, Column, column, headings

__all__ = [
    "COLUMNS",
    "BreakdownRule",
    "Code",
    "CodeList",
    "Column",
    "built_in_breakdowns",
    "column",
    "describe",
    "fold",
    "group_of",
    "headings",
    "listed",
    "load",
    "sides",
    "with_built_in",
]
