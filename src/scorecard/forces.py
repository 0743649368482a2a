"""Many forces in one extract: a scorecard for each and one for all together, made side by side in several processes.

In: a Request whose extracts have a column `force`. Out: OUT/<force>/<period>/... for each force and
OUT/all-forces/<period>/..., and which forces could not be made. The extract is counted once, here; each force is then
a task of its own, and one that fails does not stop the others.

All forces together have no public edition: beside the table of each force, their total would give a count that one
force withholds by subtraction.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, as_completed
from dataclasses import dataclass, replace

import pandas as pd

from scorecard.aside import processes
from scorecard.config import Config
from scorecard.errors import ExtractError, ScorecardError, debugging, fault_of_ours
from scorecard.model import ALL, KEY, MEASURES, Counts, Edition, Ledger
from scorecard.model.windows import DEVICES
from scorecard.pipeline import Say, count, prepared, produce
from scorecard.register import Register
from scorecard.request import Built, Job, Request

TOGETHER = "all-forces"
LONGEST = 60
_RESERVED = {*DEVICES, TOGETHER}


@dataclass(frozen=True)
class Task:
    """One scorecard that is to be made. forces: the counts of each force, where it is the one for all together."""

    force: str
    job: Job
    counts: Counts
    ledger: Ledger
    forces: Counts | None = None


@dataclass(frozen=True)
class Failed:
    """A force whose scorecard was not made, or not all of it: what to tell the user, and the exit code of that."""

    force: str
    message: str
    exit_code: int


@dataclass(frozen=True)
class Made:
    """What was made, by force (all together first, then by name), and what was not."""

    ledger: Ledger
    built: dict[str, Built]
    failed: tuple[Failed, ...]

    @property
    def exit_code(self) -> int:
        """The highest of the failures' exit codes; 0 where there is none."""
        return max((f.exit_code for f in self.failed), default=0)


def build_forces(
    request: Request,
    config: Config,
    say: Say = lambda _: None,
    done: Callable[[int, int], None] = lambda _, __: None,
    workers: int | None = None,
) -> Made:
    """Build the scorecard of each force and of all together. ScorecardError where the extract as a whole is refused.

    done: called with how many are finished, of how many. workers: how many processes (None: one for each core).
    """
    base = prepared(request, config)
    counts, ledger = count(base, say, by_force=True)
    if base.register is not None:
        Register.open(base.register).close()  # made once, before several processes ask for it
    tasks = list(_tasks(base, counts, ledger))
    say(f"Writing {len(tasks)} scorecards")
    results = _results(tasks, min(workers or _cores(), len(tasks)), done)
    return Made(
        ledger,
        {force: result for force, result in results.items() if isinstance(result, Built)},
        tuple(result for result in results.values() if isinstance(result, Failed)),
    )


def _results(tasks: Sequence[Task], workers: int, done: Callable[[int, int], None]) -> dict[str, Built | Failed]:
    """What became of each task, by force, in the order of the tasks."""
    made: dict[str, Built | Failed] = {}
    with processes(workers) as do:
        running = {do(make, task): task.force for task in tasks}
        for number, future in enumerate(as_completed(running), start=1):
            made[running[future]] = _result(future, running[future])
            done(number, len(tasks))
    return {task.force: made[task.force] for task in tasks}


def make(task: Task) -> Built | Failed:
    """One scorecard, in a process of its own; what goes wrong is told, not raised, since processes lose tracebacks."""
    try:
        _refuse_nobody(task)
        return produce(task.job, (task.counts, task.ledger), lambda _: None, task.forces)
    except ScorecardError as error:
        return Failed(task.force, str(error), error.exit_code)


def together(counts: Counts, name: str) -> Counts:
    """The exact counts of all forces added up, under one name."""
    keys = [k for k in KEY if k != "force"]
    decisions = counts.decisions.groupby(keys, sort=False)[list(MEASURES)].sum()
    details = counts.details.groupby([*keys, "topic", "item"], sort=False)[["cases"]].sum()
    return Counts(
        _named(decisions.reset_index(), name),
        _named(details.reset_index(), name),
        counts.periods,
        counts.breakdowns,
    )


def slugs(names: Iterable[str]) -> dict[str, str]:
    """A folder's name for each force: letters, digits and hyphens, legal on every system, no two alike."""
    taken = set(_RESERVED)
    found = {}
    for name in names:
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].strip("-") or "force"
        stem = f"{stem}-force" if stem in _RESERVED else stem
        endings = (stem if n == 1 else f"{stem}-{n}" for n in range(1, len(taken) + 2))
        found[name] = next(slug for slug in endings if slug not in taken)
        taken.add(found[name])
    return found


def _tasks(base: Job, counts: Counts, ledger: Ledger) -> Iterator[Task]:
    """All together first, since it takes longest, then each force by name, with keys of its own in one register."""
    request, config = base.request, replace(base.config, register=base.register)
    names = sorted(counts.decisions["force"].unique())
    folders = slugs(names)
    ledger = replace(
        ledger, warnings=(*ledger.warnings, f"The rows read and left out are those of all {len(names)} forces.")
    )
    every = config.force if config.force not in (Config().force, *names) else "All forces"
    apart = {**{name: name for name in names}, **config.force_names}  # one extract holds them, so they are several
    own = replace(config, force=every)
    internal = replace(request, out=request.out / TOGETHER, editions=(Edition.INTERNAL,))
    yield Task(every, replace(base, request=internal, config=own), together(counts, every), ledger, counts)
    for name in names:
        folder = config.commentary_folder
        own = replace(
            config,
            force=name,
            force_names=apart,
            commentary=folder / folders[name] if folder is not None else None,
        )
        job = replace(base, request=replace(request, out=request.out / folders[name]), config=own)
        yield Task(name, job, counts.where(force=name), ledger)


def _named(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """The frame with a first column `force`."""
    frame.insert(0, "force", pd.Series(name, index=frame.index, dtype="str"))
    return frame


def _refuse_nobody(task: Task) -> None:
    rows = task.counts.decisions
    if not rows.loc[rows["group"] == ALL, "decided"].sum():
        period = task.job.request.period
        raise ExtractError(f"{task.force}: nobody was decided from {period.dates}; check the extract and the period.")


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _result(future: Future[Built | Failed], force: str) -> Built | Failed:
    """What the process gave back; a fault of ours, or a process that was killed, is that force's failure."""
    try:
        return future.result()
    except Exception as error:
        if debugging():
            raise
        return Failed(force, f"{force}: {fault_of_ours(error)}", 1)
