"""Names that Excel accepts: of sheets, of native tables, of constants."""

from __future__ import annotations

import re

LONGEST_SHEET_NAME = 31
# How a name that is too long is shortened, step by step, before it is cut: what tells sheets apart goes last.
SHORTER = (
    ("-figures", ""), ("-periods", ""), ("-shares", ""), ("-and-", "+"), ("officer", "off"), ("ethnicity", "eth"),
    ("stratified", "strat"), ("clearance-level", "level"), ("sexual-orientation", "orientation"),
)  # fmt: skip
_NOT_IN_A_SHEET_NAME = re.compile(r"[\s\[\]:*?/\\\x00-\x1f]+")
_NOT_IN_A_NAME = re.compile(r"\W+", re.ASCII)


class SheetNames:
    """Gives each sheet a name of its own: legal, at most 31 characters, unique whatever the case."""

    def __init__(self) -> None:
        self._taken = {"history"}  # Excel keeps this one for itself

    def name(self, wanted: str) -> str:
        """The wanted name, made legal; with ` (2)`, ` (3)` ... where it is taken."""
        legal = _shortened(_NOT_IN_A_SHEET_NAME.sub(" ", wanted).strip(" '") or "Sheet")
        name, number = legal[:LONGEST_SHEET_NAME].rstrip(" '"), 1
        while name.lower() in self._taken:
            number += 1
            ending = f" ({number})"
            name = legal[: LONGEST_SHEET_NAME - len(ending)].rstrip(" '") + ending
        self._taken.add(name.lower())
        return name


def _shortened(name: str) -> str:
    for long, short in SHORTER:
        if len(name) > LONGEST_SHEET_NAME:
            name = name.replace(long, short)
    return name


def quoted(sheet: str) -> str:
    """The sheet's name as formulas and links write it: 'Officers by sex'."""
    return "'" + sheet.replace("'", "''") + "'"


def defined_name(kind: str, name: str) -> str:
    """`table_officer_ethnicity`: letters, digits and underscores. The kind keeps it from looking like a cell (A1)."""
    return f"{kind}_{_NOT_IN_A_NAME.sub('_', name)}"
