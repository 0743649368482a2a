"""Disclosure control: choose what to withhold, prove that it cannot be recovered, inspect finished files.

`Policy` is at hand without anything heavy, since a config is read before anything is protected; what needs scipy is
imported when it is first asked for.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from scorecard.disclosure.policy import TOPICS, Policy

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

_MODULES = {
    "Leak": "attack",
    "PrintedRate": "release",
    "Protection": "protect",
    "REDACTIONS": "protect",
    "Release": "release",
    "attack": "attack",
    "protect": "protect",
    "protect_again": "again",
}


def __getattr__(name: str) -> Any:
    """The value of that name from the module in which it lives."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)


class _Package(ModuleType):
    """Importing a module puts it into its package: here `attack` and `protect` stay the functions of that name."""

    def __setattr__(self, name: str, value: object) -> None:
        if name not in _MODULES:
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
