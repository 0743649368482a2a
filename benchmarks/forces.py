"""The scorecards of 43 forces and of all together, on one process and on several: seconds, and how many times as fast.

Run: python benchmarks/forces.py [WORKERS] [ROWS] [ROUNDS]. The extract is synthetic: forces with invented names and
unequal sizes. All three formats of the internal edition are written, into a temporary folder. Each run is a new
process, start-up and imports included; one process and several take turns.
"""

from __future__ import annotations

import csv
import os
import random
import statistics
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
    """One run, in this process and its workers: prints how many scorecards were made and how many failed."""
    from scorecard.config import Config
    from scorecard.forces import build_forces
    from scorecard.periods import resolve
    from scorecard.request import Request

    made = build_forces(Request((path,), resolve("202109", None, None, ()), out), Config(), workers=workers)
    print(len(made.built), len(made.failed))


def measured(path: Path, out: Path, workers: int) -> tuple[float, float, str]:
    """Seconds by the clock and of processor (workers included) of one run, start-up and imports too; what it made."""
    start, before = time.perf_counter(), os.times()
    command = [sys.executable, __file__, "--build", str(path), str(out), str(workers)]
    run = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return time.perf_counter() - start, used, "{} scorecards, {} failed".format(*run.stdout.split())


def main(workers: int, rows: int, rounds: int) -> None:
    """Builds on one process and on several in turn, and prints the ratio of each round and of the medians."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "forces.csv"
        make(path, rows)
        walls: dict[int, list[float]] = {1: [], workers: []}
        for turn in range(rounds):
            for number, taken in walls.items():
                wall, used, made = measured(path, Path(folder) / f"{turn}-{number}", number)
                taken.append(wall)
                load = f", load average {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
                print(f"{number} processes: {made}, {wall:.1f} s, {used:.1f} processor seconds{load}", flush=True)
        times = [one / several for one, several in zip(walls[1], walls[workers], strict=True)]
        each = ", ".join(f"{t:.2f}" for t in times)
        print(f"{statistics.median(times):.2f} times as fast on {workers} as on one (rounds: {each})")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--build"]:
        build(Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))
    else:
        main(*(int(given) for given in (*sys.argv[1:], *("2", "40000", "3")[len(sys.argv) - 1 :])))
