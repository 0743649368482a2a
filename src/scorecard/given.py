"""What the library's functions may be given, by the names of their parameters, and the sentence about anything else.

In: a function of the library. Out: the same one; it raises UsageError for an argument of another kind than its
parameter's name stands for, before it does anything. A value is shown in the sentence only where it is a number: a
frame may hold rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import wraps
from inspect import signature
from numbers import Real
from os import PathLike, fspath
from typing import Any, ParamSpec, TypeVar

import pandas as pd

from scorecard.config import Config
from scorecard.errors import UsageError
from scorecard.model import Counts, Figures, Ledger, Period, Scorecard

P = ParamSpec("P")
R = TypeVar("R")
NARROWEST, WIDEST = 300, 4000  # pixels: below, words run out of a chart; above, numbers are far from their bars


@dataclass(frozen=True)
class Kind:
    """What a parameter stands for: whether a value is that, and what to say that it must be."""

    holds: Callable[[Any], bool]
    words: str


def _is_a(kind: type) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, kind)


def _has_rows(kind: type, frame: str) -> Callable[[Any], bool]:
    """Of that kind, and not empty as `where` makes it of a name that is not there."""
    return lambda value: isinstance(value, kind) and not getattr(value, frame).empty


def _is_day(value: Any) -> bool:
    return type(value) is date  # a moment (datetime, a pandas Timestamp) is a date to Python, and compares with none


def _is_path(value: Any) -> bool:
    name = fspath(value) if isinstance(value, str | PathLike) else None
    return isinstance(name, str) and bool(name.strip()) and "\0" not in name


def _is_several(value: Any) -> bool:
    """Whether it can be gone through for what it holds: a text, a mapping and a frame give their letters or keys."""
    return isinstance(value, Iterable) and not isinstance(value, str | bytes | Mapping | pd.DataFrame)


def _is_width(value: Any) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool) and NARROWEST <= float(value) <= WIDEST


def _are_releases(value: Any) -> bool:
    return isinstance(value, Sequence) and all(isinstance(getattr(one, "counts", None), Counts) for one in value)


_PATH = "a path that is not empty"
_DAY = "a date, such as datetime.date(2021, 6, 1)"
_COUNTS = Kind(_has_rows(Counts, "decisions"), "Counts, which `counts, ledger = scorecard.read(...)` gives")
KINDS = {
    "card": Kind(_is_a(Scorecard), "a Scorecard, which scorecard.compose gives"),
    "config": Kind(_is_a(Config), "a Config, which scorecard.settings gives"),
    "counts": _COUNTS,
    "end": Kind(_is_day, _DAY),
    "extracts": Kind(lambda value: _is_path(value) or _is_several(value), f"{_PATH}, or a list of such paths"),
    "figures": Kind(_has_rows(Figures, "disparity"), "Figures, which scorecard.derive gives"),
    "folder": Kind(_is_path, _PATH),
    "history": _COUNTS,
    "id": Kind(_is_a(str), "text, such as 'officer-ethnicity-ratios'"),
    "label": Kind(_is_a(str), "text, such as '202109'"),
    "ledger": Kind(_is_a(Ledger), "a Ledger, which `counts, ledger = scorecard.read(...)` gives"),
    "parts": Kind(_is_several, "a list of Counts"),
    "path": Kind(_is_path, _PATH),
    "period": Kind(_is_a(Period), "a Period, which scorecard.period gives"),
    "released": Kind(_are_releases, "a list of scorecard.disclosure.Release, oldest first"),
    "start": Kind(_is_day, _DAY),
    "width": Kind(_is_width, f"a number of pixels from {NARROWEST:,} to {WIDEST:,}"),
}


def checked(function: Callable[P, R]) -> Callable[P, R]:
    """The function, its arguments looked at first; what is a default, such as None, may also be given."""
    named = signature(function)

    @wraps(function)
    def looked_at(*args: P.args, **kwargs: P.kwargs) -> R:
        for name, value in named.bind(*args, **kwargs).arguments.items():
            if value is not named.parameters[name].default:
                refuse_other(function.__name__, name, value)
        return function(*args, **kwargs)

    return looked_at


def refuse_other(function: str, name: str, value: object, of: str = "") -> None:
    """Nothing where the value is what the name stands for; otherwise UsageError. of: the list that the value is in."""
    kind = KINDS[name]
    if not kind.holds(value):
        where, it = (f"each of {of}", "one") if of else (name, "it")
        raise UsageError(f"scorecard.{function}: {where} must be {kind.words}; {it} is {_shown(value)}.")


def _shown(value: object) -> str:
    """A number itself; of anything else what is wrong with it at first sight."""
    if value is None or isinstance(value, Real):
        return str(value)
    rows = getattr(value, "decisions", getattr(value, "disparity", None))
    if (isinstance(rows, pd.DataFrame) and rows.empty) or (isinstance(value, str) and not value.strip()):
        return "empty"
    return f"of the type {type(value).__name__}"
