"""Files of counts that commands take in: read with the breakdowns that the force's config knows."""

from __future__ import annotations

from pathlib import Path

from scorecard import manifest
from scorecard.breakdowns import known_breakdowns
from scorecard.config import Config
from scorecard.counts_csv import read_counts_csv, read_reply_csv
from scorecard.model import ALL, WITHHELD, Counts, PrintedRate

File = tuple[str, str]


def read(path: Path, config: Config) -> tuple[Counts, File]:
    """The counts in the file, and its name and sha256."""
    counts = read_counts_csv(path, force=config.force, breakdowns=known_breakdowns(config))
    return counts, (path.name, manifest.digest(path))


def read_reply(path: Path, config: Config) -> tuple[Counts, tuple[PrintedRate, ...], File]:
    """The counts and rates that a reply printed, and the file's name and sha256."""
    counts, rates = read_reply_csv(path, force=config.force, breakdowns=known_breakdowns(config))
    return counts, rates, (path.name, manifest.digest(path))


def described(counts: Counts) -> str:
    """What was read, a line a force and period: dates, breakdowns, how many were decided and refused."""
    lines = []
    for (force, label), rows in counts.decisions.groupby(["force", "period"], sort=False):
        everybody = rows[(rows["group"] == ALL) & (rows["breakdown"] == rows["breakdown"].iloc[0])]
        decided, refused = (_total(everybody[name].tolist()) for name in ("decided", "refused"))
        names = ", ".join(dict.fromkeys(str(b).replace("_", " ") for b in rows["breakdown"]))
        dates = counts.period(str(label)).dates
        lines.append(f"  {label} ({dates}), {force}: {decided} decided, {refused} refused, by {names}")
    return "\n".join(lines)


def _total(numbers: list[object]) -> str:
    known = [n for n in numbers if isinstance(n, int)]
    return f"{sum(known):,}" if len(known) == len(numbers) else WITHHELD
