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
from scorecard.register import Published, same_force, unknown


def check_names(config: Config, period: Period, register: Path, released: Sequence[Published]) -> None:
    """ConfigError where days of the period were published under a name that nobody has explained, and not under ours.

    A reply that was entered by hand is asked about even so: its writer may have called the force otherwise.
    """
    names = {r.force for r in released}
    ours = same_force(config.force, config.force_names, names)
    asked = unknown(config.force, config.force_names, names)
    days = _days([period])
    open_days = days - _days(r.period for r in released if r.force in ours)
    for r in released:
        if r.force in asked and (days if r.reply else open_days) & _days([r.period]):
            raise ConfigError(_sentence(config.force, r.force, r.period, register), _remedy(config.force, r.force))


def _sentence(force: str, name: str, period: Period, register: Path) -> str:
    return (
        f'{register.name} holds a release of {period.dates} under the name "{name}", and it is not known whether '
        f'that is "{force}", whose releases a reader could lay side by side; put one of these two lines at the end of '
        "scorecard.toml:"
    )


def _remedy(force: str, name: str) -> str:
    theirs, ours = json.dumps(name, ensure_ascii=False), json.dumps(force, ensure_ascii=False)
    return f"[force_names]\n{theirs} = {ours}   # the same force, renamed\n{theirs} = {theirs}   # another force"


def _days(periods: Iterable[Period]) -> set[int]:
    """Every day of the periods, by its number."""
    return {day for p in periods for day in range(p.start.toordinal(), p.end.toordinal() + 1)}
