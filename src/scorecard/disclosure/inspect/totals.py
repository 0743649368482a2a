"""The counts of one row in; what the scorecard adds up of them out.

A total is withheld where one of its parts is, unless subtraction from what is shown of the row yields it all the same:
then the scorecard prints it, and whoever reads it has learnt nothing.
"""

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
    counts = {**counts, **known}
    return counts, withheld | _unknown({name for name, parts in made.items() if parts & withheld}, counts, withheld)


def _unknown(unsure: set[str], counts: Mapping[str, int], withheld: frozenset[str]) -> set[str]:
    """Those of these totals that are not all that is missing of a sum which is shown, or can be worked out."""
    sums = _sums(counts)
    while found := {name for one in sums if len(hidden := one & (unsure | withheld)) == 1 for name in hidden & unsure}:
        unsure = unsure - found
    return unsure


def _sums(counts: Mapping[str, int]) -> list[frozenset[str]]:
    """What adds up by contact, each sum with its parts: all decided, passed or refused, where each has a contact."""
    kinds = {n.partition("|")[0] for n in counts if n.startswith("contact:")} - {ANY}
    made = [(what, [f"{k}|{what}" for k in of]) for of in (kinds, (ANY, NOT)) for what in ("decided", *DECIDED)]
    return [
        frozenset({n, *parts}) for n, parts in made if n in counts and counts[n] == sum(counts.get(p, 0) for p in parts)
    ]
