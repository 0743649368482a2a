"""TOML tables in, frozen dataclasses out: every key checked, every mistake one sentence.

A room of the project owns its settings as a frozen dataclass; this module knows how to fill any of them. A field
without a default is a key without a default. A field named `from_` is the key `from`.
"""

from __future__ import annotations

import dataclasses
import tomllib
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

from scorecard.errors import ConfigError, cause_of, near

T = TypeVar("T")
_PATHS = r"Write a Windows path in single quotes ('C:\folder\file.pptx'), or with / for \."
REMEDIES = {  # by what the TOML reader says
    "twice": "A [table] may stand only once: add the lines to the one that is there.",
    "Unescaped '\\'": _PATHS,
    "Invalid hex value": _PATHS,
}
WORDS: dict[type, str] = {
    str: "text in quotes",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    date: "a date such as 2021-06-01",
    Path: "a path in quotes",
}


def read_toml(path: Path) -> dict[str, Any]:
    """The tables of a TOML file; ConfigError where it cannot be read or is not TOML (with line and column)."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({cause_of(error)}).") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{path}: is not UTF-8 text; save it as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        remedy = next((remedy for sign, remedy in REMEDIES.items() if sign in str(error)), "")
        raise ConfigError(f"{path.name}: is not valid TOML: {error}.", remedy) from None


def fill(kind: type[T], table: Mapping[str, Any], where: str) -> T:
    """A `kind` (frozen dataclass) with the table's values; ConfigError for an unknown, missing or mistyped key."""
    fields = {f.name.rstrip("_"): f for f in dataclasses.fields(kind)}  # type: ignore[arg-type]
    for key in table:
        if key not in fields:
            raise ConfigError(f"{where} has no key '{key}'{near(key, fields)}")
    for key, field in fields.items():
        no_default = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        if no_default and key not in table:
            raise ConfigError(f"{where} needs '{key}'; there is no default.")
    hints = typing.get_type_hints(kind)
    values = {fields[k].name: convert(v, hints[fields[k].name], f"{where} {k}") for k, v in table.items()}
    return kind(**values)


def convert(value: Any, hint: Any, where: str) -> Any:
    """The TOML value as what the type hint asks for; ConfigError where it is something else."""
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return convert(value, _of_several(value, get_args(hint)), where)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return fill(hint, _table(value, where), where)
    structured = STRUCTURES.get(origin)
    return structured(value, hint, where) if structured else _plain(value, hint, where)


def _of_several(value: Any, hints: tuple[Any, ...]) -> Any:
    """The hint for a list or a table where there is one and the value is that; otherwise the first."""
    forms: dict[type, Any] = {list: tuple, dict: Mapping}
    form = forms.get(type(value))
    first = next(h for h in hints if h is not type(None))
    return next((h for h in hints if form and get_origin(h) is form), first)


def _table(value: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise ConfigError(f"{where} must be a table ([...] or {{...}}).")
    return value


def _tuple(value: Any, hint: Any, where: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise ConfigError(f"{where} must be a list ([..., ...]).")
    return tuple(convert(item, get_args(hint)[0], where) for item in value)


def _mapping(value: Any, hint: Any, where: str) -> dict[str, Any]:
    return {key: convert(item, get_args(hint)[1], f"{where} '{key}'") for key, item in _table(value, where).items()}


def _literal(value: Any, hint: Any, where: str) -> Any:
    if value not in get_args(hint) or isinstance(value, bool):
        options = ", ".join(f'"{option}"' if isinstance(option, str) else str(option) for option in get_args(hint))
        raise ConfigError(f"{where} must be one of {options}.")
    return value


def _plain(value: Any, hint: Any, where: str) -> Any:
    if hint is Any:
        return value
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    wanted = str if hint is Path else hint
    if type(value) is not wanted:
        raise ConfigError(f"{where} must be {WORDS[hint]}.")
    if hint is Path and any(character < " " for character in value):  # "C:\temp" is C:, a tab, and emp
        raise ConfigError(f"{where} holds a character that no path has.", _PATHS)
    return Path(value) if hint is Path else value


STRUCTURES: dict[Any, Callable[[Any, Any, str], Any]] = {
    tuple: _tuple,
    Mapping: _mapping,
    dict: _mapping,
    Literal: _literal,
}
