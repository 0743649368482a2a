"""manifest.json: what a run read, which settings and versions it used, and what it wrote; no date, user or machine."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, is_dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from scorecard import __version__
from scorecard.model import Ledger

NAME = "manifest.json"
LIBRARIES = (
    "highspy", "numpy", "openpyxl", "pandas", "pyarrow", "python-calamine", "python-pptx", "scipy", "xlsxwriter",
)  # fmt: skip


def digest(path: Path) -> str:
    """The sha256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def outputs(folder: Path) -> list[tuple[str, str]]:
    """(name, sha256) of each file of the folder but the manifest itself, by name."""
    files = sorted(p for p in folder.iterdir() if p.is_file() and p.name != NAME)
    return [(p.name, digest(p)) for p in files]


def _outputs(folder: Path) -> list[dict[str, str]]:
    return [{"name": name, "sha256": sha256} for name, sha256 in outputs(folder)]


def _ledger(ledger: Ledger) -> dict[str, Any]:
    return {
        "rows_read": ledger.rows_read,
        "rows_counted": ledger.rows_counted,
        "left_out": [{"source": e.source, "cause": e.cause, "rows": e.rows} for e in ledger.left_out],
    }


def plain(value: Any) -> Any:
    """Settings as JSON knows them: dataclasses and mappings as objects, paths by their last part, dates in ISO."""
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    if isinstance(value, Path):
        return value.name
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)


def write_internal(
    folder: Path, *, ledger: Ledger, settings: Any, ours: Sequence[str] = LIBRARIES, edition: str = "internal"
) -> None:
    """The internal manifest; `outputs` are the folder's files as they are now. A table in a warehouse has no digest."""
    _write(
        folder,
        {
            "edition": edition,
            "inputs": [
                {"name": s.name, "sha256": s.sha256 or None, "ignored_columns": list(s.ignored_columns)}
                for s in ledger.sources
            ],
            "config": plain(settings),
            "versions": {
                "scorecard": __version__,
                "python": platform.python_version(),
                **{name: version(name) for name in ours},
            },
            "outputs": _outputs(folder),
            "ledger": _ledger(ledger),
            "notes": list(ledger.warnings),
        },
    )


def write_public(folder: Path, *, policy: Any) -> None:
    """The public manifest: the policy, our version and the files; an input's digest could be found by brute force."""
    _write(
        folder,
        {
            "edition": "public",
            "policy": plain(policy),
            "versions": {"scorecard": __version__},
            "outputs": _outputs(folder),
        },
    )


def _write(folder: Path, content: dict[str, Any]) -> None:
    (folder / NAME).write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
