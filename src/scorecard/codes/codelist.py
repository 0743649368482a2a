"""Code lists: which codes there are, how they are spelt in real extracts, and in which group each belongs.

In: the TOML files beside this module, one a list. Out: frozen CodeLists that match a raw value regardless of case,
spacing, punctuation, kind of dash and accents.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any


class _Matters(dict[int, str | None]):
    """What stands for a character when values are compared, for str.translate: None for what must not matter."""

    def __missing__(self, code: int) -> str | None:
        sign = chr(code)
        passed_over = sign.isspace() or unicodedata.category(sign) in ("Pd", "Mn", "Cc", "Cf")
        return self.setdefault(code, None if passed_over else sign)


_MATTERS = _Matters({**dict.fromkeys(map(ord, "_/,:;()'\"’‘“”")), ord("&"): "and"})


def fold(text: str) -> str:
    """The text without what must not matter when values are compared; text of nothing else is only stripped.

    A full stop and every other sign is kept: "1.0" must not become "10".
    """
    return unicodedata.normalize("NFKD", text).casefold().translate(_MATTERS) or text.strip()


@dataclass(frozen=True)
class Code:
    """One code of a list: `group` is the wider group in which it stands, `unknown` how an Unknown came to be unknown.

    broad: the code says no more than its group does. schemes: (scheme, group, label) where an older scheme differs.
    """

    code: str
    label: str
    group: str
    spellings: tuple[str, ...] = ()
    unknown: str = ""
    broad: bool = False
    schemes: tuple[tuple[str, str, str], ...] = ()

    def under(self, scheme: str) -> Code:
        """This code with the label and the group that it has in the scheme."""
        for name, group, label in self.schemes:
            if name == scheme:
                return Code(self.code, label, group, self.spellings, self.unknown, self.broad)
        return self


@dataclass(frozen=True)
class CodeList:
    """The codes of one column in the order in which they are listed; `blank` is the code of an empty cell ("": none).

    refused: folded values that are known and must not be guessed, each with the reason why.
    """

    name: str
    label: str
    codes: tuple[Code, ...]
    blank: str = ""
    refused: Mapping[str, str] = field(default_factory=dict)

    @property
    def index(self) -> Mapping[str, Code]:
        """The codes by every folded code, label and spelling."""
        return _index(self.name, self.codes)

    def match(self, raw: str) -> Code | None:
        """The code that a raw value means, or None where it is not in the list (a blank too, unless listed)."""
        if not raw.strip():
            return self.get(self.blank) if self.blank else None
        return self.index.get(fold(raw))

    def get(self, code: str) -> Code:
        """The code of exactly that name; KeyError where there is none."""
        for found in self.codes:
            if found.code == code:
                return found
        raise KeyError(f"{self.name} has no code {code}")

    @property
    def names(self) -> tuple[str, ...]:
        """The codes alone, in order."""
        return tuple(c.code for c in self.codes)

    def under(self, scheme: str) -> CodeList:
        """This list with the labels and groups of the scheme."""
        return CodeList(self.name, self.label, tuple(c.under(scheme) for c in self.codes), self.blank, self.refused)


@cache
def _index(name: str, codes: tuple[Code, ...]) -> Mapping[str, Code]:
    index: dict[str, Code] = {}
    for code in codes:
        for spelling in (code.code, *code.spellings):
            known = index.setdefault(fold(spelling), code)
            assert known is code, f"{name}: {spelling!r} means both {known.code} and {code.code}"
    for code in codes:  # a label may stand twice: Chinese is A4 and O1
        index.setdefault(fold(code.label), code)
    return MappingProxyType(index)


def _code(entry: Mapping[str, Any]) -> Code:
    schemes = tuple((name, s["group"], s["label"]) for name, s in entry.get("scheme", {}).items())
    return Code(
        entry["code"],
        entry["label"],
        entry.get("group", entry["label"]),
        tuple(entry.get("spellings", ())),
        entry.get("unknown", ""),
        entry.get("broad", False),
        schemes,
    )


def read_toml(name: str) -> dict[str, Any]:
    """The content of `<name>.toml` beside this module."""
    return tomllib.loads((files(__package__) / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def load(name: str) -> CodeList:
    """The built-in list of that name, such as "ethnicity"; FileNotFoundError where there is none."""
    data = read_toml(name)
    refused = MappingProxyType({fold(v): r["why"] for r in data.get("refused", ()) for v in r["values"]})
    return CodeList(name, data["label"], tuple(_code(e) for e in data["code"]), data.get("blank", ""), refused)
