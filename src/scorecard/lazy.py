"""Packages whose names are loaded when they are first used, so that help, settings and notebooks start at once.

In: a package, and which of its modules has which names. Out: nothing; the package has the names. The package says the
same to type checkers by imports under TYPE_CHECKING.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any


def load_on_first_use(package: str, **modules: tuple[str, ...]) -> None:
    """Give the package the names of its modules, each loaded when a name of it is asked for.

    Importing a module puts it into its package: where a name is a module's too (`protect`), it stays the function.
    """
    homes = {name: module for module, names in modules.items() for name in names}

    class Package(ModuleType):
        def __getattr__(self, name: str) -> Any:
            if name not in homes:
                raise AttributeError(f"module {package!r} has no attribute {name!r}")
            return getattr(import_module(f"{package}.{homes[name]}"), name)

        def __setattr__(self, name: str, value: object) -> None:
            if name not in homes:
                super().__setattr__(name, value)

        def __dir__(self) -> list[str]:
            return sorted({*super().__dir__(), *homes})

    sys.modules[package].__class__ = Package
