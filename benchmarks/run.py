"""Speed and memory beside what a user might take instead, on the same file in the same run; writes docs/benchmarks.md.

Run: make bench, or python benchmarks/run.py [--rows N ...] [--rounds N] [--folder DIR] [--peers PYTHON]. Every run is a
new process, start-up and imports included; the contenders take turns, and medians count. Memory is the peak of the
process as the system reports it. The peers get an environment of their own, from benchmarks/requirements.txt.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
DOCS = HERE.parent / "docs" / "benchmarks.md"
ROWS = (4_000, 400_000, 4_000_000)
OURS = "this project: every row checked, all figures"
FLOOR = "bare read (pyarrow), nothing else"
PEERS = {"plain": "pandas + scipy script", "fairlearn": "Fairlearn", "aequitas": "Aequitas"}
PINNED = ("fairlearn", "aequitas", "pandas")


@dataclass(frozen=True)
class Run:
    """What one process took: seconds by the clock, seconds of processor, peak memory in MB."""

    wall: float
    processor: float
    memory: float


def measured(command: list[str]) -> Run:
    """Run a command to its end. RuntimeError where it fails."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    kilobytes = used.ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    return Run(wall, used.ru_utime + used.ru_stime, kilobytes / 1024)


def made(rows: int, folder: Path) -> Path:
    """The extract of so many rows, made once (the same for the same number), and read once so that it is cached."""
    path = folder / f"extract-{rows}.csv"
    if not path.exists():
        code = f"import sys; sys.path.insert(0, {str(HERE)!r}); import extract_speed as e; from pathlib import Path; "
        subprocess.run([sys.executable, "-c", f"{code}e.make(Path({str(path)!r}), {rows})"], check=True)
    with path.open("rb") as file:
        while file.read(1 << 20):
            pass
    return path


def peers_python(chosen: str | None, folder: Path) -> str:
    """The interpreter that has the peers ("" for none): the one named, else that of a new environment."""
    if chosen:
        return chosen if chosen != "none" else ""
    home = folder / "peers"
    python = home / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "-q", "-r", str(HERE / "requirements.txt")], check=True)
    return str(python)


def contenders(peers: str, path: Path) -> dict[str, list[str]]:
    """The command of each, by name."""
    own = {name: [sys.executable, str(HERE / "ours.py"), verb] for name, verb in ((FLOOR, "read"), (OURS, "figures"))}
    others = {name: [peers, str(HERE / "peers.py"), verb] for verb, name in PEERS.items() if peers}
    return {name: [*command, str(path)] for name, command in {**own, **others}.items()}


def compared(commands: dict[str, list[str]], rounds: int) -> dict[str, Run]:
    """The medians of each, all of them having had a turn in each round."""
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            runs[name].append(measured(command))
    return {
        name: Run(*(statistics.median(getattr(r, field) for r in found) for field in ("wall", "processor", "memory")))
        for name, found in runs.items()
    }


def table(rows: int, results: dict[str, Run]) -> str:
    """One table, in Markdown; ratios above 1 say that this project needs less."""
    ours = results[OURS]
    lines = [
        f"## {rows:,} rows\n",
        "| | seconds | processor seconds | peak MB | processor time beside ours | memory beside ours |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    for name, run in results.items():
        beside = f"{run.processor / ours.processor:.2f} | {run.memory / ours.memory:.2f}"
        lines.append(f"| {name} | {run.wall:.2f} | {run.processor:.2f} | {run.memory:,.0f} | {beside} |")
    return "\n".join(lines)


def page(tables: list[str], rounds: int, load: str, versions: str) -> str:
    """The whole page."""
    machine = f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    return "\n\n".join([
        "# Speed and memory beside other tools",
        "Written by `make bench` (`benchmarks/run.py`); do not edit. Synthetic extracts of ten columns. Each run is a "
        f"new process with its start-up; medians of {rounds} rounds in which all took turns.",
        f"Machine: {machine}; {load}. Where others use the machine too, processor seconds say more than seconds. "
        f"Versions: {versions}.",
        "The work is not the same: this project checks every row, looks for duplicated cases, accounts for each row, "
        "counts ten breakdowns and their details, and works out every figure of a scorecard. The others read four "
        "columns and work out rates and ratios by ethnicity and sex; only the script adds a test.",
        *tables,
    ]) + "\n"  # fmt: skip


def versions_of(python: str) -> str:
    """The peers' versions, as their environment has them."""
    code = (
        "import sys; from importlib.metadata import version as v; print(', '.join(f'{n} {v(n)}' for n in sys.argv[1:]))"
    )
    return subprocess.run([python, "-c", code, *PINNED], check=True, capture_output=True, text=True).stdout.strip()


def load() -> str:
    """How busy the machine is, as the number of processes that want to run."""
    return f"load average {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "load unknown"


def main() -> None:
    """Measure, print and write the page."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, nargs="+", default=list(ROWS), help="40000000 takes 7 GB of disk")
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--folder", type=Path, default=HERE.parent / "build" / "bench", help="for extracts")
    asked.add_argument("--peers", metavar="PYTHON", help="an interpreter that has the peers already; none: no peers")
    asked.add_argument("--no-page", action="store_true", help="only print")
    options = asked.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    peers = peers_python(options.peers, options.folder)
    before, tables = load(), []
    for rows in options.rows:
        tables.append(table(rows, compared(contenders(peers, made(rows, options.folder)), options.rounds)))
        print(tables[-1], flush=True)
    busy = f"{before} at the start, {load().removeprefix('load average ')} at the end"
    if peers and not options.no_page:
        DOCS.write_text(page(tables, options.rounds, busy, versions_of(peers)), encoding="utf-8")


if __name__ == "__main__":
    main()
