"""What a force may say about its extracts, as frozen values; light to import.

In: the tables [extract], [columns], [constants], [count_columns] and [codes] of scorecard.toml, already read.
Out: values whose names and codes are checked when made
(ConfigError, exit 4); nothing is guessed later.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Literal

from scorecard.codes import COLUMNS, column, load
from scorecard.errors import ConfigError

DateOrder = Literal["dmy", "mdy"]
TABLE = "extract"


@dataclass(frozen=True)
class ExtractSettings:
    """How the columns and values of a force's extracts are named.

    columns: our column -> their heading. constants: our column -> the one value of a column that is absent.
    count_columns: their heading -> outcome, for tables with one column of counts an outcome.
    codes: our column -> their value -> our code ("" maps an empty cell). leave_out_unmapped: the columns whose
    unmapped values leave the row out, which the ledger shows, where otherwise the run stops.
    own_columns: columns of the force's own that a [[breakdown]] names. date_order: of dates that are not ISO.
    sheet, header_row (from 1; 0: found), delimiter ("tab" for a tab), encoding: "" where found in the file.
    workforces: those that are reported. ethnicity_scheme: "16+1" has Chinese in Other, "18+1" in Asian.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    count_columns: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    leave_out_unmapped: tuple[str, ...] = ()
    date_order: DateOrder = "dmy"
    sheet: str = ""
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
        if self.delimiter not in ("", "tab") and (len(self.delimiter) != 1 or self.delimiter in '"\r\n'):
            raise ConfigError(f'[{TABLE}] delimiter must be one character, or "tab".')
        _check_encoding(self.encoding)

    def _check_columns(self) -> None:
        for name, value in self.constants.items():
            _one_of("[constants]", name, tuple(c.name for c in COLUMNS if c.kind == "coded"))
            if not load(name).match(value):
                _one_of(f"[constants] {name}", value, load(name).names)
            if name in self.columns:
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
        for name, mapped in self.codes.items():
            if (known := column(name)) is None:
                continue  # a column of the force's own, checked against its breakdown's groups
            if known.kind != "coded":
                raise ConfigError(f"[codes.{name}] maps values of a column that has no codes.")
            for raw, code in mapped.items():
                _one_of(f"[codes.{name}] {raw!r}", code, load(name).names)


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
        near = get_close_matches(value, known, 1)
        hint = f'did you mean "{near[0]}"?' if near else f"use one of {', '.join(known)}."
        raise ConfigError(f'{where}: "{value}" is not known; {hint}')
