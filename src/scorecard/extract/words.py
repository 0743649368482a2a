"""How what stands in a file is put into a message or a block to paste: cleaned, cut, and few."""

from __future__ import annotations

from collections.abc import Sequence

_LONGEST = 60
_QUOTED = 5


def clean(text: str) -> str:
    """The text without control characters, in one line, at most 60 characters."""
    shown = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"


def quoted(values: Sequence[str]) -> str:
    """At most five values in quotation marks, and how many more there are."""
    shown = ", ".join(f'"{clean(v)}"' if v.strip() else "(blank)" for v in values[:_QUOTED])
    more = len(values) - _QUOTED
    return f"{shown} and {more} more" if more > 0 else shown


def listed(words: Sequence[str]) -> str:
    """`2`, `2 and 3`, `2, 3 and 4`."""
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


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
