"""Chromium without a window, for the tests of the page: its document after scripts, and whether it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
)  # fmt: skip
AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"


def chromium() -> str:
    """The browser's path; the test is skipped without one, but fails in CI."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    return found or missing("Chromium")


def axe() -> str:
    """axe-core's script; the test is skipped without it, but fails in CI."""
    if not AXE.is_file():
        missing("axe-core (npm ci --ignore-scripts --prefix tests/render/html)")
    return AXE.read_text(encoding="utf-8")


def missing(what: str) -> str:
    """Skip, since a program is missing; fail where CI must have it."""
    if os.environ.get("CI"):
        pytest.fail(f"CI needs {what}")
    pytest.skip(f"needs {what}")


def run(page: Path, profile: Path, *arguments: str, width: int, dark: bool = False) -> str:
    """What Chromium prints of the page with these further arguments, at a width, light or dark."""
    scheme = f"--blink-settings=preferredColorScheme={0 if dark else 1}"
    command = [chromium(), *FLAGS, scheme, f"--user-data-dir={profile}", f"--window-size={width},900", *arguments]
    done = subprocess.run([*command, page.as_uri()], capture_output=True, text=True, timeout=120, check=True)
    return done.stdout
