"""How each figure is made, in words: the text of docs/method.md and of the scorecard's own method page.

In: templates/method.toml. Out: its entries.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from scorecard.errors import ConfigError
from scorecard.shipped import shipped

HEADER = """# Method

How every figure of the scorecard is made. Ratios say what is divided by what; `[z]` marks what is undefined and `[c]`
what is withheld. This page is made from `templates/method.toml`, as is the method page of each scorecard.
The expected numbers that the figures are tested against, with their sources, are in `tests/references/`.
"""


@dataclass(frozen=True)
class MethodEntry:
    """One figure: what it is, its formula in plain text, where it comes from, when it is undefined, and an example."""

    name: str
    what: str
    formula: str
    source: str
    undefined: str
    example: str
    show: bool = True

    @property
    def text(self) -> str:
        """What the scorecard's own method page says."""
        return f"{self.what} {self.formula[:1].upper()}{self.formula[1:]}. Source: {self.source}."

    @property
    def page(self) -> str:
        """The entry in docs/method.md."""
        return (
            f"## {self.name}\n\n{self.what}\n\n- **Formula:** {self.formula}.\n- **Source:** {self.source}.\n"
            f"- **Undefined:** {self.undefined}.\n- **By hand:** {self.example}\n"
        )


def method_entries(path: Path | None = None, *, everything: bool = False) -> tuple[MethodEntry, ...]:
    """The entries that a scorecard shows, in order; all of them with `everything`.

    path: None is the one shipped. ConfigError where an entry is not whole.
    """
    path = path or shipped("templates/method.toml")
    figures = tomllib.loads(path.read_text(encoding="utf-8")).get("figure", [])
    try:
        entries = tuple(MethodEntry(**figure) for figure in figures)
    except TypeError as error:
        raise ConfigError(f"{path.name}: a [[figure]] has a wrong or a missing key ({error}).") from error
    return tuple(entry for entry in entries if entry.show or everything)


def page(entries: tuple[MethodEntry, ...]) -> str:
    """The text of docs/method.md."""
    return "\n".join([HEADER, *(entry.page for entry in entries)])
