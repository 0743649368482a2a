"""How values of a file may be quoted in a message: cleaned, cut, few, and never what looks like an id or a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

_LONGEST = 60
_QUOTED = 5
_TOO_MANY = 40
_FEW, _REPEATS = 10, 1.5
# No code of any list has three digits in a row, an address, or the end of a sentence in it.
_ID_LIKE = re.compile(r"\d{3,}|[^\s@]+@[^\s@]+|https?:|[.!?](\s|$)")
_WORDS_OF_A_SENTENCE = 12


def clean(text: str) -> str:
    """The text without control characters, in one line, at most 60 characters."""
    shown = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"


def personal(values: Sequence[str], rows: int = 0) -> bool:
    """True where values look like ids, notes or names rather than codes, so that none of them may be shown.

    rows: how many rows hold them, where that is known: codes repeat, names do not.
    """
    if len(values) > _TOO_MANY or (len(values) > _FEW and rows < _REPEATS * len(values) and rows):
        return True
    return any(_ID_LIKE.search(v) or len(v.split()) > _WORDS_OF_A_SENTENCE or len(v) > 2 * _LONGEST for v in values)


def quoted(values: Sequence[str], rows: int = 0) -> str:
    """At most five values in quotation marks, and how many more there are; "" where none may be shown."""
    if personal(values, rows):
        return ""
    shown = ", ".join(f'"{clean(v)}"' if v.strip() else "(blank)" for v in values[:_QUOTED])
    more = len(values) - _QUOTED
    return f"{shown} and {more} more" if more > 0 else shown


def toml_string(text: str) -> str:
    """The text as a TOML string, whatever is in it."""
    escaped = "".join(c if c.isprintable() and c not in '"\\' else f"\\U{ord(c):08X}" for c in text)
    return f'"{escaped}"'.replace("\\U0000000A", "\\n")


def toml_map(table: str, values: Sequence[str], choices: Sequence[str]) -> str:
    """A block to paste into scorecard.toml that maps values, in the order given; choices: lines of its comment."""
    lines = [f'{toml_string(value)} = ""' for value in values]
    return "\n".join([f"[{table}]", *(f"# {line}" for line in choices), *lines])


def counted(number: int, one: str, many: str) -> str:
    """`1 row has`, `1,204 rows have`."""
    return f"{number:,} {one if number == 1 else many}"
