"""Whose a name in the register is: a force may have been renamed, and several forces may share one register.

In: the names of a register, and what scorecard.toml says of them (`[force_names]`: a name there = whose it is). Out:
the names that are one force's. Letter case, spaces and forms of Unicode tell no two forces apart.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping


def plain(name: str) -> str:
    """What a force is known by: its name without letter case, spaces, invisible characters and forms of Unicode."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return "".join(c for c in folded if not c.isspace() and unicodedata.category(c) != "Cf")


def same_force(force: str, said: Mapping[str, str], names: Iterable[str]) -> tuple[str, ...]:
    """Those of the names that are this force's: alike, or said to be the same, at once or by way of a third name."""
    ours, pairs = {plain(force)}, [{plain(name), plain(whose)} for name, whose in said.items()]
    while more := set().union(*(pair for pair in pairs if pair & ours)) - ours:
        ours |= more
    return tuple(name for name in names if plain(name) in ours)


def unknown(force: str, said: Mapping[str, str], names: Iterable[str]) -> tuple[str, ...]:
    """Those of the names that are neither this force's nor said to be anybody's."""
    told = {plain(name) for pair in said.items() for name in pair}
    names = tuple(names)
    ours = same_force(force, said, names)
    return tuple(name for name in names if name not in ours and plain(name) not in told)
