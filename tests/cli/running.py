"""Runs the command as a shell would, in this process: what it prints, and the code with which it ends."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from unittest.mock import patch

from scorecard.__main__ import main


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str


def run(*words: object, folder: Path) -> Ended:
    """`scorecard WORDS` in that folder."""
    before, out, err = Path.cwd(), StringIO(), StringIO()
    os.chdir(folder)
    try:
        with patch.multiple(sys, argv=["scorecard", *map(str, words)], stdout=out, stderr=err):
            try:
                main()
            except SystemExit as end:
                code = end.code
    finally:
        os.chdir(before)
    assert isinstance(code, int), code
    assert "Traceback" not in out.getvalue() + err.getvalue()
    return Ended(code, out.getvalue(), err.getvalue())


def files(folder: Path) -> dict[str, bytes]:
    """Every file below the folder with its bytes, to see that nothing was changed or left behind."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
