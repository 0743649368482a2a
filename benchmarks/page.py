"""The page of benchmarks. In: what was measured. Out: Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

OURS = "this project: every row checked, rates and ratios"
ALL_FIGURES = "this project: every row checked, all figures"
FLOOR = "bare read (pyarrow), nothing else"


class Run(Protocol):
    """What one process took: seconds by the clock, seconds of processor, peak memory in MB."""

    @property
    def wall(self) -> float: ...
    @property
    def processor(self) -> float: ...
    @property
    def memory(self) -> float: ...


def table(rows: int, rounds: int, results: Mapping[str, Run | str]) -> str:
    """One table; ratios above 1 say that this project needs less. A text in place of a run says why there is none."""
    ours = results[OURS]
    assert not isinstance(ours, str), "this project is always run"
    lines = [
        f"## {rows:,} rows ({f'medians of {rounds} rounds' if rounds > 1 else 'one round'})\n",
        "| | seconds | processor seconds | peak MB | seconds / ours | processor / ours | memory / ours |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for name, run in results.items():
        if isinstance(run, str):
            lines.append(f"| {name}: {run} | | | | | | |")
            continue
        beside = (run.wall / ours.wall, run.processor / ours.processor, run.memory / ours.memory)
        numbers = (f"{run.wall:.2f}", f"{run.processor:.2f}", f"{run.memory:,.0f}", *(f"{r:.2f}" for r in beside))
        lines.append(f"| {name} | {' | '.join(numbers)} |")
    return "\n".join(lines)


def page(tables: Sequence[str], machine: str, busy: Sequence[float | None], versions: str) -> str:
    """The whole page. busy: the load at the start and after each table."""
    loads = [f"{load:.1f}" for load in busy if load is not None]
    seen = f"; load average {loads[0]} at the start, then {', '.join(loads[1:])} after each table" if loads else ""
    return "\n\n".join([
        "# Speed and memory beside other tools",
        "Written by `make bench` (`benchmarks/run.py`); do not edit. Synthetic extracts of ten columns. Each run is a "
        "new process with its start-up, and all took turns.",
        f"Machine: {machine}{seen}. Where others use the machine too, processor seconds say more than seconds. "
        f"Versions: {versions}.",
        "All work out rates and ratios by ethnicity and sex; only this project, the script and the summary of "
        "aedt-audit add a test. This project also checks every row, looks for duplicated cases, accounts for each row "
        "and counts all breakdowns and details; in the line with all figures it works out the whole scorecard from "
        "them. Its process is set up as that of its commands is (`scorecard/process.py`). The others read the four "
        "columns that they need, through pandas; aedt-audit's own reader reads all.",
        "A ratio above 1 says that this project needs less for its rates and ratios. What a tool would need for ten "
        "times the rows is worked out from its last run.",
        *tables,
    ]) + "\n"  # fmt: skip
