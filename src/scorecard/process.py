"""How a process of ours is set up before anything heavy is imported: only what the work itself needs takes time.

In: nothing. Out: nothing; the process, and those that it starts, are set up. A command calls it; a library that is
imported leaves its user's settings alone.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType

# Slides and sheets are hundreds of thousands of small objects that live until they are written; Python's search for
# garbage among them takes a tenth of a run and finds next to nothing. After so many new ones the youngest are searched;
# the older, each after so many searches of the younger.
NEW_OBJECTS, ROUNDS = 100_000, (50, 100)

# Read by the libraries when they are loaded. numpy and scipy each start threads for large matrices, of which we have
# none (0.2 processor seconds). Arrow's own allocators keep what they freed (15 MB); the system's is as fast here.
SETTINGS = {"OPENBLAS_NUM_THREADS": "1", "ARROW_DEFAULT_MEMORY_POOL": "system"}


def set_up() -> None:
    """For the whole of this process. What its user has set in the environment stays as it is."""
    gc.set_threshold(NEW_OBJECTS, *ROUNDS)
    for name, value in SETTINGS.items():
        os.environ.setdefault(name, value)
    if _BeforeScipy not in sys.meta_path:
        sys.meta_path.insert(0, _BeforeScipy)


class _BeforeScipy:
    """Asked where a module is, once scipy is wanted; knows no module.

    scipy takes over every name of numpy, and so imports the front end of a Fortran compiler (0.1 seconds, 8 MB).
    """

    @staticmethod
    def find_spec(name: str, _path: Sequence[str] | None, _target: ModuleType | None = None) -> ModuleSpec | None:
        """None: the finders that come after it know where it is."""
        if name == "scipy":
            sys.meta_path.remove(_BeforeScipy)
            _load_on_first_use("numpy", "f2py")
        return None


def _load_on_first_use(package: str, name: str) -> None:
    """Put the module into its package without running it; whoever asks for something in it has it run."""
    import importlib.util

    whole = f"{package}.{name}"
    spec = importlib.util.find_spec(whole)
    if whole in sys.modules or spec is None or spec.loader is None:
        return
    spec.loader = loader = importlib.util.LazyLoader(spec.loader)
    sys.modules[whole] = module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    setattr(importlib.import_module(package), name, module)
