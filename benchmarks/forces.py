"""The scorecards of 43 forces and of all together, on one process and on several: seconds, and how many times as fast.

Run: python benchmarks/forces.py [WORKERS] [ROWS]. The extract is synthetic: forces with invented names and unequal
sizes. All three formats of the internal edition are written, into a temporary folder. Each run is a new process.
"""

from __future__ import annotations

import csv
import os
import random
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

PLACES = ("North", "South", "East", "West", "Upper", "Lower", "Great", "Little", "Old")
FORCES = tuple(f"{place}{end}" for place in PLACES for end in ("moor", "vale", "march", "ford", "shire"))[:43]
COLUMNS = {
    "workforce": (["officer", "staff"], [2, 1]),
    "ethnicity": (["W1", "W2", "A1", "A3", "B1", "B2", "M1", "M9", "O9", "NS"], [70, 8, 5, 4, 4, 3, 2, 2, 1, 1]),
    "sex": (["Female", "Male"], [45, 55]),
    "outcome": (["cleared", "refused", "withdrawn by applicant"], [88, 8, 4]),
    "clearance_level": (["RV", "MV"], [85, 15]),
    "age_band": (["Under 26", "26-40", "41-55"], [40, 45, 15]),
}


def make(path: Path, rows: int) -> None:
    """A synthetic extract of that many decisions, the same each time."""
    chance = random.Random(43)
    weights = [chance.lognormvariate(0, 0.6) for _ in FORCES]
    drawn = {name: chance.choices(values, odds, k=rows) for name, (values, odds) in COLUMNS.items()}
    drawn["force"] = chance.choices(FORCES, weights, k=rows)
    days = [(date(2021, 6, 1) + timedelta(n)).isoformat() for n in range(92)]
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["case_id", "decision_date", *drawn])
        out.writerows(
            (f"SYN-{n:07}", chance.choice(days), *values) for n, values in enumerate(zip(*drawn.values(), strict=True))
        )


def build(path: Path, out: Path, workers: int) -> None:
    """One run, in this process and its workers: prints how many scorecards, and seconds without the first import."""
    from scorecard.config import Config
    from scorecard.forces import build_forces
    from scorecard.periods import resolve
    from scorecard.pipeline import Request

    start = time.perf_counter()
    made = build_forces(Request((path,), resolve("202109", None, None, ()), out), Config(), workers=workers)
    print(len(made.built), len(made.failed), time.perf_counter() - start)


def main(workers: int, rows: int) -> None:
    """Builds on one process, then on several, and prints the ratio."""
    with tempfile.TemporaryDirectory() as folder:
        path, taken = Path(folder) / "forces.csv", []
        make(path, rows)
        for number in (1, workers):
            command = [sys.executable, __file__, "--build", str(path), str(Path(folder) / str(number)), str(number)]
            run = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
            built, failed, seconds = run.stdout.split()
            taken.append(float(seconds))
            load = f", load average {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
            print(f"{number} processes: {built} scorecards, {failed} failed, {taken[-1]:.1f} s{load}", flush=True)
        print(f"{taken[0] / taken[1]:.2f} times as fast on {workers} as on one")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--build"]:
        build(Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 2, int(sys.argv[2]) if len(sys.argv) > 2 else 60_000)
