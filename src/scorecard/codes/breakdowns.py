"""Breakdowns as data: how the codes of one or two columns become the groups of a scorecard.

In: breakdowns.toml, and a force's own [[breakdown]] tables. Out: BreakdownRules, from which a run makes the
model.Breakdowns of the columns that its extract has.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from scorecard.codes.codelist import CodeList, fold, read_toml
from scorecard.codes.columns import column
from scorecard.errors import ConfigError
from scorecard.model.breakdown import ALL, UNKNOWN, Breakdown
from scorecard.model.windows import DEVICES

_LAST = ("Other", UNKNOWN)
_LONGEST = 40
_NAME = re.compile(rf"[a-z][a-z0-9_]{{0,{_LONGEST - 1}}}")
_TAKEN = ("ratios", "rates", "figures", "summary", "chart", "periods", "shares")
_INSTEAD = "groups"


@dataclass(frozen=True)
class BreakdownRule:
    """One breakdown as it is configured.

    columns: one, or two for a crossed breakdown. by: group by a code's wider "group" or by its own "label".
    groups: the groups of a force's own single column, in the order in which they are listed; none for a built-in
    column, and none where `open` is set: then each value found is a group. parent: the breakdown it nests in.
    """

    name: str
    label: str
    columns: tuple[str, ...]
    by: Literal["group", "label"] = "group"
    groups: tuple[str, ...] = ()
    open: bool = False
    reference: str = ""
    parent: str = ""

    def __post_init__(self) -> None:
        where = f"[[breakdown]] {self.name!r}"
        self._check_name(where)
        if len(self.columns) not in (1, 2):
            raise ConfigError(f"{where} has {len(self.columns)} columns; name one, or two that are crossed.")
        kinds = {c: known.kind for c in self.columns if (known := column(c))}
        if wrong := next((c for c, kind in kinds.items() if kind != "coded"), ""):
            raise ConfigError(f"{where} uses the column {wrong!r}, which has no codes to group by.")
        self._check_groups(where, [c for c in self.columns if c not in kinds])

    def _check_name(self, where: str) -> None:
        """The name is part of those of sheets, charts and addresses in the page, beside what these are of."""
        if not _NAME.fullmatch(self.name):
            shown = where if len(self.name) <= _LONGEST else f"[[breakdown]] '{self.name[:_LONGEST]}…'"
            raise ConfigError(
                f"{shown} needs a name of at most {_LONGEST} lower-case letters from a to z, digits and underscores, "
                "which begins with a letter."
            )
        if self.name in DEVICES:
            raise ConfigError(f"{where} has a name that Windows keeps for a device; give it another.")
        if taken := next((word for word in _TAKEN if self.name.endswith(f"_{word}")), ""):
            raise ConfigError(
                f"{where} has a name that ends in _{taken}, as those of our own tables and charts do; give it another, "
                f"such as {self.name.removesuffix(taken)}{_INSTEAD}."
            )

    def _check_groups(self, where: str, own: list[str]) -> None:
        folded = [fold(g) for g in self.groups]
        if repeated := next((g for at, g in enumerate(self.groups) if fold(g) in folded[:at]), ""):
            raise ConfigError(f"{where} has the group {repeated!r} twice.")
        if ALL in self.groups:
            raise ConfigError(f"{where} has a group called {ALL!r}, which is everybody.")
        if formula := next((g for g in self.groups if not g.strip() or g[0] in "=+-@"), None):
            raise ConfigError(f"{where} has the group {formula!r}; a group's name starts with a letter or a digit.")
        if (self.groups or self.open) and (len(self.columns) > 1 or not own):
            raise ConfigError(f"{where} may list groups (or be open) for one column of the force's own only.")
        if len(self.columns) == 1 and own and bool(self.groups) == self.open:
            raise ConfigError(f"{where} needs either groups = [...] or open = true for the column {own[0]!r}.")
        if self.groups and self.reference and self.reference not in self.groups:
            raise ConfigError(f"{where} has the reference {self.reference!r}, which is not one of its groups.")

    @property
    def own_column(self) -> str:
        """The force's own column that this breakdown brings, or "" where it uses built-in columns."""
        return self.columns[0] if self.groups or self.open else ""


def listed(groups: tuple[str, ...]) -> tuple[str, ...]:
    """The groups without repetition, with Other and then Unknown last."""
    unique = tuple(dict.fromkeys(groups))
    return (*(g for g in unique if g not in _LAST), *(g for g in _LAST if g in unique))


def group_of(rule: BreakdownRule, code_list: CodeList, code: str) -> str:
    """The group of one code under the rule; every unknown is Unknown, whatever its label."""
    found = code_list.get(code)
    return found.label if rule.by == "label" and found.group != UNKNOWN else found.group


def sides(rule: BreakdownRule, lists: Sequence[CodeList]) -> list[tuple[str, ...]]:
    """The groups of each column of the breakdown, in the order in which they are listed."""
    return [listed(tuple(group_of(rule, codes, c) for c in codes.names)) for codes in lists]


def describe(rule: BreakdownRule, lists: Sequence[CodeList], label: str = "") -> Breakdown:
    """The breakdown that the rule makes of the code lists of its columns; ConfigError for an unknown reference."""
    groups, *others = sides(rule, lists)
    unknown = tuple(g for g in groups if g == UNKNOWN)
    for other in others:
        unknown = tuple(f"{a}, {b}" for a in groups for b in other if UNKNOWN in (a, b))
        groups = tuple(f"{a}, {b}" for a in groups for b in other)
    if rule.reference and rule.reference not in groups:
        raise ConfigError(
            f"The breakdown {rule.name!r} has the reference {rule.reference!r}, which is not one of its groups.",
            f"Its groups are: {', '.join(groups)}",
        )
    parents = _parents(rule, lists[0]) if rule.parent else ()
    reference = rule.reference or None
    return Breakdown(
        rule.name, label or rule.label, rule.columns, groups, reference, unknown, rule.parent or None, parents
    )


def _parents(rule: BreakdownRule, codes: CodeList) -> tuple[tuple[str, str], ...]:
    return tuple({group_of(rule, codes, c): codes.get(c).group for c in codes.names}.items())


@cache
def built_in_breakdowns() -> tuple[BreakdownRule, ...]:
    """The built-in breakdowns, in the order in which they are shown."""
    entries = read_toml("breakdowns")["breakdown"]
    return tuple(BreakdownRule(**{**e, "columns": tuple(e["columns"])}) for e in entries)


def with_built_in(own: Sequence[BreakdownRule]) -> tuple[BreakdownRule, ...]:
    """The built-in breakdowns and then a force's own; one of the same name takes the built-in one's place."""
    rules = {rule.name: rule for rule in (*built_in_breakdowns(), *own)}
    return tuple(rules.values())
