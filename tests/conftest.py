"""What several rooms of tests share: the demo, built once a session even where several workers run the tests."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `scorecard demo` wrote: four periods, both editions.

    Workers of pytest-xdist share it: the first one builds, the others wait at the lock.
    """
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    folder, done = shared / "demo", shared / "demo.done"
    with FileLock(shared / "demo.lock"):
        if not done.exists():
            command = [sys.executable, "-m", "scorecard", "demo", "--out", str(folder)]
            built = subprocess.run(command, check=False, capture_output=True, text=True, cwd=shared, timeout=900)
            assert built.returncode == 0, built.stderr
            done.touch()
    return folder
