"""Formula templates of columns to Excel formulas, so that an auditor can click a number and see how it was made.

`Column.formula` is an Excel formula without its leading `=`, in which braces stand for cells:

    {refused}           the cell of that column in the same row             C9
    {reference.rate}    the cell of that column in the reference's row      $D$11
    {constant.z}        a constant of the table, by its defined name        constant_z

Everything outside braces is copied. A formula is written only where the cell has a finite number of its own (a cell of
words, such as [z], stays words) and where each thing that it names is there: a table without a reference row
keeps the value. The number itself is stored beside the formula, so that previews and phones show it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from scorecard.model import Role, Table

_FUNCTIONS = re.compile(r"[A-Z][A-Z0-9.]*\(")
_BRACES = re.compile(r"\{(?:(reference|constant)\.)?(\w+)\}")


@dataclass(frozen=True)
class Formulas:
    """Fills the templates of one table that stands at `top` (the sheet row of its first group, from 0)."""

    table: Table
    top: int
    constants: Mapping[str, str]  # of this table: the constant's name -> its defined name in the workbook

    def _is_number(self, row: int, column: int) -> bool:
        value = self.table.rows[row].cells[column].value
        return isinstance(value, int | float) and math.isfinite(value)

    def formula(self, row: int, column: int) -> str | None:
        """The formula of the cell in that row and column of the table; None where it is a plain value."""
        template = self.table.columns[column].formula
        if template is None or not self._is_number(row, column):
            return None
        names = [self._name(scope, key, row) for scope, key in _BRACES.findall(template)]
        if None in names:
            return None
        remaining = iter(names)
        return "=" + _BRACES.sub(lambda _: str(next(remaining)), template)

    def _name(self, scope: str, key: str, row: int) -> str | None:
        if scope == "constant":
            return self.constants[key]
        if scope == "reference":
            reference = next((i for i, r in enumerate(self.table.rows) if r.role is Role.REFERENCE), None)
            return None if reference is None else self._cell(reference, key, absolute=True)
        return self._cell(row, key)

    def _cell(self, row: int, key: str, *, absolute: bool = False) -> str | None:
        column = self.table.index(key)
        if not self._is_number(row, column):
            return None
        return str(xl_rowcol_to_cell(self.top + row, column, row_abs=absolute, col_abs=absolute))


class Sheet(Worksheet):  # type: ignore[misc]
    """A worksheet that looks for functions newer than Excel 2007 once each.

    The library looks for each of some 170 names in every formula, which was a third of the time of a workbook.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        if all(_known_to_all(name) for name in _FUNCTIONS.findall(formula)):
            return formula.removeprefix("=")
        return str(super()._prepare_formula(formula, expand_future_functions))


@cache
def _known_to_all(function: str) -> bool:
    """Whether a function, as `SQRT(`, is written into a file under its own name."""
    return bool(Worksheet()._prepare_formula(function, True) == function)
