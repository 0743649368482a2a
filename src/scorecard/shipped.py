"""Where the files lie that come with the tool: the default look and the synthetic sample.

In an installed wheel they are inside the package (`scorecard/templates`), in a source checkout at its root.
"""

from __future__ import annotations

import tomllib
from importlib import resources
from pathlib import Path
from typing import Any

PACKAGE = Path(str(resources.files("scorecard")))
CHECKOUT = PACKAGE.parent.parent


def shipped(name: str) -> Path:
    """The path of a shipped file or folder, such as `templates/theme.toml`; FileNotFoundError where there is none."""
    for root in (PACKAGE, CHECKOUT):
        if (root / name).exists():
            return root / name
    raise FileNotFoundError(f"{name} is missing from this installation of scorecard")


def shipped_toml(name: str) -> dict[str, Any]:
    """The tables of a shipped TOML file."""
    return tomllib.loads(shipped(name).read_text(encoding="utf-8"))
