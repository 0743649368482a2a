"""docs/house.md from the source: what each room and each module beside the rooms is for, in its own first sentence.

.venv/bin/python tools/house.py        write the page anew; a test compares the two
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
SOURCE = REPOSITORY / "src" / "scorecard"
PAGE = REPOSITORY / "docs" / "house.md"
INTRODUCTION = """# The house

Where things live in `src/scorecard/`, each in the first sentence of its own docstring. This page is made by
`tools/house.py`. Which room may import which is in `tests/test_layers.py`, and the habits are in `CONTRIBUTING.md`.

```
extract ─▶ Counts ─▶ (public: protect) ─▶ figures ─▶ compose ─▶ Scorecard ─▶ render ─▶ files ─▶ deliver
```
"""
# Every package and module of ours once, in the order in which they are best read.
PARTS = {
    "A build": (
        "pipeline", "request", "editions", "card", "manifest", "folder", "lock", "force_names", "forces", "aside",
    ),
    "From rows to counts": ("codes", "extract", "warehouse", "counts_csv", "dip_sample"),
    "From counts to files": ("model", "disclosure", "statistics", "figures", "compose", "render"),
    "From one quarter to the next": ("register", "run", "deliver"),
    "What a force sets and writes": (
        "config", "toml", "periods", "breakdowns", "look", "commentary", "commentary_template",
    ),
    "Ways in": ("cli", "__main__", "api", "series", "given"),
    "Used by all": ("errors", "shipped", "lazy", "process"),
}  # fmt: skip


def page() -> str:
    """The whole page as text; every package and module stands on it once."""
    listed = [name for names in PARTS.values() for name in names]
    there = {path.stem for path in SOURCE.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()}
    assert sorted(listed) == sorted(there - {"__init__"}), f"not in PARTS, or twice: {set(listed) ^ there}"
    return INTRODUCTION + "".join(line for part in PARTS for line in _part(part))


def _part(part: str) -> Iterator[str]:
    yield f"\n## {part}\n\n| where | what |\n|---|---|\n"
    for name in PARTS[part]:
        room = (SOURCE / name).is_dir()
        yield f"| `{name}/` |" if room else f"| `{name}.py` |"
        yield f" {_sentence(SOURCE / name / '__init__.py' if room else SOURCE / f'{name}.py')} |\n"


def _sentence(path: Path) -> str:
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    first = " ".join(said.split("\n\n")[0].split()).split(". ")[0]
    return first.removesuffix(".").replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
