"""Among many runs one has the lock, although its file is taken away each time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from scorecard.errors import BusyError
from scorecard.lock import locked

# Each takes the lock as often as it can; inside, nobody else may be there.
WORK = """
import os, sys, time
from pathlib import Path
from scorecard.errors import BusyError
from scorecard.lock import locked
folder, had = Path(sys.argv[1]), 0
end = time.monotonic() + 1.5
while time.monotonic() < end:
    try:
        with locked(folder / ".x.lock", "busy"):
            os.close(os.open(folder / "inside", os.O_CREAT | os.O_EXCL))
            had += 1
            os.unlink(folder / "inside")
    except BusyError:
        pass
print(had)
"""


def test_nobody_is_inside_with_another(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WORK, str(tmp_path)]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    ended = [(*run.communicate(timeout=60), run.returncode) for run in runs]
    assert [(err, code) for _, err, code in ended] == [("", 0)] * 3
    assert all(int(out) > 0 for out, *_ in ended)
    assert list(tmp_path.iterdir()) == []


def test_a_killed_run_lets_go(tmp_path: Path) -> None:
    hold = "import sys, time\nfrom pathlib import Path\nfrom scorecard.lock import locked\n"
    hold += "with locked(Path(sys.argv[1]), 'busy'):\n    print('held', flush=True)\n    time.sleep(60)\n"
    file = tmp_path / ".x.lock"
    run = subprocess.Popen([sys.executable, "-c", hold, str(file)], stdout=subprocess.PIPE, text=True)
    assert run.stdout is not None
    assert run.stdout.readline() == "held\n"
    with pytest.raises(BusyError, match="busy"), locked(file, "busy"):
        pass
    run.kill()
    run.wait(timeout=30)
    run.stdout.close()
    assert file.exists()
    with locked(file, "busy"):
        pass
    assert not file.exists()


def test_a_file_in_the_way_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(NotADirectoryError), locked(tmp_path / "file" / ".x.lock", "busy"):
        pass
