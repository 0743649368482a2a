"""What a force may say about its extracts, as frozen values; light to import.

In: the tables [extract], [columns], [constants], [count_columns] and [codes] of scorecard.toml, already read.
Out: values whose names and codes are checked when made
(ConfigError, exit 4); nothing is guessed later.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from scorecard.codes import COLUMNS, column, load
from scorecard.errors import ConfigError, near

DateOrder = Literal["dmy", "mdy"]
TABLE = "extract"


@dataclass(frozen=True)
class ExtractSettings:
    """How the columns and values of a force's extracts are named.

    columns: our column -> their heading. constants: our column -> the one value of a column that is absent, or sheet
    -> its value. count_columns: their heading -> outcome, for tables with one column of counts an outcome.
    codes: our column -> their value -> our code, or several of them where a cell may hold several ("" maps an empty
    cell). reason_separator: what stands between several reasons in a cell. leave_out_unmapped: the columns whose
    unmapped values leave the row out, which the ledger shows, where otherwise the run stops.
    own_columns: columns of the force's own that a [[breakdown]] names. date_order: of dates that are not ISO.
    sheet: of a workbook, or several that are read one after another. header_row (from 1; 0: found), delimiter ("tab"
    for a tab), encoding: "" where found in the file.
    workforces: those that are reported. ethnicity_scheme: "16+1" has Chinese in Other, "18+1" in Asian.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str | Mapping[str, str]] = field(default_factory=dict)
    count_columns: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, Mapping[str, str | tuple[str, ...]]] = field(default_factory=dict)
    reason_separator: str = ";"
    leave_out_unmapped: tuple[str, ...] = ()
    date_order: DateOrder = "dmy"
    sheet: str | tuple[str, ...] = ""
    header_row: int = 0
    delimiter: str = ""
    encoding: str = ""
    workforces: tuple[str, ...] = ("officer", "staff")
    ethnicity_scheme: Literal["18+1", "16+1"] = "18+1"

    def __post_init__(self) -> None:
        self._check_columns()
        self._check_values()
        _one_of(f"[{TABLE}] date_order", self.date_order, ("dmy", "mdy"))
        _one_of(f"[{TABLE}] ethnicity_scheme", self.ethnicity_scheme, ("18+1", "16+1"))
        if self.header_row < 0:
            raise ConfigError(f"[{TABLE}] header_row is {self.header_row}; rows are counted from 1 (0: to be found).")
        if self.delimiter not in ("", "tab") and (
            len(self.delimiter) != 1 or self.delimiter.isalnum() or self.delimiter in '"\r\n'
        ):
            raise ConfigError(f'[{TABLE}] delimiter must be one mark, such as ";" or "|", or "tab".')
        if not self.reason_separator.strip(" ") or self.reason_separator.isalnum():
            raise ConfigError(f'[{TABLE}] reason_separator must be a mark between two reasons, such as ";" or " / ".')
        _check_encoding(self.encoding)
        self._check_sheets()

    @property
    def sheets(self) -> tuple[str, ...]:
        """The sheets that are named; none where the sheet is to be found."""
        named = (self.sheet,) if isinstance(self.sheet, str) else self.sheet
        return named if named != ("",) else ()

    @property
    def fixed(self) -> Mapping[str, str]:
        """The constants that hold for every row of every file."""
        return {name: value for name, value in self.constants.items() if isinstance(value, str)}

    def of_sheet(self, sheet: str) -> Mapping[str, str]:
        """The constants that hold for the rows of that sheet alone."""
        by_sheet = {n: v for n, v in self.constants.items() if not isinstance(v, str)}
        return {name: values[sheet] for name, values in by_sheet.items() if sheet in values}

    def codes_of(self, name: str) -> Mapping[str, tuple[str, ...]]:
        """The codes of each of the force's own values of a column."""
        return {raw: (c,) if isinstance(c, str) else tuple(c) for raw, c in self.codes.get(name, {}).items()}

    def _check_sheets(self) -> None:
        if not isinstance(self.sheet, str) and (not self.sheet or "" in self.sheet):
            raise ConfigError(f'[{TABLE}] sheet lists no sheet, or one without a name; write sheet = ["...", "..."].')
        if len(set(self.sheets)) < len(self.sheets):
            raise ConfigError(f"[{TABLE}] sheet names one sheet twice.")
        for name, value in self.constants.items():
            for sheet in () if isinstance(value, str) else value:
                if not self.sheets:
                    raise ConfigError(
                        f"[constants] {name} has a value by sheet; list the sheets as sheet in [{TABLE}]."
                    )
                _one_of(f"[constants] {name}", sheet, self.sheets)

    def _check_columns(self) -> None:
        for name, value in self.constants.items():
            _one_of("[constants]", name, tuple(c.name for c in COLUMNS if c.kind == "coded"))
            for one in (value,) if isinstance(value, str) else value.values():
                if not load(name).match(one):
                    _one_of(f"[constants] {name}", one, load(name).names)
            if name in self.columns and isinstance(value, str):
                raise ConfigError(f"[{TABLE}] has {name} both in columns and in constants; keep one of them.")
        if self.count_columns and ("outcome" in self.columns or "count" in self.columns):
            raise ConfigError("[count_columns] stands in for the columns outcome and count; name no column for them.")
        headings = [*self.columns.values(), *self.count_columns]
        if len(set(headings)) < len(headings):
            raise ConfigError(f"[{TABLE}] uses one heading for two columns.")
        if not self.workforces:
            raise ConfigError(f"[{TABLE}] workforces is empty; name at least one.")

    def _check_values(self) -> None:
        for heading, outcome in self.count_columns.items():
            _one_of(f"[count_columns] {heading!r}", outcome, load("outcome").names)
        for workforce in self.workforces:
            _one_of(f"[{TABLE}] workforces", workforce, load("workforce").names)
        for name in self.codes:
            known = column(name)
            if known is not None and known.kind != "coded":
                raise ConfigError(f"[codes.{name}] maps values of a column that has no codes.")
            for raw, codes in self.codes_of(name).items():
                _check_number(f"[codes.{name}] {raw!r}", codes, several=known is not None and known.several)
                for code in codes if known else ():  # of a column of the force's own, its breakdown knows the groups
                    _one_of(f"[codes.{name}] {raw!r}", code, load(name).names)


def _check_number(where: str, codes: tuple[str, ...], *, several: bool) -> None:
    if not codes:
        raise ConfigError(f"{where}: the list is empty; name at least one code.")
    if len(codes) > 1 and not several:
        only = ", ".join(c.name for c in COLUMNS if c.several)
        raise ConfigError(f"{where}: is mapped to {len(codes)} codes; only a value of {only} may have several.")


def _check_encoding(encoding: str) -> None:
    if not encoding:
        return
    try:
        "".encode(encoding)
    except (LookupError, UnicodeError):
        raise ConfigError(
            f"[{TABLE}] encoding is {encoding!r}, which is no known encoding; use utf-8, utf-16 or cp1252."
        ) from None


def check_own_names(settings: ExtractSettings, own: tuple[str, ...]) -> None:
    """Nothing where every column that the settings name is ours or the force's own; otherwise ConfigError."""
    for name in settings.columns:
        _one_of("[columns]", name, (*(c.name for c in COLUMNS), *own))
    coded_names = (*(c.name for c in COLUMNS if c.kind == "coded"), *own)
    for name in settings.codes:
        _one_of("[codes]", name, coded_names)
    for name in settings.leave_out_unmapped:
        _one_of(f"[{TABLE}] leave_out_unmapped", name, coded_names)


def _one_of(where: str, value: str, known: tuple[str, ...]) -> None:
    """Nothing where `value` is known; otherwise ConfigError with the near one."""
    if value not in known:
        raise ConfigError(f"{where}: '{value}' is not known{near(value, known)}")
