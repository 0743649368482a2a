"""Speed and memory beside what a user might take instead, on the same file in the same run; writes docs/benchmarks.md.

Run: make bench, or python benchmarks/run.py [--rows N ...] [--rounds N] [--folder DIR] [--peers PYTHON]. Every run is a
new process, start-up and imports included; the contenders take turns, and medians count. Memory is the peak of the
process as the system reports it. The peers get an environment of their own, from benchmarks/requirements.txt. A peer
that would need more than this machine's memory, or more than some minutes, is not run, and the page says so.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from page import ALL_FIGURES, FLOOR, OURS, page, table

HERE = Path(__file__).parent
DOCS = HERE.parent / "docs" / "benchmarks.md"
ROWS = (4_000, 400_000, 4_000_000, 40_000_000)
LARGE = 10_000_000  # from here on one round only, and the file is deleted afterwards
ENOUGH = 1_000_000  # rows of a run from which the needs of a larger one are worked out
PEERS = {
    "plain": "pandas + scipy script",
    "fairlearn": "Fairlearn",
    "aequitas": "Aequitas",
    "aedt": "aedt-audit, its reader and summary",
    "aedt_rates": "aedt-audit, rates alone, without a test",
}
# As on a user's machine: what is compiled once is kept, ours as well as that of installed packages.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
PINNED = ("fairlearn", "aequitas", "aedt-audit", "pandas", "scipy", "numpy")


@dataclass(frozen=True)
class Run:
    """What one process took: seconds by the clock, seconds of processor, peak memory in MB."""

    wall: float
    processor: float
    memory: float


Results = dict[str, Run | str]  # a text says why there is no run


def measured(command: list[str], stderr: int | None = None) -> Run:
    """Run a command to its end. RuntimeError where it fails. stderr: as of Popen."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=stderr, env=ENVIRONMENT)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"ended with {process.returncode}")
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
    """The interpreter that has the peers ("" for none): the one named, else that of an environment made for them."""
    if chosen:
        return chosen if chosen != "none" else ""
    home, wanted = folder / "peers", HERE / "requirements.txt"
    python = home / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    installed = home / "installed.txt"
    if not installed.exists() or installed.read_bytes() != wanted.read_bytes():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(home)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "-q", "-r", str(wanted)], check=True)
        installed.write_bytes(wanted.read_bytes())
    return str(python)


def contenders(peers: str, path: Path) -> dict[str, list[str]]:
    """The command of each, by name."""
    verbs = {FLOOR: "read", OURS: "rates", ALL_FIGURES: "figures"}
    own = {name: [sys.executable, str(HERE / "ours.py"), verb] for name, verb in verbs.items()}
    others = {name: [peers, str(HERE / "peers.py"), verb] for verb, name in PEERS.items() if peers}
    return {name: [*command, str(path)] for name, command in {**own, **others}.items()}


def too_much(before: Run | str, times: float, minutes: float) -> str:
    """Why a contender is not run on so many times the rows of its last run; "" where it is."""
    if isinstance(before, str):
        return before
    memory, taken = before.memory * times / 1000, before.wall * times / 60
    if memory > (has := _memory()):
        return f"not run: it would need some {memory:.0f} GB, and this machine has {has:.0f}"
    return f"not run: it would take some {taken:.0f} minutes" if taken > minutes else ""


def _memory() -> float:
    """This machine's memory in GB; without end where the system does not say."""
    names = getattr(os, "sysconf_names", {})
    known = "SC_PHYS_PAGES" in names
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 1e9 if known else float("inf")


def compared(commands: Mapping[str, list[str]], rounds: int, left_out: Mapping[str, str]) -> Results:
    """The medians of each, all of them having had a turn in each round; why, for those that are left out or failed."""
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    why = {name: reason for name, reason in left_out.items() if reason}
    for _ in range(rounds):
        for name, command in commands.items():
            if name not in why:
                try:
                    runs[name].append(measured(command))
                except RuntimeError as error:
                    if name in (FLOOR, OURS, ALL_FIGURES):
                        raise
                    why[name] = f"did not finish: {error}"
    return {name: why.get(name) or _median(found) for name, found in runs.items()}


def _median(runs: list[Run]) -> Run:
    return Run(*(statistics.median(getattr(r, field) for r in runs) for field in ("wall", "processor", "memory")))


def versions_of(python: str) -> str:
    """The peers' versions, as their environment has them."""
    code = (
        "import sys; from importlib.metadata import version as v; print(', '.join(f'{n} {v(n)}' for n in sys.argv[1:]))"
    )
    return subprocess.run([python, "-c", code, *PINNED], check=True, capture_output=True, text=True).stdout.strip()


def machine() -> str:
    """What this ran on."""
    memory = "" if _memory() == float("inf") else f", {_memory():.0f} GB"
    return f"{os.cpu_count()} cores{memory}, {platform.system()}, Python {platform.python_version()}"


def load() -> float | None:
    """How many processes want to run at the moment; None where the system does not say."""
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else None


def main() -> None:
    """Measure, print and write the page."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--rows", type=int, nargs="+", default=list(ROWS), help="40000000 takes 5 GB of disk meanwhile")
    asked.add_argument("--rounds", type=int, default=3, help=f"for fewer than {LARGE:,} rows; one from there on")
    asked.add_argument("--minutes", type=float, default=5, help="what is expected to take longer is not run")
    asked.add_argument("--folder", type=Path, default=HERE.parent / "build" / "bench", help="for extracts")
    asked.add_argument("--peers", metavar="PYTHON", help="an interpreter that has the peers already; none: no peers")
    asked.add_argument("--no-page", action="store_true", help="only print")
    options = asked.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    peers = peers_python(options.peers, options.folder)
    tables, busy, last = [], [load()], 0
    before: Results = {}
    for rows in sorted(options.rows):
        path, rounds = made(rows, options.folder), 1 if rows >= LARGE else options.rounds
        # Start-up is a large part of a small run, which so says nothing about more rows.
        known = before if last >= ENOUGH else {}
        left_out = {name: too_much(run, rows / last, options.minutes) for name, run in known.items()}
        before, last = compared(contenders(peers, path), rounds, left_out), rows
        if rows >= LARGE:
            path.unlink()
        busy.append(load())
        tables.append(table(rows, rounds, before))
        print(tables[-1], flush=True)
    if peers and not options.no_page:
        DOCS.write_text(page(tables, machine(), busy, versions_of(peers)), encoding="utf-8")


if __name__ == "__main__":
    main()
