"""Disclosure control: choose what to withhold, prove that it cannot be recovered, inspect finished files.

`Policy` is at hand without anything heavy, since a config is read before anything is protected; what needs scipy is
imported when it is first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorecard.disclosure.policy import TOPICS, Policy
from scorecard.lazy import load_on_first_use

if TYPE_CHECKING:
    from scorecard.disclosure.again import protect_again
    from scorecard.disclosure.attack import Leak, attack
    from scorecard.disclosure.protect import REDACTIONS, Protection, protect
    from scorecard.disclosure.release import PrintedRate, Release

__all__ = [
    "REDACTIONS",
    "TOPICS",
    "Leak",
    "Policy",
    "PrintedRate",
    "Protection",
    "Release",
    "attack",
    "protect",
    "protect_again",
]

load_on_first_use(
    __name__,
    again=("protect_again",),
    attack=("Leak", "attack"),
    protect=("REDACTIONS", "Protection", "protect"),
    release=("PrintedRate", "Release"),
)
