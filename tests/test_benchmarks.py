"""The benchmarks run, say what was not run and why, and have every peer pinned."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent.parent / "benchmarks"


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.syspath_prepend(str(HERE))
    import run

    return run


def test_peers_are_pinned_and_described() -> None:
    lines = [line for line in (HERE / "requirements.txt").read_text().splitlines() if not line.startswith("#")]
    assert all(re.fullmatch(r"[a-z-]+==[\d.]+", line) for line in lines), lines
    assert {"aedt-audit", "aequitas", "fairlearn", "pandas", "scipy"} <= {line.split("==")[0] for line in lines}


def test_what_a_larger_run_would_need_is_worked_out(bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "_memory", lambda: 8.0)
    run = bench.Run(wall=66.0, processor=60.0, memory=500.0)
    assert bench.too_much(run, 10, minutes=5) == "not run: it would take some 11 minutes"
    assert bench.too_much(run, 10, minutes=12) == ""
    large = bench.Run(wall=1.0, processor=1.0, memory=1_000.0)
    assert bench.too_much(large, 10, minutes=5) == "not run: it would need some 10 GB, and this machine has 8"
    assert bench.too_much("did not finish: ended with -9", 10, minutes=5) == "did not finish: ended with -9"


def test_a_peer_that_fails_is_reported_and_ours_is_not_hidden(bench) -> None:
    fails = [sys.executable, "-c", "raise SystemExit(3)"]
    works = [sys.executable, "-c", "pass"]
    found = bench.compared({bench.OURS: works, "peer": fails, "other": works}, 2, {"other": "not run: too large"})
    assert (found["peer"], found["other"]) == ("did not finish: ended with 3", "not run: too large")
    with pytest.raises(RuntimeError, match="ended with 3"):
        bench.compared({bench.OURS: fails}, 1, {})


def test_ratios_say_how_much_more_a_peer_needs(bench) -> None:
    results = {
        bench.FLOOR: bench.Run(1.0, 1.0, 50.0),
        bench.OURS: bench.Run(2.0, 4.0, 200.0),
        "peer": bench.Run(3.0, 4.0, 1_300.0),
        "other": "not run: it would take some 11 minutes",
    }
    text = bench.table(4_000, 3, results)
    assert "| 1.00 | 1.00 | 50 | 0.50 | 0.25 | 0.25 |" in text
    assert "| peer | 3.00 | 4.00 | 1,300 | 1.50 | 1.00 | 6.50 |" in text
    assert "| other: not run: it would take some 11 minutes |" in text
    assert {line.count("|") for line in text.splitlines() if line.startswith("|")} == {8}


def test_the_benchmark_runs_from_end_to_end(tmp_path: Path) -> None:
    command = [sys.executable, str(HERE / "run.py"), "--rows", "300", "--rounds", "1", "--peers", "none", "--no-page"]
    done = subprocess.run([*command, "--folder", str(tmp_path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("## 300 rows (one round)")
    assert done.stdout.count("\n| ") == 4, "the heading, the floor, and this project twice"
