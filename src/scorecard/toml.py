"""TOML tables in, frozen dataclasses out: every key checked, every mistake one sentence.

A room of the project owns its settings as a frozen dataclass; this module knows how to fill any of them. A field
without a default is a key without a default. A field named `from_` is the key `from`.
"""

from __future__ import annotations

import dataclasses
import re
import tomllib
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

from scorecard.errors import ConfigError, cause_of, near

T = TypeVar("T")
LARGEST = 1_000_000_000  # of any setting: it is more than there are police officers
LONGEST_NAME = 255  # of a file, on all systems
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")  # in XML, so on slides and sheets
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
    except (RecursionError, ValueError):
        raise ConfigError(f"{path.name}: is nested too deeply, or holds a number that is too long.") from None


def one_line(text: str, longest: int = 100) -> bool:
    """Whether a text can stand in a sentence or a heading: something is seen of it, on one line, and not for long."""
    seen = any(letter.isprintable() and not letter.isspace() for letter in text)
    return seen and len(text) <= longest and len(text.splitlines()) == 1


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
        return fill(hint, as_table(value, where), where)
    structured = STRUCTURES.get(origin)
    return structured(value, hint, where) if structured else _plain(value, hint, where)


def _of_several(value: Any, hints: tuple[Any, ...]) -> Any:
    """The hint for a list or a table where there is one and the value is that; otherwise the first."""
    forms: dict[type, Any] = {list: tuple, dict: Mapping}
    form = forms.get(type(value))
    first = next(h for h in hints if h is not type(None))
    return next((h for h in hints if form and get_origin(h) is form), first)


def as_table(value: Any, where: str) -> Mapping[str, Any]:
    """The value, which must be a table; otherwise ConfigError."""
    if not isinstance(value, Mapping):
        raise ConfigError(f"{where} must be a table ([...] or {{...}}).")
    return value


def _tuple(value: Any, hint: Any, where: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise ConfigError(f"{where} must be a list ([..., ...]).")
    return tuple(convert(item, get_args(hint)[0], where) for item in value)


def _mapping(value: Any, hint: Any, where: str) -> dict[str, Any]:
    return {key: convert(item, get_args(hint)[1], f"{where} '{key}'") for key, item in as_table(value, where).items()}


def _literal(value: Any, hint: Any, where: str) -> Any:
    if value not in get_args(hint) or isinstance(value, bool):
        options = ", ".join(f'"{option}"' if isinstance(option, str) else str(option) for option in get_args(hint))
        raise ConfigError(f"{where} must be one of {options}.")
    return value


def _plain(value: Any, hint: Any, where: str) -> Any:
    if hint is Any:
        return value
    wanted = str if hint is Path else (int, float) if hint is float else hint
    if not isinstance(value, wanted) or (isinstance(value, bool | datetime) and hint is not bool):
        raise ConfigError(f"{where} must be {WORDS[hint]}.")
    checked = _CHECKED.get(hint)
    return checked(value, where) if checked else value


def _number(value: float, where: str) -> float:
    if not abs(value) <= LARGEST:  # nan is neither more nor less
        raise ConfigError(f"{where} must be a number of at most {LARGEST:,}.")
    return value


def _text(value: str, where: str) -> str:
    if _UNWRITABLE.search(value):
        raise ConfigError(f"{where} holds a character that cannot be written.")
    return value


def _path(value: str, where: str) -> Path:
    if any(character < " " for character in value):  # "C:\temp" is C:, a tab, and emp
        raise ConfigError(f"{where} holds a character that no path has.", _PATHS)
    if not value.strip():
        raise ConfigError(f"{where} is empty; name a path, or take the line out.")
    if any(len(part) > LONGEST_NAME for part in Path(value).parts):
        raise ConfigError(f"{where} holds a name of more than {LONGEST_NAME} characters.")
    return Path(value)


_CHECKED: dict[Any, Callable[[Any, str], Any]] = {
    int: _number,
    float: lambda value, where: float(_number(value, where)),
    str: _text,
    Path: _path,
}
STRUCTURES: dict[Any, Callable[[Any, Any, str], Any]] = {
    tuple: _tuple,
    Mapping: _mapping,
    dict: _mapping,
    Literal: _literal,
}
