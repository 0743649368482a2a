"""The breakdowns that a config knows without an extract: for files of counts and of figures."""

from __future__ import annotations

from scorecard.codes import CodeList, describe, load, with_built_in
from scorecard.config import Config
from scorecard.errors import ConfigError, near
from scorecard.extract.plan import own_list
from scorecard.model import Breakdown


def known_breakdowns(config: Config) -> tuple[Breakdown, ...]:
    """The built-in ones and the force's own, but for those whose groups only an extract can tell (open columns)."""
    rules = with_built_in(config.breakdown)
    found_later = {r.own_column for r in rules if r.open}
    own = {r.own_column: own_list(r, {}) for r in rules if r.own_column and not r.open}

    def codes(column: str) -> CodeList:
        return own[column] if column in own else load(column).under(config.extract.ethnicity_scheme)

    closed = [r for r in rules if not found_later & set(r.columns)]
    return tuple(describe(r, tuple(codes(c) for c in r.columns)) for r in closed)


def check_coloured(config: Config) -> None:
    """Nothing where [look.groups] colours groups that there are; otherwise ConfigError with the near one.

    Where a breakdown is open, any name may turn out to be a group.
    """
    coloured = config.look.get("groups", {})
    if any(rule.open for rule in config.breakdown) or not isinstance(coloured, dict):
        return
    known = {group for breakdown in known_breakdowns(config) for group in breakdown.rows}
    for name in coloured:
        if name not in known:
            raise ConfigError(f"[look.groups] colours '{name}', which is a group of no breakdown{near(name, known)}")
