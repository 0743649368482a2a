"""The command run as a user runs it, and small extracts to run it on."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

SAMPLE = Path(__file__).parents[2] / "sample_data"
HEADINGS = "case_id,decision_date,workforce,ethnicity,sex,outcome"


@dataclass(frozen=True)
class Outcome:
    """How a run ended."""

    code: int
    out: str
    err: str


def scorecard(*words: str | Path, cwd: Path, env: Mapping[str, str] | None = None) -> Outcome:
    """Run the command in a folder, with these environment variables set besides."""
    done = subprocess.run(
        [sys.executable, "-m", "scorecard", *map(str, words)],
        check=False, capture_output=True, text=True, encoding="utf-8", cwd=cwd,
        env={**os.environ, **(env or {})}, timeout=600,
    )  # fmt: skip
    return Outcome(done.returncode, done.stdout, done.stderr)


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its path there."""
    return {str(f.relative_to(folder)): f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file()}


def extract(folder: Path, *lines: str, headings: str = HEADINGS, name: str = "extract.csv") -> Path:
    """A small extract."""
    file = folder / name
    file.write_text("\n".join((headings, *lines)) + "\n", encoding="utf-8")
    return file
