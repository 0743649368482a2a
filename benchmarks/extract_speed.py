"""Counting an extract beside a bare read of it: 4 million rows of 10 columns, as seconds, processor seconds and
peak memory.

Run: python benchmarks/extract_speed.py [ROWS] [FOLDER]. Each contender runs three times in a process of its own, in
turn, and its best time counts; the file is made first, and read once so that all find it in the system's cache.
"""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path

ROUNDS = 3
COLUMNS = {
    "workforce": ["Police officer", "Police staff"],
    "ethnicity": ["W1", "A1", "B2", "White - Irish", "Asian/Asian British - Indian", "M1", "O9", "NS", ""],
    "sex": ["Female", "Male", "M", "F"],
    "outcome": ["Cleared", "Cleared", "Cleared", "Refused", "Withdrawn by applicant", "Pending"],
    "refusal_reason": ["", "", "", "Finance", "Non-declaration; Candidate family member"],
    "clearance_level": ["RV", "MV", "NPPV 2"],
    "religion": ["Christian", "No religion", "Muslim", ""],
    "received_date": [(date(2021, 3, 1) + timedelta(n)).isoformat() for n in range(90)],
}


def make(path: Path, rows: int) -> None:
    """A synthetic extract: the columns above, a case id and a date of decision."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.csv as pacsv

    chance = np.random.default_rng(1)
    days = [(date(2021, 6, 1) + timedelta(n)).isoformat() for n in range(92)]
    with path.open("wb") as file:
        for start in range(0, rows, 500_000):
            size = min(500_000, rows - start)
            table = {"case_id": [f"SYN-{n:09}" for n in range(start, start + size)]}
            for name, values in {"decision_date": days, **COLUMNS}.items():
                table[name] = pa.array(values).take(pa.array(chance.integers(len(values), size=size)))
            pacsv.write_csv(
                pa.table(table), file, pacsv.WriteOptions(include_header=start == 0, quoting_style="needed")
            )


def bare(path: Path) -> int:
    """Only reading: every column, with the defaults of pyarrow.csv."""
    import pyarrow.csv as pacsv

    return pacsv.read_csv(path).num_rows


def bare_stream(path: Path) -> int:
    """Only reading, as a stream of batches, one after the other."""
    import pyarrow.csv as pacsv

    return sum(batch.num_rows for batch in pacsv.open_csv(path))


def ours(path: Path) -> int:
    """Reading, validating, looking for duplicates, and counting every built-in breakdown."""
    from scorecard.extract import ExtractSettings, count_extracts
    from scorecard.model import Period

    period = Period(date(2021, 6, 1), date(2021, 8, 31), "202109")
    return count_extracts([path], ExtractSettings(), period)[1].rows_counted


CONTENDERS = {"pyarrow.csv read_csv": bare, "pyarrow.csv open_csv": bare_stream, "count_extracts": ours}


def measure(name: str, path: Path) -> None:
    """One run, in this process: prints seconds, processor seconds and peak MB. Imports are not part of the time."""
    import_module("pyarrow.csv")
    import_module("scorecard.extract.count")

    start, used = time.perf_counter(), time.process_time()
    CONTENDERS[name](path)
    print(time.perf_counter() - start, time.process_time() - used, _peak())


def _peak() -> float:
    """The peak of this process's memory in MB (Linux); what the parent used before does not count, as in ru_maxrss."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def main(rows: int, folder: Path) -> None:
    """Makes the file, runs each contender in turn, and prints the best of each."""
    path = folder / f"extract-{rows}.csv"
    if not path.exists():
        make(path, rows)
    with path.open("rb") as file:
        while file.read(1 << 20):
            pass
    best: dict[str, tuple[float, float, float]] = {}
    for _ in range(ROUNDS):
        for name in CONTENDERS:
            run = subprocess.run(
                [sys.executable, __file__, "--one", name, str(path)], check=True, capture_output=True, text=True
            )
            seconds, used, memory = (float(part) for part in run.stdout.split())
            best[name] = min(best.get(name, (seconds, used, memory)), (seconds, used, memory))
    print(f"{rows:,} rows, {len(COLUMNS) + 2} columns, {path.stat().st_size / 1e6:,.0f} MB")
    for name, (seconds, used, memory) in best.items():
        against = ", ".join(f"{seconds / best[o][0]:.2f} times {o.split()[1]}" for o in list(CONTENDERS)[:2])
        print(f"{name:<22} {seconds:6.2f} s {used:6.2f} processor s {memory:6.0f} MB  {against}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        measure(sys.argv[2], Path(sys.argv[3]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 4_000_000, Path(sys.argv[2] if len(sys.argv) > 2 else "."))
