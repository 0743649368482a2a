"""Cell formats: a number format for each Unit, and the look of each kind of cell."""

from __future__ import annotations

from typing import Any

from scorecard.model import Cell, Finding, Look, Role, Unit
from scorecard.render.xlsx.layout import FONT_SIZE, TITLE_SIZE

# Fonts that Excel has on every system; a look's own font is used where the workbook's reader is sure to have it.
SAFE_FONTS = ("Arial", "Calibri", "Verdana", "Tahoma", "Trebuchet MS", "Segoe UI", "Aptos", "Gill Sans MT")
FALLBACK_FONT = "Arial"

NUMBER_FORMATS: dict[Unit, str] = {
    Unit.TEXT: "General",
    Unit.FINDING: "General",
    Unit.COUNT: "#,##0",
    Unit.DAYS: "#,##0",
    Unit.PEOPLE: '+#,##0.0;"−"#,##0.0;0.0',
    Unit.PERCENT: "0.0%",
    Unit.POINTS: '+0.0;"−"0.0;0.0',
    Unit.RATIO: "#,##0.00",
    Unit.PROBABILITY: '[<0.001]"<0.001";0.000',
}
# A difference that rounds to nothing has no direction.
UNSIGNED = {Unit.PEOPLE: "0.0;0.0", Unit.POINTS: "0.0;0.0"}


def safe_font(wanted: str) -> str:
    """The look's font if Excel has it everywhere, else Arial: a spreadsheet names one font, without fallbacks."""
    return wanted if wanted in SAFE_FONTS else FALLBACK_FONT


def number_format(unit: Unit, cell: Cell) -> str:
    """The unit's number format, such that the number is shown as the cell's text."""
    if unit in UNSIGNED and not cell.text.startswith(("+", "−")):
        return UNSIGNED[unit]
    return NUMBER_FORMATS[unit]


class Formats:
    """XlsxWriter's formats for one workbook, each made once."""

    def __init__(self, workbook: Any, look: Look) -> None:
        self.look = look
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def _get(self, **properties: Any) -> Any:
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            base = {"font_name": safe_font(self.look.body_font), "font_size": FONT_SIZE, "valign": "vcenter"}
            base["font_scheme"] = "none"  # else the theme's font is shown instead
            base["font_color"] = "#" + self.look.colours["ink"]
            self._made[key] = self._workbook.add_format(base | properties)
        return self._made[key]

    @property
    def title(self) -> Any:
        """The heading in A1."""
        return self._get(
            bold=True,
            font_size=TITLE_SIZE,
            font_name=safe_font(self.look.heading_font),
            font_color="#" + self.look.colours["accent"],
        )

    @property
    def line(self) -> Any:
        """A line above a table; it runs over the empty cells beside it."""
        return self._get()

    @property
    def marking(self) -> Any:
        """The protective marking, and the statement that data are synthetic."""
        return self._get(bold=True, font_color="#" + self.look.colours["warning"])

    @property
    def link(self) -> Any:
        """A link to another sheet: underlined as well as coloured."""
        return self._get(underline=1, font_color="#" + self.look.colours["accent"])

    @property
    def link_in_table(self) -> Any:
        """A link in the first column of a table."""
        line = "#" + self.look.colours["line"]
        return self._get(underline=1, font_color="#" + self.look.colours["accent"], bottom=1, bottom_color=line)

    def header(self, unit: Unit, *, first: bool) -> Any:
        """A column's header: wrapped, on the side on which its cells are."""
        words = unit in (Unit.TEXT, Unit.FINDING)
        side = {"align": "left", "indent": 0 if first else 1} if words else {"align": "right", "indent": 1}
        return self._get(bold=True, text_wrap=True, valign="bottom", bottom=2, top=1, **side)

    def cell(self, unit: Unit, cell: Cell, *, role: Role = Role.GROUP, first: bool = False) -> Any:
        """A cell of a table: by its unit, its row's role and, for a finding, its mark's colour."""
        words = unit in (Unit.TEXT, Unit.FINDING)
        properties: dict[str, Any] = {
            "align": "left" if words else "right",
            "text_wrap": words,
            "num_format": number_format(unit, cell),
            "bottom": 1,
            "bottom_color": "#" + self.look.colours["line"],
            "bold": role is Role.TOTAL or first,
            "indent": 0 if first else 1,
            "italic": role is Role.UNKNOWN,
        }
        if role is Role.TOTAL:
            properties |= {"top": 1}
        if unit is Unit.FINDING and cell.value in self.look.marks:
            properties |= {"font_color": "#" + self.look.marks[str(cell.value)][1], "bold": True}
        return self._get(**properties)


def shown(unit: Unit, cell: Cell, look: Look) -> str:
    """The cell's text; before a finding's words the mark that every format gives it."""
    if unit is Unit.FINDING and cell.value in look.marks:
        return f"{look.marks[str(Finding(cell.value))][0]} {cell.text}"
    return cell.text
