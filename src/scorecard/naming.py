"""Before a public edition: is it known whose releases those of the same days are that stand under other names?

In: the settings, the period, the releases' names and periods in a register. Out: nothing, or ConfigError: a force that
was renamed would otherwise be published a second time, unprotected against what it published under its earlier name.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from scorecard.config import Config
from scorecard.errors import ConfigError
from scorecard.model import Period
from scorecard.register import same_force, unknown

Released = Sequence[tuple[str, Period]]


def check_names(config: Config, period: Period, register: Path, released: Released) -> None:
    """ConfigError where a name that nobody has explained published days of the period, which this force did not."""
    names = {name for name, _ in released}
    ours = same_force(config.force, config.force_names, names)
    days = _days([period]) - _days(p for name, p in released if name in ours)
    for name in sorted(unknown(config.force, config.force_names, names)):
        theirs = next((p for n, p in released if n == name and days & _days([p])), None)
        if theirs is not None:
            raise ConfigError(_sentence(config.force, name, theirs, register), _remedy(config.force, name))


def _sentence(force: str, name: str, period: Period, register: Path) -> str:
    return (
        f'{register.name} holds what was published of {period.dates} under the name "{name}" and not under "{force}", '
        "so it is not known whether a reader can lay the two side by side; say at the end of scorecard.toml whose that "
        "name is, with one of these two lines:"
    )


def _remedy(force: str, name: str) -> str:
    theirs, ours = json.dumps(name, ensure_ascii=False), json.dumps(force, ensure_ascii=False)
    return f"[force_names]\n{theirs} = {ours}   # the same force, renamed\n{theirs} = {theirs}   # another force"


def _days(periods: Iterable[Period]) -> set[int]:
    """Every day of the periods, by its number."""
    return {day for p in periods for day in range(p.start.toordinal(), p.end.toordinal() + 1)}
