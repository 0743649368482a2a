"""The counts of one row in; what the scorecard adds up of them out. A total is withheld where one of its parts is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from scorecard.model import ANY_CONTACT, NOT_CONTACTED, UNDECIDED

EVERYBODY = "undecided:base"  # what the shares of undecided applications are of
NOT, ANY = f"contact:{NOT_CONTACTED}", f"contact:{ANY_CONTACT}"
DECIDED = ("passed", "refused")

Parts = Mapping[str, frozenset[str]]


def totals(names: Iterable[str]) -> Parts:
    """Each total by name, with the names of its parts, of all counts of a row that are known or withheld."""
    kinds = sorted({n.partition("|")[0] for n in names if n.startswith("contact:")})
    contact = {kind: {what: frozenset({f"{kind}|{what}"}) for what in DECIDED} for kind in kinds}
    reached = [parts for kind, parts in contact.items() if kind != NOT]
    contact[ANY] = {what: frozenset().union(*(parts[what] for parts in reached)) for what in DECIDED}
    found = {EVERYBODY: frozenset({"decided", *UNDECIDED})}
    for kind, parts in contact.items():
        found[f"{kind}|decided"] = frozenset().union(*parts.values())
    if reached:
        found |= {f"{ANY}|{what}": parts for what, parts in contact[ANY].items()}
    return {name: parts for name, parts in found.items() if parts}


def with_totals(counts: Mapping[str, int], withheld: frozenset[str]) -> tuple[dict[str, int], frozenset[str]]:
    """The counts and the names of those withheld, both with the totals of the row."""
    made = totals(counts.keys() | withheld)
    known = {name: sum(counts[p] for p in parts) for name, parts in made.items() if parts <= counts.keys()}
    return {**counts, **known}, withheld | {name for name, parts in made.items() if parts & withheld}
